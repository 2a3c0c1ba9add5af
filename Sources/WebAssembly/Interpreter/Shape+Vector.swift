// The shapes of the instructions on vectors. A `v128` lies in two slots; an operand names the first.

extension UnsafeMutablePointer<UInt64> {
    /// The vector that lies in a slot and the one behind it.
    @inline(__always) func vector<Lanes: BitwiseCopyable>(_ slot: Int, as type: Lanes.Type = Lanes.self) -> Lanes {
        // A frame's slots are the store's stack; validation and the translator keep vectors within them.
        UnsafeRawPointer(self + slot).loadUnaligned(as: type)
    }

    @inline(__always) func put<Lanes: BitwiseCopyable>(_ vector: Lanes, _ slot: Int) {
        UnsafeMutableRawPointer(self + slot).storeBytes(of: vector, as: Lanes.self)
    }
}

extension Shape {
    /// `to ← operation(a)`; fields: to, a.
    @inline(__always) static func vectorUnary<T: BitwiseCopyable, R: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T) -> R
    ) -> Status {
        sp.put(operation(sp.vector(pc.int(12))), pc.int(8))
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// `to ← operation(a, b)`; fields: to, a, b.
    @inline(__always) static func vectorBinary<T: BitwiseCopyable, R: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T, T) -> R
    ) -> Status {
        sp.put(operation(sp.vector(pc.int(12)), sp.vector(pc.int(16))), pc.int(8))
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// `to ← operation(a, b, c)`; fields: to, a, b, c.
    @inline(__always) static func vectorTernary<T: BitwiseCopyable, U: BitwiseCopyable, R: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T, T, U) -> R
    ) -> Status {
        sp.put(operation(sp.vector(pc.int(12)), sp.vector(pc.int(16)), sp.vector(pc.int(20))), pc.int(8))
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// A vector and a scalar to a vector, `to ← operation(a, b)`; fields: to, a, b.
    @inline(__always) static func vectorShift<T: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T, UInt32) -> T
    ) -> Status {
        sp.put(operation(sp.vector(pc.int(12)), UInt32(slot: sp[pc.int(16)])), pc.int(8))
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// A vector and a constant to a vector, `to ← operation(a, b)`; fields: to, a, 4 bytes.
    @inline(__always) static func vectorShiftImmediate<T: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T, UInt32) -> T
    ) -> Status {
        sp.put(operation(sp.vector(pc.int(12)), pc.uint32(16)), pc.int(8))
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// A vector to a scalar, `to ← operation(a)`; fields: to, a.
    @inline(__always) static func reduce<T: BitwiseCopyable, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T) -> R
    ) -> Status {
        sp[pc.int(8)] = operation(sp.vector(pc.int(12))).slot
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// A scalar to a vector, `to ← operation(a)`; fields: to, a.
    @inline(__always) static func splat<R: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (UInt64) -> R
    ) -> Status {
        sp.put(operation(sp[pc.int(12)]), pc.int(8))
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// A lane to a scalar; fields: to, the lane's place in bytes from the frame's start.
    @inline(__always) static func extractLane<T: BitwiseCopyable, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ extend: (T) -> R
    ) -> Status {
        let lane = UnsafeRawPointer(sp).loadUnaligned(fromByteOffset: pc.int(12), as: T.self)
        sp[pc.int(8)] = extend(lane).slot
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// `to ← a` with the scalar `b` as one of its lanes; fields: to, a, b, the lane's place in bytes from the vector's start.
    @inline(__always) static func replaceLane<T: FixedWidthInteger & BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type
    ) -> Status {
        let to = sp + pc.int(8)
        // A scalar and a vector never share a slot, so `b` is still there when `to` has been written.
        to.put(sp.vector(pc.int(12), as: V128.self), 0)
        let lane = T(truncatingIfNeeded: sp[pc.int(16)])
        UnsafeMutableRawPointer(to).storeBytes(of: lane, toByteOffset: pc.int(20), as: T.self)
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// Lanes of `a` by the numbers in `b`; fields: to, a, b.
    @inline(__always) static func swizzle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        let bytes = UnsafeRawPointer(sp + pc.int(12))
        let selectors: SIMD16<UInt8> = sp.vector(pc.int(16))
        let places = SIMD16<UInt8>(bits: selectors.bits .& SIMD16<UInt8>(repeating: 15).bits)
        let lanes = SIMD16<UInt8>.lanes {
            bytes.load(fromByteOffset: Int(places[$0]), as: UInt8.self)
        }
        sp.put(SIMD16<UInt8>(bits: (selectors .< SIMD16<UInt8>(repeating: 16)).bits .& lanes.bits), pc.int(8))
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// Bytes of the frame; fields: to, then the places of sixteen bytes from the frame's start.
    @inline(__always) static func shuffle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        let bytes = UnsafeRawPointer(sp)
        let lanes = SIMD16<UInt8>.lanes { bytes.load(fromByteOffset: pc.int(12 + 4 * $0), as: UInt8.self) }
        sp.put(lanes, pc.int(8))
        return next(pc + 76, sp, cx, mb, ms)
    }

    /// Lanes of two halves of vectors by turns; fields: to, the halves' slots.
    @inline(__always) static func interleave<T: BitwiseCopyable, R: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ zip: (T, T) -> R
    ) -> Status {
        let even = sp.vector(pc.int(12), as: T.self)
        let odd = sp.vector(pc.int(16), as: T.self)
        sp.put(zip(even, odd), pc.int(8))
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// Sixteen bytes out of three halves of vectors; fields: to, the halves' slots, the first byte's number times 8, 8 to 56.
    @inline(__always) static func window(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        let a = sp[pc.int(12)]
        let b = sp[pc.int(16)]
        let c = sp[pc.int(20)]
        let count = UInt64(pc.uint32(24))
        let low = a &>> count | b &<< (0 &- count)
        sp.put(V128(low: low, high: b &>> count | c &<< (0 &- count)), pc.int(8))
        return next(pc + 28, sp, cx, mb, ms)
    }

    /// `to ← expand(memory[address])`; fields: to, address.
    @inline(__always) static func loadVector<M: BitwiseCopyable, R: BitwiseCopyable, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ expand: (M) -> R
    ) -> Status {
        read(mode, pc, sp, cx, mb, ms, field: 12) { (value: M) in
            sp.put(expand(value), pc.int(8))
            return next(pc + 12 + A.byteCount, sp, cx, mb, ms)
        }
    }

    /// `to ← a` with `memory[address + offset]` as one of its lanes; fields: to, address, offset, a, the lane's place in bytes
    /// from the vector's start.
    @inline(__always) static func loadLane<M: BitwiseCopyable>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        read(Address.Slot.self, pc, sp, cx, mb, ms, field: 12) { (lane: M) in
            let to = sp + pc.int(8)
            to.put(sp.vector(pc.int(20), as: V128.self), 0)
            UnsafeMutableRawPointer(to).storeBytes(of: lane, toByteOffset: pc.int(24), as: M.self)
            return next(pc + 28, sp, cx, mb, ms)
        }
    }

    /// `memory[address] ← value`, where the value is a vector or one of its lanes; fields: the value's place in bytes from the
    /// frame's start, address.
    @inline(__always) static func storeLane<M: BitwiseCopyable, A: AddressMode>(
        _ mode: A.Type, _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        let address = A.address(pc, sp, 12)
        if address &+ UInt(MemoryLayout<M>.size) > ms { return trap(pc, sp, cx, .memoryOutOfBounds) }
        let value = UnsafeRawPointer(sp).loadUnaligned(fromByteOffset: pc.int(8), as: M.self)
        // Checked: the access ends within the memory's `ms` bytes.
        mb.unsafelyUnwrapped.storeBytes(of: value, toByteOffset: Int(bitPattern: address), as: M.self)
        return next(pc + 12 + A.byteCount, sp, cx, mb, ms)
    }
}
