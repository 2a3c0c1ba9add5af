// Loads and stores of vectors and of single lanes (specification §4.6.9) in memory 0. In other memories, and with addresses of 64
// bits, only whole vectors have instructions of their own: the others are two, one for memory and one for lanes.

// MARK: Loads

@inline(__always) func opV128Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: V128) in a }
}

@inline(__always) func opV128LoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Sum.self, pc, sp, cx, mb, ms) { (a: V128) in a }
}

@inline(__always) func opV128Load8x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD8<Int8>) in SIMD8<Int16>.lanes { Int16(a[$0]) } }
}

@inline(__always) func opV128Load8x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD8<UInt8>) in SIMD8<UInt16>.lanes { UInt16(a[$0]) }
    }
}

@inline(__always) func opV128Load16x4S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD4<Int16>) in SIMD4<Int32>.lanes { Int32(a[$0]) } }
}

@inline(__always) func opV128Load16x4U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD4<UInt16>) in
        SIMD4<UInt32>.lanes { UInt32(a[$0]) }
    }
}

@inline(__always) func opV128Load32x2S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD2<Int32>) in SIMD2<Int64>.lanes { Int64(a[$0]) } }
}

@inline(__always) func opV128Load32x2U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: SIMD2<UInt32>) in
        SIMD2<UInt64>.lanes { UInt64(a[$0]) }
    }
}

@inline(__always) func opV128Load8Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt8) in SIMD16<UInt8>(repeating: a) }
}

@inline(__always) func opV128Load16Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt16) in SIMD8<UInt16>(repeating: a) }
}

@inline(__always) func opV128Load32Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt32) in SIMD4<UInt32>(repeating: a) }
}

@inline(__always) func opV128Load64Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt64) in SIMD2<UInt64>(repeating: a) }
}

@inline(__always) func opV128Load32Zero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt32) in V128(low: UInt64(a), high: 0) }
}

@inline(__always) func opV128Load64Zero(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadVector(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt64) in V128(low: a, high: 0) }
}

@inline(__always) func opV128Load8Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadLane(pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opV128Load16Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadLane(pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opV128Load32Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadLane(pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opV128Load64Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.loadLane(pc, sp, cx, mb, ms, UInt64.self)
}

// MARK: Stores

@inline(__always) func opV128Store(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Slot.self, pc, sp, cx, mb, ms, V128.self)
}

@inline(__always) func opV128StoreSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Sum.self, pc, sp, cx, mb, ms, V128.self)
}

@inline(__always) func opV128Store8Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Slot.self, pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opV128Store16Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Slot.self, pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opV128Store32Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Slot.self, pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opV128Store64Lane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLane(Address.Slot.self, pc, sp, cx, mb, ms, UInt64.self)
}

// MARK: Any memory

/// `to ← memory[address + offset]`; fields: to, address, memory, offset (8 bytes).
@inline(__always) func opFarV128Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let place = Shape.place(sp[pc.int(12)], pc.uint64(20), size: 16, in: memory(cx, pc.int(16))) else {
        return trap(pc, sp, cx, .memoryOutOfBounds)
    }
    sp.put(place.loadUnaligned(as: V128.self), pc.int(8))
    return next(pc + 28, sp, cx, mb, ms)
}

/// `memory[address + offset] ← value`; fields: address, value, memory, offset (8 bytes).
@inline(__always) func opFarV128Store(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    guard let place = Shape.place(sp[pc.int(8)], pc.uint64(20), size: 16, in: memory(cx, pc.int(16))) else {
        return trap(pc, sp, cx, .memoryOutOfBounds)
    }
    place.storeBytes(of: sp.vector(pc.int(12)), as: V128.self)
    return next(pc + 28, sp, cx, mb, ms)
}
