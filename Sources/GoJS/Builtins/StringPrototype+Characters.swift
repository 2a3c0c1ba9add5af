extension JSRealm {
    /// Methods of strings that look at single characters (ECMA-262 §22.1.3).
    func addStringCharacters(to prototype: JSObject) {
        func text(_ call: JSCall, _ method: StaticString) throws -> JSString {
            switch call.this {
            case .string(let string): return string
            case .object(let object as JSPrimitiveObject):
                if case .string(let string) = object.primitive { return string }
            default: break
            }
            throw call.realm.typeError("String.prototype.\(method) requires that 'this' be a String")
        }
        prototype.method("toString") { .string(try text($0, "toString")) }
        prototype.method("valueOf") { .string(try text($0, "valueOf")) }
        prototype.method("at", parameters: 1) { call in
            let units = try call.thisString("at").utf16
            let relative = try call.integer(0)
            let index = relative < 0 ? Double(units.count) + relative : relative
            guard index >= 0, index < Double(units.count) else { return .undefined }
            return .string(JSString(utf16: [units[Int(index)]]))
        }
        prototype.method("charAt", parameters: 1) { call in
            let string = try call.thisString("charAt")
            return .string(string.unit(at: try call.integer(0)).map { JSString(utf16: [$0]) } ?? "")
        }
        prototype.method("charCodeAt", parameters: 1) { call in
            let string = try call.thisString("charCodeAt")
            return .number(string.unit(at: try call.integer(0)).map(Double.init) ?? .nan)
        }
        prototype.method("codePointAt", parameters: 1) { call in
            let string = try call.thisString("codePointAt")
            let position = try call.integer(0)
            guard let first = string.unit(at: position) else { return .undefined }
            guard first & 0xFC00 == 0xD800, let second = string.unit(at: position + 1), second & 0xFC00 == 0xDC00 else {
                return .number(Double(first))
            }
            return .number(Double(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))))
        }
        prototype.method("isWellFormed") { call in
            let string = try call.thisString("isWellFormed")
            return .boolean(string.scalarBytes == string.bytes)
        }
        prototype.method("toWellFormed") { .string(JSString(bytes: try $0.thisString("toWellFormed").scalarBytes)) }
        let iterator = JSFunction(self, "[Symbol.iterator]") { call in
            let string = try call.thisString("[Symbol.iterator]")
            var index = 0
            return .object(
                call.realm.iterator("String Iterator") {
                    guard index < string.bytes.count else { return nil }
                    let (_, count) = string.scalar(at: index)
                    defer { index += count }
                    return .string(JSString(bytes: Array(string.bytes[index..<index + count])))
                })
        }
        prototype.define(symbols.iterator.key, .object(iterator), .hidden)
    }
}

extension JSString {
    /// A unit; nil outside of the string.
    func unit(at position: Double) -> UInt16? {
        guard position >= 0, position < Double(bytes.count) else { return nil }
        if isASCII { return UInt16(bytes[Int(position)]) }
        let units = utf16
        return Int(position) < units.count ? units[Int(position)] : nil
    }
}
