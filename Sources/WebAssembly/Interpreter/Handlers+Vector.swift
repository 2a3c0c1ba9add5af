// Vectors as a whole: moves, constants, globals and bits (specification §4.6.7, §4.3.5).

/// Fields: to, from.
@inline(__always) func opCopyVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp.put(sp.vector(pc.int(12), as: V128.self), pc.int(8))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, 16 bytes.
@inline(__always) func opConstantVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp.put(pc.loadUnaligned(fromByteOffset: 12, as: V128.self), pc.int(8))
    return next(pc + 28, sp, cx, mb, ms)
}

/// `to ← condition ? a : b`; fields: to, condition, a, b.
@inline(__always) func opSelectVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let from = UInt32(slot: sp[pc.int(12)]) != 0 ? pc.int(16) : pc.int(20)
    sp.put(sp.vector(from, as: V128.self), pc.int(8))
    return next(pc + 24, sp, cx, mb, ms)
}

/// Fields: to, the global's place in the instance block.
@inline(__always) func opGlobalGetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp.put(cx.loadUnaligned(fromByteOffset: pc.int(12), as: V128.self), pc.int(8))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: from, the global's place in the instance block.
@inline(__always) func opGlobalSetVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    cx.storeBytes(of: sp.vector(pc.int(8)), toByteOffset: pc.int(12), as: V128.self)
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: to, the place of the global's pointer in the instance block.
@inline(__always) func opGlobalGetImportedVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let cell = cx.load(fromByteOffset: pc.int(12), as: SP.self)
    sp.put(cell.vector(0, as: V128.self), pc.int(8))
    return next(pc + 16, sp, cx, mb, ms)
}

/// Fields: from, the place of the global's pointer in the instance block.
@inline(__always) func opGlobalSetImportedVector(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let cell = cx.load(fromByteOffset: pc.int(12), as: SP.self)
    cell.put(sp.vector(pc.int(8), as: V128.self), 0)
    return next(pc + 16, sp, cx, mb, ms)
}

// MARK: Bits

@inline(__always) func opV128Not(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>) in SIMD2<Int64>(bits: .!a.bits) }
}

@inline(__always) func opV128And(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in SIMD2<Int64>(bits: a.bits .& b.bits) }
}

@inline(__always) func opV128Andnot(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in SIMD2<Int64>(bits: a.bits .& .!b.bits) }
}

@inline(__always) func opV128Or(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in SIMD2<Int64>(bits: a.bits .| b.bits) }
}

@inline(__always) func opV128Xor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b) in SIMD2<Int64>(bits: a.bits .^ b.bits) }
}

/// The bits of `a` where those of `c` are set, and those of `b` elsewhere.
@inline(__always) func opV128Bitselect(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorTernary(pc, sp, cx, mb, ms) { (a: SIMD2<Int64>, b, c: SIMD2<Int64>) in
        SIMD2<Int64>(bits: (a.bits .& c.bits) .| (b.bits .& .!c.bits))
    }
}

@inline(__always) func opV128AnyTrue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: V128) in a.anyTrue }
}
