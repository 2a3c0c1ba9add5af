extension JSRealm {
    /// What `sort` goes by (ECMA-262 §23.1.3.30.1): whether the second comes before the first.
    typealias Order = (JSValue, JSValue) throws -> Bool

    /// The order of a comparator; nil is that of the texts.
    ///
    /// - Throws: ``JSException`` with a `TypeError` if it is no function.
    func comparison(_ comparator: JSValue) throws -> Order? {
        if comparator.isUndefined { return nil }
        guard case .object(let function) = comparator, function.isCallable else {
            throw typeError("The comparison function must be either a function or undefined")
        }
        return { [self] a, b in try toNumber(function.call(this: .undefined, [a, b])) > 0 }
    }

    /// Sorts stably, `undefined` last. A comparator may contradict itself, or change the array: it works on values of its own.
    func sort(_ values: inout [JSValue], _ order: Order?) throws {
        let all = values.count
        values.removeAll(where: \.isUndefined)
        if let order {
            try mergeSort(&values, order)
        } else {
            var texts = try values.map { ($0, try toString($0)) }
            try mergeSort(&texts) { JSString.isBefore($1.1, $0.1) }
            values = texts.map(\.0)
        }
        values.append(contentsOf: repeatElement(.undefined, count: all - values.count))
    }

    func mergeSort<Element>(_ values: inout [Element], _ isAfter: (Element, Element) throws -> Bool) throws {
        var source = values
        var width = 1
        while width < source.count {
            var merged: [Element] = []
            merged.reserveCapacity(source.count)
            var start = 0
            while start < source.count {
                let middle = min(start + width, source.count)
                let end = min(middle + width, source.count)
                var (left, right) = (start, middle)
                while left < middle, right < end {
                    try tick()
                    if try isAfter(source[left], source[right]) {
                        merged.append(source[right])
                        right += 1
                    } else {
                        merged.append(source[left])
                        left += 1
                    }
                }
                merged.append(contentsOf: source[left..<middle])
                merged.append(contentsOf: source[right..<end])
                start = end
            }
            source = merged
            width *= 2
        }
        values = source
    }
}

extension JSString {
    /// The order of strings by their UTF-16 units (§7.2.12).
    static func isBefore(_ a: JSString, _ b: JSString) -> Bool {
        let count = min(a.bytes.count, b.bytes.count)
        var index = 0
        while index < count, a.bytes[index] == b.bytes[index] { index += 1 }
        if index == count { return a.bytes.count < b.bytes.count }
        let (x, y) = (a.bytes[index], b.bytes[index])
        // Only from the surrogates on is the order of bytes another one.
        if x < 0xED || y < 0xED { return x < y }
        return a.utf16.lexicographicallyPrecedes(b.utf16)
    }

    /// The longest string, in units: that of V8 on 64-bit machines.
    static let greatestLength = (1 << 29) - 24
}
