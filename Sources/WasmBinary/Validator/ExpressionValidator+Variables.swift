// Locals and globals (§3.4.9, §3.4.10).

extension ExpressionValidator {
    @inline(__always)
    mutating func localType(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < locals.count else { throw unknown("local", index, count: locals.count) }
        return locals[Int(index)]
    }

    @inline(__always)
    mutating func global(_ index: UInt32) throws(ModuleError) -> ValidationContext.Global {
        guard Int(index) < context.globals.count else {
            throw unknown("global", index, count: context.globals.count)
        }
        return context.globals[Int(index)]
    }
}
