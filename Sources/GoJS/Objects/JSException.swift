/// What JavaScript throws: usually an `Error` object, but any value may be thrown.
///
/// Errors are `Sendable`, and the value is not: use it only where the program is used, and ``description`` elsewhere.
public struct JSException: Error, CustomStringConvertible, @unchecked Sendable {
    public let value: JSValue

    /// As `String(error)` gives it, such as “TypeError: x is not a function”.
    public let description: String

    public init(_ value: JSValue) {
        self.value = value
        description =
            switch value {
            case .object(let object): object.quietText
            case .symbol(let symbol): "Symbol(\(symbol.description ?? ""))"
            case .string(let string): String(string)
            case .number(let number): JSNumber.text(number)
            case .boolean(let boolean): String(boolean)
            case .null: "null"
            case .undefined: "undefined"
            }
    }
}

/// An `Error` object (ECMA-262 §20.5).
final class JSError: JSObject {
    override var className: String { "Error" }
}

extension JSObject {
    /// What `String(object)` gives for an error, found without calling anything: that could throw in turn.
    fileprivate var quietText: String {
        func text(_ key: PropertyKey) -> String? {
            var next: JSObject? = self
            while let owner = next {
                if let own = owner.getOwnProperty(key) { return own.value?.string }
                next = owner.prototype
            }
            return nil
        }
        guard self is JSError || text(realm.keys.message) != nil else { return "[object \(className)]" }
        let (name, message) = (text(realm.keys.name) ?? "Error", text(realm.keys.message) ?? "")
        return name.isEmpty ? message : message.isEmpty ? name : "\(name): \(message)"
    }
}

/// The kinds of errors that the language itself throws (§20.5.5).
enum JSErrorKind: String, CaseIterable {
    case Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError
}

extension JSRealm {
    /// An error object of a kind.
    func error(_ kind: JSErrorKind, _ message: String) -> JSError {
        let error = JSError(self, prototype: errorPrototypes[kind])
        error.define(keys.message, .string(message), .hidden)
        error.define(keys.stack, .string("\(kind.rawValue): \(message)"), .hidden)
        return error
    }

    func typeError(_ message: String) -> JSException { JSException(.object(error(.TypeError, message))) }
    func rangeError(_ message: String) -> JSException { JSException(.object(error(.RangeError, message))) }
    func syntaxError(_ message: String) -> JSException { JSException(.object(error(.SyntaxError, message))) }
}
