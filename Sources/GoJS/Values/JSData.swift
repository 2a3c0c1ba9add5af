/// A value that leaves a program's world: what crosses to other threads, and to code that outlives the program.
///
/// It is made by copying, as `structuredClone` does. Functions, symbols and objects that refer to themselves cannot cross.
public indirect enum JSData: Sendable, Hashable {
    case undefined
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    /// Of an array buffer, a typed array or a data view.
    case bytes([UInt8])
    case array([JSData])
    /// The own enumerable properties of any other object.
    case object([String: JSData])

    /// The number, if it is one.
    public var number: Double? { if case .number(let value) = self { value } else { nil } }
    /// The text, if it is one.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The bytes, if it is some.
    public var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
}

extension JSData: ExpressibleByBooleanLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSData...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSData)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}

extension JSValue {
    /// A copy that may leave the program's world.
    ///
    /// - Throws: ``JSException`` with a `TypeError` for what cannot; what getters throw.
    public func data() throws -> JSData { try data(depth: 0) }

    private static let greatestDepth = 200

    private func data(depth: Int) throws -> JSData {
        switch self {
        case .undefined: return .undefined
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let value): return .number(value)
        case .string(let value): return .string(String(value))
        case .symbol: throw JSException("a symbol cannot leave its program")
        case .object(let object):
            if object.isCallable { throw object.realm.typeError("a function cannot leave its program") }
            if depth >= JSValue.greatestDepth {
                throw object.realm.typeError(
                    "an object that is nested too deep, or refers to itself, cannot leave its program")
            }
            if let view = object.byteView { return .bytes(Array(view)) }
            if let buffer = object as? JSArrayBuffer { return .bytes(Array(buffer.bytes)) }
            if let array = object as? JSArray {
                return .array(try (0..<array.length).map { try array.getElement($0).data(depth: depth + 1) })
            }
            var properties: [String: JSData] = [:]
            for key in object.enumerableKeys {
                properties[String(key.string)] = try object.get(key, receiver: self).data(depth: depth + 1)
            }
            return .object(properties)
        }
    }
}

extension JSRealm {
    /// The value of something that came from outside.
    ///
    /// - Throws: ``JSException`` with a `RangeError` if the limit of bytes is met.
    public func value(of data: JSData) throws -> JSValue {
        switch data {
        case .undefined: return .undefined
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let value): return .number(value)
        case .string(let value): return .string(value)
        case .bytes(let bytes): return .object(try self.bytes(bytes))
        case .array(let elements): return .object(array(try elements.map(value)))
        case .object(let properties):
            let object = object()
            // A dictionary has no order, and programs may look at it.
            for (name, data) in properties.sorted(by: { $0.key < $1.key }) {
                object.define(key(name), try value(of: data), .ordinary)
            }
            return .object(object)
        }
    }
}
