// Integers of 128 bits in two operands, the lower half first (the proposal "wide arithmetic").

extension Shape {
    /// `(to, to + 1) ← operation(a, b)`; fields: to, then the lower and upper half of a and of b.
    @inline(__always) static func wide(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS,
        _ operation: (_ low: (UInt64, UInt64), _ high: (UInt64, UInt64)) -> (low: UInt64, high: UInt64)
    ) -> Status {
        let result = operation((sp[pc.int(12)], sp[pc.int(20)]), (sp[pc.int(16)], sp[pc.int(24)]))
        let to = sp + pc.int(8)
        to[0] = result.low
        to[1] = result.high
        return next(pc + 28, sp, cx, mb, ms)
    }

    /// `(to, to + 1) ← a * b`; fields: to, a, b.
    @inline(__always) static func wideMultiply<T: SlotValue & FixedWidthInteger>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type
    ) -> Status {
        let (high, low) = T(slot: sp[pc.int(12)]).multipliedFullWidth(by: T(slot: sp[pc.int(16)]))
        let to = sp + pc.int(8)
        to[0] = UInt64(truncatingIfNeeded: low)
        to[1] = high.slot
        return next(pc + 20, sp, cx, mb, ms)
    }
}

@inline(__always) func opI64Add128(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.wide(pc, sp, cx, mb, ms) { low, high in
        let (sum, carry) = low.0.addingReportingOverflow(low.1)
        return (sum, high.0 &+ high.1 &+ (carry ? 1 : 0))
    }
}

@inline(__always) func opI64Sub128(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.wide(pc, sp, cx, mb, ms) { low, high in
        let (difference, borrow) = low.0.subtractingReportingOverflow(low.1)
        return (difference, high.0 &- high.1 &- (borrow ? 1 : 0))
    }
}

@inline(__always) func opI64MulWideS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.wideMultiply(pc, sp, cx, mb, ms, Int64.self)
}

@inline(__always) func opI64MulWideU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.wideMultiply(pc, sp, cx, mb, ms, UInt64.self)
}
