// Atomic instructions (proposal "threads"). All are sequentially consistent; an access must lie at a multiple of its size.
// Types that read or write the same bits share a handler, since a slot holds zero-extended bits.

import Synchronization

/// An integer with the atomic operations that the standard library has for each width, but not for all at once.
@available(macOS 15, iOS 18, *)
protocol AtomicWord: AtomicRepresentable, FixedWidthInteger {
    static func load(_ place: UnsafeMutablePointer<Atomic<Self>>) -> Self
    static func store(_ value: Self, _ place: UnsafeMutablePointer<Atomic<Self>>)
    /// - Returns: what was there before.
    static func exchange(_ expected: Self, for desired: Self, _ place: UnsafeMutablePointer<Atomic<Self>>) -> Self
}

@available(macOS 15, iOS 18, *)
extension UInt8: AtomicWord {
    @inline(__always) static func load(_ place: UnsafeMutablePointer<Atomic<Self>>) -> Self {
        place.pointee.load(ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func store(_ value: Self, _ place: UnsafeMutablePointer<Atomic<Self>>) {
        place.pointee.store(value, ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func exchange(
        _ expected: Self, for desired: Self, _ place: UnsafeMutablePointer<Atomic<Self>>
    ) -> Self {
        place.pointee.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).original
    }
}

@available(macOS 15, iOS 18, *)
extension UInt16: AtomicWord {
    @inline(__always) static func load(_ place: UnsafeMutablePointer<Atomic<Self>>) -> Self {
        place.pointee.load(ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func store(_ value: Self, _ place: UnsafeMutablePointer<Atomic<Self>>) {
        place.pointee.store(value, ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func exchange(
        _ expected: Self, for desired: Self, _ place: UnsafeMutablePointer<Atomic<Self>>
    ) -> Self {
        place.pointee.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).original
    }
}

@available(macOS 15, iOS 18, *)
extension UInt32: AtomicWord {
    @inline(__always) static func load(_ place: UnsafeMutablePointer<Atomic<Self>>) -> Self {
        place.pointee.load(ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func store(_ value: Self, _ place: UnsafeMutablePointer<Atomic<Self>>) {
        place.pointee.store(value, ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func exchange(
        _ expected: Self, for desired: Self, _ place: UnsafeMutablePointer<Atomic<Self>>
    ) -> Self {
        place.pointee.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).original
    }
}

@available(macOS 15, iOS 18, *)
extension UInt64: AtomicWord {
    @inline(__always) static func load(_ place: UnsafeMutablePointer<Atomic<Self>>) -> Self {
        place.pointee.load(ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func store(_ value: Self, _ place: UnsafeMutablePointer<Atomic<Self>>) {
        place.pointee.store(value, ordering: .sequentiallyConsistent)
    }

    @inline(__always) static func exchange(
        _ expected: Self, for desired: Self, _ place: UnsafeMutablePointer<Atomic<Self>>
    ) -> Self {
        place.pointee.compareExchange(expected: expected, desired: desired, ordering: .sequentiallyConsistent).original
    }
}

extension Shape {
    /// Do something with the atomic value at an address, if that lies in the memory and is aligned; fields: the address at
    /// `address`, the memory and the offset (8 bytes) at `memory`.
    @available(macOS 15, iOS 18, *)
    @inline(__always) private static func atomic<M: AtomicWord>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type, address: Int, memory: Int,
        _ operation: (UnsafeMutablePointer<Atomic<M>>) -> Void
    ) -> Status {
        let start = sp[pc.int(address)]
        let offset = pc.uint64(memory + 4)
        guard let place = place(start, offset, size: MemoryLayout<M>.size, in: WebAssembly.memory(cx, pc.int(memory)))
        else { return trap(pc, sp, cx, .memoryOutOfBounds) }
        // A memory starts at a page, so the place is aligned as the address is.
        if UInt(bitPattern: place) & UInt(bitPattern: MemoryLayout<M>.size - 1) != 0 {
            return trap(pc, sp, cx, .unalignedAtomic)
        }
        operation(place.assumingMemoryBound(to: Atomic<M>.self))
        return next(pc + (memory + 12), sp, cx, mb, ms)
    }

    /// `to ← memory[address + offset]`; fields: to, address, memory, offset.
    @available(macOS 15, iOS 18, *)
    @inline(__always) static func atomicLoad<M: AtomicWord>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        atomic(pc, sp, cx, mb, ms, type, address: 12, memory: 16) {
            sp[pc.int(8)] = UInt64(truncatingIfNeeded: M.load($0))
        }
    }

    /// `memory[address + offset] ← value`; fields: address, value, memory, offset.
    @available(macOS 15, iOS 18, *)
    @inline(__always) static func atomicStore<M: AtomicWord>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        atomic(pc, sp, cx, mb, ms, type, address: 8, memory: 16) {
            M.store(M(truncatingIfNeeded: sp[pc.int(12)]), $0)
        }
    }

    /// `to ← memory[address + offset]`, which changes by `operation` meanwhile; fields: to, address, value, memory, offset.
    @available(macOS 15, iOS 18, *)
    @inline(__always) static func atomicUpdate<M: AtomicWord>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type,
        _ operation: (UnsafeMutablePointer<Atomic<M>>, M) -> M
    ) -> Status {
        atomic(pc, sp, cx, mb, ms, type, address: 12, memory: 20) {
            let old = operation($0, M(truncatingIfNeeded: sp[pc.int(16)]))
            sp[pc.int(8)] = UInt64(truncatingIfNeeded: old)
        }
    }

    /// `to ← memory[address + offset]`, which becomes `replacement` if it was `expected`; fields: to, address, expected,
    /// replacement, memory, offset.
    @available(macOS 15, iOS 18, *)
    @inline(__always) static func atomicCompare<M: AtomicWord>(
        _ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS, _ type: M.Type
    ) -> Status {
        atomic(pc, sp, cx, mb, ms, type, address: 12, memory: 24) {
            let expected = sp[pc.int(16)]
            let replacement = M(truncatingIfNeeded: sp[pc.int(20)])
            // An expectation that is wider than the memory's value cannot be met: it is compared before it is cut.
            if expected > UInt64(M.max) {
                sp[pc.int(8)] = UInt64(truncatingIfNeeded: M.load($0))
                return
            }
            let old = M.exchange(M(truncatingIfNeeded: expected), for: replacement, $0)
            sp[pc.int(8)] = UInt64(truncatingIfNeeded: old)
        }
    }
}

/// Nothing: every atomic access is sequentially consistent, and other accesses stay on their side of a call.
@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicFence(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    return next(pc + 8, sp, cx, mb, ms)
}

/// Fields: to, address, count, memory's index, offset.
@inline(__always) func opAtomicNotify(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let result = notify(
        cx, memory: pc.uint32(20), sp[pc.int(12)], pc.uint64(24), count: UInt32(slot: sp[pc.int(16)]))
    guard case .value(let value) = result else { return atomicFailure(result, pc, sp, cx) }
    sp[pc.int(8)] = value
    return next(pc + 32, sp, cx, mb, ms)
}

/// Fields: to, address, expected, timeout, memory's index, offset.
@inline(__always) func opAtomicWait32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let result = waitForNotification(
        cx, memory: pc.uint32(24), sp[pc.int(12)], pc.uint64(28), expected: UInt32(slot: sp[pc.int(16)]),
        timeout: Int64(slot: sp[pc.int(20)]))
    guard case .value(let value) = result else { return atomicFailure(result, pc, sp, cx) }
    sp[pc.int(8)] = value
    return next(pc + 36, sp, cx, mb, ms)
}

/// Fields: to, address, expected, timeout, memory's index, offset.
@inline(__always) func opAtomicWait64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let result = waitForNotification(
        cx, memory: pc.uint32(24), sp[pc.int(12)], pc.uint64(28), expected: sp[pc.int(16)],
        timeout: Int64(slot: sp[pc.int(20)]))
    guard case .value(let value) = result else { return atomicFailure(result, pc, sp, cx) }
    sp[pc.int(8)] = value
    return next(pc + 36, sp, cx, mb, ms)
}

// MARK: 8 bits

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicLoad8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicLoad(pc, sp, cx, mb, ms, UInt8.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicStore8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicStore(pc, sp, cx, mb, ms, UInt8.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAdd8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.wrappingAdd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicSub8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.wrappingSubtract($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAnd8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.bitwiseAnd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicOr8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.bitwiseOr($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicXor8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.bitwiseXor($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicExchange8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt8.self) {
        $0.pointee.exchange($1, ordering: .sequentiallyConsistent)
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicCompare8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicCompare(pc, sp, cx, mb, ms, UInt8.self)
}

// MARK: 16 bits

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicLoad16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicLoad(pc, sp, cx, mb, ms, UInt16.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicStore16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicStore(pc, sp, cx, mb, ms, UInt16.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAdd16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.wrappingAdd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicSub16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.wrappingSubtract($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAnd16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.bitwiseAnd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicOr16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.bitwiseOr($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicXor16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.bitwiseXor($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicExchange16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt16.self) {
        $0.pointee.exchange($1, ordering: .sequentiallyConsistent)
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicCompare16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicCompare(pc, sp, cx, mb, ms, UInt16.self)
}

// MARK: 32 bits

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicLoad32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicLoad(pc, sp, cx, mb, ms, UInt32.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicStore32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicStore(pc, sp, cx, mb, ms, UInt32.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAdd32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.wrappingAdd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicSub32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.wrappingSubtract($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAnd32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.bitwiseAnd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicOr32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.bitwiseOr($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicXor32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.bitwiseXor($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicExchange32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt32.self) {
        $0.pointee.exchange($1, ordering: .sequentiallyConsistent)
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicCompare32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicCompare(pc, sp, cx, mb, ms, UInt32.self)
}

// MARK: 64 bits

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicLoad64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicLoad(pc, sp, cx, mb, ms, UInt64.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicStore64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicStore(pc, sp, cx, mb, ms, UInt64.self)
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAdd64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.wrappingAdd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicSub64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.wrappingSubtract($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicAnd64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.bitwiseAnd($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicOr64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.bitwiseOr($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicXor64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.bitwiseXor($1, ordering: .sequentiallyConsistent).oldValue
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicExchange64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicUpdate(pc, sp, cx, mb, ms, UInt64.self) {
        $0.pointee.exchange($1, ordering: .sequentiallyConsistent)
    }
}

@available(macOS 15, iOS 18, *)
@inline(__always) func opAtomicCompare64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.atomicCompare(pc, sp, cx, mb, ms, UInt64.self)
}
