/// The shapes of the machine's instructions: which operands an instruction has, and where. The instructions themselves are
/// free functions named `op…`, by family in the files `Handlers+….swift`.
///
/// `@inline(__always)` makes the body part of the C function whose address the code stream holds; without it each
/// instruction would cost a second jump (decision 001).
enum Shape {}

/// A value that lives in the bits of a frame slot.
protocol SlotValue {
    init(slot: UInt64)
    var slot: UInt64 { get }
}

extension UInt32: SlotValue {
    @inline(__always) init(slot: UInt64) { self = UInt32(truncatingIfNeeded: slot) }
    @inline(__always) var slot: UInt64 { UInt64(self) }
}

extension Int32: SlotValue {
    @inline(__always) init(slot: UInt64) { self = Int32(truncatingIfNeeded: slot) }
    @inline(__always) var slot: UInt64 { UInt64(UInt32(bitPattern: self)) }
}

extension UInt64: SlotValue {
    @inline(__always) init(slot: UInt64) { self = slot }
    @inline(__always) var slot: UInt64 { self }
}

extension Int64: SlotValue {
    @inline(__always) init(slot: UInt64) { self = Int64(bitPattern: slot) }
    @inline(__always) var slot: UInt64 { UInt64(bitPattern: self) }
}

extension Float: SlotValue {
    @inline(__always) init(slot: UInt64) { self = Float(bitPattern: UInt32(truncatingIfNeeded: slot)) }
    @inline(__always) var slot: UInt64 { UInt64(bitPattern) }
}

extension Double: SlotValue {
    @inline(__always) init(slot: UInt64) { self = Double(bitPattern: slot) }
    @inline(__always) var slot: UInt64 { bitPattern }
}

extension Bool: SlotValue {
    @inline(__always) init(slot: UInt64) { self = UInt32(truncatingIfNeeded: slot) != 0 }
    @inline(__always) var slot: UInt64 { self ? 1 : 0 }
}

extension Shape {
    /// `to ← operation(a)`; fields: to, a.
    @inline(__always) static func unary<T: SlotValue, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ operation: (T) -> R
    ) -> Status {
        sp[pc.int(8)] = operation(T(slot: sp[pc.int(12)])).slot
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// `to ← operation(a, b)`; fields: to, a, b.
    @inline(__always) static func binary<T: SlotValue, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ operation: (T, T) -> R
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        let b = T(slot: sp[pc.int(16)])
        sp[pc.int(8)] = operation(a, b).slot
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// `to ← operation(a, immediate)`; fields: to, a, 4 bytes.
    @inline(__always) static func binaryImmediate32<T: SlotValue, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ operation: (T, T) -> R
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        sp[pc.int(8)] = operation(a, T(slot: UInt64(pc.uint32(16)))).slot
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// `to ← operation(a, immediate)`; fields: to, a, 8 bytes.
    @inline(__always) static func binaryImmediate64<T: SlotValue, R: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ operation: (T, T) -> R
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        sp[pc.int(8)] = operation(a, T(slot: pc.uint64(16))).slot
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// A division: traps on a zero divisor and where `check` says so; fields: to, a, b.
    @inline(__always) static func divide<T: SlotValue & FixedWidthInteger>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type,
        _ check: (T, T) -> Trap.Kind?, _ operation: (T, T) -> T
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        let b = T(slot: sp[pc.int(16)])
        if b == 0 { return trap(pc, sp, cx, .integerDivideByZero) }
        if let kind = check(a, b) { return trap(pc, sp, cx, kind) }
        sp[pc.int(8)] = operation(a, b).slot
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// A float to an integer, trapping when it does not lie between the bounds; fields: to, a.
    @inline(__always) static func truncate<F: SlotValue & BinaryFloatingPoint, I: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, above: F, below: F, _ convert: (F) -> I
    ) -> Status {
        let a = F(slot: sp[pc.int(12)])
        guard a > above, a < below else {
            return trap(pc, sp, cx, a.isNaN ? .invalidConversionToInteger : .integerOverflow)
        }
        sp[pc.int(8)] = convert(a).slot
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// A float to an integer; what lies beyond the bounds becomes the type's end, NaN becomes 0; fields: to, a.
    @inline(__always) static func saturate<F: SlotValue & BinaryFloatingPoint, I: SlotValue & FixedWidthInteger>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, above: F, below: F, _ convert: (F) -> I
    ) -> Status {
        let a = F(slot: sp[pc.int(12)])
        let result: I = if a > above, a < below { convert(a) } else if a.isNaN { 0 } else { a < 0 ? .min : .max }
        sp[pc.int(8)] = result.slot
        return next(pc + 16, sp, cx, mb, ms)
    }

    /// Goes to the target when a taken branch may go on; fields: the target's displacement at `field`.
    @inline(__always) static func jump(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, field: Int
    ) -> Status {
        if cx.block.pointee.stackLimit == nil { return limitReached(pc, sp, cx) }
        return next(pc + pc.int(field), sp, cx, mb, ms)
    }

    /// Branch if `condition(a, b)`; fields: a, b, target.
    @inline(__always) static func branch<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        if condition(T(slot: sp[pc.int(8)]), T(slot: sp[pc.int(12)])) {
            return jump(pc, sp, cx, mb, ms, field: 16)
        }
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// Branch if `condition(a, immediate)`; fields: a, 4 bytes, target.
    @inline(__always) static func branchImmediate32<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        if condition(T(slot: sp[pc.int(8)]), T(slot: UInt64(pc.uint32(12)))) {
            return jump(pc, sp, cx, mb, ms, field: 16)
        }
        return next(pc + 20, sp, cx, mb, ms)
    }

    /// Branch if `condition(a, immediate)`; fields: a, 8 bytes, target.
    @inline(__always) static func branchImmediate64<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        if condition(T(slot: sp[pc.int(8)]), T(slot: pc.uint64(12))) {
            return jump(pc, sp, cx, mb, ms, field: 20)
        }
        return next(pc + 24, sp, cx, mb, ms)
    }
}
