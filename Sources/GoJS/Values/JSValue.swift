/// A value of JavaScript (ECMA-262 §6.1).
public enum JSValue {
    case undefined
    case null
    case boolean(Bool)
    case number(Double)
    case string(JSString)
    case symbol(JSSymbol)
    case object(JSObject)

    /// A text as a value.
    public static func string(_ text: String) -> JSValue { .string(JSString(text)) }

    public var isUndefined: Bool { if case .undefined = self { true } else { false } }

    /// Whether it is `undefined` or `null`.
    public var isNullish: Bool {
        switch self {
        case .undefined, .null: true
        default: false
        }
    }

    public var isCallable: Bool { object?.isCallable ?? false }

    public var object: JSObject? { if case .object(let object) = self { object } else { nil } }

    /// The number, if it is one; nothing is converted.
    public var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// The boolean, if it is one; nothing is converted.
    public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

    /// The string, if it is one; nothing is converted.
    public var string: String? { if case .string(let string) = self { String(string) } else { nil } }

    /// What the `typeof` operator says (§13.5.3).
    public var typeof: String {
        switch self {
        case .undefined: "undefined"
        case .null: "object"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .symbol: "symbol"
        case .object(let object): object.isCallable ? "function" : "object"
        }
    }

    /// `ToBoolean` (§7.1.2).
    public var isTruthy: Bool {
        switch self {
        case .undefined, .null: false
        case .boolean(let value): value
        case .number(let number): !(number == 0 || number.isNaN)
        case .string(let string): !string.isEmpty
        case .symbol, .object: true
        }
    }

    /// `===` (§7.2.14).
    public static func isStrictlyEqual(_ a: JSValue, _ b: JSValue) -> Bool {
        if case .number(let a) = a, case .number(let b) = b { return a == b }
        return isSame(a, b)
    }

    /// `SameValueZero` (§7.2.11): what `Map` and `includes` go by.
    public static func isSameZero(_ a: JSValue, _ b: JSValue) -> Bool {
        if case .number(let a) = a, case .number(let b) = b { return a == b || (a.isNaN && b.isNaN) }
        return isSame(a, b)
    }

    /// `SameValue` (§7.2.10): `Object.is`.
    public static func isSame(_ a: JSValue, _ b: JSValue) -> Bool {
        switch (a, b) {
        case (.undefined, .undefined), (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.number(let a), .number(let b)):
            a.isNaN ? b.isNaN : a == b && (a.sign == b.sign)
        case (.string(let a), .string(let b)): a == b
        case (.symbol(let a), .symbol(let b)): a === b
        case (.object(let a), .object(let b)): a === b
        default: false
        }
    }
}

extension JSValue: ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(stringLiteral value: String) { self = .string(JSString(value)) }
    public init(nilLiteral: ()) { self = .null }
}

/// Numbers that count bytes or elements: exact up to 2⁵³, as in JavaScript.
extension JSValue {
    static func number(_ value: Int) -> JSValue { .number(Double(value)) }
    static func number(_ value: UInt64) -> JSValue { .number(Double(value)) }
}
