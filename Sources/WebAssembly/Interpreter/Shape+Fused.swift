// The shapes of instructions that stand for two, see `Handlers+Fused.swift`.

extension Shape {
    /// `to ← operation(a, b, c)`; fields: to, a, b, c.
    @inline(__always) static func ternary<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ operation: (T, T, T) -> T
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        let b = T(slot: sp[pc.int(16)])
        let c = T(slot: sp[pc.int(20)])
        sp[pc.int(8)] = operation(a, b, c).slot
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// `to ← operation(a, b, immediate)`; fields: to, a, b, 4 bytes.
    @inline(__always) static func ternaryImmediate<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ operation: (T, T, T) -> T
    ) -> Status {
        let a = T(slot: sp[pc.int(12)])
        let b = T(slot: sp[pc.int(16)])
        sp[pc.int(8)] = operation(a, b, T(slot: UInt64(pc.uint32(20)))).slot
        return next(pc + 24, sp, cx, mb, ms)
    }

    /// `to ← condition(a, b) ? x : y`; fields: to, a, b, x, y.
    @inline(__always) static func selectCompare<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        let x = sp[pc.int(20)]
        let y = sp[pc.int(24)]
        sp[pc.int(8)] = condition(T(slot: sp[pc.int(12)]), T(slot: sp[pc.int(16)])) ? x : y
        return next(pc + 28, sp, cx, mb, ms)
    }

    /// `to ← a + constant`, then branch if `condition(to, b)`; fields: to, a, constant, b, target.
    @inline(__always) static func addBranch<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        let sum = (UInt32(slot: sp[pc.int(12)]) &+ pc.uint32(16)).slot
        sp[pc.int(8)] = sum
        if condition(T(slot: sum), T(slot: sp[pc.int(20)])) { return jump(pc, sp, cx, mb, ms, field: 24) }
        return next(pc + 28, sp, cx, mb, ms)
    }

    /// `to ← a + constant`, then branch if `condition(to, immediate)`; fields: to, a, constant, 4 bytes, target.
    @inline(__always) static func addBranchImmediate<T: SlotValue>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: T.Type, _ condition: (T, T) -> Bool
    ) -> Status {
        let sum = (UInt32(slot: sp[pc.int(12)]) &+ pc.uint32(16)).slot
        sp[pc.int(8)] = sum
        if condition(T(slot: sum), T(slot: UInt64(pc.uint32(20)))) { return jump(pc, sp, cx, mb, ms, field: 24) }
        return next(pc + 28, sp, cx, mb, ms)
    }
}
