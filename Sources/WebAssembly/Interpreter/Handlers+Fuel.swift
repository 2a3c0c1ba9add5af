// What an engine that consumes fuel puts between the instructions (decision 124). Engines without have none of it.

/// How much of a bulk instruction's work one unit of fuel pays for, as a power of two.
enum FuelUnit: Int {
    case bytes = 6
    case elements = 3
}

/// Pay for a stretch of instructions; fields: units.
@inline(__always) func opFuel(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if !spend(UInt64(pc.uint32(8)), cx) { return outOfFuel(pc, sp, cx) }
    return next(pc + 12, sp, cx, mb, ms)
}

/// Pay for the length of a bulk instruction; fields: count, the power of two that it is divided by.
@inline(__always) func opFuelForCount(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
    if !spend(sp[pc.int(8)] &>> UInt64(pc.uint32(12)), cx) { return outOfFuel(pc, sp, cx) }
    return next(pc + 16, sp, cx, mb, ms)
}

/// - Returns: whether there was enough.
@inline(__always) private func spend(_ units: UInt64, _ cx: CX) -> Bool {
    let store = cx.block.pointee.store
    let (left, isShort) = store.pointee.fuel.subtractingReportingOverflow(units)
    if isShort { return false }
    store.pointee.fuel = left
    return true
}

@inline(never)
private func outOfFuel(_ pc: PC, _ sp: SP, _ cx: CX) -> Status {
    cx.block.pointee.store.pointee.fuel = 0
    return trap(pc, sp, cx, .outOfFuel)
}
