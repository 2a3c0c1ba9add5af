extension JSRealm {
    /// `%TypedArray%.prototype` (ECMA-262 §23.2.3). What looks at elements one by one is the same as for arrays.
    func fillTypedArrayPrototype(_ prototype: JSObject) {
        (global as? JSGlobalObject)?.complete(key("Uint8Array"))
        prototype.getter("buffer") { .object(try $0.typedArray().buffer) }
        prototype.getter("byteLength") { call in
            let array = try call.typedArray()
            return .number(array.length * array.kind.size)
        }
        prototype.getter("byteOffset") { .number(try $0.typedArray().byteOffset) }
        prototype.getter("length") { .number(try $0.typedArray().length) }
        prototype.getter(symbols.toStringTag.key) { call in
            guard case .object(let array as JSTypedArray) = call.this else { return .undefined }
            return .string(array.kind.rawValue)
        }
        addArraySearch(to: prototype)
        addArrayCallbacks(to: prototype)
        addArrayIterators(to: prototype, isTyped: true)
        addTypedParts(to: prototype)
        addTypedChanges(to: prototype)
        addTypedCopies(to: prototype)
    }

    private func addTypedParts(to prototype: JSObject) {
        func range(_ call: JSCall, _ array: JSTypedArray) throws -> Range<Int> {
            let start = try call.realm.toPosition(call[0], length: array.length, default: 0)
            let end = try call.realm.toPosition(call[1], length: array.length, default: array.length)
            return start..<max(start, end)
        }
        prototype.method("subarray", parameters: 2) { call in
            let array = try call.typedArray()
            let range = try range(call, array)
            return .object(
                JSTypedArray(
                    array.kind, on: array.buffer, byteOffset: array.byteOffset + range.lowerBound * array.kind.size,
                    length: range.count))
        }
        prototype.method("slice", parameters: 2) { call in
            let array = try call.typedArray()
            let range = try range(call, array)
            let result = try call.realm.typedArray(array.kind, length: range.count)
            let part = JSTypedArray(
                array.kind, on: array.buffer, byteOffset: array.byteOffset + range.lowerBound * array.kind.size,
                length: range.count)
            result.copyElements(of: part, to: 0)
            return .object(result)
        }
        prototype.method("set", parameters: 1) { call in
            let realm = call.realm
            let array = try call.typedArray()
            let offset = try call.integer(1)
            guard offset >= 0, offset <= Double(array.length) else { throw realm.rangeError("offset is out of bounds") }
            if case .object(let source as JSTypedArray) = call[0] {
                guard source.length <= array.length - Int(offset) else {
                    throw realm.rangeError("offset is out of bounds")
                }
                array.copyElements(of: source, to: Int(offset))
                return .undefined
            }
            let source = try realm.toObject(call[0])
            let count = try realm.length(of: source)
            guard count <= array.length - Int(offset) else { throw realm.rangeError("offset is out of bounds") }
            for index in 0..<count { _ = try array.setElement(Int(offset) + index, source.getElement(index)) }
            return .undefined
        }
        prototype.method("map", parameters: 1) { call in
            let array = try call.typedArray()
            let function = try call.function(0)
            let result = try call.realm.typedArray(array.kind, length: array.length)
            for index in 0..<array.length {
                let value = try function.call(
                    this: call[1], [.number(array.number(index)), .number(index), call.this])
                _ = try result.setElement(index, value)
            }
            return .object(result)
        }
        prototype.method("filter", parameters: 1) { call in
            let array = try call.typedArray()
            let function = try call.function(0)
            var kept: [Double] = []
            for index in 0..<array.length {
                let number = array.number(index)
                if try function.call(this: call[1], [.number(number), .number(index), call.this]).isTruthy {
                    kept.append(number)
                }
            }
            let result = try call.realm.typedArray(array.kind, length: kept.count)
            for (index, number) in kept.enumerated() { result.setNumber(index, number) }
            return .object(result)
        }
    }

    private func addTypedChanges(to prototype: JSObject) {
        prototype.method("fill", parameters: 1) { call in
            let array = try call.typedArray()
            let number = try call.number(0)
            let start = try call.realm.toPosition(call[1], length: array.length, default: 0)
            let end = try call.realm.toPosition(call[2], length: array.length, default: array.length)
            for index in start..<max(start, end) { array.setNumber(index, number) }
            return call.this
        }
        prototype.method("reverse") { call in
            let array = try call.typedArray()
            for low in 0..<array.length / 2 {
                let high = array.length - 1 - low
                let (first, last) = (array.number(low), array.number(high))
                array.setNumber(low, last)
                array.setNumber(high, first)
            }
            return call.this
        }
        prototype.method("copyWithin", parameters: 2) { call in
            let array = try call.typedArray()
            let to = try call.realm.toPosition(call[0], length: array.length, default: 0)
            let from = try call.realm.toPosition(call[1], length: array.length, default: 0)
            let end = try call.realm.toPosition(call[2], length: array.length, default: array.length)
            let count = min(end - from, array.length - to)
            if count > 0 {
                let part = JSTypedArray(
                    array.kind, on: array.buffer, byteOffset: array.byteOffset + from * array.kind.size, length: count)
                array.copyElements(of: part, to: to)
            }
            return call.this
        }
        prototype.method("sort", parameters: 1) { call in
            let order = try call.realm.comparison(call[0])
            let array = try call.typedArray()
            for (index, number) in try call.realm.sortedNumbers(array, order).enumerated() {
                array.setNumber(index, number)
            }
            return call.this
        }
    }

    private func addTypedCopies(to prototype: JSObject) {
        func copy(_ call: JSCall) throws -> JSTypedArray {
            let array = try call.typedArray()
            let result = try call.realm.typedArray(array.kind, length: array.length)
            result.copyElements(of: array, to: 0)
            return result
        }
        prototype.method("toReversed") { call in
            let (array, result) = (try call.typedArray(), try copy(call))
            for index in 0..<array.length { result.setNumber(array.length - 1 - index, array.number(index)) }
            return .object(result)
        }
        prototype.method("toSorted", parameters: 1) { call in
            let order = try call.realm.comparison(call[0])
            let result = try copy(call)
            for (index, number) in try call.realm.sortedNumbers(result, order).enumerated() {
                result.setNumber(index, number)
            }
            return .object(result)
        }
        prototype.method("with", parameters: 2) { call in
            let array = try call.typedArray()
            let relative = try call.integer(0)
            let index = relative < 0 ? Double(array.length) + relative : relative
            let number = try call.number(1)
            guard index >= 0, index < Double(array.length) else {
                throw call.realm.rangeError("Invalid typed array index")
            }
            let result = try copy(call)
            result.setNumber(Int(index), number)
            return .object(result)
        }
    }

    /// By number, -0 before 0 and NaN last, or by a comparator (§23.2.3.29).
    private func sortedNumbers(_ array: JSTypedArray, _ order: Order?) throws -> [Double] {
        var numbers = (0..<array.length).map { array.number($0) }
        if let order {
            try mergeSort(&numbers) { try order(.number($0), .number($1)) }
        } else {
            numbers.sort { a, b in
                if a.isNaN || b.isNaN { return !a.isNaN && b.isNaN }
                return a == b ? a.sign == .minus && b.sign == .plus : a < b
            }
        }
        return numbers
    }
}
