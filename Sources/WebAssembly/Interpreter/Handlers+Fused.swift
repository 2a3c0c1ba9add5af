// One instruction for two of WebAssembly's that often follow each other; `Translator+Fusion.swift` says when.

// MARK: Operations on what was loaded

@inline(__always) func opF64AddLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a + b }
}

@inline(__always) func opF64AddLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a + b }
}

@inline(__always) func opF64AddLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a + b }
}

@inline(__always) func opF64MulLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a * b }
}

@inline(__always) func opF64MulLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a * b }
}

@inline(__always) func opF64MulLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a * b }
}

@inline(__always) func opF64SubLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a - b }
}

@inline(__always) func opF64SubLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a - b }
}

@inline(__always) func opF64SubLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in a - b }
}

@inline(__always) func opF64SubFromLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in b - a }
}

@inline(__always) func opF64SubFromLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in b - a }
}

@inline(__always) func opF64SubFromLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: Double, b: Double) in b - a }
}

@inline(__always) func opI32AddLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt32, b: UInt32) in a &+ b }
}

@inline(__always) func opI32AddLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt32, b: UInt32) in a &+ b }
}

@inline(__always) func opI32AddLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: UInt32, b: UInt32) in a &+ b }
}

@inline(__always) func opI64AddLoad(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt64, b: UInt64) in a &+ b }
}

@inline(__always) func opI64AddLoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt64, b: UInt64) in a &+ b }
}

@inline(__always) func opI64AddLoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryLoad(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: UInt64, b: UInt64) in a &+ b }
}

/// `memory[address] ← memory[from]`, 4 bytes.
@inline(__always) func opStore32Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLoad(pc, sp, cx, mb, ms, UInt32.self)
}

/// `memory[address] ← memory[from]`, 8 bytes.
@inline(__always) func opStore64Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.storeLoad(pc, sp, cx, mb, ms, UInt64.self)
}

// MARK: Two operations

@inline(__always) func opI32AddShl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 &+ $1 &<< $2 }
}

@inline(__always) func opI32XorShl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 &<< $2 }
}

@inline(__always) func opI32XorShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1 &>> $2 }
}

@inline(__always) func opI32XorRotl(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 ^ $1.rotatedLeft(by: $2) }
}

@inline(__always) func opI64XorShrU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt64.self) { $0 ^ $1 &>> $2 }
}

@inline(__always) func opI32RotlXor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt32.self) { ($0 ^ $1).rotatedLeft(by: $2) }
}

@inline(__always) func opI64RotlXor(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternaryImmediate(pc, sp, cx, mb, ms, UInt64.self) { ($0 ^ $1).rotatedLeft(by: $2) }
}

/// Fields: to, a, count, constant.
@inline(__always) func opI32ShlAddImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    let shifted = UInt32(slot: sp[pc.int(12)]) &<< pc.uint32(16)
    sp[pc.int(8)] = (shifted &+ pc.uint32(20)).slot
    return next(pc + 24, sp, cx, mb, ms)
}

@inline(__always) func opF64AddMul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternary(pc, sp, cx, mb, ms, Double.self) { $0 + $1 * $2 }
}

@inline(__always) func opF64SubMul(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternary(pc, sp, cx, mb, ms, Double.self) { $0 - $1 * $2 }
}

@inline(__always) func opF64MulSub(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.ternary(pc, sp, cx, mb, ms, Double.self) { $1 * $2 - $0 }
}

/// The constant minus `a`; fields: to, a, constant.
@inline(__always) func opI32SubFromImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.binaryImmediate32(pc, sp, cx, mb, ms, UInt32.self) { $1 &- $0 }
}

// MARK: Two at once

/// Fields: to, a, constant of the first addition, then those of the second, which sees the first one's result.
@inline(__always) func opI32AddImmediateTwice(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = (UInt32(slot: sp[pc.int(12)]) &+ pc.uint32(16)).slot
    sp[pc.int(20)] = (UInt32(slot: sp[pc.int(24)]) &+ pc.uint32(28)).slot
    return next(pc + 32, sp, cx, mb, ms)
}

/// Fields: to and from of the first copy, then those of the second, which sees the first one's result.
@inline(__always) func opCopyTwice(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    sp[pc.int(8)] = sp[pc.int(12)]
    sp[pc.int(16)] = sp[pc.int(20)]
    return next(pc + 24, sp, cx, mb, ms)
}

// MARK: Comparisons

@inline(__always) func opSelectI32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.selectCompare(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opSelectI32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.selectCompare(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opSelectI32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.selectCompare(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opAddBranchI32Eq(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranch(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opAddBranchI32Ne(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranch(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opAddBranchI32LtS(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranch(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opAddBranchI32LtU(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranch(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opAddBranchI32EqImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 == $1 }
}

@inline(__always) func opAddBranchI32NeImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 != $1 }
}

@inline(__always) func opAddBranchI32LtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, Int32.self) { $0 < $1 }
}

@inline(__always) func opAddBranchI32LtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 < $1 }
}

@inline(__always) func opAddBranchI32GtSImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, Int32.self) { $0 > $1 }
}

@inline(__always) func opAddBranchI32GtUImmediate(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.addBranchImmediate(pc, sp, cx, mb, ms, UInt32.self) { $0 > $1 }
}
