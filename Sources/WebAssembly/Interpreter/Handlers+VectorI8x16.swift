// Sixteen lanes of 8 bits (specification §4.3.2). `gt` and `ge` are `lt` and `le` the other way round.

// MARK: Comparisons

@inline(__always) func opI8x16Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in (a .== b).storage }
}

@inline(__always) func opI8x16Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in (a .!= b).storage }
}

@inline(__always) func opI8x16LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in (a .< b).storage }
}

@inline(__always) func opI8x16LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in (a .< b).storage }
}

@inline(__always) func opI8x16LeS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in (a .<= b).storage }
}

@inline(__always) func opI8x16LeU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in (a .<= b).storage }
}

@inline(__always) func opI8x16AllTrue(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in V128.allTrue(zeros: a .== SIMD16<Int8>()) }
}

@inline(__always) func opI8x16Bitmask(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.reduce(pc, sp, cx, mb, ms) { (a: V128) in a.signs8 }
}

// MARK: Arithmetic

@inline(__always) func opI8x16Abs(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in select(a .< SIMD16<Int8>(), SIMD16<Int8>() &- a, a) }
}

@inline(__always) func opI8x16Neg(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>) in SIMD16<Int8>() &- a }
}

@inline(__always) func opI8x16Popcnt(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorUnary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>) in a.populationCounts }
}

@inline(__always) func opI8x16Add(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in a &+ b }
}

@inline(__always) func opI8x16Sub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in a &- b }
}

@inline(__always) func opI8x16AddSatS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        SIMD16<Int8>.lanes { (Int16(a[$0]) &+ Int16(b[$0])).clamped8 }
    }
}

@inline(__always) func opI8x16AddSatU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        SIMD16<UInt8>(bits: (a &+ b).bits .| (a &+ b .< a).bits)
    }
}

@inline(__always) func opI8x16SubSatS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        SIMD16<Int8>.lanes { (Int16(a[$0]) &- Int16(b[$0])).clamped8 }
    }
}

@inline(__always) func opI8x16SubSatU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in select(b .< a, a &- b, SIMD16<UInt8>()) }
}

@inline(__always) func opI8x16AvgrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        SIMD16<UInt8>.lanes { UInt8(truncatingIfNeeded: (UInt16(a[$0]) &+ UInt16(b[$0]) &+ 1) &>> 1) }
    }
}

@inline(__always) func opI8x16MinS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI8x16MinU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in select(b .< a, b, a) }
}

@inline(__always) func opI8x16MaxS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI8x16MaxU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in select(a .< b, b, a) }
}

@inline(__always) func opI8x16Shl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        a &<< SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI8x16ShlImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        a &<< SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI8x16ShrS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        a &>> SIMD16<Int8>(repeating: Int8(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI8x16ShrSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD16<Int8>, b) in
        a &>> SIMD16<Int8>(repeating: Int8(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI8x16ShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShift(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        a &>> SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: b))
    }
}

@inline(__always) func opI8x16ShrUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorShiftImmediate(pc, sp, cx, mb, ms) { (a: SIMD16<UInt8>, b) in
        a &>> SIMD16<UInt8>(repeating: UInt8(truncatingIfNeeded: b))
    }
}

// MARK: From lanes of twice the width

@inline(__always) func opI8x16NarrowI16x8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in SIMD16<Int16>(lowHalf: a, highHalf: b).narrowedS }
}

@inline(__always) func opI8x16NarrowI16x8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.vectorBinary(pc, sp, cx, mb, ms) { (a: SIMD8<Int16>, b) in SIMD16<Int16>(lowHalf: a, highHalf: b).narrowedU }
}
