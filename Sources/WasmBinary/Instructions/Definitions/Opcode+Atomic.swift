// Atomic instructions (threads proposal). The operands of an access are those behind the address.

extension InstructionTable.Builder {
    mutating func defineAtomic() {
        access(.memoryAtomicNotify, "memory.atomic.notify", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(
            .memoryAtomicWait32, "memory.atomic.wait32", takes: [.i32, .i64], gives: [.i32], alignment: 2,
            needs: .threads)
        access(
            .memoryAtomicWait64, "memory.atomic.wait64", takes: [.i64, .i64], gives: [.i32], alignment: 3,
            needs: .threads)
        define(.atomicFence, "atomic.fence", .fence, takes: [], gives: [], needs: .threads)
        access(.i32AtomicLoad, "i32.atomic.load", takes: [], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicLoad, "i64.atomic.load", takes: [], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicLoad8U, "i32.atomic.load8_u", takes: [], gives: [.i32], alignment: 0, needs: .threads)
        access(.i32AtomicLoad16U, "i32.atomic.load16_u", takes: [], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicLoad8U, "i64.atomic.load8_u", takes: [], gives: [.i64], alignment: 0, needs: .threads)
        access(.i64AtomicLoad16U, "i64.atomic.load16_u", takes: [], gives: [.i64], alignment: 1, needs: .threads)
        access(.i64AtomicLoad32U, "i64.atomic.load32_u", takes: [], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicStore, "i32.atomic.store", takes: [.i32], gives: [], alignment: 2, needs: .threads)
        access(.i64AtomicStore, "i64.atomic.store", takes: [.i64], gives: [], alignment: 3, needs: .threads)
        access(.i32AtomicStore8, "i32.atomic.store8", takes: [.i32], gives: [], alignment: 0, needs: .threads)
        access(.i32AtomicStore16, "i32.atomic.store16", takes: [.i32], gives: [], alignment: 1, needs: .threads)
        access(.i64AtomicStore8, "i64.atomic.store8", takes: [.i64], gives: [], alignment: 0, needs: .threads)
        access(.i64AtomicStore16, "i64.atomic.store16", takes: [.i64], gives: [], alignment: 1, needs: .threads)
        access(.i64AtomicStore32, "i64.atomic.store32", takes: [.i64], gives: [], alignment: 2, needs: .threads)
        access(.i32AtomicRmwAdd, "i32.atomic.rmw.add", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwAdd, "i64.atomic.rmw.add", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicRmw8AddU, "i32.atomic.rmw8.add_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(
            .i32AtomicRmw16AddU, "i32.atomic.rmw16.add_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicRmw8AddU, "i64.atomic.rmw8.add_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(
            .i64AtomicRmw16AddU, "i64.atomic.rmw16.add_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads)
        access(
            .i64AtomicRmw32AddU, "i64.atomic.rmw32.add_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicRmwSub, "i32.atomic.rmw.sub", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwSub, "i64.atomic.rmw.sub", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicRmw8SubU, "i32.atomic.rmw8.sub_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(
            .i32AtomicRmw16SubU, "i32.atomic.rmw16.sub_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicRmw8SubU, "i64.atomic.rmw8.sub_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(
            .i64AtomicRmw16SubU, "i64.atomic.rmw16.sub_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads)
        access(
            .i64AtomicRmw32SubU, "i64.atomic.rmw32.sub_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicRmwAnd, "i32.atomic.rmw.and", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwAnd, "i64.atomic.rmw.and", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicRmw8AndU, "i32.atomic.rmw8.and_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(
            .i32AtomicRmw16AndU, "i32.atomic.rmw16.and_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicRmw8AndU, "i64.atomic.rmw8.and_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(
            .i64AtomicRmw16AndU, "i64.atomic.rmw16.and_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads)
        access(
            .i64AtomicRmw32AndU, "i64.atomic.rmw32.and_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicRmwOr, "i32.atomic.rmw.or", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwOr, "i64.atomic.rmw.or", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicRmw8OrU, "i32.atomic.rmw8.or_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(.i32AtomicRmw16OrU, "i32.atomic.rmw16.or_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicRmw8OrU, "i64.atomic.rmw8.or_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(.i64AtomicRmw16OrU, "i64.atomic.rmw16.or_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads)
        access(.i64AtomicRmw32OrU, "i64.atomic.rmw32.or_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicRmwXor, "i32.atomic.rmw.xor", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwXor, "i64.atomic.rmw.xor", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(.i32AtomicRmw8XorU, "i32.atomic.rmw8.xor_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(
            .i32AtomicRmw16XorU, "i32.atomic.rmw16.xor_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads)
        access(.i64AtomicRmw8XorU, "i64.atomic.rmw8.xor_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(
            .i64AtomicRmw16XorU, "i64.atomic.rmw16.xor_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads)
        access(
            .i64AtomicRmw32XorU, "i64.atomic.rmw32.xor_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads)
        access(.i32AtomicRmwXchg, "i32.atomic.rmw.xchg", takes: [.i32], gives: [.i32], alignment: 2, needs: .threads)
        access(.i64AtomicRmwXchg, "i64.atomic.rmw.xchg", takes: [.i64], gives: [.i64], alignment: 3, needs: .threads)
        access(
            .i32AtomicRmw8XchgU, "i32.atomic.rmw8.xchg_u", takes: [.i32], gives: [.i32], alignment: 0, needs: .threads)
        access(
            .i32AtomicRmw16XchgU, "i32.atomic.rmw16.xchg_u", takes: [.i32], gives: [.i32], alignment: 1, needs: .threads
        )
        access(
            .i64AtomicRmw8XchgU, "i64.atomic.rmw8.xchg_u", takes: [.i64], gives: [.i64], alignment: 0, needs: .threads)
        access(
            .i64AtomicRmw16XchgU, "i64.atomic.rmw16.xchg_u", takes: [.i64], gives: [.i64], alignment: 1, needs: .threads
        )
        access(
            .i64AtomicRmw32XchgU, "i64.atomic.rmw32.xchg_u", takes: [.i64], gives: [.i64], alignment: 2, needs: .threads
        )
        access(
            .i32AtomicRmwCmpxchg, "i32.atomic.rmw.cmpxchg", takes: [.i32, .i32], gives: [.i32], alignment: 2,
            needs: .threads)
        access(
            .i64AtomicRmwCmpxchg, "i64.atomic.rmw.cmpxchg", takes: [.i64, .i64], gives: [.i64], alignment: 3,
            needs: .threads)
        access(
            .i32AtomicRmw8CmpxchgU, "i32.atomic.rmw8.cmpxchg_u", takes: [.i32, .i32], gives: [.i32], alignment: 0,
            needs: .threads)
        access(
            .i32AtomicRmw16CmpxchgU, "i32.atomic.rmw16.cmpxchg_u", takes: [.i32, .i32], gives: [.i32], alignment: 1,
            needs: .threads)
        access(
            .i64AtomicRmw8CmpxchgU, "i64.atomic.rmw8.cmpxchg_u", takes: [.i64, .i64], gives: [.i64], alignment: 0,
            needs: .threads)
        access(
            .i64AtomicRmw16CmpxchgU, "i64.atomic.rmw16.cmpxchg_u", takes: [.i64, .i64], gives: [.i64], alignment: 1,
            needs: .threads)
        access(
            .i64AtomicRmw32CmpxchgU, "i64.atomic.rmw32.cmpxchg_u", takes: [.i64, .i64], gives: [.i64], alignment: 2,
            needs: .threads)
    }
}
