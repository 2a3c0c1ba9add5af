// Sizes, growth, bulk operations and references of memories and tables (specification §4.6.9, §4.6.10).
//
// Each checks both ranges before it moves anything. A table operand is the place of the table's pointer in the instance
// block; a segment operand is its index.

/// Whether `start + count` stays within `size`. The operands come from 32-bit values and cannot overflow.
@inline(__always) func fits(_ start: UInt32, _ count: UInt32, in size: UInt) -> Bool {
    UInt(start) &+ UInt(count) <= size
}

@inline(__always) func table(_ cx: CX, _ place: Int) -> UnsafeMutablePointer<TableBlock> {
    cx.load(fromByteOffset: place, as: UnsafeMutablePointer<TableBlock>.self)
}

/// Fields: to.
@inline(__always) func opMemorySize(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = UInt64(ms / UInt(MemoryType.pageSize))
    return next(pc + 12, sp, cx, mb, ms)
}

/// Fields: to, pages.
@inline(__always) func opMemoryGrow(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = growMemory(cx, by: UInt32(slot: sp[pc.int(12)]))
    return next(pc + 16, sp, cx, mb, cx.block.pointee.memory.pointee.byteCount)
}

/// Fields: start, value, count.
@inline(__always) func opMemoryFill(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let start = UInt32(slot: sp[pc.int(8)])
    let count = UInt32(slot: sp[pc.int(16)])
    if !fits(start, count, in: ms) { return trap(.memoryOutOfBounds, pc, sp, cx) }
    if count != 0 {
        let value = UInt8(truncatingIfNeeded: sp[pc.int(12)])
        if !fillMemory(cx, mb.unsafelyUnwrapped + Int(start), value, Int(count)) { return limitReached(pc, sp, cx) }
    }
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: to, from, count.
@inline(__always) func opMemoryCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let to = UInt32(slot: sp[pc.int(8)])
    let from = UInt32(slot: sp[pc.int(12)])
    let count = UInt32(slot: sp[pc.int(16)])
    if !fits(to, count, in: ms) || !fits(from, count, in: ms) { return trap(.memoryOutOfBounds, pc, sp, cx) }
    if count != 0 {
        let base = mb.unsafelyUnwrapped
        if !copyMemory(cx, base + Int(to), base + Int(from), Int(count)) { return limitReached(pc, sp, cx) }
    }
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: to, from, count, segment.
@inline(__always) func opMemoryInit(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let ok = initializeMemory(
        cx, segment: pc.uint32(20), to: UInt32(slot: sp[pc.int(8)]), from: UInt32(slot: sp[pc.int(12)]),
        count: UInt32(slot: sp[pc.int(16)]))
    if !ok { return trap(.memoryOutOfBounds, pc, sp, cx) }
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: segment.
@inline(__always) func opDataDrop(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    dropData(cx, segment: pc.uint32(8))
    return next(pc + 12, sp, cx, mb, ms)
}

/// Fields: to, index, table.
@inline(__always) func opTableGet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(16))
    let index = Int(UInt32(slot: sp[pc.int(12)]))
    if index >= table.pointee.count { return trap(.tableOutOfBounds, pc, sp, cx) }
    sp[pc.int(8)] = table.pointee.elements[index]
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: index, value, table.
@inline(__always) func opTableSet(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(16))
    let index = Int(UInt32(slot: sp[pc.int(8)]))
    if index >= table.pointee.count { return trap(.tableOutOfBounds, pc, sp, cx) }
    table.pointee.elements[index] = sp[pc.int(12)]
    return next(pc + 20, sp, cx, mb, ms)
}

/// Fields: to, table.
@inline(__always) func opTableSize(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = UInt64(UInt32(truncatingIfNeeded: table(cx, pc.int(12)).pointee.count))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, value, count, table.
@inline(__always) func opTableGrow(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = growTable(
        table(cx, pc.int(20)), by: UInt32(slot: sp[pc.int(16)]), value: sp[pc.int(12)])
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: start, value, count, table.
@inline(__always) func opTableFill(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let table = table(cx, pc.int(20))
    let start = UInt32(slot: sp[pc.int(8)])
    let count = UInt32(slot: sp[pc.int(16)])
    if !fits(start, count, in: UInt(bitPattern: table.pointee.count)) {
        return trap(.tableOutOfBounds, pc, sp, cx)
    }
    (table.pointee.elements + Int(start)).update(repeating: sp[pc.int(12)], count: Int(count))
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: to, from, count, destination table, source table.
@inline(__always) func opTableCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let destination = table(cx, pc.int(20))
    let source = table(cx, pc.int(24))
    let to = UInt32(slot: sp[pc.int(8)])
    let from = UInt32(slot: sp[pc.int(12)])
    let count = UInt32(slot: sp[pc.int(16)])
    if !fits(to, count, in: UInt(bitPattern: destination.pointee.count))
        || !fits(from, count, in: UInt(bitPattern: source.pointee.count))
    {
        return trap(.tableOutOfBounds, pc, sp, cx)
    }
    (destination.pointee.elements + Int(to)).update(
        from: source.pointee.elements + Int(from), count: Int(count))
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: to, from, count, table, segment.
@inline(__always) func opTableInit(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let ok = initializeTable(
        cx, table(cx, pc.int(20)), segment: pc.uint32(24), to: UInt32(slot: sp[pc.int(8)]),
        from: UInt32(slot: sp[pc.int(12)]), count: UInt32(slot: sp[pc.int(16)]))
    if !ok { return trap(.tableOutOfBounds, pc, sp, cx) }
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: segment.
@inline(__always) func opElemDrop(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    dropElements(cx, segment: pc.uint32(8))
    return next(pc + 12, sp, cx, mb, ms)
}
