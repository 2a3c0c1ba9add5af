// Types in the binary format (specification §5.3). A type byte is a negative number in one byte of LEB128, so that block
// types can hold a type or an index.

extension ByteReader {
    /// A value type (§5.3.5).
    mutating func valueType() throws(ModuleError) -> ValueType {
        let start = offset
        let code = try byte()
        guard let type = ValueType(code: code) else {
            throw typeError(code, offset: start, expected: "a value type")
        }
        return type
    }

    /// A reference type (§5.3.4).
    mutating func referenceType() throws(ModuleError) -> ReferenceType {
        let start = offset
        let code = try byte()
        guard case .ref(let type) = ValueType(code: code) else {
            throw typeError(code, offset: start, expected: "a reference type")
        }
        return type
    }

    /// The heap type of `ref.null`, which in WebAssembly 2.0 has the byte of the nullable reference to it (§5.3.3).
    mutating func nullableHeapType() throws(ModuleError) -> ReferenceType {
        if let code = peeked, code < 0x40 {
            throw ModuleError(unsupported: .typedReferences, "a reference to a type by its index", offset: offset)
        }
        return try referenceType()
    }

    /// A block type (§5.4.1): nothing, a value type, or a type index as a positive 33-bit number.
    @inline(__always)
    mutating func blockType() throws(ModuleError) -> BlockType {
        if let code = peeked, code >= 0x40, code < 0x80 {
            if code == 0x40 {
                skipPeeked()
                return .empty
            }
            return .value(try valueType())
        }
        let start = offset
        let index = try s33()
        guard index >= 0 else { throw ModuleError(.malformed, "malformed block type", offset: start) }
        return .type(UInt32(truncatingIfNeeded: index))
    }

    /// What is wrong with a byte that should have been a type.
    @inline(never)
    private func typeError(_ code: UInt8, offset: Int, expected: String) -> ModuleError {
        if let feature = Feature(typeCode: code) {
            return ModuleError(unsupported: feature, "a type with the code \(hex(code))", offset: offset)
        }
        return ModuleError(.malformed, "malformed type: expected \(expected), found \(hex(code))", offset: offset)
    }
}

extension ValueType {
    /// The type that a byte of the binary format names.
    @inline(__always)
    init?(code: UInt8) {
        switch code {
        case 0x7F: self = .i32
        case 0x7E: self = .i64
        case 0x7D: self = .f32
        case 0x7C: self = .f64
        case 0x70: self = .funcref
        case 0x6F: self = .externref
        default: return nil
        }
    }
}

/// A byte as a person writes it.
func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0x0\(digits)" : "0x\(digits)"
}
