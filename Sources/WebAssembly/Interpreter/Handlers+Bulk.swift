// Sizes, growth, bulk operations and references of memories and tables (specification §4.6.9, §4.6.10).
//
// Each checks both ranges before it moves anything. A memory or table operand is the place of its pointer in the instance
// block; a segment operand is its index. Addresses, indices and counts of 32 bits lie zero-extended in their slots, so
// that one handler serves both address types.

/// Whether `start + count` stays within `size`.
@inline(__always) func fits(_ start: UInt64, _ count: UInt64, in size: UInt) -> Bool {
    let size = UInt64(size)
    return count <= size && start <= size &- count
}

@inline(__always) func table(_ cx: CX, _ place: Int) -> UnsafeMutablePointer<TableBlock> {
    cx.load(fromByteOffset: place, as: UnsafeMutablePointer<TableBlock>.self)
}

@inline(__always) func memory(_ cx: CX, _ place: Int) -> UnsafeMutablePointer<MemoryBlock> {
    cx.load(fromByteOffset: place, as: UnsafeMutablePointer<MemoryBlock>.self)
}

/// Fields: to, memory.
@inline(__always) func opMemorySize(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = memory(cx, pc.int(12)).pointee.pages
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, pages, memory's index.
@inline(__always) func opMemoryGrow(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = growMemory(cx, pc.uint32(16), by: sp[pc.int(12)])
    // Whatever grew: memory 0 may have been imported a second time as another.
    return next(pc + 20, sp, cx, mb, cx.block.pointee.memory.pointee.byteCount)
}

/// Fields: start, value, count, memory.
@inline(__always) func opMemoryFill(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let memory = memory(cx, pc.int(20))
    let start = sp[pc.int(8)]
    let count = sp[pc.int(16)]
    if !fits(start, count, in: memory.pointee.byteCount) { return trap(pc, sp, cx, .memoryOutOfBounds) }
    if count != 0 {
        let value = UInt8(truncatingIfNeeded: sp[pc.int(12)])
        let base = memory.pointee.base.unsafelyUnwrapped
        if !fillMemory(cx, base + Int(start), value, Int(count)) { return limitReached(pc, sp, cx) }
    }
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: to, from, count, destination memory, source memory.
@inline(__always) func opMemoryCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let destination = memory(cx, pc.int(20))
    let source = memory(cx, pc.int(24))
    let to = sp[pc.int(8)]
    let from = sp[pc.int(12)]
    let count = sp[pc.int(16)]
    if !fits(to, count, in: destination.pointee.byteCount) || !fits(from, count, in: source.pointee.byteCount) {
        return trap(pc, sp, cx, .memoryOutOfBounds)
    }
    if count != 0 {
        let to = destination.pointee.base.unsafelyUnwrapped + Int(to)
        let from = source.pointee.base.unsafelyUnwrapped + Int(from)
        if !copyMemory(cx, to, from, Int(count)) { return limitReached(pc, sp, cx) }
    }
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: to, from, count, memory, segment.
@inline(__always) func opMemoryInit(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if !initializeMemory(pc, sp, cx) { return .trap }
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: segment.
@inline(__always) func opDataDrop(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    dropData(cx, segment: pc.uint32(8))
    return next(pc + 12, sp, cx, mb, ms)
}

/// Fields: to, index, table.
@inline(__always) func opTableGet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(16))
    let index = sp[pc.int(12)]
    if index >= UInt64(bitPattern: Int64(table.pointee.count)) { return trap(pc, sp, cx, .tableOutOfBounds) }
    sp[pc.int(8)] = table.pointee.elements[Int(index)]
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: index, value, table.
@inline(__always) func opTableSet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(16))
    let index = sp[pc.int(8)]
    if index >= UInt64(bitPattern: Int64(table.pointee.count)) { return trap(pc, sp, cx, .tableOutOfBounds) }
    table.pointee.elements[Int(index)] = sp[pc.int(12)]
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: to, table.
@inline(__always) func opTableSize(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = UInt64(UInt(bitPattern: table(cx, pc.int(12)).pointee.count))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, value, count, table.
@inline(__always) func opTableGrow(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = growTable(table(cx, pc.int(20)), by: sp[pc.int(16)], value: sp[pc.int(12)])
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: start, value, count, table.
@inline(__always) func opTableFill(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(20))
    let start = sp[pc.int(8)]
    let count = sp[pc.int(16)]
    if !fits(start, count, in: UInt(bitPattern: table.pointee.count)) {
        return trap(pc, sp, cx, .tableOutOfBounds)
    }
    (table.pointee.elements + Int(start)).update(repeating: sp[pc.int(12)], count: Int(count))
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: to, from, count, destination table, source table.
@inline(__always) func opTableCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let destination = table(cx, pc.int(20))
    let source = table(cx, pc.int(24))
    let to = sp[pc.int(8)]
    let from = sp[pc.int(12)]
    let count = sp[pc.int(16)]
    if !fits(to, count, in: UInt(bitPattern: destination.pointee.count))
        || !fits(from, count, in: UInt(bitPattern: source.pointee.count))
    {
        return trap(pc, sp, cx, .tableOutOfBounds)
    }
    (destination.pointee.elements + Int(to)).update(
        from: source.pointee.elements + Int(from), count: Int(count))
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: to, from, count, table, segment.
@inline(__always) func opTableInit(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if !initializeTable(pc, sp, cx) { return .trap }
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: segment.
@inline(__always) func opElemDrop(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    dropElements(cx, segment: pc.uint32(8))
    return next(pc + 12, sp, cx, mb, ms)
}
