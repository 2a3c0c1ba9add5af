extension BinaryModule {
    /// Checks every typing rule of the specification (§3): the module's declarations, then each function body. The module may use
    /// the features that it was decoded with.
    ///
    /// - Throws: ``ModuleError`` of kind `invalid` for a broken rule, `malformed` for a body whose bytes are no
    ///   instructions, `unsupported` for instructions of features that are off.
    public func validate() throws(ModuleError) {
        try validateDeclarations().validateAll()
    }

    /// Checks the module but for its function bodies, which are left to the result.
    package func validateDeclarations() throws(ModuleError) -> BodyValidator {
        try bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            var validator = ModuleValidator(self, bytes: UnsafeRawBufferPointer(buffer))
            try validator.validate()
            return BodyValidator(self, validator.expressions)
        }
    }
}

/// Checks the function bodies of a module whose declarations are valid, in any order. It may not serve two threads at a time.
package final class BodyValidator {
    private let module: BinaryModule
    private var expressions: ExpressionValidator

    fileprivate init(_ module: BinaryModule, _ expressions: consuming ExpressionValidator) {
        self.module = module
        self.expressions = expressions
    }

    package func validateAll() throws(ModuleError) {
        for index in module.code.indices { try validate(index) }
    }

    /// - Parameter index: Of an entry of ``BinaryModule/code``.
    package func validate(_ index: Int) throws(ModuleError) {
        try module.bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            try expressions.validateBody(
                UnsafeRawBufferPointer(buffer), range: module.code[index].range,
                functionIndex: UInt32(module.importedFunctions.count + index))
        }
    }
}
