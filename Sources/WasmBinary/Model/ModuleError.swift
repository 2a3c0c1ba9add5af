/// Why a module was refused, and where.
public struct ModuleError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The bytes do not follow the binary format (§5).
        case malformed
        /// The module breaks a typing rule (§3).
        case invalid
        /// The module uses a feature that this engine does not have; the payload is its name.
        case unsupported(feature: String)
    }

    public var kind: Kind
    /// What was wrong, without the place.
    public var message: String
    /// The offset in the module's bytes.
    public var offset: Int
    /// The function in whose body the error lies, imported ones counted.
    public var functionIndex: UInt32?

    public init(_ kind: Kind, _ message: String, offset: Int, functionIndex: UInt32? = nil) {
        self.kind = kind
        self.message = message
        self.offset = offset
        self.functionIndex = functionIndex
    }
}

extension ModuleError: CustomStringConvertible {
    public var description: String {
        let start =
            switch kind {
            case .malformed: "malformed module"
            case .invalid: "invalid module"
            case .unsupported: "unsupported module"
            }
        let function = functionIndex.map { "in function \($0), " } ?? ""
        return "\(start): \(message) (\(function)at byte offset 0x\(String(offset, radix: 16)))"
    }
}

/// How many things there are, for messages about an index that names none of them.
func existing(_ count: Int) -> String {
    switch count {
    case 0: "there is none"
    case 1: "there is one"
    default: "there are \(count)"
    }
}
