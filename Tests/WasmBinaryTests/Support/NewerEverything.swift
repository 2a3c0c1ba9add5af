@testable import WasmBinary

/// A module with everything that WebAssembly 3.0, threads, wide arithmetic and custom page sizes added: what `everything` is to 2.0.
let newerEverything: [UInt8] = {
    var parts = ModuleOfParts()
    let list = parts.types(
        SubType(
            isFinal: false,
            composite: .structure([
                FieldType(storage: .value(.null(.type(0))), isMutable: true), FieldType(storage: .i8, isMutable: true),
            ])),
        SubType(
            supertypes: [0],
            composite: .structure([
                FieldType(storage: .value(.null(.type(0))), isMutable: true), FieldType(storage: .i8, isMutable: true),
                FieldType(storage: .value(.to(.type(2))), isMutable: false),
            ])),
        SubType(isFinal: false, composite: .array(FieldType(storage: .value(.anyref), isMutable: true))))
    let none = parts.functionType()
    let carrier = parts.functionType([.i32])
    let pair = parts.functionType([], [.i32, .exnref])
    parts.encoder.addImport("m", "tag", .tag(typeIndex: carrier))
    parts.encoder.addImport("m", "f", .function(typeIndex: none))
    parts.encoder.addTag(type: none)
    parts.encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 2), isShared: true))
    parts.encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1), addressType: .i64, pageSizeLog2: 0))
    parts.encoder.addTable(
        TableType(element: .to(.type(none)), limits: SizeLimits(minimum: 1), addressType: .i64),
        initializer: Piece.bytes([.op(.refFunc, 0)]))
    parts.encoder.addGlobal(
        GlobalType(value: .to(.type(2)), isMutable: false), initializer: Piece.bytes([.i32, .op(.arrayNewDefault, 2)]))
    parts.encoder.addGlobal(
        GlobalType(value: .i64, isMutable: false), initializer: Piece.bytes([.i64, .i64, .op(.i64Mul)]))
    parts.encoder.addExport("tag", .tag, 1)
    parts.encoder.addElements(
        .active(index: 0, offset: Piece.bytes([.i64])),
        .expressions(.to(.type(none)), [Piece.bytes([.op(.refFunc, 0)])]))
    parts.encoder.addElements(.declarative, .functions([0]))
    parts.encoder.addElements(
        .passive, .expressions(.null(.i31), [Piece.bytes([.i32, .op(.refI31)]), Piece.bytes([.null(.none)])]))
    parts.encoder.addData(.active(index: 1, offset: Piece.bytes([.i64])), [1, 2, 3])
    parts.encoder.hasDataCount = true
    var shuffle = Instruction(.i8x16Shuffle)
    shuffle.bits = 0x0102_0304_0506_0708
    return parts.module(
        [.anyref], [], locals: [LocalRun(count: 1, type: .to(.func)), LocalRun(count: 300, type: .null(.type(1)))],
        [
            .op(.refFunc, 0), .op(.localSet, 1),
            .block(.block, .type(pair)),
            .tryTable(
                .empty, CatchClause(.catchRef, tag: 0, label: 0), CatchClause(.catch, tag: 1, label: 1),
                CatchClause(.catchAll, label: 1)),
            .i32, .op(.throw, 0), .end, .op(.return), .end, .op(.throwRef),
            .block(.block, .value(.to(.type(list)))),
            .op(.localGet), .cast(.brOnCast, 0, .anyref, .to(.type(list))), .drop, .op(.return), .end,
            .op(.structGetS, 0, 1), .drop,
            .op(.localGet), .op(.refCastNull, .null(.type(2))), .i32, .i32, .op(.refI31), .op(.arraySet, 2),
            .i32, .i32, .access(.i32AtomicRmw8AddU), .drop,
            .i64, .v128, .v128, .instruction(shuffle), .access(.v128Store, memory: 1, offset: 1 << 33),
            .i64, .i64, .i64, .i64, .op(.i64Add128), .drop, .drop, .op(.atomicFence),
            .i64, .op(.tableGet), .op(.returnCallRef, none),
        ])
}()
