import ModuleBytes
import Testing

@testable import WasmBinary

/// Several memories, 64-bit addresses, atomic accesses, sizes of pages (specification §3.2.14, §3.4.10, and proposals).
@Suite struct MemoryTests {
    /// Memories: 0 with 32-bit, 1 with 64-bit addresses. Tables: 0 with 32-bit, 1 with 64-bit indices, of funcref. Data segment 0, element
    /// segment 0 of (ref func).
    private func judge(
        _ parameters: [ValueType] = [], _ results: [ValueType] = [], _ body: [Piece], _ message: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var parts = ModuleOfParts()
        for address in [.i32, .i64] as [AddressType] {
            parts.encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1), addressType: address))
            parts.encoder.addTable(
                TableType(element: .funcref, limits: SizeLimits(minimum: 1), addressType: address))
        }
        parts.encoder.addData(.passive, [])
        parts.encoder.hasDataCount = true
        parts.encoder.addElements(.passive, .functions([]))
        WasmBinaryTests.judge(parts.module(parameters, results, body), message, sourceLocation: sourceLocation)
    }

    @Test func addresses() {
        judge([], [.i64], [.i32, .access(.i64Load)])
        judge([], [.i64], [.i64, .access(.i64Load, memory: 1)])
        judge([], [.i64], [.i32, .access(.i64Load, memory: 1)], "i64.load expects i64, found i32")
        judge([], [], [.i64, .f32, .access(.f32Store, memory: 1)])
        judge([], [], [.i32, .access(.i32Load, memory: 2), .drop], "unknown memory 2")
        judge([], [.i64], [.op(.memorySize, 1), .op(.memoryGrow, 1)])
        judge([], [.i32], [.op(.memorySize, 1), .op(.memoryGrow, 0)], "memory.grow expects i32, found i64")
    }

    @Test func offsets() {
        judge([], [.i32], [.i32, .access(.i32Load, offset: 0xFFFF_FFFF)])
        judge([], [.i32], [.i32, .access(.i32Load, offset: 1 << 32)], "offset out of range: 4294967296")
        judge([], [.i32], [.i64, .access(.i32Load, memory: 1, offset: .max)])
    }

    @Test func bulkInstructions() {
        judge([], [], [.i64, .i32, .i64, .op(.memoryFill, 1)])
        judge([], [], [.i64, .i32, .i32, .op(.memoryFill, 1)], "memory.fill expects i64, found i32")
        judge([], [], [.i64, .i64, .i64, .op(.memoryCopy, 1, 1)])
        // Between different addresses a length has the shorter ones.
        judge([], [], [.i64, .i32, .i32, .op(.memoryCopy, 1, 0)])
        judge([], [], [.i32, .i64, .i32, .op(.memoryCopy, 0, 1)])
        judge([], [], [.i64, .i32, .i64, .op(.memoryCopy, 1, 0)], "memory.copy expects i32, found i64")
        judge([], [], [.i64, .i32, .i32, .op(.memoryInit, 0, 1)])
        judge([], [], [.i32, .i32, .i32, .op(.memoryInit, 1, 0)], "unknown data segment 1")
    }

    @Test func tables() {
        judge([], [.funcref], [.i64, .op(.tableGet, 1)])
        judge([], [.funcref], [.i32, .op(.tableGet, 1)], "table.get expects i64, found i32")
        judge([], [], [.i64, .null(.nofunc), .op(.tableSet, 1)])
        judge([], [.i64], [.null(.func), .op(.tableSize, 1), .op(.tableGrow, 1)])
        judge([], [], [.i64, .null(.func), .i64, .op(.tableFill, 1)])
        judge([], [], [.i64, .i32, .i32, .op(.tableCopy, 1, 0)])
        judge([], [], [.i64, .i64, .i64, .op(.tableCopy, 1, 1)])
        judge([], [], [.i64, .i32, .i32, .op(.tableInit, 0, 1)])
        judge([], [], [.i64, .op(.callIndirect, 0, 1)])
        judge([], [], [.i32, .op(.callIndirect, 0, 1)], "call_indirect expects i64, found i32")
    }

    // MARK: Threads

    @Test func atomicAccesses() {
        judge([], [.i64], [.i32, .access(.i64AtomicLoad32U)])
        judge([], [.i32], [.i64, .i32, .i32, .access(.i32AtomicRmwCmpxchg, memory: 1)])
        judge([], [.i32], [.i32, .i32, .i64, .access(.memoryAtomicWait32), .op(.atomicFence)])
        judge([], [.i32], [.i32, .i64, .i64, .access(.memoryAtomicWait64)])
        judge([], [.i32], [.i32, .i32, .access(.memoryAtomicNotify)])
        judge([], [.i32], [.i32, .access(.i32AtomicLoad, alignment: 1)], "atomic alignment must be natural")
        judge([], [.i32], [.i32, .access(.i32AtomicLoad, alignment: 3)], "alignment must not be larger than natural")
        judge([], [], [.i32, .i32, .access(.i64AtomicStore8)], "i64.atomic.store8 expects i64, found i32")
    }

    private func judge(
        _ memory: MemoryType, _ message: String = "", features: Features = .all,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var encoder = ModuleEncoder()
        encoder.addMemory(memory)
        WasmBinaryTests.judge(encoder.bytes, message, features: features, sourceLocation: sourceLocation)
    }

    @Test func sharedMemories() {
        judge(MemoryType(limits: SizeLimits(minimum: 1, maximum: 2), isShared: true))
        judge(MemoryType(limits: SizeLimits(minimum: 1), isShared: true), "shared memory must have maximum")
        judge(MemoryType(limits: SizeLimits(minimum: 1, maximum: 2), isShared: true), "threads", features: .wasm3)
    }

    // MARK: Sizes

    @Test func sizes() {
        func memory(_ minimum: UInt64, _ maximum: UInt64? = nil, _ address: AddressType = .i32, log2: UInt32 = 16)
            -> MemoryType
        {
            MemoryType(limits: SizeLimits(minimum: minimum, maximum: maximum), addressType: address, pageSizeLog2: log2)
        }
        judge(memory(0, 1 << 16))
        judge(memory(0, 1 << 16 + 1), "memory size must be at most 65536 pages")
        judge(memory(1 << 48, 1 << 48, .i64))
        judge(memory(0, 1 << 48 + 1, .i64), "memory size must be at most 281474976710656 pages")
        judge(memory(3, 2), "size minimum must not be greater than maximum")
        judge(memory(0, 0xFFFF_FFFF, log2: 0))
        judge(memory(0, 1 << 32, log2: 0), "memory size must be at most 4294967295 pages")
        judge(memory(0, 1 << 33), "integer too large", features: .all.subtracting(.memory64))
        judge(memory(.max, .max, .i64, log2: 0))
        judge(memory(0, log2: 1), "invalid custom page size: memory 0 has pages of 2^1 bytes")
        judge(memory(0, log2: 64), "invalid custom page size")
        judge(memory(0, log2: 0), "custom page sizes", features: .wasm3)
        WasmBinaryTests.judge(module(section(4, vector([funcref, 2, 0, 1]))), "malformed limits flags 0x02 of a table")
    }

    @Test func offsetsOfSegmentsHaveTheTypeOfAddresses() {
        func judgeData(_ memory: UInt32, _ offset: [Piece], _ message: String = "") {
            var encoder = ModuleEncoder()
            encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1)))
            encoder.addMemory(MemoryType(limits: SizeLimits(minimum: 1), addressType: .i64))
            encoder.addData(.active(index: memory, offset: Piece.bytes(offset)), [1])
            WasmBinaryTests.judge(encoder.bytes, message)
        }
        judgeData(0, [.i32])
        judgeData(1, [.i64])
        judgeData(1, [.i32], "expects i64, found i32")
        judgeData(2, [.i32], "unknown memory 2 of data segment 0")
    }
}
