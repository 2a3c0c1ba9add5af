// Integers of 128 bits (proposal "wide arithmetic").

extension Translator {
    /// - Returns: false when the opcode is not of this family.
    mutating func translateWide(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .i64Add128: sum(opI64Add128)
        case .i64Sub128: sum(opI64Sub128)
        case .i64MulWideS: product(opI64MulWideS)
        case .i64MulWideU: product(opI64MulWideU)
        default: return false
        }
        return true
    }

    private mutating func sum(_ handler: Handler) {
        let bHigh = popSlot()
        let bLow = popSlot()
        let aHigh = popSlot()
        let aLow = popSlot()
        emit(handler, home(stack.count), aLow, aHigh, bLow, bHigh)
        pushTwo()
    }

    private mutating func product(_ handler: Handler) {
        let b = popSlot()
        let a = popSlot()
        emit(handler, home(stack.count), a, b)
        pushTwo()
    }

    /// The results: two values, neither of which a `local.set` may have written elsewhere.
    private mutating func pushTwo() {
        stack.pushTemporary()
        stack.pushTemporary()
    }
}
