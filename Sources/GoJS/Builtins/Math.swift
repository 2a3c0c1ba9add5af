#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension JSRealm {
    /// `Math` (ECMA-262 §21.3).
    func installMath() {
        let math = object()
        global.hide("Math", .object(math))
        math.define(symbols.toStringTag.key, "Math", .configurable)
        for (name, value) in [
            ("E", 2.718281828459045), ("LN10", 2.302585092994046), ("LN2", 0.6931471805599453),
            ("LOG10E", 0.4342944819032518), ("LOG2E", 1.4426950408889634), ("PI", 3.141592653589793),
            ("SQRT1_2", 0.7071067811865476), ("SQRT2", 1.4142135623730951),
        ] as [(StaticString, Double)] {
            math.hide(name, .number(value), [])
        }
        let functions: [(StaticString, (Double) -> Double)] = [
            ("abs", { abs($0) }), ("acos", acos), ("acosh", acosh), ("asin", asin), ("asinh", asinh), ("atan", atan),
            ("atanh", atanh), ("cbrt", JSNumber.cubeRoot), ("ceil", { $0.rounded(.up) }), ("cos", cos), ("cosh", cosh),
            ("exp", exp), ("expm1", expm1), ("floor", { $0.rounded(.down) }), ("fround", { Double(Float($0)) }),
            ("log", log), ("log10", log10), ("log1p", log1p), ("log2", log2),
            ("sign", { $0.isNaN || $0 == 0 ? $0 : $0 < 0 ? -1 : 1 }), ("sin", sin), ("sinh", sinh),
            ("sqrt", { $0.squareRoot() }), ("tan", tan), ("tanh", tanh), ("trunc", { $0.rounded(.towardZero) }),
            // Halves go up, and what rounds to zero keeps its sign.
            (
                "round",
                { number in
                    let down = number.rounded(.down)
                    let result = number - down >= 0.5 ? down + 1 : down
                    return result == 0 && number.sign == .minus ? -0.0 : result
                }
            ),
            ("clz32", { Double(UInt32(bitPattern: JSNumber.int32($0)).leadingZeroBitCount) }),
        ]
        for (name, function) in functions {
            math.method(name, parameters: 1) { .number(function(try $0.number(0))) }
        }
        math.method("atan2", parameters: 2) { .number(atan2(try $0.number(0), try $0.number(1))) }
        math.method("pow", parameters: 2) { .number(JSNumber.power(try $0.number(0), try $0.number(1))) }
        math.method("imul", parameters: 2) { call in
            .number(Double(JSNumber.int32(try call.number(0)) &* JSNumber.int32(try call.number(1))))
        }
        math.method("hypot", parameters: 2) { call in
            let numbers = try call.arguments.map { abs(try call.realm.toNumber($0)) }
            if numbers.contains(.infinity) { return .number(Double.infinity) }
            if numbers.contains(where: \.isNaN) { return .number(Double.nan) }
            let greatest = numbers.max() ?? 0
            if greatest == 0 { return .number(0 as Double) }
            // Scaled, and with what addition loses (Kahan), as V8 does it.
            var (sum, lost) = (0.0, 0.0)
            for number in numbers {
                let part = number / greatest
                let summand = part * part - lost
                let next = sum + summand
                lost = (next - sum) - summand
                sum = next
            }
            return .number(sum.squareRoot() * greatest)
        }
        for isGreatest in [true, false] {
            math.method(isGreatest ? "max" : "min", parameters: 2) { call in
                var result = isGreatest ? -Double.infinity : .infinity
                for argument in call.arguments {
                    let number = try call.realm.toNumber(argument)
                    if result.isNaN || number.isNaN {
                        result = .nan
                    } else if number == 0, result == 0 {
                        if (number.sign == .minus) != isGreatest { result = number }
                    } else if isGreatest ? number > result : number < result {
                        result = number
                    }
                }
                return .number(result)
            }
        }
        math.method("random") { call in
            var bits: UInt64 = 0
            withUnsafeMutableBytes(of: &bits) { call.realm.host.random.fill($0) }
            return .number(Double(bits >> 11) / 9_007_199_254_740_992)
        }
    }
}

extension JSNumber {
    /// `Number::exponentiate` (§6.1.6.1.3), which is not C's `pow` where a one is concerned.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        if exponent.isNaN || abs(base) == 1 && exponent.isInfinite { return .nan }
        return pow(base, exponent)
    }

    /// The nearest number, which C's `cbrt` misses now and then.
    static func cubeRoot(_ number: Double) -> Double {
        let root = cbrt(number)
        guard root.isFinite, root != 0 else { return root }
        // What root³ is too large by, with the bits that the square loses.
        let square = root * root
        let lost = (-square).addingProduct(root, root)
        let excess = (-number).addingProduct(square, root) + lost * root
        return root - excess / (3 * square)
    }
}
