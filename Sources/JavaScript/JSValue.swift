/// Any value of JavaScript.
public enum JSValue {
    case undefined
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    /// A `BigInt`; bits above the lowest 64 are lost.
    case bigInt(Int64)
    case object(JSObject)

    public var object: JSObject? { if case .object(let object) = self { object } else { nil } }
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var number: Double? { if case .number(let number) = self { number } else { nil } }
    public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
    public var bigInt: Int64? { if case .bigInt(let number) = self { number } else { nil } }
    /// A number without its fraction; nil when it is no number or does not fit.
    public var int: Int? { if case .number(let number) = self { Int(exactly: number.rounded(.towardZero)) } else { nil } }

    public var isUndefined: Bool { if case .undefined = self { true } else { false } }
    public var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSValue: JSCodec {
    public static func read(_ reader: inout JSReader) -> JSValue {
        switch UInt8.read(&reader) {
        case 0: .undefined
        case 1: .null
        case 2: .boolean(Bool.read(&reader))
        case 3: .number(Double.read(&reader))
        case 4: .string(String.read(&reader))
        case 5: .bigInt(Int64.read(&reader))
        default: .object(JSObject.read(&reader))
        }
    }

    public static func write(_ value: JSValue) {
        switch value {
        case .undefined: UInt8.write(0)
        case .null: UInt8.write(1)
        case .boolean(let flag):
            UInt8.write(2)
            Bool.write(flag)
        case .number(let number):
            UInt8.write(3)
            Double.write(number)
        case .string(let text):
            UInt8.write(4)
            String.write(text)
        case .bigInt(let number):
            UInt8.write(5)
            Int64.write(number)
        case .object(let object):
            UInt8.write(6)
            JSObject.write(object)
        }
    }
}

extension JSValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(nilLiteral: ()) { self = .null }
}
