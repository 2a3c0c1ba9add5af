extension JSRealm {
    /// `Array.prototype` (ECMA-262 §23.1.3): what adds, removes and moves is here, what looks in `ArrayPrototype+Search` and
    /// `ArrayPrototype+Callbacks`.
    func fillArrayPrototype(_ prototype: JSObject) {
        (global as? JSGlobalObject)?.complete(key("Array"))
        prototype.define(keys.length, .number(0 as Double), .writable)
        addEnds(to: prototype)
        addParts(to: prototype)
        addMoves(to: prototype)
        addCopies(to: prototype)
        addArraySearch(to: prototype)
        addArrayCallbacks(to: prototype)
        addArrayIterators(to: prototype)
    }

    private func setLength(_ object: JSObject, _ length: Int) throws {
        try put(object, keys.length, .number(length))
    }

    /// The longest that an object may get by adding to it.
    private func checkGrowth(_ count: Int, _ added: Int) throws {
        guard count + added <= 9_007_199_254_740_991 else {
            throw typeError("Pushing \(added) elements on an array-like of length \(count) is disallowed by ECMA-262")
        }
    }

    private func addEnds(to prototype: JSObject) {
        prototype.method("push", parameters: 1) { call in
            if case .object(let array as JSArray) = call.this,
                let count = array.change({ elements in
                    elements.append(contentsOf: call.arguments)
                    return elements.count
                })
            {
                return .number(count)
            }
            var (object, count) = try call.arrayLike()
            try call.realm.checkGrowth(count, call.arguments.count)
            for value in call.arguments {
                try call.realm.putElement(object, count, value)
                count += 1
            }
            try call.realm.setLength(object, count)
            return .number(count)
        }
        prototype.method("pop") { call in
            if case .object(let array as JSArray) = call.this,
                let last = array.change({ elements -> JSValue? in
                    guard let last = elements.last, last != nil else { return nil }
                    return elements.removeLast()
                }), let last
            {
                return last
            }
            let (object, count) = try call.arrayLike()
            guard count > 0 else {
                try call.realm.setLength(object, 0)
                return .undefined
            }
            let value = try object.getElement(count - 1)
            try call.realm.remove(object, call.realm.key(count - 1))
            try call.realm.setLength(object, count - 1)
            return value
        }
        prototype.method("shift") { call in
            if case .object(let array as JSArray) = call.this,
                let first = array.change({ $0.isEmpty ? .undefined : $0.removeFirst() ?? .undefined })
            {
                return first
            }
            let (object, count) = try call.arrayLike()
            guard count > 0 else {
                try call.realm.setLength(object, 0)
                return .undefined
            }
            let first = try object.getElement(0)
            try call.realm.move(object, from: 1, to: 0, count: count - 1)
            try call.realm.remove(object, call.realm.key(count - 1))
            try call.realm.setLength(object, count - 1)
            return first
        }
        prototype.method("unshift", parameters: 1) { call in
            if case .object(let array as JSArray) = call.this,
                let count = array.change({ elements in
                    elements.insert(contentsOf: call.arguments, at: 0)
                    return elements.count
                })
            {
                return .number(count)
            }
            let (object, count) = try call.arrayLike()
            let added = call.arguments.count
            try call.realm.checkGrowth(count, added)
            if added > 0 {
                try call.realm.move(object, from: 0, to: added, count: count)
                for (index, value) in call.arguments.enumerated() { try call.realm.putElement(object, index, value) }
            }
            try call.realm.setLength(object, count + added)
            return .number(count + added)
        }
    }

    /// Copies elements within an object, holes too, in the order in which none is overwritten before it was read.
    private func move(_ object: JSObject, from: Int, to: Int, count: Int) throws {
        func moveOne(_ offset: Int) throws {
            try tick()
            if let value = try object.presentElement(from + offset) {
                try putElement(object, to + offset, value)
            } else {
                try remove(object, key(to + offset))
            }
        }
        if from < to {
            for offset in (0..<max(count, 0)).reversed() { try moveOne(offset) }
        } else {
            for offset in 0..<max(count, 0) { try moveOne(offset) }
        }
    }

    /// The elements of a part of an object; holes stay holes.
    private func part(_ object: JSObject, _ range: Range<Int>) throws -> JSArray {
        if let dense = (object as? JSArray)?.dense {
            return JSArray(self, Array(dense[min(range.lowerBound, dense.count)..<min(range.upperBound, dense.count)]))
        }
        guard range.count <= 0xFFFF_FFFF else { throw rangeError("Invalid array length") }
        let result = JSArray(self)
        try visit(object, range) { index, value in
            _ = try result.defineOwnProperty(
                key(index - range.lowerBound), PropertyDescriptor(value, .ordinary))
            return true
        }
        try setLength(result, range.count)
        return result
    }

    private func addParts(to prototype: JSObject) {
        prototype.method("slice", parameters: 2) { call in
            let (object, count) = try call.arrayLike()
            let start = try call.realm.toPosition(call[0], length: count, default: 0)
            let end = try call.realm.toPosition(call[1], length: count, default: count)
            return .object(try call.realm.part(object, start..<max(start, end)))
        }
        prototype.method("splice", parameters: 2) { call in
            let realm = call.realm
            let (object, count) = try call.arrayLike()
            let start = try realm.toPosition(call[0], length: count, default: 0)
            let removed: Int =
                switch call.arguments.count {
                case 0: 0
                case 1: count - start
                default: Int(min(max(try call.integer(1), 0), Double(count - start)))
                }
            let added = call.rest(from: 2)
            let result = try realm.part(object, start..<start + removed)
            let isDone: Bool? = (object as? JSArray)?.change { elements in
                guard elements.count == count else { return false }
                elements.replaceSubrange(start..<start + removed, with: added.map { $0 })
                return true
            }
            if isDone == true { return .object(result) }
            try realm.checkGrowth(count - removed, added.count)
            if added.count != removed {
                try realm.move(
                    object, from: start + removed, to: start + added.count, count: count - start - removed)
                for index in stride(from: count - 1, through: count - removed + added.count, by: -1) {
                    try realm.tick()
                    try realm.remove(object, realm.key(index))
                }
            }
            for (index, value) in added.enumerated() { try realm.putElement(object, start + index, value) }
            try realm.setLength(object, count - removed + added.count)
            return .object(result)
        }
        prototype.method("concat", parameters: 1) { call in
            let realm = call.realm
            let result = JSArray(realm)
            var count = 0
            for item in [.object(try realm.toObject(call.this))] + call.arguments {
                guard case .object(let array as JSArray) = item else {
                    try result.append(item)
                    count += 1
                    continue
                }
                guard count + array.length <= 0xFFFF_FFFF else { throw realm.typeError("Invalid array length") }
                if let dense = array.dense, result.change({ $0.append(contentsOf: dense) }) != nil {
                    guard result.length <= JSArray.greatestCount else { throw realm.rangeError("Invalid array length") }
                } else {
                    try realm.visit(array, 0..<array.length) { index, value in
                        try result.defineOwnProperty(
                            realm.key(count + index), PropertyDescriptor(value, .ordinary))
                    }
                    try realm.setLength(result, count + array.length)
                }
                count += array.length
            }
            return .object(result)
        }
        for isDeep in [true, false] {
            prototype.method(isDeep ? "flat" : "flatMap", parameters: isDeep ? 0 : 1) { call in
                let realm = call.realm
                let (object, count) = try call.arrayLike()
                if !isDeep, !call[0].isCallable { throw realm.typeError("flatMap mapper function is not callable") }
                let function = isDeep ? nil : try call.function(0)
                let depth = isDeep ? (call[0].isUndefined ? 1 : try call.integer(0)) : 1
                var result: [JSValue] = []
                func flatten(_ object: JSObject, _ count: Int, _ depth: Double) throws {
                    try realm.visit(object, 0..<count) { index, value in
                        var value = value
                        // Only the outermost elements are mapped.
                        if let function, depth == 1 {
                            value = try function.call(this: call[1], [value, .number(index), .object(object)])
                        }
                        if depth > 0, case .object(let inner as JSArray) = value {
                            try realm.running { try flatten(inner, inner.length, depth - 1) }
                        } else {
                            result.append(value)
                            guard result.count <= JSArray.greatestCount else {
                                throw realm.rangeError("Invalid array length")
                            }
                        }
                        return true
                    }
                }
                try flatten(object, count, depth)
                return .object(realm.array(result))
            }
        }
    }

    private func addMoves(to prototype: JSObject) {
        prototype.method("reverse") { call in
            if case .object(let array as JSArray) = call.this, array.change({ $0.reverse() }) != nil {
                return call.this
            }
            let realm = call.realm
            let (object, count) = try call.arrayLike()
            for low in 0..<count / 2 {
                try realm.tick()
                let high = count - 1 - low
                let (first, last) = (try object.presentElement(low), try object.presentElement(high))
                if let last {
                    try realm.putElement(object, low, last)
                } else {
                    try realm.remove(object, realm.key(low))
                }
                if let first {
                    try realm.putElement(object, high, first)
                } else {
                    try realm.remove(object, realm.key(high))
                }
            }
            return .object(object)
        }
        prototype.method("fill", parameters: 1) { call in
            let (object, count) = try call.arrayLike()
            let start = try call.realm.toPosition(call[1], length: count, default: 0)
            let end = try call.realm.toPosition(call[2], length: count, default: count)
            if start < end, let array = object as? JSArray,
                array.change({ elements in
                    guard elements.count >= end else { return false }
                    for index in start..<end { elements[index] = call[0] }
                    return true
                }) == true
            {
                return .object(object)
            }
            guard end - start <= JSArray.greatestCount else { throw call.realm.rangeError("Invalid array length") }
            for index in start..<max(start, end) {
                try call.realm.tick()
                try call.realm.putElement(object, index, call[0])
            }
            return .object(object)
        }
        prototype.method("copyWithin", parameters: 2) { call in
            let (object, count) = try call.arrayLike()
            let to = try call.realm.toPosition(call[0], length: count, default: 0)
            let from = try call.realm.toPosition(call[1], length: count, default: 0)
            let end = try call.realm.toPosition(call[2], length: count, default: count)
            try call.realm.move(object, from: from, to: to, count: min(end - from, count - to))
            return .object(object)
        }
        prototype.method("sort", parameters: 1) { call in
            let realm = call.realm
            let order = try realm.comparison(call[0])
            let (object, count) = try call.arrayLike()
            var values: [JSValue] = []
            try realm.visit(object, 0..<count) { _, value in
                values.append(value)
                return true
            }
            let present = values.count
            try realm.sort(&values, order)
            if let array = object as? JSArray,
                array.change({ elements in
                    guard elements.count == count else { return false }
                    elements = values
                    elements.append(contentsOf: repeatElement(nil, count: count - present))
                    return true
                }) == true
            {
                return .object(object)
            }
            for (index, value) in values.enumerated() { try realm.putElement(object, index, value) }
            // Holes come last.
            try realm.visit(object, min(present, count)..<count) { index, _ in
                try realm.remove(object, realm.key(index))
                return true
            }
            return .object(object)
        }
    }

    private func addCopies(to prototype: JSObject) {
        func values(_ call: JSCall) throws -> [JSValue] {
            let (object, count) = try call.arrayLike()
            guard count <= JSArray.greatestCount else { throw call.realm.rangeError("Invalid array length") }
            return try (0..<count).map { try object.getElement($0) }
        }
        prototype.method("toReversed") { .object($0.realm.array(try values($0).reversed())) }
        prototype.method("toSorted", parameters: 1) { call in
            let order = try call.realm.comparison(call[0])
            var sorted = try values(call)
            try call.realm.sort(&sorted, order)
            return .object(call.realm.array(sorted))
        }
        prototype.method("toSpliced", parameters: 2) { call in
            var result = try values(call)
            let start = try call.realm.toPosition(call[0], length: result.count, default: 0)
            let removed: Int =
                switch call.arguments.count {
                case 0: 0
                case 1: result.count - start
                default: Int(min(max(try call.integer(1), 0), Double(result.count - start)))
                }
            result.replaceSubrange(start..<start + removed, with: call.rest(from: 2))
            return .object(call.realm.array(result))
        }
        prototype.method("with", parameters: 2) { call in
            var result = try values(call)
            let relative = try call.integer(0)
            let index = relative < 0 ? Double(result.count) + relative : relative
            guard index >= 0, index < Double(result.count) else {
                throw call.realm.rangeError("Invalid index : \(JSNumber.text(relative))")
            }
            result[Int(index)] = call[1]
            return .object(call.realm.array(result))
        }
    }
}
