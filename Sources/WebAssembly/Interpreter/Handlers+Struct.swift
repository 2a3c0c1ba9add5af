// Structs (specification §4.6.7): made in a cell of the heap, read and written by offset.
//
// The object operand of a field access is a struct or null: validation keeps everything else out.

/// How many bytes a field or an element takes, as a shift: 0 to 4.
typealias StorageShift = Int

extension UnsafeMutableRawPointer {
    /// Put the value of a slot, or of two, into a field or an element.
    @inline(__always) func store(_ slots: UnsafeMutablePointer<UInt64>, at offset: Int, shift: StorageShift) {
        switch shift {
        case 3: storeBytes(of: slots[0], toByteOffset: offset, as: UInt64.self)
        case 2: storeBytes(of: UInt32(truncatingIfNeeded: slots[0]), toByteOffset: offset, as: UInt32.self)
        case 0: storeBytes(of: UInt8(truncatingIfNeeded: slots[0]), toByteOffset: offset, as: UInt8.self)
        case 1: storeBytes(of: UInt16(truncatingIfNeeded: slots[0]), toByteOffset: offset, as: UInt16.self)
        default:
            storeBytes(of: slots[0], toByteOffset: offset, as: UInt64.self)
            storeBytes(of: slots[1], toByteOffset: offset + 8, as: UInt64.self)
        }
    }
}

extension Shape {
    /// `to ← object.field`; fields: to, object, the field's offset.
    @inline(__always) static func getField<M, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ extend: (M) -> R
    ) -> Status {
        guard let object = ObjectPointer(bitPattern: UInt(sp[pc.int(12)])) else {
            return trap(pc, sp, cx, .nullStructureReference)
        }
        sp[pc.int(8)] = extend(object.loadUnaligned(fromByteOffset: pc.int(16), as: M.self)).slot
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// `object.field ← value`; fields: object, value, the field's offset.
    @inline(__always) static func setField(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, shift: StorageShift
    ) -> Status {
        guard let object = ObjectPointer(bitPattern: UInt(sp[pc.int(8)])) else {
            return trap(pc, sp, cx, .nullStructureReference)
        }
        object.store(sp + pc.int(12), at: pc.int(16), shift: shift)
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// A new struct, filled by `fill`; fields: to, live slots, the type's number, the class and the size of its cell.
    ///
    /// When the class has no cell left, the slow path finds some and comes back to this instruction.
    @inline(__always) static func makeStruct(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, next nextPC: PC, _ fill: (ObjectPointer) -> Void
    ) -> Status {
        let front = cx.block.pointee.store.pointee.heap
        guard let object = front.take(pc.int(20), pc.int(24)) else {
            // The jump must be the handler's: the slow path's would be a call, and cost stack each time.
            if !refill(pc, sp, cx) { return trap(pc, sp, cx, .heapExhausted) }
            return WebAssembly.next(pc, sp, cx, mb, cx.block.pointee.memory.pointee.byteCount)
        }
        object.header.pointee = ObjectHeader(type: pc.uint32(16), count: 0)
        fill(object)
        sp[pc.int(8)] = UInt64(UInt(bitPattern: object))
        return next(nextPC, sp, cx, mb, ms)
    }
}

/// Fields: see ``Shape/makeStruct``; then the number of fields, and for each its offset and shift, and the slot of its value.
@inline(__always) func opStructNew(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let count = pc.int(28)
    return Shape.makeStruct(pc, sp, cx, mb, ms, next: pc + 32 + count &* 8) { object in
        var field = pc + 32
        let end = field + count &* 8
        while field != end {
            let place = field.int(0)
            object.store(sp + field.int(4), at: place >> 3, shift: place & 7)
            field += 8
        }
    }
}

/// All fields zero; fields: see ``Shape/makeStruct``.
@inline(__always) func opStructNewDefault(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.makeStruct(pc, sp, cx, mb, ms, next: pc + 28) { object in
        // Cells are multiples of 8 bytes.
        var place = object + ObjectHeader.byteCount
        let end = object + pc.int(24)
        while place < end {
            place.storeBytes(of: 0, as: UInt64.self)
            place += 8
        }
    }
}

/// A struct that has no class of cells, since it is too large; fields: to, live slots, the type's number, its size.
/// The fields' values follow by `struct.set`.
@inline(__always) func opStructNewLarge(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let object = makeObject(pc.int(20), liveSlots: pc.int(12), pc, sp, cx) else {
        return trap(pc, sp, cx, .heapExhausted)
    }
    object.initializeMemory(as: UInt8.self, repeating: 0, count: pc.int(20))
    object.header.pointee = ObjectHeader(type: pc.uint32(16), count: 0)
    sp[pc.int(8)] = UInt64(UInt(bitPattern: object))
    return next(pc + 24, sp, cx, mb, ms)
}

@inline(__always) func opStructGet8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opStructGet8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opStructGet16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opStructGet16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opStructGet32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opStructGet64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.getField(pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

/// Fields: to, object, the field's offset.
@inline(__always) func opStructGetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let object = ObjectPointer(bitPattern: UInt(sp[pc.int(12)])) else {
        return trap(pc, sp, cx, .nullStructureReference)
    }
    let field = object + pc.int(16)
    sp[pc.int(8)] = field.load(as: UInt64.self)
    sp[pc.int(8) + 1] = field.load(fromByteOffset: 8, as: UInt64.self)
    return next(pc + 20, sp, cx, mb, ms)
}

@inline(__always) func opStructSet8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setField(pc, sp, cx, mb, ms, shift: 0)
}

@inline(__always) func opStructSet16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setField(pc, sp, cx, mb, ms, shift: 1)
}

@inline(__always) func opStructSet32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setField(pc, sp, cx, mb, ms, shift: 2)
}

@inline(__always) func opStructSet64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setField(pc, sp, cx, mb, ms, shift: 3)
}

@inline(__always) func opStructSetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.setField(pc, sp, cx, mb, ms, shift: 4)
}
