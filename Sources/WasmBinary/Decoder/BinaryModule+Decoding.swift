extension BinaryModule {
    /// Decodes a module in the binary format (specification §5).
    ///
    /// This checks the structure of the sections. Instructions and typing rules are checked by ``validate()``, which must
    /// have succeeded before the module is given to anything that executes it.
    ///
    /// - Parameter features: What the module may use.
    /// - Throws: ``ModuleError`` of kind `malformed`, or `unsupported` for features that are off.
    public init(decoding bytes: [UInt8], features: Features = .wasm3) throws(ModuleError) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            let buffer = UnsafeRawBufferPointer(buffer)
            try Preamble.check(buffer)
            var decoder = ModuleDecoder(
                reader: ByteReader(buffer, range: Preamble.size..<buffer.count, features: features),
                module: BinaryModule(bytes: bytes, features: features))
            return try decoder.decode()
        }
    }
}
