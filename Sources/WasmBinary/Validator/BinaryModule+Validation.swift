extension BinaryModule {
    /// Checks every typing rule of the specification (§3): the module's declarations, then each function body.
    ///
    /// - Throws: ``ModuleError`` of kind `invalid` for a broken rule, `malformed` for a body whose bytes are no
    ///   instructions, `unsupported` for instructions of other features.
    public func validate() throws(ModuleError) {
        try bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            var validator = ModuleValidator(self, bytes: UnsafeRawBufferPointer(buffer))
            try validator.validate()
        }
    }
}
