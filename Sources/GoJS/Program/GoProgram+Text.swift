extension GoProgram {
    /// A value as text for a person: a string as it is, anything else as `JSON.stringify` or `String` gives it.
    ///
    /// - Throws: ``JSException`` when a method that this takes throws.
    public func text(of value: JSValue) throws -> String {
        if case .symbol(let symbol) = value { return "Symbol(\(symbol.description ?? ""))" }
        if case .object(let object) = value, !object.isCallable, case .object(let json) = try global.get("JSON"),
            case .string(let text) = try json.call("stringify", value)
        {
            return String(text)
        }
        return String(try realm.toString(value))
    }
}
