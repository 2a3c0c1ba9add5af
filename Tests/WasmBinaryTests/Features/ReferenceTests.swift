import Testing

@testable import WasmBinary

/// Typed function references (specification §3.4.1 to §3.4.6): locals without a value, branches that look at references, calls through them.
@Suite struct ReferenceTests {
    /// Type 0: () -> (); type 1: (i32) -> (i64).
    private func judge(
        _ parameters: [ValueType] = [], _ results: [ValueType] = [], locals: [ValueType] = [], _ body: [Piece],
        _ message: String = "", features: Features = .wasm3, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var parts = ModuleOfParts()
        _ = parts.functionType()
        _ = parts.functionType([.i32], [.i64])
        let runs = locals.map { LocalRun(count: 1, type: $0) }
        WasmBinaryTests.judge(
            parts.module(parameters, results, locals: runs, body), message, features: features,
            sourceLocation: sourceLocation)
    }

    private let function = ReferenceType.to(.type(1))

    // MARK: Locals

    @Test func aLocalNeedsAValue() {
        judge(locals: [.funcref], [.op(.localGet), .drop])
        judge(locals: [.to(.func)], [.op(.localGet), .drop], "uninitialized local: local 0 of type (ref func)")
        judge([.to(.func)], locals: [.to(.func)], [.op(.localGet), .op(.localSet, 1), .op(.localGet, 1), .drop])
        judge([.to(.func)], locals: [.to(.func)], [.op(.localGet), .op(.localTee, 1), .drop, .op(.localGet, 1), .drop])
    }

    @Test func aValueIsForgottenWithItsBlock() {
        let set: [Piece] = [.op(.localGet), .op(.localSet, 1)]
        let get: [Piece] = [.op(.localGet, 1), .drop]
        let parameters: [ValueType] = [.to(.func)]
        let locals: [ValueType] = [.to(.func)]
        judge(parameters, locals: locals, set + [.block(.block)] + get + [.end] + get)
        judge(parameters, locals: locals, [.block(.block)] + set + get + [.end] + get, "uninitialized local")
        judge(
            parameters, locals: locals, [.i32, .block(.if)] + set + [.op(.else)] + get + [.end], "uninitialized local")
        judge(
            parameters, locals: locals, [.i32, .block(.if)] + set + [.op(.else)] + set + [.end] + get, "uninitialized")
        judge(parameters, locals: locals, set + [.i32, .block(.if)] + set + [.op(.else)] + get + [.end] + get)
        judge(
            parameters, locals: locals, [.block(.loop)] + set + [.end, .block(.loop)] + get + [.end], "uninitialized")
    }

    /// What one body did to its locals is nothing to the next.
    @Test func eachBodyStartsAnew() {
        var parts = ModuleOfParts()
        let type = parts.functionType([.to(.func)])
        let locals = [LocalRun(count: 40_000, type: .to(.func))]
        parts.encoder.addFunction(
            type: type, locals: locals,
            body: Piece.bytes([.op(.localGet), .op(.localSet, 40_000), .op(.localGet, 40_000), .drop]))
        WasmBinaryTests.judge(
            parts.module([.to(.func)], locals: locals, [.op(.localGet, 40_000), .drop]),
            "uninitialized local: local 40000")
    }

    @Test func selectAndDropOfReferences() {
        judge([.to(.func)], [.to(.func)], [.op(.localGet), .op(.localGet), .i32, .bytes([0x1C, 1, 0x64, 0x70])])
        judge(
            [.to(.func)], [.to(.func)], [.op(.localGet), .op(.localGet), .i32, .op(.select)], "chooses between numbers")
        judge([.funcref], [.to(.func)], [.op(.localGet)], "expects (ref func), found funcref")
    }

    // MARK: References

    @Test func nullAndNot() {
        judge([.null(.type(1))], [.to(.type(1))], [.op(.localGet), .op(.refAsNonNull)])
        judge(
            [.i32], [.to(.type(1))], [.op(.localGet), .op(.refAsNonNull)],
            "ref.as_non_null expects a reference, found i32")
        judge([], [.null(.type(1))], [.null(.nofunc)])
        judge([], [.null(.type(1))], [.null(.none)], "expects (ref null 1), found nullref")
        judge([], [.null(.type(1))], [.null(.type(0))], "expects (ref null 1), found (ref null 0)")
        judge([], [.i32], [.null(.type(7)), .op(.refIsNull)], "unknown type 7")
        judge([], [.i32], [.op(.unreachable), .op(.refAsNonNull), .op(.refIsNull)])
        judge([], [.i32], [.op(.unreachable), .op(.refAsNonNull)], "expects i32, found")
    }

    @Test func aFunctionHasItsOwnType() {
        var parts = ModuleOfParts()
        let type = parts.functionType([.i32])
        parts.encoder.addImport("m", "f", .function(typeIndex: type))
        parts.encoder.addElements(.declarative, .functions([0]))
        WasmBinaryTests.judge(parts.module([], [.to(.type(0)), .funcref], [.op(.refFunc, 0), .op(.refFunc, 0)]))
    }

    // MARK: Branches

    @Test func branchOnNull() {
        judge(
            [.null(.type(1))], [.to(.type(1))],
            [
                .block(.block), .op(.localGet), .op(.brOnNull, 0), .op(.return), .end, .op(.unreachable),
            ])
        judge([.i32], [], [.op(.localGet), .op(.brOnNull, 0), .drop], "br_on_null expects a reference, found i32")
        judge([.funcref], [.i32], [.op(.localGet), .op(.brOnNull, 0), .drop, .i32], "br_on_null expects i32")
        judge([.funcref], [], [.op(.localGet), .op(.brOnNull, 3), .drop], "unknown label 3")
    }

    @Test func branchOnNonNull() {
        judge([.null(.type(1))], [.to(.type(1))], [.op(.localGet), .op(.brOnNonNull, 0), .op(.unreachable)])
        judge([.funcref], [.to(.type(1))], [.op(.localGet), .op(.brOnNonNull, 0), .op(.unreachable)], "found funcref")
        judge(
            [.funcref], [], [.op(.localGet), .op(.brOnNonNull, 0)], "label 0 of br_on_non_null takes no reference along"
        )
        judge([.funcref], [.i32], [.op(.localGet), .op(.brOnNonNull, 0), .i32], "takes i32 along, not a reference")
    }

    // MARK: Calls

    @Test func callsThroughReferences() {
        judge([.ref(function)], [.i64], [.i32, .op(.localGet), .op(.callRef, 1)])
        judge([.null(.type(1))], [.i64], [.i32, .op(.localGet), .op(.callRef, 1)])
        judge(
            [.funcref], [.i64], [.i32, .op(.localGet), .op(.callRef, 1)], "call_ref expects (ref null 1), found funcref"
        )
        judge([.ref(function)], [.i64], [.op(.localGet), .op(.callRef, 1)], "call_ref expects i32")
        judge([], [], [.null(.nofunc), .op(.callRef, 5)], "unknown type 5")
    }

    @Test func tailCalls() {
        judge([.ref(function)], [.i64], [.i32, .op(.localGet), .op(.returnCallRef, 1)])
        judge(
            [.ref(function)], [.i32], [.i32, .op(.localGet), .op(.returnCallRef, 1)],
            "results are not those of this one")
        judge(
            [.ref(function)], [.i64],
            [.block(.block), .i32, .op(.localGet), .op(.returnCallRef, 1), .end, .op(.unreachable)])
        judge([], [], [.op(.returnCall, 0), .op(.i64Add), .drop])
        judge([.i32], [.i32], [.op(.returnCall, 0)], "return_call expects i32, but the stack")
        judge([], [], [.op(.returnCall, 4)], "unknown function 4")
        judge([], [], [.i32, .op(.returnCallIndirect, 0, 0)], "unknown table 0")
        judge([], [], [.op(.returnCall, 0)], "\"tail calls\"", features: .wasm2)
    }

    // MARK: Tables

    @Test func tablesWithoutNullNeedAnInitializer() {
        func judgeTable(_ type: ReferenceType, _ initializer: [UInt8]?, _ message: String = "") {
            var parts = ModuleOfParts()
            let function = parts.functionType()
            parts.encoder.addImport("m", "f", .function(typeIndex: function))
            parts.encoder.addTable(TableType(element: type, limits: SizeLimits(minimum: 1)), initializer: initializer)
            WasmBinaryTests.judge(parts.module([], [], []), message)
        }
        judgeTable(.to(.func), nil, "table 0 of (ref func) needs an initializer")
        judgeTable(.to(.func), [0xD2, 0, 0x0B])
        judgeTable(.to(.type(0)), [0xD2, 0, 0x0B])
        judgeTable(.to(.func), [0xD0, 0x70, 0x0B], "expects (ref func), found funcref")
        judgeTable(.null(.type(9)), nil, "unknown type 9 in table 0")
    }

    /// `call_indirect` goes through any table of functions.
    @Test func segmentsAndTablesBySubtypes() {
        func judgeSegment(_ element: ReferenceType, _ type: ReferenceType, _ message: String = "") {
            var parts = ModuleOfParts()
            let function = parts.functionType()
            parts.encoder.addTable(TableType(element: element, limits: SizeLimits(minimum: 1)))
            parts.encoder.addElements(.active(index: 0, offset: Piece.bytes([.i32])), .expressions(type, []))
            parts.encoder.addElements(.passive, .expressions(type, []))
            let body: [Piece] = [.i32, .i32, .i32, .op(.tableInit, 1, 0), .i32, .op(.callIndirect, function, 0)]
            WasmBinaryTests.judge(parts.module([], [], body), message)
        }
        judgeSegment(.funcref, .to(.func))
        judgeSegment(.funcref, .null(.type(0)))
        judgeSegment(.null(.type(0)), .to(.type(0)))
        judgeSegment(.null(.type(0)), .funcref, "elem segment 0 of funcref for table 0 of (ref null 0)")
        judgeSegment(.externref, .externref, "call_indirect needs a table of functions, found one of externref")
    }
}
