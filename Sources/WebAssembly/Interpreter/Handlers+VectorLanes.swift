// Lanes in and out of vectors, and from place to place (specification §4.6.7). Lanes of equal width share a handler.

// MARK: Splats

@inline(__always) func opI8x16Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.splat(pc, sp, cx, mb, ms) { SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: $0)) }
}

@inline(__always) func opI16x8Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.splat(pc, sp, cx, mb, ms) { SIMD8<UInt16>(repeating: UInt16(truncatingIfNeeded: $0)) }
}

@inline(__always) func opI32x4Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.splat(pc, sp, cx, mb, ms) { SIMD4<UInt32>(repeating: UInt32(truncatingIfNeeded: $0)) }
}

@inline(__always) func opI64x2Splat(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.splat(pc, sp, cx, mb, ms) { SIMD2<UInt64>(repeating: UInt64(truncatingIfNeeded: $0)) }
}

/// A lane alone, and zeros: what is left to do after a load of 32 or 64 bits.
@inline(__always) func opV128Low(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.splat(pc, sp, cx, mb, ms) { V128(low: $0, high: 0) }
}

// MARK: Single lanes

@inline(__always) func opI8x16ExtractLaneS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opI8x16ExtractLaneU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI16x8ExtractLaneS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opI16x8ExtractLaneU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opI32x4ExtractLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI64x2ExtractLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.extractLane(pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI8x16ReplaceLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.replaceLane(pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opI16x8ReplaceLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.replaceLane(pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opI32x4ReplaceLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.replaceLane(pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opI64x2ReplaceLane(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.replaceLane(pc, sp, cx, mb, ms, UInt64.self)
}

// MARK: Lanes by number

@inline(__always) func opI8x16Swizzle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.swizzle(pc, sp, cx, mb, ms)
}

@inline(__always) func opI8x16Shuffle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.shuffle(pc, sp, cx, mb, ms)
}

/// Fields: to, then the places of eight lanes in bytes from the frame's start.
@inline(__always) func opI16x8Shuffle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let bytes = UnsafeRawPointer(sp)
    sp.put(SIMD8<UInt16>.lanes { bytes.load(fromByteOffset: pc.int(12 + 4 * $0), as: UInt16.self) }, pc.int(8))
    return next(pc + 44, sp, cx, mb, ms)
}

@inline(__always) func opI8x16Interleave(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.interleave(pc, sp, cx, mb, ms) { (a: SIMD8<UInt8>, b: SIMD8<UInt8>) in
        SIMD16<UInt8>.lanes { $0 % 2 == 0 ? a[$0 / 2] : b[$0 / 2] }
    }
}

@inline(__always) func opI16x8Interleave(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.interleave(pc, sp, cx, mb, ms) { (a: SIMD4<UInt16>, b: SIMD4<UInt16>) in
        SIMD8<UInt16>.lanes { $0 % 2 == 0 ? a[$0 / 2] : b[$0 / 2] }
    }
}

@inline(__always) func opI8x16Window(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.window(pc, sp, cx, mb, ms)
}

/// Fields: to, then the places of four lanes in bytes from the frame's start.
@inline(__always) func opI32x4Shuffle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let frame = UnsafeRawPointer(sp)
    sp.put(SIMD4<UInt32>.lanes { frame.load(fromByteOffset: pc.int(12 + 4 * $0), as: UInt32.self) }, pc.int(8))
    return next(pc + 28, sp, cx, mb, ms)
}

/// Fields: to, the slots of the two halves.
@inline(__always) func opI64x2Shuffle(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let low = sp[pc.int(12)]
    let high = sp[pc.int(16)]
    sp.put(V128(low: low, high: high), pc.int(8))
    return next(pc + 20, sp, cx, mb, ms)
}

// Bytes in reverse order within each lane: how guests read numbers of the other endianness.

@inline(__always) func opI16x8ByteSwap(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD8<UInt16>) in SIMD8<UInt16>.lanes { a[$0].byteSwapped } }
}

@inline(__always) func opI32x4ByteSwap(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD4<UInt32>) in SIMD4<UInt32>.lanes { a[$0].byteSwapped } }
}

@inline(__always) func opI64x2ByteSwap(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<UInt64>) in SIMD2<UInt64>.lanes { a[$0].byteSwapped } }
}
