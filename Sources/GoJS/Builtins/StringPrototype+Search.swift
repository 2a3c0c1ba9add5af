extension JSRealm {
    /// Methods of strings that look for others (ECMA-262 §22.1.3). There are no regular expressions.
    func addStringSearch(to prototype: JSObject) {
        prototype.method("includes", parameters: 1) { call in
            let units = try call.thisString("includes").utf16
            let wanted = try call.string(0).utf16
            return .boolean(units.find(wanted, from: try call.position(1, within: units.count)) != nil)
        }
        prototype.method("indexOf", parameters: 1) { call in
            let units = try call.thisString("indexOf").utf16
            let wanted = try call.string(0).utf16
            return .number(units.find(wanted, from: try call.position(1, within: units.count)) ?? -1)
        }
        prototype.method("lastIndexOf", parameters: 1) { call in
            let units = try call.thisString("lastIndexOf").utf16
            let wanted = try call.string(0).utf16
            let number = try call.number(1)
            let last = min(
                units.count - wanted.count, number.isNaN ? units.count : try call.position(1, within: units.count))
            for start in stride(from: last, through: 0, by: -1)
            where units[start..<start + wanted.count].elementsEqual(wanted) {
                return .number(start)
            }
            return -1
        }
        prototype.method("startsWith", parameters: 1) { call in
            let units = try call.thisString("startsWith").utf16
            let wanted = try call.string(0).utf16
            return .boolean(units[(try call.position(1, within: units.count))...].starts(with: wanted))
        }
        prototype.method("endsWith", parameters: 1) { call in
            let units = try call.thisString("endsWith").utf16
            let wanted = try call.string(0).utf16
            let end = call[1].isUndefined ? units.count : try call.position(1, within: units.count)
            return .boolean(units[..<end].suffix(wanted.count).elementsEqual(wanted))
        }
        prototype.method("split", parameters: 2) { call in
            let realm = call.realm
            let string = try call.thisString("split")
            let limit =
                call[1].isUndefined ? Int(UInt32.max) : Int(UInt32(bitPattern: JSNumber.int32(try call.number(1))))
            let separator = try call.string(0).utf16
            if limit == 0 { return .object(realm.array([])) }
            if call[0].isUndefined { return .object(realm.array([.string(string)])) }
            let units = string.utf16
            var parts: [JSValue] = []
            if separator.isEmpty {
                guard min(units.count, limit) <= JSArray.greatestCount else {
                    throw realm.rangeError("Invalid array length")
                }
                parts = units.prefix(limit).map { .string(JSString(utf16: [$0])) }
                return .object(realm.array(parts))
            }
            var start = 0
            while parts.count < limit, let end = units.find(separator, from: start) {
                parts.append(.string(JSString(utf16: Array(units[start..<end]))))
                start = end + separator.count
            }
            if parts.count < limit { parts.append(.string(JSString(utf16: Array(units[start...])))) }
            return .object(realm.array(parts))
        }
        for isAll in [false, true] {
            prototype.method(isAll ? "replaceAll" : "replace", parameters: 2) { call in
                let string = try call.thisString(isAll ? "replaceAll" : "replace")
                let units = string.utf16
                let wanted = try call.string(0).utf16
                let function = call[1].isCallable ? call[1].object : nil
                let template = function == nil ? try call.string(1).utf16 : []
                var result: [UInt16] = []
                var end = 0
                var next = 0
                while next <= units.count, let start = units.find(wanted, from: next) {
                    result += units[end..<start]
                    if let function {
                        let text = JSValue.string(JSString(utf16: wanted))
                        result += try call.realm.toString(
                            function.call(this: .undefined, [text, .number(start), .string(string)])
                        ).utf16
                    } else {
                        result += JSRealm.substitute(template, wanted, start, units)
                    }
                    guard result.count <= JSString.greatestLength else {
                        throw call.realm.rangeError("Invalid string length")
                    }
                    end = start + wanted.count
                    next = end + (wanted.isEmpty ? 1 : 0)
                    if !isAll { break }
                }
                result += units[end...]
                return .string(JSString(utf16: result))
            }
        }
    }

    /// `GetSubstitution` (§22.1.3.19.1), without groups.
    private static func substitute(
        _ template: [UInt16], _ matched: [UInt16], _ start: Int, _ units: [UInt16]
    ) -> [UInt16] {
        let dollar = UInt16(UInt8(ascii: "$"))
        guard template.contains(dollar) else { return template }
        var result: [UInt16] = []
        var index = 0
        while index < template.count {
            let next = index + 1 < template.count ? template[index + 1] : 0
            index += 1
            guard template[index - 1] == dollar else {
                result.append(template[index - 1])
                continue
            }
            index += 1
            switch next {
            case dollar: result.append(dollar)
            case UInt16(UInt8(ascii: "&")): result += matched
            case UInt16(UInt8(ascii: "`")): result += units[..<start]
            case UInt16(UInt8(ascii: "'")): result += units[(start + matched.count)...]
            default:
                result.append(dollar)
                index -= 1
            }
        }
        return result
    }
}

extension [UInt16] {
    /// Where some units first lie from a place on.
    func find(_ wanted: [UInt16], from start: Int) -> Int? {
        guard let first = wanted.first else { return start <= count ? start : nil }
        var index = start
        while index + wanted.count <= count {
            if self[index] == first, self[index..<index + wanted.count].elementsEqual(wanted) { return index }
            index += 1
        }
        return nil
    }
}
