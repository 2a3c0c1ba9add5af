// What instructions on structs and arrays ask the heap to do, and the parts of them that are too long for a handler.

/// Run `body` while everything below `liveSlots` of the frame counts as a root: a collection may happen in it.
private func withRoots<Result>(
    _ liveSlots: Int, _ pc: PC, _ sp: SP, _ cx: CX, _ body: (Store) -> Result
) -> Result {
    let block = cx.block.pointee.store
    let top = block.pointee.top
    // Host objects that a collection releases may call guests, whose frames start here.
    block.pointee.top = sp + liveSlots
    defer { block.pointee.top = top }
    return body(cx.storage.store)
}

/// A struct's class of cells is used up: find free ones.
/// - Returns: false when the heap is full.
@inline(never)
func refill(_ pc: PC, _ sp: SP, _ cx: CX) -> Bool {
    withRoots(pc.int(12), pc, sp, cx) { $0.refill(sizeClass: pc.int(20)) }
}

/// Room for an object of any size, which the caller fills at once; nil when the heap is full.
@inline(never)
func makeObject(_ byteCount: Int, liveSlots: Int, _ pc: PC, _ sp: SP, _ cx: CX) -> ObjectPointer? {
    withRoots(liveSlots, pc, sp, cx) { $0.allocate(byteCount) }
}

/// An array whose elements the caller fills at once; nil when the heap is full.
@inline(__always)
func makeArray(
    _ count: UInt32, _ shift: StorageShift, _ type: UInt32, liveSlots: Int, _ pc: PC, _ sp: SP, _ cx: CX
) -> ObjectPointer? {
    let byteCount = ObjectHeader.byteCount &+ Int(count) << shift
    let front = cx.block.pointee.store.pointee.heap
    var array: ObjectPointer?
    if byteCount <= HeapFront.smallByteCount {
        array = front.take(byteCount: byteCount)
    }
    if array == nil { array = makeObject(byteCount, liveSlots: liveSlots, pc, sp, cx) }
    array?.header.pointee = ObjectHeader(type: type, count: count)
    return array
}

/// Whether a function is of a type, or of one below it.
@inline(never)
func isSubtype(_ function: UnsafeMutablePointer<FunctionBlock>, of type: UInt32, _ cx: CX) -> Bool {
    let types = cx.block.pointee.store.pointee.types
    // The store knows the types of its modules and of its functions.
    let record = types[Int(function.pointee.typeID)].unsafelyUnwrapped
    return record.pointee.isSubtype(of: types[Int(type)].unsafelyUnwrapped)
}

/// Elements that a bulk instruction fills before it looks whether the guest shall stop.
private let pieceCount = 1 << 17

/// Fill elements with the value of a slot, or of two.
/// - Returns: false when the guest was asked to stop in between.
@inline(never)
func fillElements(
    _ first: UnsafeMutableRawPointer, _ value: UnsafeMutablePointer<UInt64>, _ count: Int, shift: StorageShift, _ cx: CX
) -> Bool {
    var done = 0
    while done < count {
        let piece = min(count - done, pieceCount)
        let place = first + done << shift
        switch shift {
        case 0:
            place.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: value[0]), count: piece)
        case 1:
            place.initializeMemory(as: UInt16.self, repeating: UInt16(truncatingIfNeeded: value[0]), count: piece)
        case 2:
            place.initializeMemory(as: UInt32.self, repeating: UInt32(truncatingIfNeeded: value[0]), count: piece)
        case 3:
            place.initializeMemory(as: UInt64.self, repeating: value[0], count: piece)
        default:
            for index in 0..<piece { place.store(value, at: index << shift, shift: shift) }
        }
        done += piece
        if done < count, cx.block.pointee.stackLimit == nil { return false }
    }
    return true
}

/// Whether a data segment has the bytes of `count` elements.
@inline(never)
func hasData(_ cx: CX, segment: UInt32, _ from: UInt32, _ count: UInt32, shift: StorageShift) -> Bool {
    UInt64(from) + UInt64(count) << UInt64(shift) <= UInt64(cx.storage.availableBytes(ofSegment: Int(segment)))
}

/// Copy bytes of a data segment, which has them.
@inline(never)
func copyData(_ cx: CX, segment: UInt32, _ from: UInt32, to: UnsafeMutableRawPointer, byteCount: Int) {
    cx.storage.copyData(segment: Int(segment), from: Int(from), to: to, byteCount: byteCount)
}

@inline(never)
func hasElements(_ cx: CX, segment: UInt32, _ from: UInt32, _ count: UInt32) -> Bool {
    UInt64(from) + UInt64(count) <= UInt64(cx.storage.elements[Int(segment)].count)
}

/// Copy references of an element segment, which has them.
@inline(never)
func copyElements(_ cx: CX, segment: UInt32, _ from: UInt32, to: UnsafeMutableRawPointer, count: Int) {
    if count == 0 { return }
    cx.storage.elements[Int(segment)].withUnsafeBytes { elements in
        to.copyMemory(from: elements.baseAddress! + Int(from) * 8, byteCount: count * 8)
    }
}
