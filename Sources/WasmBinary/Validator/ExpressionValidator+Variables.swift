// Locals and globals (§3.4.4, §3.4.5).

extension ExpressionValidator {
    @inline(__always)
    mutating func localType(_ index: UInt32) throws(ModuleError) -> OperandType {
        guard Int(index) < locals.count else { throw unknown("local", index, count: locals.count) }
        return locals[Int(index)]
    }

    @inline(__always)
    mutating func checkLocalGet(_ index: UInt32) throws(ModuleError) {
        let type = try localType(index)
        if type.needsValue, !locals.isInitialized(Int(index)) {
            throw error("uninitialized local: local \(index) of type \(describe(type)) is read before it has a value")
        }
        try push(type)
    }

    @inline(__always)
    mutating func checkLocalSet(_ index: UInt32) throws(ModuleError) -> OperandType {
        let type = try localType(index)
        try pop(type)
        if type.needsValue { locals.initialize(Int(index)) }
        return type
    }

    @inline(__always)
    mutating func global(_ index: UInt32) throws(ModuleError) -> ValidationContext.Global {
        guard Int(index) < context.globals.count else {
            throw unknown("global", index, count: context.globals.count)
        }
        return context.globals[Int(index)]
    }
}
