// Loads and stores (specification §4.6.9): memory 0, 32-bit addresses, an explicit check of every access.
//
// Types that read or write the same bits share a handler: `f32.load` is `i32Load`, `i64.load8_u` is `i32Load8U`,
// since a slot holds zero-extended bits. The suffix says how the address is given, see `AddressMode`; none means a slot.

// MARK: Loads

@inline(__always) func opI32Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI32LoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI32LoadAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI32LoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI32LoadScaled(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Scaled.self, pc, sp, cx, mb, ms) { (a: UInt32) in a }
}

@inline(__always) func opI64Load(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI64LoadSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI64LoadAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI64LoadIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI64LoadScaled(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Scaled.self, pc, sp, cx, mb, ms) { (a: UInt64) in a }
}

@inline(__always) func opI32Load8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opI32Load8SSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opI32Load8SAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: Int8) in Int32(a) }
}

@inline(__always) func opI32Load8U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI32Load8USum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI32Load8UAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI32Load8UIndexed(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Indexed.self, pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI32Load8UScaled(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Scaled.self, pc, sp, cx, mb, ms) { (a: UInt8) in UInt32(a) }
}

@inline(__always) func opI32Load16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opI32Load16SSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opI32Load16SAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: Int16) in Int32(a) }
}

@inline(__always) func opI32Load16U(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opI32Load16USum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opI32Load16UAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: UInt16) in UInt32(a) }
}

@inline(__always) func opI64Load8S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Int8) in Int64(a) }
}

@inline(__always) func opI64Load8SSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Int8) in Int64(a) }
}

@inline(__always) func opI64Load8SAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: Int8) in Int64(a) }
}

@inline(__always) func opI64Load16S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Int16) in Int64(a) }
}

@inline(__always) func opI64Load16SSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Int16) in Int64(a) }
}

@inline(__always) func opI64Load16SAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: Int16) in Int64(a) }
}

@inline(__always) func opI64Load32S(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Slot.self, pc, sp, cx, mb, ms) { (a: Int32) in Int64(a) }
}

@inline(__always) func opI64Load32SSum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Sum.self, pc, sp, cx, mb, ms) { (a: Int32) in Int64(a) }
}

@inline(__always) func opI64Load32SAbsolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.load(Address.Absolute.self, pc, sp, cx, mb, ms) { (a: Int32) in Int64(a) }
}

// MARK: Stores

@inline(__always) func opStore8(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Slot.self, pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opStore8Sum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Sum.self, pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opStore8Absolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Absolute.self, pc, sp, cx, mb, ms, UInt8.self)
}

@inline(__always) func opStore16(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Slot.self, pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opStore16Sum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Sum.self, pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opStore16Absolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Absolute.self, pc, sp, cx, mb, ms, UInt16.self)
}

@inline(__always) func opStore32(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Slot.self, pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opStore32Sum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Sum.self, pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opStore32Absolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Absolute.self, pc, sp, cx, mb, ms, UInt32.self)
}

@inline(__always) func opStore64(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Slot.self, pc, sp, cx, mb, ms, UInt64.self)
}

@inline(__always) func opStore64Sum(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Sum.self, pc, sp, cx, mb, ms, UInt64.self)
}

@inline(__always) func opStore64Absolute(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    Shape.store(Address.Absolute.self, pc, sp, cx, mb, ms, UInt64.self)
}
