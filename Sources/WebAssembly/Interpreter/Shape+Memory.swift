/// How a near access says its address. The result has 33 bits at most, so that adding an access's size does not overflow.
protocol AddressMode {
    /// Bytes of its fields.
    static var byteCount: Int { get }
    /// The address that the fields from `field` on mean.
    static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt
}

/// The modes: what the operand of a load or store was made of, and the offset.
enum Address {
    /// Fields: slot, offset.
    enum Slot: AddressMode {
        @inline(__always) static var byteCount: Int { 8 }
        @inline(__always) static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt {
            UInt(UInt32(slot: sp[pc.int(field)])) &+ UInt(pc.uint32(field + 4))
        }
    }

    /// A slot and a constant, added in 32 bits; fields: slot, constant, offset.
    enum Sum: AddressMode {
        @inline(__always) static var byteCount: Int { 12 }
        @inline(__always) static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt {
            UInt(UInt32(slot: sp[pc.int(field)]) &+ pc.uint32(field + 4)) &+ UInt(pc.uint32(field + 8))
        }
    }

    /// Fields: constant, offset.
    enum Absolute: AddressMode {
        @inline(__always) static var byteCount: Int { 8 }
        @inline(__always) static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt {
            UInt(pc.uint32(field)) &+ UInt(pc.uint32(field + 4))
        }
    }

    /// An element of an array; fields: the array's slot, the index's slot, by how much that is shifted, offset.
    enum Indexed: AddressMode {
        @inline(__always) static var byteCount: Int { 16 }
        @inline(__always) static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt {
            let index = UInt32(slot: sp[pc.int(field + 4)]) &<< pc.uint32(field + 8)
            return UInt(UInt32(slot: sp[pc.int(field)]) &+ index) &+ UInt(pc.uint32(field + 12))
        }
    }

    /// An element of an array at a constant address; fields: the index's slot, by how much it is shifted, constant, offset.
    enum Scaled: AddressMode {
        @inline(__always) static var byteCount: Int { 16 }
        @inline(__always) static func address(_ pc: PC, _ sp: SP, _ field: Int) -> UInt {
            let index = UInt32(slot: sp[pc.int(field)]) &<< pc.uint32(field + 4)
            return UInt(index &+ pc.uint32(field + 8)) &+ UInt(pc.uint32(field + 12))
        }
    }
}

extension Shape {
    /// Reads memory 0 at the address that the fields from `field` on mean, and goes on with the value.
    @inline(__always) static func read<M, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, field: Int, _ goOn: (M) -> Status
    ) -> Status {
        let address = A.address(pc, sp, field)
        if address &+ UInt(MemoryLayout<M>.size) > ms { return trap(pc, sp, cx, .memoryOutOfBounds) }
        // Checked: the access ends within the memory's `ms` bytes.
        return goOn(mb.unsafelyUnwrapped.loadUnaligned(fromByteOffset: Int(bitPattern: address), as: M.self))
    }

    /// `to ← memory[address]`; fields: to, address.
    @inline(__always) static func load<M, R: SlotValue, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ extend: (M) -> R
    ) -> Status {
        read(mode, pc, sp, cx, mb, ms, field: 12) { (value: M) in
            sp[pc.int(8)] = extend(value).slot
            return next(pc + 12 + A.byteCount, sp, cx, mb, ms)
        }
    }

    /// `to ← operation(a, memory[address])`; fields: to, a, address.
    @inline(__always) static func binaryLoad<T: SlotValue, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T, T) -> T
    ) -> Status {
        read(mode, pc, sp, cx, mb, ms, field: 16) { (value: T) in
            sp[pc.int(8)] = operation(T(slot: sp[pc.int(12)]), value).slot
            return next(pc + 16 + A.byteCount, sp, cx, mb, ms)
        }
    }

    /// `memory[address] ← value`; fields: value, address.
    @inline(__always) static func store<M: FixedWidthInteger, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        let address = A.address(pc, sp, 12)
        if address &+ UInt(MemoryLayout<M>.size) > ms { return trap(pc, sp, cx, .memoryOutOfBounds) }
        // Checked: the access ends within the memory's `ms` bytes.
        mb.unsafelyUnwrapped.storeBytes(
            of: M(truncatingIfNeeded: sp[pc.int(8)]), toByteOffset: Int(bitPattern: address), as: M.self)
        return next(pc + 12 + A.byteCount, sp, cx, mb, ms)
    }

    /// `memory[address] ← memory[from + offset]`; fields: from, offset, address, offset.
    @inline(__always) static func storeLoad<M: FixedWidthInteger>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        read(Address.Slot.self, pc, sp, cx, mb, ms, field: 8) { (value: M) in
            let address = Address.Slot.address(pc, sp, 16)
            if address &+ UInt(MemoryLayout<M>.size) > ms { return trap(pc, sp, cx, .memoryOutOfBounds) }
            // Checked: the access ends within the memory's `ms` bytes.
            mb.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: Int(bitPattern: address), as: M.self)
            return next(pc + 24, sp, cx, mb, ms)
        }
    }
}
