import Testing

@testable import WasmBinary

/// Constant expressions (specification §3.4.16).
@Suite struct ConstantTests {
    /// Global 0 is an imported i32, global 1 an imported mutable one. Types: 0 a structure of an i32, 1 an array of i32.
    private func judge(
        _ type: ValueType, _ expression: [Piece], _ message: String = "", features: Features = .all,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var encoder = ModuleEncoder()
        if features.contains(.gc) {
            encoder.addTypes([
                SubType(composite: .structure([FieldType(storage: .value(.i32), isMutable: false)]))
            ])
            encoder.addTypes([SubType(composite: .array(FieldType(storage: .value(.i32), isMutable: false)))])
        }
        encoder.addImport("m", "a", .global(GlobalType(value: .i32, isMutable: false)))
        encoder.addImport("m", "b", .global(GlobalType(value: .i32, isMutable: true)))
        encoder.addGlobal(GlobalType(value: type, isMutable: false), initializer: Piece.bytes(expression))
        WasmBinaryTests.judge(encoder.bytes, message, features: features, sourceLocation: sourceLocation)
    }

    @Test func arithmetic() {
        judge(.i32, [.op(.globalGet, 0), .i32, .op(.i32Mul), .i32, .op(.i32Sub)])
        judge(.i64, [.i64, .i64, .op(.i64Add)])
        judge(.i32, [.i32, .i32, .op(.i32And)], "constant expression required: i32.and is not constant")
        judge(.i32, [.i32, .op(.i32Add)], "i32.add expects i32, but the stack")
        judge(.i32, [.i32, .i32, .op(.i32Add)], "\"extended constant expressions\"", features: .wasm2)
    }

    @Test func valuesOfEveryType() {
        judge(.v128, [.v128])
        judge(.exnref, [.null(.exn)])
        judge(.to(.type(0)), [.i32, .op(.structNew, 0)])
        judge(.null(.type(0)), [.op(.structNewDefault, 0)])
        judge(.anyref, [.i32, .i32, .op(.arrayNew, 1)])
        judge(.anyref, [.i32, .op(.arrayNewDefault, 1)])
        judge(.to(.array), [.i32, .i32, .op(.arrayNewFixed, 1, 2)])
        judge(.to(.i31), [.op(.globalGet, 0), .op(.refI31)])
        judge(.anyref, [.null(.extern), .op(.anyConvertExtern)])
        judge(.to(.extern), [.i32, .op(.refI31), .op(.externConvertAny)])
        judge(.i32, [.i32, .op(.refI31), .op(.i31GetS)], "i31.get_s is not constant")
    }

    @Test func globals() {
        judge(.i32, [.op(.globalGet, 1)], "global 1 is mutable")
        judge(.i32, [.op(.globalGet, 2)], "unknown global 2")
        judge(.i32, [.op(.globalGet, 0), .op(.globalGet, 0)], "1 value is left over")
    }

    /// A table's initializer sees the imported globals, and those only.
    @Test func tables() {
        for index in [0, 1] as [UInt32] {
            var encoder = ModuleEncoder()
            encoder.addImport("m", "a", .global(GlobalType(value: .externref, isMutable: false)))
            encoder.addTable(
                TableType(element: .externref, limits: SizeLimits(minimum: 1)),
                initializer: Piece.bytes([.op(.globalGet, index)]))
            encoder.addGlobal(
                GlobalType(value: .externref, isMutable: false), initializer: Piece.bytes([.null(.extern)]))
            WasmBinaryTests.judge(encoder.bytes, index == 0 ? "" : "unknown global 1")
        }
    }

    /// Blocks in an expression have an end of their own, and do not belong there.
    @Test func blocks() {
        judge(.i32, [.block(.block, .value(.i32)), .i32, .end], "block is not constant")
        judge(.i32, [.tryTable(.value(.i32)), .i32, .end], "try_table is not constant")
    }
}
