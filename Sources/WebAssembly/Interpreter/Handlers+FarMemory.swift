// Loads and stores of any memory, with addresses of 32 or 64 bits (specification §4.6.9): those that `Handlers+Memory.swift`
// does not serve. A memory operand is the place of its pointer in the instance block.

extension Shape {
    /// Where an access of `size` bytes lies in its memory, or nil when it does not lie in it; an address of 32 bits is
    /// zero-extended in its slot.
    ///
    /// The size is read anew for each access: another thread may have grown a shared memory.
    @inline(__always) static func place(
        _ address: UInt64, _ offset: UInt64, size: Int, in memory: UnsafeMutablePointer<MemoryBlock>
    ) -> UnsafeMutableRawPointer? {
        let (start, overflow) = address.addingReportingOverflow(offset)
        if overflow || !fits(start, UInt64(size), in: memory.pointee.byteCount) { return nil }
        // Checked: the access ends within the memory's bytes.
        return memory.pointee.base.unsafelyUnwrapped + Int(truncatingIfNeeded: start)
    }

    /// `to ← memory[address + offset]`; fields: to, address, memory, offset (8 bytes).
    @inline(__always) static func farLoad<M, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ extend: (M) -> R
    ) -> Status {
        guard
            let place = place(
                sp[pc.int(12)], pc.uint64(20), size: MemoryLayout<M>.size, in: memory(cx, pc.int(16)))
        else { return trap(pc, sp, cx, .memoryOutOfBounds) }
        sp[pc.int(8)] = extend(place.loadUnaligned(as: M.self)).slot
        return next(pc + 28, sp, cx, mb, ms)
    }

    /// `memory[address + offset] ← value`; fields: address, value, memory, offset (8 bytes).
    @inline(__always) static func farStore<M: FixedWidthInteger>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        guard
            let place = place(
                sp[pc.int(8)], pc.uint64(20), size: MemoryLayout<M>.size, in: memory(cx, pc.int(16)))
        else { return trap(pc, sp, cx, .memoryOutOfBounds) }
        place.storeBytes(of: M(truncatingIfNeeded: sp[pc.int(12)]), as: M.self)
        return next(pc + 28, sp, cx, mb, ms)
    }
}

@inline(__always) func opFarLoad32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opFarLoad64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opFarLoad8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opFarLoad16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opFarI32Load8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opFarI32Load16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opFarI64Load8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: Int8) in Int64(a) }
}

@inline(__always) func opFarI64Load16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: Int16) in Int64(a) }
}

@inline(__always) func opFarI64Load32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farLoad(pc, sp, cx, mb, ms) { (a: Int32) in Int64(a) }
}

@inline(__always) func opFarStore8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farStore(pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opFarStore16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farStore(pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opFarStore32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farStore(pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opFarStore64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.farStore(pc, sp, cx, mb, ms, UInt64.self)
}
