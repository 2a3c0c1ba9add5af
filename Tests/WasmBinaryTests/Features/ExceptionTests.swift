import ModuleBytes
import Testing

@testable import WasmBinary

/// Tags, `throw` and `try_table` (specification §3.2.13, §3.4.2).
@Suite struct ExceptionTests {
    /// Tags: 0 carries nothing, 1 carries (i32, i64).
    private func judge(
        _ parameters: [ValueType] = [], _ results: [ValueType] = [], _ body: [Piece], _ message: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var parts = ModuleOfParts()
        parts.encoder.addTag(type: parts.functionType())
        parts.encoder.addTag(type: parts.functionType([.i32, .i64]))
        WasmBinaryTests.judge(parts.module(parameters, results, body), message, sourceLocation: sourceLocation)
    }

    @Test func throwing() {
        judge([], [.f64], [.op(.throw, 0)])
        judge([], [.f64], [.i32, .i64, .op(.throw, 1)])
        judge([], [], [.i32, .i32, .op(.throw, 1)], "throw expects i64, found i32")
        judge([], [], [.op(.throw, 2)], "unknown tag 2")
        judge([.exnref], [.i32], [.op(.localGet), .op(.throwRef)])
        judge([.anyref], [], [.op(.localGet), .op(.throwRef)], "throw_ref expects exnref, found anyref")
    }

    @Test func clauses() {
        judge([], [.i32, .i64], [.tryTable(.empty, CatchClause(.catch, tag: 1, label: 0)), .end, .i32, .i64])
        judge(
            [], [.i32, .i64, .to(.exn)],
            [.tryTable(.empty, CatchClause(.catchRef, tag: 1, label: 0)), .end, .op(.unreachable)])
        judge(
            [], [], [.tryTable(.empty, CatchClause(.catchAll, label: 0), CatchClause(.catch, tag: 0, label: 0)), .end])
        judge([], [.exnref], [.tryTable(.empty, CatchClause(.catchAllRef, label: 0)), .end, .null(.noexn)])
        judge([], [], [.tryTable(.empty, CatchClause(.catch, tag: 1, label: 0)), .end], "label 0 of a catch clause")
        judge([], [], [.tryTable(.empty, CatchClause(.catchAllRef, label: 0)), .end], "label 0 of a catch clause")
        judge(
            [], [.i32], [.tryTable(.empty, CatchClause(.catchAllRef, label: 0)), .end, .i32],
            "label 0 of a catch clause")
        judge([], [], [.tryTable(.empty, CatchClause(.catch, tag: 9, label: 0)), .end], "unknown tag 9")
        judge([], [], [.tryTable(.empty, CatchClause(.catchAll, label: 1)), .end], "unknown label 1")
    }

    /// The labels of clauses count from outside of the `try_table`, those of its body from inside.
    @Test func labels() {
        judge(
            [], [.i32],
            [
                .block(.block), .tryTable(.empty, CatchClause(.catchAll, label: 0)), .op(.br, 1), .end, .end, .i32,
            ])
        judge([], [.i32], [.tryTable(.value(.i32)), .i32, .op(.br, 0), .end])
        judge([], [.i32], [.tryTable(.value(.i32)), .i64, .end], "the end of the try_table expects i32, found i64")
    }

    @Test func tags() {
        var encoder = ModuleEncoder()
        encoder.addTypes([SubType(composite: .function(FunctionType(results: [.i32])))])
        encoder.addTag(type: 0)
        WasmBinaryTests.judge(encoder.bytes, "non-empty tag result type: tag 0")
        encoder = ModuleEncoder()
        encoder.addTypes([SubType(composite: .structure([]))])
        encoder.addImport("m", "t", .tag(typeIndex: 0))
        WasmBinaryTests.judge(encoder.bytes, "is not a function type")
        WasmBinaryTests.judge(module(section(13, vector([1, 0]))), "malformed tag attribute 0x01")
    }

    @Test(arguments: [0x06, 0x07, 0x09, 0x18, 0x19] as [UInt8])
    func asTheyWereBefore(opcode: UInt8) {
        let bytes = module(
            section(1, vector(functionType([], []))), section(3, vector([0])),
            section(10, vector(body([opcode, 0x40]))))
        let error = #expect(throws: ModuleError.self) { try BinaryModule(decoding: bytes, features: .all).validate() }
        #expect(error?.kind == .unsupported(feature: "legacy exceptions"))
        #expect(error?.message.contains("compile the module with the standard's try_table") == true)
    }
}
