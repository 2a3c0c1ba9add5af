extension Store {
    /// What the store's guests may still spend; a guest that cannot pay traps with ``Trap/Kind/outOfFuel``.
    ///
    /// It is zero at first, so that nothing runs by mistake without a limit: set it before the first call, and before instantiating a
    /// module with a start function. A trap for want of fuel leaves zero. The store is as usable afterwards as after any other trap: give it
    /// more, and call again. A host function may take or give some while it runs, by `caller.store.fuel`.
    ///
    /// One unit pays for one instruction; `block`, `loop`, `else` and `end`, which only delimit, are free. Bulk instructions pay
    /// one more for each 64 bytes or 8 elements that they are asked for, calls of host functions what the call costs. Guests pay for a
    /// stretch of instructions when they enter it, and never less than they execute; up to 16 units more where a branch leaves a stretch
    /// early. The same calls cost the same every time, on every machine; another version of this library may count differently.
    ///
    /// - Precondition: setting it takes an engine with ``Engine/consumesFuel``; in others it is zero, and no limit.
    public var fuel: UInt64 {
        get { block.pointee.fuel }
        set {
            precondition(
                engine.consumesFuel, "guests of this store pay no fuel: make its engine with Engine(consumesFuel: true)"
            )
            block.pointee.fuel = newValue
        }
    }
}
