/// A declaration that is marked `@JS` or `@JSImport`, as far as JavaScript has to know it.
public struct Declaration: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case function(Signature)
        case structure(fields: [Field])
        case enumeration(raw: BridgeType?, cases: [Case])
        case classType(members: [Member])
    }

    public var name: String
    public var kind: Kind
    public var documentation: [String] = []
    /// Whether the function is marked `@JSAsync`: it may wait, and gives a promise.
    public var isAsync = false
    /// Whether the function is marked `@JSImport`: it is one of JavaScript.
    public var isImported = false

    public init(
        name: String, kind: Kind, documentation: [String] = [], isAsync: Bool = false, isImported: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.isAsync = isAsync
        self.isImported = isImported
        self.documentation = documentation
    }
}

public struct Parameter: Equatable, Sendable {
    /// The name that callers in Swift write; nil for `_`.
    public var label: String?
    public var name: String
    public var type: BridgeType

    public init(label: String?, name: String, type: BridgeType) {
        self.label = label
        self.name = name
        self.type = type
    }
}

public struct Signature: Equatable, Sendable {
    public var parameters: [Parameter] = []
    public var result = BridgeType.void
    /// What it throws; nil when it does not.
    public var error: BridgeType?

    public init(parameters: [Parameter] = [], result: BridgeType = .void, error: BridgeType? = nil) {
        self.parameters = parameters
        self.result = result
        self.error = error
    }
}

/// A stored property of a struct.
public struct Field: Equatable, Sendable {
    public var name: String
    public var type: BridgeType
    public var documentation: [String] = []
}

/// A case of an enum.
public struct Case: Equatable, Sendable {
    public var name: String
    /// The associated values; an unlabelled one has the label nil.
    public var values: [(label: String?, type: BridgeType)] = []
    /// The raw value as it is written in Swift (a string with its quotation marks); nil when it is not written.
    public var raw: String?

    public static func == (left: Case, right: Case) -> Bool {
        left.name == right.name && left.raw == right.raw && left.values.count == right.values.count
            && zip(left.values, right.values).allSatisfy { $0.label == $1.label && $0.type == $1.type }
    }
}

extension Declaration {
    /// Every type that it mentions, in the order of the source.
    public var types: [BridgeType] {
        switch kind {
        case .function(let signature): signature.types
        case .structure(let fields): fields.map(\.type)
        case .enumeration(_, let cases): cases.flatMap { $0.values.map(\.type) }
        case .classType(let members):
            members.flatMap { member in
                switch member.kind {
                case .initializer(let signature), .method(let signature, _, _): signature.types
                case .property(let type, _, _, let error): [type] + (error.map { [$0] } ?? [])
                }
            }
        }
    }
}

extension Declaration {
    /// What its functions throw.
    public var errors: [BridgeType] {
        switch kind {
        case .function(let signature): [signature.error].compactMap(\.self)
        case .classType(let members):
            members.compactMap { member in
                switch member.kind {
                case .initializer(let signature), .method(let signature, _, _): signature.error
                case .property(_, _, _, let error): error
                }
            }
        default: []
        }
    }
}

extension Signature {
    /// Of the parameters, of the error and of the result.
    public var types: [BridgeType] { parameters.map(\.type) + (error.map { [$0] } ?? []) + [result] }
}

/// A member of a class that is marked `@JS`.
public struct Member: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case initializer(Signature)
        /// One that is async is marked `@JSAsync`.
        case method(Signature, isStatic: Bool, isAsync: Bool)
        /// `error` is what its getter throws, nil when it does not.
        case property(BridgeType, isStatic: Bool, isSettable: Bool, error: BridgeType?)
    }

    public var name: String
    public var kind: Kind
    public var documentation: [String] = []
}
