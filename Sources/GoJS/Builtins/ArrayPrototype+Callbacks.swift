extension JSRealm {
    /// Methods of arrays that call a function for each element (ECMA-262 §23.1.3).
    func addArrayCallbacks(to prototype: JSObject) {
        /// Calls `body` with what the function returns for each element that is there.
        func each(
            _ call: JSCall, _ body: (_ index: Int, _ value: JSValue, _ result: JSValue) throws -> Bool
        ) throws {
            let (object, count) = try call.arrayLike()
            let function = try call.function(0)
            try call.realm.visit(object, 0..<count) { index, value in
                try body(index, value, function.call(this: call[1], [value, .number(index), .object(object)]))
            }
        }
        prototype.method("forEach", parameters: 1) { call in
            try each(call) { _, _, _ in true }
            return .undefined
        }
        prototype.method("map", parameters: 1) { call in
            let (_, count) = try call.arrayLike()
            _ = try call.function(0)
            if count <= 1 << 16 || (call.this.object as? JSArray)?.dense != nil, count <= JSArray.greatestCount {
                var values = [JSValue?](repeating: nil, count: count)
                try each(call) { index, _, mapped in
                    // The function may have made the array longer.
                    if index < count { values[index] = .some(mapped) }
                    return true
                }
                return .object(JSArray(call.realm, values))
            }
            let result = JSArray(call.realm)
            try call.realm.put(result, call.realm.keys.length, .number(count))
            try each(call) { index, _, mapped in
                _ = try result.defineOwnProperty(call.realm.key(index), PropertyDescriptor(mapped, .ordinary))
                return true
            }
            return .object(result)
        }
        prototype.method("filter", parameters: 1) { call in
            var result: [JSValue] = []
            try each(call) { _, value, isWanted in
                if isWanted.isTruthy { result.append(value) }
                return true
            }
            return .object(call.realm.array(result))
        }
        prototype.method("some", parameters: 1) { call in
            var isFound = false
            try each(call) { _, _, result in
                isFound = result.isTruthy
                return !isFound
            }
            return .boolean(isFound)
        }
        prototype.method("every", parameters: 1) { call in
            var holds = true
            try each(call) { _, _, result in
                holds = result.isTruthy
                return holds
            }
            return .boolean(holds)
        }
        addFinders(to: prototype)
        for isReversed in [false, true] {
            prototype.method(isReversed ? "reduceRight" : "reduce", parameters: 1) { call in
                let (object, count) = try call.arrayLike()
                let function = try call.function(0)
                var result: JSValue? = call.arguments.count > 1 ? call[1] : JSValue?.none
                try call.realm.visit(object, 0..<count, reversed: isReversed) { index, value in
                    if let sum = result {
                        result = try function.call(
                            this: .undefined, [sum, value, .number(index), .object(object)])
                    } else {
                        result = value
                    }
                    return true
                }
                guard let result else {
                    throw call.realm.typeError("Reduce of empty array with no initial value")
                }
                return result
            }
        }
    }

    /// `find` and its kin, which look at holes too.
    func addFinders(to prototype: JSObject) {
        func find(_ call: JSCall, fromEnd: Bool) throws -> (index: Int, value: JSValue) {
            let (object, count) = try call.arrayLike()
            let function = try call.function(0)
            for step in 0..<count {
                try call.realm.tick()
                let index = fromEnd ? count - 1 - step : step
                let value = try object.getElement(index)
                if try function.call(this: call[1], [value, .number(index), .object(object)]).isTruthy {
                    return (index, value)
                }
            }
            return (-1, .undefined)
        }
        prototype.method("find", parameters: 1) { try find($0, fromEnd: false).value }
        prototype.method("findIndex", parameters: 1) { .number(try find($0, fromEnd: false).index) }
        prototype.method("findLast", parameters: 1) { try find($0, fromEnd: true).value }
        prototype.method("findLastIndex", parameters: 1) { .number(try find($0, fromEnd: true).index) }
    }
}
