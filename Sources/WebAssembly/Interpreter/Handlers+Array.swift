// Arrays (specification §4.6.7): a header with the number of elements, then the elements.
//
// The array operand is an array or null: validation keeps everything else out. Ranges are checked before anything moves.

extension Shape {
    /// The element at `array[index]`; a trap's kind when there is none.
    @inline(__always) static func element(
        _ array: UInt64, _ index: UInt64, shift: StorageShift, _ use: (UnsafeMutableRawPointer) -> Void
    ) -> Trap.Kind? {
        guard let object = ObjectPointer(bitPattern: UInt(array)) else { return .nullArrayReference }
        let index = UInt32(slot: index)
        if index >= object.header.pointee.count { return .arrayOutOfBounds }
        use(object + (ObjectHeader.byteCount + Int(index) << shift))
        return nil
    }

    /// `to ← array[index]`; fields: to, array, index.
    @inline(__always) static func getElement<M, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, shift: StorageShift, _ extend: (M) -> R
    ) -> Status {
        let kind = element(sp[pc.int(12)], sp[pc.int(16)], shift: shift) {
            sp[pc.int(8)] = extend($0.load(as: M.self)).slot
        }
        if let kind { return trap(pc, sp, cx, kind) }
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// `array[index] ← value`; fields: array, index, value.
    @inline(__always) static func setElement(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, shift: StorageShift
    ) -> Status {
        let kind = element(sp[pc.int(8)], sp[pc.int(12)], shift: shift) {
            $0.store(sp + pc.int(16), at: 0, shift: shift)
        }
        if let kind { return trap(pc, sp, cx, kind) }
        return next(pc + 20, sp, cx, mb, ms)
    }
}

// MARK: Making arrays

/// All elements one value; fields: to, live slots, the type's number, value, count, shift.
@inline(__always) func opArrayNew(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let count = UInt32(slot: sp[pc.int(24)])
    guard let array = makeArray(count, pc.int(28), pc.uint32(16), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    let first = array + ObjectHeader.byteCount
    if !fillElements(first, sp + pc.int(20), Int(count), shift: pc.int(28), cx) { return limitReached(pc, sp, cx) }
    sp[pc.int(8)] = UInt64(UInt(bitPattern: array))
    return next(pc + 32, sp, cx, mb, ms)
}

/// All elements zero; fields: to, live slots, the type's number, count, shift.
@inline(__always) func opArrayNewDefault(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let count = UInt32(slot: sp[pc.int(20)])
    guard let array = makeArray(count, pc.int(24), pc.uint32(16), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    if !fillMemory(cx, array + ObjectHeader.byteCount, 0, Int(count) << pc.int(24)) { return limitReached(pc, sp, cx) }
    sp[pc.int(8)] = UInt64(UInt(bitPattern: array))
    return next(pc + 28, sp, cx, mb, ms)
}

/// The elements that are given; fields: to, live slots, the type's number, shift, the number of elements, and their slots.
@inline(__always) func opArrayNewFixed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let shift = pc.int(20)
    let count = pc.uint32(24)
    guard let array = makeArray(count, shift, pc.uint32(16), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    var index = 0
    while index < Int(count) {
        array.store(sp + pc.int(28 &+ index &* 4), at: ObjectHeader.byteCount &+ index << shift, shift: shift)
        index &+= 1
    }
    sp[pc.int(8)] = UInt64(UInt(bitPattern: array))
    return next(pc + 28 + Int(count) &* 4, sp, cx, mb, ms)
}

/// Elements from the bytes of a data segment; fields: to, live slots, the type's number, from, count, shift, segment.
@inline(__always) func opArrayNewData(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let from = UInt32(slot: sp[pc.int(20)])
    let count = UInt32(slot: sp[pc.int(24)])
    if !hasData(cx, segment: pc.uint32(32), from, count, shift: pc.int(28)) {
        return trap(pc, sp, cx, .memoryOutOfBounds)
    }
    guard let array = makeArray(count, pc.int(28), pc.uint32(16), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    copyData(cx, segment: pc.uint32(32), from, to: array + ObjectHeader.byteCount, byteCount: Int(count) << pc.int(28))
    sp[pc.int(8)] = UInt64(UInt(bitPattern: array))
    return next(pc + 36, sp, cx, mb, ms)
}

/// Elements from an element segment; fields: to, live slots, the type's number, from, count, segment.
@inline(__always) func opArrayNewElem(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let from = UInt32(slot: sp[pc.int(20)])
    let count = UInt32(slot: sp[pc.int(24)])
    if !hasElements(cx, segment: pc.uint32(28), from, count) { return trap(pc, sp, cx, .tableOutOfBounds) }
    guard let array = makeArray(count, 3, pc.uint32(16), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    copyElements(cx, segment: pc.uint32(28), from, to: array + ObjectHeader.byteCount, count: Int(count))
    sp[pc.int(8)] = UInt64(UInt(bitPattern: array))
    return next(pc + 32, sp, cx, mb, ms)
}

// MARK: Elements

/// Fields: to, array.
@inline(__always) func opArrayLen(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let array = ObjectPointer(bitPattern: UInt(sp[pc.int(12)])) else {
        return trap(pc, sp, cx, .nullArrayReference)
    }
    sp[pc.int(8)] = array.header.pointee.count.slot
    return next(pc + 16, sp, cx, mb, ms)
}

@inline(__always) func opArrayGet8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 0) { (a: Int8) in Int32(a) }
}

@inline(__always) func opArrayGet8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 0) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opArrayGet16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 1) { (a: Int16) in Int32(a) }
}

@inline(__always) func opArrayGet16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 1) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opArrayGet32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 2) { (a: UInt32) in a }
}

@inline(__always) func opArrayGet64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getElement(pc, sp, cx, mb, ms, shift: 3) { (a: UInt64) in a }
}

/// Fields: to, array, index.
@inline(__always) func opArrayGetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let kind = Shape.element(sp[pc.int(12)], sp[pc.int(16)], shift: 4) {
        sp[pc.int(8)] = $0.load(as: UInt64.self)
        sp[pc.int(8) + 1] = $0.load(fromByteOffset: 8, as: UInt64.self)
    }
    if let kind { return trap(pc, sp, cx, kind) }
    return next(pc + 20, sp, cx, mb, ms)
}

@inline(__always) func opArraySet8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setElement(pc, sp, cx, mb, ms, shift: 0)
}

@inline(__always) func opArraySet16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setElement(pc, sp, cx, mb, ms, shift: 1)
}

@inline(__always) func opArraySet32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setElement(pc, sp, cx, mb, ms, shift: 2)
}

@inline(__always) func opArraySet64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setElement(pc, sp, cx, mb, ms, shift: 3)
}

@inline(__always) func opArraySetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setElement(pc, sp, cx, mb, ms, shift: 4)
}

// MARK: Ranges of elements

extension Shape {
    /// Where `count` elements of an array from `index` on lie.
    /// - Returns: a trap's kind when the range does not fit.
    @inline(__always) static func elements(
        _ array: UInt64, _ index: UInt32, _ count: UInt32, shift: StorageShift, _ place: inout UnsafeMutableRawPointer
    ) -> Trap.Kind? {
        guard let object = ObjectPointer(bitPattern: UInt(array)) else { return .nullArrayReference }
        if !fits(UInt64(index), UInt64(count), in: UInt(object.header.pointee.count)) { return .arrayOutOfBounds }
        place = object + (ObjectHeader.byteCount + Int(index) << shift)
        return nil
    }
}

/// Fields: array, index, value, count, shift.
@inline(__always) func opArrayFill(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let shift = pc.int(24)
    let count = UInt32(slot: sp[pc.int(20)])
    var place = cx
    let kind = Shape.elements(sp[pc.int(8)], UInt32(slot: sp[pc.int(12)]), count, shift: shift, &place)
    if let kind { return trap(pc, sp, cx, kind) }
    if !fillElements(place, sp + pc.int(16), Int(count), shift: shift, cx) { return limitReached(pc, sp, cx) }
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: to array, to index, from array, from index, count, shift.
@inline(__always) func opArrayCopy(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let shift = pc.int(28)
    let count = UInt32(slot: sp[pc.int(24)])
    var (to, from) = (cx, cx)
    let kind =
        Shape.elements(sp[pc.int(8)], UInt32(slot: sp[pc.int(12)]), count, shift: shift, &to)
        ?? Shape.elements(sp[pc.int(16)], UInt32(slot: sp[pc.int(20)]), count, shift: shift, &from)
    if let kind { return trap(pc, sp, cx, kind) }
    if !copyMemory(cx, to, from, Int(count) << shift) { return limitReached(pc, sp, cx) }
    return next(pc + 32, sp, cx, mb, ms)
}

/// Fields: array, index, from, count, shift, segment.
@inline(__always) func opArrayInitData(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let shift = pc.int(24)
    let from = UInt32(slot: sp[pc.int(16)])
    let count = UInt32(slot: sp[pc.int(20)])
    var place = cx
    let kind = Shape.elements(sp[pc.int(8)], UInt32(slot: sp[pc.int(12)]), count, shift: shift, &place)
    if let kind { return trap(pc, sp, cx, kind) }
    if !hasData(cx, segment: pc.uint32(28), from, count, shift: shift) { return trap(pc, sp, cx, .memoryOutOfBounds) }
    copyData(cx, segment: pc.uint32(28), from, to: place, byteCount: Int(count) << shift)
    return next(pc + 32, sp, cx, mb, ms)
}

/// Fields: array, index, from, count, segment.
@inline(__always) func opArrayInitElem(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let from = UInt32(slot: sp[pc.int(16)])
    let count = UInt32(slot: sp[pc.int(20)])
    var place = cx
    let kind = Shape.elements(sp[pc.int(8)], UInt32(slot: sp[pc.int(12)]), count, shift: 3, &place)
    if let kind { return trap(pc, sp, cx, kind) }
    if !hasElements(cx, segment: pc.uint32(24), from, count) { return trap(pc, sp, cx, .tableOutOfBounds) }
    copyElements(cx, segment: pc.uint32(24), from, to: place, count: Int(count))
    return next(pc + 28, sp, cx, mb, ms)
}
