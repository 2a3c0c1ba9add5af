extension JSRealm {
    /// `Number` (ECMA-262 §21.1).
    func installNumber() {
        let (function, prototype) = type(
            "Number", parameters: 1, tag: false,
            call: { .number($0.arguments.isEmpty ? 0 : try $0.number(0)) }
        ) { call, prototype in
            JSPrimitiveObject(
                call.realm, .number(call.arguments.isEmpty ? 0 : try call.number(0)), prototype: prototype)
        }
        for (name, value) in [
            ("MAX_SAFE_INTEGER", 9_007_199_254_740_991), ("MIN_SAFE_INTEGER", -9_007_199_254_740_991),
            ("MAX_VALUE", Double.greatestFiniteMagnitude), ("MIN_VALUE", Double.leastNonzeroMagnitude),
            ("EPSILON", Double.ulpOfOne), ("NaN", Double.nan), ("POSITIVE_INFINITY", Double.infinity),
            ("NEGATIVE_INFINITY", -Double.infinity),
        ] as [(StaticString, Double)] {
            function.hide(name, .number(value), [])
        }
        func whole(_ value: JSValue) -> Double? {
            guard let number = value.number, number.isFinite, number == number.rounded(.towardZero) else { return nil }
            return number
        }
        function.method("isFinite", parameters: 1) { .boolean($0[0].number?.isFinite ?? false) }
        function.method("isNaN", parameters: 1) { .boolean($0[0].number?.isNaN ?? false) }
        function.method("isInteger", parameters: 1) { .boolean(whole($0[0]) != nil) }
        function.method("isSafeInteger", parameters: 1) { call in
            .boolean(whole(call[0]).map { abs($0) <= 9_007_199_254_740_991 } ?? false)
        }
        for name in ["parseFloat", "parseInt"] {
            if let shared = try? global.get(name) { function.define(key(name), shared, .hidden) }
        }
        addNumberMethods(to: prototype)
    }

    private func addNumberMethods(to prototype: JSObject) {
        func number(_ call: JSCall, _ method: String) throws -> Double {
            switch call.this {
            case .number(let number): return number
            case .object(let object as JSPrimitiveObject):
                if case .number(let number) = object.primitive { return number }
            default: break
            }
            throw call.realm.typeError("Number.prototype.\(method) requires that 'this' be a Number")
        }
        prototype.method("valueOf") { .number(try number($0, "valueOf")) }
        prototype.method("toString", parameters: 1) { call in
            let value = try number(call, "toString")
            let radix = call[0].isUndefined ? 10 : try call.integer(0)
            guard radix >= 2, radix <= 36 else {
                throw call.realm.rangeError("toString() radix argument must be between 2 and 36")
            }
            return .string(JSNumber.text(value, radix: Int(radix)))
        }
        prototype.method("toFixed", parameters: 1) { call in
            let value = try number(call, "toFixed")
            let digits = try call.integer(0)
            guard digits >= 0, digits <= 100 else {
                throw call.realm.rangeError("toFixed() digits argument must be between 0 and 100")
            }
            return .string(JSNumber.fixed(value, Int(digits)))
        }
        prototype.method("toExponential", parameters: 1) { call in
            let value = try number(call, "toExponential")
            let digits = try call.integer(0)
            guard value.isFinite else { return .string(JSNumber.text(value)) }
            guard digits >= 0, digits <= 100 else {
                throw call.realm.rangeError("toExponential() argument must be between 0 and 100")
            }
            return .string(JSNumber.exponential(value, call[0].isUndefined ? nil : Int(digits)))
        }
        prototype.method("toPrecision", parameters: 1) { call in
            let value = try number(call, "toPrecision")
            if call[0].isUndefined { return .string(JSNumber.text(value)) }
            let digits = try call.integer(0)
            guard value.isFinite else { return .string(JSNumber.text(value)) }
            guard digits >= 1, digits <= 100 else {
                throw call.realm.rangeError("toPrecision() argument must be between 1 and 100")
            }
            return .string(JSNumber.precision(value, Int(digits)))
        }
        prototype.method("toLocaleString") { call in
            let value = try number(call, "toLocaleString")
            var (least, most) = (0, 3)
            if case .object(let options) = call[1] {
                let minimum = try options.get("minimumFractionDigits")
                let maximum = try options.get("maximumFractionDigits")
                if !minimum.isUndefined { least = Int(min(max(try call.realm.toInteger(minimum), 0), 100)) }
                most =
                    maximum.isUndefined
                    ? max(most, least) : Int(min(max(try call.realm.toInteger(maximum), 0), 100))
                guard least <= most else { throw call.realm.rangeError("maximumFractionDigits value is out of range.") }
            }
            return .string(JSNumber.localeText(value, least, most))
        }
    }

    /// `Boolean` (§20.3).
    func installBoolean() {
        let (_, prototype) = type(
            "Boolean", parameters: 1, tag: false, call: { .boolean($0[0].isTruthy) }
        ) { call, prototype in
            JSPrimitiveObject(call.realm, .boolean(call[0].isTruthy), prototype: prototype)
        }
        func boolean(_ call: JSCall, _ method: String) throws -> Bool {
            if let value = call.this.boolean { return value }
            if case .object(let object as JSPrimitiveObject) = call.this, let value = object.primitive.boolean {
                return value
            }
            throw call.realm.typeError("Boolean.prototype.\(method) requires that 'this' be a Boolean")
        }
        prototype.method("valueOf") { .boolean(try boolean($0, "valueOf")) }
        prototype.method("toString") { .string(String(try boolean($0, "toString"))) }
    }
}
