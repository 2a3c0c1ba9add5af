extension JSRealm {
    /// Methods of strings that take parts of them or make longer ones (ECMA-262 §22.1.3).
    func addStringParts(to prototype: JSObject) {
        prototype.method("concat", parameters: 1) { call in
            let parts = [try call.thisString("concat")] + (try call.arguments.map { try call.realm.toString($0) })
            try call.realm.checkLength(parts.reduce(0) { $0 + $1.bytes.count })
            return .string(.joining(parts))
        }
        prototype.method("repeat", parameters: 1) { call in
            let string = try call.thisString("repeat")
            let count = try call.integer(0)
            guard count >= 0, count.isFinite else {
                throw call.realm.rangeError("Invalid count value: \(try call.realm.toString(call[0]))")
            }
            if string.isEmpty { return .string(string) }
            guard count * Double(string.utf16Count) <= Double(JSString.greatestLength) else {
                throw call.realm.rangeError("Invalid string length")
            }
            return .string(.joining(Array(repeating: string, count: Int(count))))
        }
        for isStart in [true, false] {
            let name: StaticString = isStart ? "padStart" : "padEnd"
            prototype.method(name, parameters: 1) { call in
                let string = try call.thisString(name)
                let count = string.utf16Count
                let wanted = try call.integer(0)
                let filler = call[1].isUndefined ? "\u{20}" : try call.string(1)
                guard wanted > Double(count), !filler.isEmpty else { return .string(string) }
                guard wanted <= Double(JSString.greatestLength) else {
                    throw call.realm.rangeError("Invalid string length")
                }
                let missing = Int(wanted) - count
                let units = filler.utf16
                var padding: [UInt16] = []
                padding.reserveCapacity(missing)
                for index in 0..<missing { padding.append(units[index % units.count]) }
                let pad = JSString(utf16: padding)
                return .string(.joining(isStart ? [pad, string] : [string, pad]))
            }
        }
        prototype.method("slice", parameters: 2) { call in
            let string = try call.thisString("slice")
            let count = string.utf16Count
            let start = try call.realm.toPosition(call[0], length: count, default: 0)
            let end = try call.realm.toPosition(call[1], length: count, default: count)
            return .string(string.utf16Slice(start..<max(start, end)))
        }
        prototype.method("substring", parameters: 2) { call in
            let string = try call.thisString("substring")
            let count = string.utf16Count
            let start = try call.position(0, within: count)
            let end = call[1].isUndefined ? count : try call.position(1, within: count)
            return .string(string.utf16Slice(min(start, end)..<max(start, end)))
        }
        prototype.method("substr", parameters: 2) { call in
            let string = try call.thisString("substr")
            let count = string.utf16Count
            let start = try call.realm.toPosition(call[0], length: count, default: 0)
            let length = call[1].isUndefined ? count - start : try call.position(1, within: count - start)
            return .string(string.utf16Slice(start..<start + length))
        }
        for (names, atStart, atEnd) in [
            (["trim"], true, true), (["trimStart", "trimLeft"], true, false), (["trimEnd", "trimRight"], false, true),
        ] as [([String], Bool, Bool)] {
            let function = JSFunction(self, names[0]) { call in
                let units = try call.thisString("trim").utf16
                var (start, end) = (0, units.count)
                func isSpace(_ unit: UInt16) -> Bool { Unicode.Scalar(unit).map(JSNumber.isSpace) ?? false }
                while atStart, start < end, isSpace(units[start]) { start += 1 }
                while atEnd, end > start, isSpace(units[end - 1]) { end -= 1 }
                return .string(JSString(utf16: Array(units[start..<end])))
            }
            for name in names { prototype.define(key(name), .object(function), .hidden) }
        }
    }

    func checkLength(_ count: Int) throws {
        guard count <= JSString.greatestLength else { throw rangeError("Invalid string length") }
    }
}
