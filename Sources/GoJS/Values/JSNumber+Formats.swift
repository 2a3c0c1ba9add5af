#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The other forms of numbers (ECMA-262 §21.1.3).
extension JSNumber {
    /// All digits of a positive, finite number, and where its point stands behind the first.
    private static func exactDigits(_ number: Double) -> (digits: [UInt8], point: Int) {
        // No double has more than 767 significant digits, so that nothing is rounded.
        var buffer = [CChar](repeating: 0, count: 800)
        _ = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.770e", $0) }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let parts = text.split(separator: "e")
        let digits = parts[0].utf8.filter { $0 != UInt8(ascii: ".") }
        return (digits, (Int(parts[1]) ?? 0) + 1)
    }

    /// Digits cut to so many, which may be negative, with halves rounded up.
    private static func rounded(_ digits: [UInt8], _ point: Int, to count: Int) -> (digits: [UInt8], point: Int) {
        if count < 0 { return ([], point) }
        var kept = Array(digits.prefix(count))
        kept.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count - kept.count))
        guard count < digits.count, digits[count] >= UInt8(ascii: "5") else { return (kept, point) }
        var index = count - 1
        while index >= 0 {
            if kept[index] < UInt8(ascii: "9") {
                kept[index] += 1
                return (kept, point)
            }
            kept[index] = UInt8(ascii: "0")
            index -= 1
        }
        return ([UInt8(ascii: "1")] + kept, point + 1)
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(count, 0)) }
    private static func string(_ digits: some Collection<UInt8>) -> String {
        String(decoding: Array(digits), as: UTF8.self)
    }

    /// With so many digits behind the point (`toFixed`).
    static func fixed(_ number: Double, _ fraction: Int) -> String {
        guard number.isFinite, abs(number) < 1e21 else { return text(number) }
        if number < 0 {
            // As V8 has it, -0.0000001 keeps its sign.
            return "-" + fixed(-number, fraction)
        }
        if number == 0 { return fraction > 0 ? "0." + zeros(fraction) : "0" }
        let (digits, place) = exactDigits(number)
        let (kept, point) = rounded(digits, place, to: place + fraction)
        let all = zeros(max(1 - point, 0)) + string(kept)
        let padded = kept.isEmpty ? zeros(fraction + 1) : all
        let whole = padded.count - fraction
        return fraction == 0 ? padded : padded.prefix(whole) + "." + padded.dropFirst(whole)
    }

    /// With an exponent (`toExponential`); nil for as many digits as are needed.
    static func exponential(_ number: Double, _ fraction: Int?) -> String {
        if number < 0 { return "-" + exponential(-number, fraction) }
        var (kept, point): ([UInt8], Int) = ([UInt8(ascii: "0")], 1)
        if number > 0 {
            if let fraction {
                let (digits, place) = exactDigits(number)
                (kept, point) = rounded(digits, place, to: fraction + 1)
                kept.removeLast(kept.count - fraction - 1)
            } else {
                let (digits, place) = shortestDigits(number)
                (kept, point) = (Array(digits.utf8), place)
            }
        } else if let fraction {
            kept.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: fraction))
        }
        let exponent = point - 1
        let power = "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
        return string(kept.prefix(1)) + (kept.count > 1 ? "." + string(kept.dropFirst()) : "") + power
    }

    /// With so many significant digits (`toPrecision`).
    static func precision(_ number: Double, _ count: Int) -> String {
        if number < 0 { return "-" + precision(-number, count) }
        if number == 0 { return count > 1 ? "0." + zeros(count - 1) : "0" }
        let (digits, place) = exactDigits(number)
        var (kept, point) = rounded(digits, place, to: count)
        kept.removeLast(kept.count - count)
        if point < -5 || point > count {
            let exponent = point - 1
            let power = "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
            return string(kept.prefix(1)) + (count > 1 ? "." + string(kept.dropFirst()) : "") + power
        }
        if point <= 0 { return "0." + zeros(-point) + string(kept) }
        return point == count ? string(kept) : string(kept.prefix(point)) + "." + string(kept.dropFirst(point))
    }

    /// With another radix, by as many digits as tell the number from its neighbours.
    static func text(_ number: Double, radix: Int) -> String {
        if radix == 10 || !number.isFinite || number == 0 { return text(number) }
        if number < 0 { return "-" + text(-number, radix: radix) }
        let base = Double(radix)
        var whole = number.rounded(.down)
        var fraction = number - whole
        var delta = max(0.5 * (number.nextUp - number), Double.leastNonzeroMagnitude)
        var behind: [Int] = []
        while fraction >= delta {
            fraction *= base
            delta *= base
            let digit = Int(fraction)
            behind.append(digit)
            fraction -= Double(digit)
            guard fraction > 0.5 || fraction == 0.5 && digit & 1 == 1, fraction + delta > 1 else { continue }
            // Round up, and carry.
            while let last = behind.popLast() {
                if last + 1 < radix {
                    behind.append(last + 1)
                    break
                }
            }
            if behind.isEmpty { whole += 1 }
            break
        }
        var front: [Int] = []
        // Beyond 2⁵³ the last digits say nothing.
        while whole.exponent > 52 {
            whole /= base
            front.append(0)
        }
        repeat {
            let digit = whole.truncatingRemainder(dividingBy: base)
            front.append(Int(digit))
            whole = (whole - digit) / base
        } while whole > 0
        func character(_ digit: Int) -> UInt8 { UInt8(digit < 10 ? 0x30 + digit : 0x61 + digit - 10) }
        return string(front.reversed().map(character)) + (behind.isEmpty ? "" : "." + string(behind.map(character)))
    }

    /// As American English writes numbers, with commas at the thousands.
    static func localeText(_ number: Double, _ least: Int, _ most: Int) -> String {
        if number.isNaN { return "NaN" }
        if number.sign == .minus { return "-" + localeText(-number, least, most) }
        if number.isInfinite { return "∞" }
        var whole: String
        var fraction = ""
        if number >= 1e21 {
            let (digits, point) = shortestDigits(number)
            whole = digits + zeros(point - digits.count)
        } else {
            let parts = fixed(number, most).split(separator: ".")
            whole = String(parts[0])
            fraction = parts.count > 1 ? String(parts[1]) : ""
        }
        while fraction.count > least, fraction.last == "0" { fraction.removeLast() }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return fraction.isEmpty ? grouped : grouped + "." + fraction
    }
}
