import Testing

@testable import WasmBinary

/// Structures, arrays, small integers and casts (specification §3.4.6 to §3.4.8).
@Suite struct AggregateTests {
    /// Types: 0 a structure of a mutable i32, an i8 and a mutable anyref; 1 a structure of a (ref func); 2 a mutable array of i16;
    /// 3 an array of f64; 4 a mutable array of anyref; 5 a mutable array of (ref null 0); 6 a mutable array of (ref any).
    /// Data segment 0; element segments 0 of i31ref, 1 of externref.
    private func judge(
        _ parameters: [ValueType] = [], _ results: [ValueType] = [], _ body: [Piece], _ message: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        func array(_ storage: StorageType, isMutable: Bool = true) -> SubType {
            SubType(composite: .array(FieldType(storage: storage, isMutable: isMutable)))
        }
        var parts = ModuleOfParts()
        parts.types(
            SubType(
                composite: .structure([
                    FieldType(storage: .value(.i32), isMutable: true), FieldType(storage: .i8, isMutable: false),
                    FieldType(storage: .value(.anyref), isMutable: true),
                ])))
        parts.types(SubType(composite: .structure([FieldType(storage: .value(.to(.func)), isMutable: false)])))
        parts.types(array(.i16))
        parts.types(array(.value(.f64), isMutable: false))
        parts.types(array(.value(.anyref)))
        parts.types(array(.value(.null(.type(0)))))
        parts.types(array(.value(.to(.any))))
        parts.encoder.addData(.passive, [1])
        parts.encoder.hasDataCount = true
        parts.encoder.addElements(.passive, .expressions(.null(.i31), []))
        parts.encoder.addElements(.passive, .expressions(.externref, []))
        WasmBinaryTests.judge(parts.module(parameters, results, body), message, sourceLocation: sourceLocation)
    }

    @Test func makingStructures() {
        judge([], [.to(.type(0))], [.i32, .i32, .null(.none), .op(.structNew, 0)])
        judge([], [.to(.struct)], [.op(.structNewDefault, 0)])
        judge([], [.anyref], [.op(.structNewDefault, 0)])
        judge([], [.to(.type(0))], [.i32, .i64, .null(.none), .op(.structNew, 0)], "struct.new expects i32, found i64")
        judge([], [.to(.type(1))], [.op(.structNewDefault, 1)], "field 0 of (ref func) in struct.new_default")
        judge([], [], [.op(.structNewDefault, 2)], "type 2 of struct.new_default is not a structure")
        judge([], [], [.op(.structNewDefault, 77)], "unknown type 77")
    }

    @Test func fields() {
        let object: ValueType = .null(.type(0))
        judge([object], [.i32], [.op(.localGet), .op(.structGet, 0, 0)])
        judge([object], [.i32], [.op(.localGet), .op(.structGetU, 0, 1)])
        judge([object], [.anyref], [.op(.localGet), .op(.structGet, 0, 2)])
        judge([object], [.i32], [.op(.localGet), .op(.structGet, 0, 1)], "field 1 is packed")
        judge([object], [.i32], [.op(.localGet), .op(.structGetS, 0, 0)], "field 0 is unpacked")
        judge([object], [.i32], [.op(.localGet), .op(.structGet, 0, 3)], "unknown field 3")
        judge([.anyref], [.i32], [.op(.localGet), .op(.structGet, 0, 0)], "expects (ref null 0), found anyref")
        judge([object], [], [.op(.localGet), .i32, .op(.structSet, 0, 0)])
        judge([object], [], [.op(.localGet), .i32, .op(.refI31), .op(.structSet, 0, 2)])
        judge([object], [], [.op(.localGet), .i32, .op(.structSet, 0, 1)], "immutable field: struct.set of field 1")
    }

    @Test func makingArrays() {
        judge([], [.to(.type(2))], [.i32, .i32, .op(.arrayNew, 2)])
        judge([], [.to(.array)], [.i32, .op(.arrayNewDefault, 3)])
        judge([], [.to(.type(6))], [.i32, .op(.arrayNewDefault, 6)], "the element of (ref any) in array.new_default")
        judge([], [.to(.type(2))], [.i32, .i32, .i32, .op(.arrayNewFixed, 2, 3)])
        judge([], [.to(.type(2))], [.op(.arrayNewFixed, 2, 0)])
        judge([], [.to(.type(2))], [.i32, .op(.arrayNewFixed, 2, 2)], "array.new_fixed expects i32")
        judge([], [.to(.type(2))], [.op(.unreachable), .op(.arrayNewFixed, 2, .max)], "at most 10000")
        judge([], [.to(.type(2))], [.i32, .i32, .op(.arrayNewData, 2, 0)])
        judge([], [.to(.type(4))], [.i32, .i32, .op(.arrayNewData, 4, 0)], "array type is not numeric or vector")
        judge([], [.to(.type(2))], [.i32, .i32, .op(.arrayNewData, 2, 1)], "unknown data segment 1")
        judge([], [.to(.type(4))], [.i32, .i32, .op(.arrayNewElem, 4, 0)])
        judge([], [.to(.type(4))], [.i32, .i32, .op(.arrayNewElem, 4, 1)], "puts externref into elements of anyref")
        judge([], [.to(.type(2))], [.i32, .i32, .op(.arrayNewElem, 2, 0)], "puts i31ref into elements of i32")
    }

    @Test func elements() {
        let words: ValueType = .null(.type(2))
        judge([words], [.i32], [.op(.localGet), .i32, .op(.arrayGetS, 2)])
        judge([words], [.i32], [.op(.localGet), .i32, .op(.arrayGet, 2)], "the element is packed")
        judge([.null(.type(3))], [.f64], [.op(.localGet), .i32, .op(.arrayGet, 3)])
        judge([.null(.type(3))], [], [.op(.localGet), .i32, .op(.f64Const), .op(.arraySet, 3)], "immutable array")
        judge([words], [], [.op(.localGet), .i32, .i32, .op(.arraySet, 2)])
        judge([words], [.i32], [.op(.localGet), .op(.arrayLen)])
        judge([.anyref], [.i32], [.op(.localGet), .op(.arrayLen)], "array.len expects arrayref, found anyref")
        judge([words], [], [.op(.localGet), .i32, .i32, .i32, .op(.arrayFill, 2)])
        judge([words], [], [.op(.localGet), .i32, .i64, .i32, .op(.arrayFill, 2)], "array.fill expects i32, found i64")
    }

    @Test func copies() {
        let (words, any, objects): (ValueType, ValueType, ValueType) = (
            .null(.type(2)), .null(.type(4)), .null(.type(5))
        )
        let copy = { (target: UInt32, source: UInt32) -> [Piece] in
            [.op(.localGet, 0), .i32, .op(.localGet, 1), .i32, .i32, .op(.arrayCopy, target, source)]
        }
        judge([words, words], [], copy(2, 2))
        judge([any, objects], [], copy(4, 5))
        judge([objects, any], [], copy(5, 4), "array types do not match")
        judge([.null(.type(3)), .null(.type(3))], [], copy(3, 3), "immutable array")
        judge([words], [], [.op(.localGet), .i32, .i32, .i32, .op(.arrayInitData, 2, 0)])
        judge([any], [], [.op(.localGet), .i32, .i32, .i32, .op(.arrayInitData, 4, 0)], "not numeric or vector")
        judge([any], [], [.op(.localGet), .i32, .i32, .i32, .op(.arrayInitElem, 4, 0)])
        judge([objects], [], [.op(.localGet), .i32, .i32, .i32, .op(.arrayInitElem, 5, 0)], "puts i31ref into")
    }

    @Test func comparisonsAndConversions() {
        judge([.null(.eq), .to(.type(0))], [.i32], [.op(.localGet, 0), .op(.localGet, 1), .op(.refEq)])
        judge([.anyref], [.i32], [.op(.localGet), .op(.localGet), .op(.refEq)], "ref.eq expects eqref, found anyref")
        judge([.null(.i31)], [.i32], [.op(.localGet), .op(.i31GetU)])
        judge([.externref], [.anyref], [.op(.localGet), .op(.anyConvertExtern)])
        judge([.to(.extern)], [.to(.any)], [.op(.localGet), .op(.anyConvertExtern)])
        judge([.externref], [.to(.any)], [.op(.localGet), .op(.anyConvertExtern)], "expects (ref any), found anyref")
        judge([.to(.type(0))], [.to(.extern)], [.op(.localGet), .op(.externConvertAny)])
        judge([.funcref], [.externref], [.op(.localGet), .op(.externConvertAny)], "expects anyref, found funcref")
    }

    // MARK: Casts

    @Test func testsAndCasts() {
        judge([.anyref], [.i32], [.op(.localGet), .op(.refTest, .to(.type(0)))])
        judge([.anyref], [.null(.type(0))], [.op(.localGet), .op(.refCastNull, .null(.type(0)))])
        judge([.anyref], [.to(.i31)], [.op(.localGet), .op(.refCast, .to(.i31))])
        judge(
            [.funcref], [.i32], [.op(.localGet), .op(.refTest, .to(.type(0)))], "ref.test expects anyref, found funcref"
        )
        judge([.funcref], [.i32], [.op(.localGet), .op(.refTest, .to(.nofunc))])
        judge([.anyref], [.i32], [.op(.localGet), .op(.refTest, .to(.type(99)))], "unknown type 99")
    }

    @Test func branchesOnCasts() {
        // The label gets the type of the cast, the rest goes on without null.
        judge(
            [.anyref], [.to(.type(0))],
            [.op(.localGet), .cast(.brOnCast, 0, .anyref, .to(.type(0))), .drop, .op(.unreachable)])
        judge(
            [.anyref], [.null(.type(0))],
            [
                .op(.localGet), .cast(.brOnCast, 0, .anyref, .null(.type(0))), .op(.refCast, .to(.type(0))),
            ])
        judge(
            [.anyref], [.to(.any)],
            [
                .block(.block, .value(.null(.type(0)))), .op(.localGet), .cast(.brOnCast, 0, .anyref, .null(.type(0))),
                .op(.return), .end, .op(.unreachable),
            ])
        judge(
            [.anyref], [.to(.any)],
            [
                .op(.localGet), .cast(.brOnCastFail, 0, .anyref, .null(.type(0))), .drop, .op(.unreachable),
            ])
        judge(
            [.anyref], [.to(.any)], [.op(.localGet), .cast(.brOnCastFail, 0, .anyref, .to(.type(0)))],
            "expects (ref any), found anyref")
        judge(
            [.null(.eq)], [.anyref], [.op(.localGet), .cast(.brOnCast, 0, .null(.eq), .anyref)], "which is no subtype")
        judge([.anyref], [.null(.i31)], [.op(.localGet), .cast(.brOnCast, 0, .anyref, .to(.struct))], "expects i31ref")
        judge(
            [.anyref], [], [.op(.localGet), .cast(.brOnCast, 0, .anyref, .to(.i31)), .drop], "takes no reference along")
    }
}
