/// Writes values for people, as Node's `util.inspect` does.
struct Inspector {
    private let realm: JSRealm
    private let depthLimit: Int
    private var seen: [JSObject] = []
    private var circular: [ObjectIdentifier: Int] = [:]
    private var indentation = 0
    private var currentDepth = 0
    /// What is written so far; beyond the limit parts are left out.
    private var budget = 1 << 24

    private init(_ realm: JSRealm, depth: Int) {
        self.realm = realm
        depthLimit = depth
    }

    /// Runs no code of the guest.
    static func text(_ value: JSValue, _ realm: JSRealm, depth: Int = 2) -> String {
        var inspector = Inspector(realm, depth: min(depth, 200))
        return inspector.value(value, 0)
    }

    // MARK: Values

    private mutating func value(_ value: JSValue, _ level: Int) -> String {
        switch value {
        case .string(let string): return Inspector.quoted(string)
        case .number(let number): return Inspector.number(number)
        case .object(let object):
            if seen.contains(where: { $0 === object }) {
                let number = circular[ObjectIdentifier(object)] ?? circular.count + 1
                circular[ObjectIdentifier(object)] = number
                return "[Circular *\(number)]"
            }
            budget -= 16
            return budget > 0 ? self.object(object, object.portrait, level) : "..."
        default: return realm.preview(value)
        }
    }

    static func number(_ number: Double) -> String {
        number == 0 && number.sign == .minus ? "-0" : JSNumber.text(number)
    }

    static func quoted(_ string: JSString) -> String {
        let text = String(string)
        let quote: Character = !text.contains("'") ? "'" : !text.contains("\"") ? "\"" : !text.contains("`") ? "`" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{8}": result += "\\b"
            case "\u{c}": result += "\\f"
            case "\u{b}": result += "\\v"
            case "\\": result += "\\\\"
            case "'" where quote == "'": result += "\\'"
            case let other where other.value < 0x20 || (0x7F...0x9F).contains(other.value):
                let digits = String(other.value, radix: 16, uppercase: true)
                result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }

    // MARK: Objects

    /// What stands around the parts of an object.
    private struct Frame {
        var base = ""
        var open = "{"
        var close = "}"
        var isList = false
        var parts: [String] = []
        var value: JSObject?
    }

    /// - Parameters:
    ///   - original: by which it is known when it is met again.
    private mutating func object(_ original: JSObject, _ object: JSObject, _ level: Int) -> String {
        var frame = Frame()
        let keys = propertyKeys(object)
        let name = realm.constructorName(object)
        var prefix = name ?? "[\(fallbackName(object)): null prototype]"
        if let tag = tag(object), tag != name { prefix += " [\(tag)]" }
        frame.open = prefix == "Object" ? "{" : "\(prefix) {"
        let isEmpty: Bool
        switch object {
        case let array as JSArray:
            frame.open = prefix == "Array" ? "[" : "\(prefix)(\(array.length)) ["
            (frame.close, frame.isList, isEmpty) = ("]", true, array.length == 0)
        case let array as JSTypedArray:
            frame.open = "\(prefix)(\(array.length)) ["
            (frame.close, frame.isList, isEmpty) = ("]", true, array.length == 0)
        case let collection as JSCollection:
            frame.open = "\(prefix)(\(collection.count)) {"
            isEmpty = collection.count == 0
        case let query as JSURLSearchParams: isEmpty = query.pairs.isEmpty
        case is JSArrayBuffer, is JSPromise, is JSDataView, is JSWeakCollection, is JSURL: isEmpty = false
        case let error as JSError: (frame.base, isEmpty) = (errorText(error), true)
        case let date as JSDate:
            (frame.base, isEmpty) = (date.time.isNaN ? "Invalid Date" : DateText.iso(date.time), true)
        case let box as JSPrimitiveObject:
            (frame.base, isEmpty) = ("[\(box.className): \(value(box.primitive, level))]", true)
        default:
            isEmpty = true
            if object.isCallable { frame.base = functionText(object, name) }
        }
        if isEmpty, keys.isEmpty {
            return frame.base.isEmpty ? frame.open + frame.close : frame.base
        }
        if !frame.base.isEmpty { frame.open = "{" }
        if level > depthLimit { return "[\(object is JSArray ? "Array" : prefix)]" }
        seen.append(original)
        currentDepth = level
        fill(&frame, object, level)
        for key in keys { frame.parts.append(property(object, key, level)) }
        seen.removeLast()
        frame.value = object
        if let number = circular[ObjectIdentifier(original)] {
            let reference = "<ref *\(number)>"
            if frame.base.isEmpty {
                frame.open = "\(reference) \(frame.open)"
            } else {
                frame.base = "\(reference) \(frame.base)"
            }
        }
        let text = joined(frame, level)
        budget -= text.utf8.count
        return text
    }

    private func fallbackName(_ object: JSObject) -> String { object.className }

    private func tag(_ object: JSObject) -> String? {
        var next: JSObject? = object
        while let owner = next {
            if let own = owner.getOwnProperty(realm.symbols.toStringTag.key) {
                if case .string(let tag)? = own.value, !tag.isEmpty { return String(tag) }
                return (object as? JSTypedArray)?.kind.rawValue
            }
            next = owner.prototype
        }
        return nil
    }

    private func functionText(_ object: JSObject, _ constructor: String?) -> String {
        if case .string(let name)? = object.getOwnProperty(realm.keys.name)?.value, !name.isEmpty {
            return "[Function: \(name)]"
        }
        return "[Function (anonymous)]"
    }

    /// The stack, which here has no frames: then it stands in brackets.
    private func errorText(_ error: JSError) -> String {
        let text: String
        if case .string(let stack)? = error.getOwnProperty(realm.keys.stack)?.value, !stack.isEmpty {
            text = String(stack)
        } else {
            text = (try? String(realm.errorText(error))) ?? "Error"
        }
        return text.contains("\n    at ") ? text : "[\(text)]"
    }

    private func propertyKeys(_ object: JSObject) -> [PropertyKey] {
        object.ownPropertyKeys().filter { key in
            if key.index != nil, object is JSArray || object is JSTypedArray || object is JSPrimitiveObject {
                return false
            }
            return object.getOwnProperty(key)?.enumerable == true
        }
    }

    private mutating func fill(_ frame: inout Frame, _ object: JSObject, _ level: Int) {
        indentation += 2
        defer { indentation -= 2 }
        switch object {
        case let array as JSArray: fillElements(&frame, array, level)
        case let array as JSTypedArray:
            for index in 0..<min(array.length, 100) { frame.parts.append(Inspector.number(array.number(index))) }
            more(&frame, array.length)
        case let collection as JSCollection:
            for entry in collection.values.prefix(100) {
                let key = value(entry.key, level + 1)
                frame.parts.append(collection.isMap ? "\(key) => \(value(entry.value, level + 1))" : key)
            }
            more(&frame, collection.count)
        case let promise as JSPromise:
            switch promise.state {
            case .pending: frame.parts.append("<pending>")
            case .fulfilled: frame.parts.append(value(promise.value, level + 1))
            case .rejected: frame.parts.append("<rejected> \(value(promise.value, level + 1))")
            }
        case is JSWeakCollection: frame.parts.append("<items unknown>")
        case let url as JSURL:
            for (name, part) in url.parts { frame.parts.append("\(name): \(value(part, level + 1))") }
        case let query as JSURLSearchParams:
            frame.parts += query.pairs.map { "\(Inspector.quoted($0.name)) => \(Inspector.quoted($0.value))" }
        case let buffer as JSArrayBuffer:
            let bytes = buffer.bytes.prefix(50).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            let rest = buffer.bytes.count - bytes.count
            let more = rest > 0 ? " ... \(rest) more byte\(rest > 1 ? "s" : "")" : ""
            frame.parts.append("[Uint8Contents]: <\(bytes.joined(separator: " "))\(more)>")
            frame.parts.append("byteLength: \(buffer.bytes.count)")
        case let view as JSDataView:
            frame.parts += ["byteLength: \(view.byteLength)", "byteOffset: \(view.byteOffset)"]
            frame.parts.append("buffer: \(value(.object(view.buffer), level + 1))")
        default: break
        }
    }

    private mutating func fillElements(_ frame: inout Frame, _ array: JSArray, _ level: Int) {
        var index = 0
        var holes = 0
        func flushHoles(_ frame: inout Frame) {
            if holes > 0 { frame.parts.append("<\(holes) empty item\(holes > 1 ? "s" : "")>") }
            holes = 0
        }
        guard array.dense != nil else {
            // Few of many: what lies between them is not looked at.
            var next = 0
            for key in array.ownPropertyKeys().prefix(100) {
                guard let place = key.index.map(Int.init) else { break }
                holes = place - next
                flushHoles(&frame)
                frame.parts.append(element(array, place, level))
                next = place + 1
            }
            holes = array.length - next
            return flushHoles(&frame)
        }
        while index < array.length, frame.parts.count < 100 {
            if array.getOwnProperty(realm.key(index)) != nil {
                flushHoles(&frame)
                guard frame.parts.count < 100 else { break }
                frame.parts.append(element(array, index, level))
            } else {
                holes += 1
            }
            index += 1
        }
        flushHoles(&frame)
        if index < array.length {
            let rest = array.length - index
            frame.parts.append("... \(rest) more item\(rest > 1 ? "s" : "")")
        }
    }

    private mutating func element(_ array: JSArray, _ index: Int, _ level: Int) -> String {
        propertyText(array.getOwnProperty(realm.key(index)), level)
    }

    private func more(_ frame: inout Frame, _ count: Int) {
        if count > 100 { frame.parts.append("... \(count - 100) more item\(count > 101 ? "s" : "")") }
    }

    private mutating func property(_ object: JSObject, _ key: PropertyKey, _ level: Int) -> String {
        indentation += 2
        defer { indentation -= 2 }
        let name: String
        if key.isSymbol {
            name = "[\(key.text)]"
        } else {
            let text = String(key.string)
            let isPlain = text.utf8.enumerated().allSatisfy { index, byte in
                byte == UInt8(ascii: "_") || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
                    || index > 0 && byte >= 0x30 && byte <= 0x39
            }
            name = isPlain && !text.isEmpty ? text : Inspector.quoted(key.string)
        }
        return "\(name): \(propertyText(object.getOwnProperty(key), level))"
    }

    private mutating func propertyText(_ own: PropertyDescriptor?, _ level: Int) -> String {
        guard let own, own.isAccessor else { return value(own?.value ?? .undefined, level + 1) }
        let (getter, setter) = (own.getter ?? nil, own.setter ?? nil)
        if getter != nil { return setter != nil ? "[Getter/Setter]" : "[Getter]" }
        return setter != nil ? "[Setter]" : "undefined"
    }

    // MARK: Lines

    private static let width = 80

    /// On one line if it is short and not nested deep, else a line for each part.
    private func joined(_ frame: Frame, _ level: Int) -> String {
        var parts = frame.parts
        let base = frame.base.isEmpty ? "" : frame.base + " "
        if frame.isList, parts.count > 6 { parts = grouped(parts, frame.value) }
        if currentDepth - level < 3, parts.count == frame.parts.count {
            let start = parts.count + indentation + frame.open.count + frame.base.count + 10
            let total = parts.reduce(parts.count + start) { $0 + $1.utf16.count }
            if total <= Inspector.width, !base.contains("\n"), !parts.contains(where: { $0.contains("\n") }) {
                return "\(base)\(frame.open) \(parts.joined(separator: ", ")) \(frame.close)"
            }
        }
        let line = "\n" + String(repeating: " ", count: indentation)
        return "\(base)\(frame.open)\(line)  \(parts.joined(separator: ",\(line)  "))\(line)\(frame.close)"
    }

    /// Many short elements in columns.
    private func grouped(_ parts: [String], _ object: JSObject?) -> [String] {
        let hasMore = parts.count > 100
        let count = hasMore ? parts.count - 1 : parts.count
        let lengths = parts.prefix(count).map { $0.utf16.count }
        let longest = lengths.max() ?? 0
        let total = lengths.reduce(0) { $0 + $1 + 2 }
        let width = longest + 2
        guard width * 3 + indentation < Inspector.width,
            Double(total) / Double(width) > 5 || longest <= 6
        else { return parts }
        let bias = (Double(width) - Double(total) / Double(parts.count)).squareRoot()
        let biased = max(Double(width) - 3 - bias, 1)
        let columns = min(
            Int(((2.5 * biased * Double(count)).squareRoot() / biased).rounded()),
            (Inspector.width - indentation) / width, 12, 15)
        guard columns > 1 else { return parts }
        let widths = (0..<columns).map { column in
            (stride(from: column, to: count, by: columns).map { lengths[$0] }.max() ?? 0) + 2
        }
        let isNumeric =
            object is JSTypedArray
            || ((object as? JSArray)?.dense ?? []).prefix(parts.count).allSatisfy { $0?.number != nil }
        var lines: [String] = []
        for start in stride(from: 0, to: count, by: columns) {
            var line = ""
            let end = min(start + columns, count)
            for index in start..<end {
                let isLast = index == end - 1
                let text = parts[index] + (isLast ? "" : ", ")
                let wanted = widths[index - start] - (isLast ? 2 : 0)
                let padding = String(repeating: " ", count: max(0, wanted - text.utf16.count))
                line += isNumeric ? padding + text : isLast ? text : text + padding
            }
            lines.append(line)
        }
        if hasMore { lines.append(parts[count]) }
        return lines
    }
}
