extension BinaryModule {
    /// Checks every typing rule of the specification (§3): the module's declarations, then each function body. The module may use
    /// the features that it was decoded with.
    ///
    /// - Throws: ``ModuleError`` of kind `invalid` for a broken rule, `malformed` for a body whose bytes are no
    ///   instructions, `unsupported` for instructions of features that are off.
    public func validate() throws(ModuleError) {
        try bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            var validator = ModuleValidator(self, bytes: UnsafeRawBufferPointer(buffer))
            try validator.validate()
        }
    }
}
