/// Writes JSON (ECMA-262 §25.5.2).
struct JSONWriter {
    private let realm: JSRealm
    var replacer: JSObject?
    /// The only properties to write, if there is such a list.
    var keys: [PropertyKey]?
    var gap: [UInt8] = []
    private(set) var text: [UInt8] = []
    private var stack: [JSObject] = []

    init(_ realm: JSRealm) { self.realm = realm }

    /// `SerializeJSONProperty`: false if there is nothing to write.
    mutating func write(_ holder: JSObject, _ key: PropertyKey, _ original: JSValue) throws -> Bool {
        var value = original
        if case .object(let object) = value, case .object(let method) = try object.get("toJSON"), method.isCallable {
            value = try method.call(this: value, [key.value])
        }
        if let replacer { value = try replacer.call(this: .object(holder), [key.value, value]) }
        if case .object(let box as JSPrimitiveObject) = value {
            switch box.primitive {
            case .number: value = .number(try realm.toNumber(value))
            case .string: value = .string(try realm.toString(value))
            case .boolean: value = box.primitive
            default: break
            }
        }
        switch value {
        case .null: text += Array("null".utf8)
        case .boolean(let value): text += Array((value ? "true" : "false").utf8)
        case .number(let number): text += Array((number.isFinite ? JSNumber.text(number) : "null").utf8)
        case .string(let string): JSONWriter.quote(string, into: &text)
        case .undefined, .symbol: return false
        case .object(let object):
            if object.isCallable { return false }
            try write(object)
        }
        try realm.checkLength(text.count)
        return true
    }

    private mutating func write(_ object: JSObject) throws {
        if let start = stack.firstIndex(where: { $0 === object }) { throw circular(from: start) }
        guard stack.count < JSRealm.jsonDepth else { throw realm.rangeError("Maximum call stack size exceeded") }
        stack.append(object)
        defer { stack.removeLast() }
        let isArray = object is JSArray
        text.append(UInt8(ascii: isArray ? "[" : "{"))
        var isFirst = true
        if isArray {
            for index in 0..<(try realm.length(of: object)) {
                try realm.tick()
                separate(&isFirst)
                if try !write(object, realm.key(index), object.getElement(index)) { text += Array("null".utf8) }
            }
        } else {
            for key in keys ?? object.enumerableKeys {
                try realm.tick()
                let start = text.count
                let wasFirst = isFirst
                separate(&isFirst)
                JSONWriter.quote(key.string, into: &text)
                text.append(UInt8(ascii: ":"))
                if !gap.isEmpty { text.append(0x20) }
                if try !write(object, key, object.get(key, receiver: .object(object))) {
                    text.removeLast(text.count - start)
                    isFirst = wasFirst
                }
            }
        }
        if !gap.isEmpty, !isFirst { newLine(stack.count - 1) }
        text.append(UInt8(ascii: isArray ? "]" : "}"))
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { text.append(UInt8(ascii: ",")) }
        isFirst = false
        if !gap.isEmpty { newLine(stack.count) }
    }

    private mutating func newLine(_ depth: Int) {
        text.append(0x0A)
        for _ in 0..<depth { text += gap }
    }

    private func circular(from start: Int) -> JSException {
        func name(_ object: JSObject) -> String { realm.constructorName(object) ?? "Object" }
        func property(_ index: Int) -> String {
            let next = index + 1 < stack.count ? stack[index + 1] : stack[start]
            for key in stack[index].ownPropertyKeys() {
                if case .object(let value)? = stack[index].getOwnProperty(key)?.value, value === next {
                    return key.index != nil ? "index \(key.text)" : "property '\(key.text)'"
                }
            }
            return "property ''"
        }
        var lines = [
            "Converting circular structure to JSON",
            "    --> starting at object with constructor '\(name(stack[start]))'",
        ]
        let last = stack.count - 1
        for index in start..<max(last, start) {
            if last - start > 2, index > start, index < last - 1 {
                if index == start + 1 { lines.append("    |     ...") }
                continue
            }
            lines.append("    |     \(property(index)) -> object with constructor '\(name(stack[index + 1]))'")
        }
        lines.append("    --- \(property(last)) closes the circle")
        return realm.typeError(lines.joined(separator: "\n"))
    }

    static func quote(_ string: JSString, into text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        var index = 0
        let bytes = string.bytes
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0x0A: text += Array("\\n".utf8)
            case 0x0D: text += Array("\\r".utf8)
            case 0x09: text += Array("\\t".utf8)
            case 0x08: text += Array("\\b".utf8)
            case 0x0C: text += Array("\\f".utf8)
            case 0..<0x20: text += escape(UInt32(byte))
            // A lone surrogate.
            case 0xED where index + 2 < bytes.count && bytes[index + 1] >= 0xA0:
                text += escape(string.scalar(at: index).scalar)
                index += 2
            default: text.append(byte)
            }
            index += 1
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func escape(_ unit: UInt32) -> [UInt8] {
        let digits = String(unit, radix: 16)
        return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
    }
}
