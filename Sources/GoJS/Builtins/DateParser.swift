/// Reads times (ECMA-262 §21.4.3.2): the ISO form, and what `toString` and `toUTCString` write, also with parts left out.
struct DateParser {
    private let bytes: [UInt8]
    private var index = 0

    static func parse(_ text: JSString) -> Double {
        var parser = DateParser(bytes: Array(JSNumber.trimmed(text).utf8))
        if let time = parser.iso() { return CalendarTime.clip(time) }
        parser.index = 0
        return parser.words().map(CalendarTime.clip) ?? .nan
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skip(_ character: Character) -> Bool {
        guard next == character.asciiValue else { return false }
        index += 1
        return true
    }

    /// A number of so many digits.
    private mutating func number(_ width: ClosedRange<Int>) -> (value: Int, width: Int)? {
        let start = index
        var value = 0
        while index - start < width.upperBound, let byte = next, byte >= 0x30, byte <= 0x39 {
            value = value * 10 + Int(byte - 0x30)
            index += 1
        }
        return width.contains(index - start) ? (value, index - start) : nil
    }

    /// §21.4.1.32
    private mutating func iso() -> Double? {
        let year: Int
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
            let isNegative = next == UInt8(ascii: "-")
            index += 1
            guard let digits = number(6...6), !(isNegative && digits.value == 0) else { return nil }
            year = isNegative ? -digits.value : digits.value
        } else {
            guard let digits = number(4...4) else { return nil }
            year = digits.value
        }
        var (month, day, hour, minute, second, millisecond) = (1, 1, 0, 0, 0, 0.0)
        if skip("-") {
            guard let value = number(2...2), (1...12).contains(value.value) else { return nil }
            month = value.value
            if skip("-") {
                guard let value = number(2...2), (1...31).contains(value.value) else { return nil }
                day = value.value
            }
        }
        var isLocal = false
        var offset = 0
        if skip("T") || skip("t") || skip(" ") {
            guard let hours = number(2...2), hours.value <= 24, skip(":"), let minutes = number(2...2),
                minutes.value < 60
            else { return nil }
            (hour, minute, isLocal) = (hours.value, minutes.value, true)
            if skip(":") {
                guard let seconds = number(2...2), seconds.value < 60 else { return nil }
                second = seconds.value
                if skip(".") {
                    guard let fraction = number(1...9) else { return nil }
                    var scale = 1.0
                    for _ in 0..<fraction.width { scale *= 10 }
                    millisecond = (Double(fraction.value) * 1000 / scale).rounded(.down)
                }
            }
            if hour == 24, minute != 0 || second != 0 || millisecond != 0 { return nil }
            if skip("Z") || skip("z") {
                isLocal = false
            } else if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
                let isNegative = next == UInt8(ascii: "-")
                index += 1
                guard let hours = number(2...2), hours.value < 24 else { return nil }
                _ = skip(":")
                guard let minutes = number(2...2), minutes.value < 60 else { return nil }
                offset = (hours.value * 60 + minutes.value) * (isNegative ? -1 : 1)
                isLocal = false
            }
        }
        guard index == bytes.count else { return nil }
        let time = CalendarTime.milliseconds(
            CalendarTime.days(Double(year), Double(month - 1), Double(day)), Double(hour), Double(minute - offset),
            Double(second), millisecond)
        return isLocal ? CalendarTime.utc(time) : time
    }

    /// Names and numbers in any usual order: “Fri Nov 27 2026 10:00:00 GMT+0100 (CET)”, “27 Nov 2026”, “11/27/2026 4:05 PM”.
    private mutating func words() -> Double? {
        var month: Int?
        var numbers: [Int] = []
        var clock: [Int] = []
        var offset: Int?
        var isAfternoon: Bool?
        while let byte = next {
            switch byte {
            case UInt8(ascii: "("):
                while let inner = next, inner != UInt8(ascii: ")") {
                    _ = inner
                    index += 1
                }
                _ = skip(")")
            case 0x30...0x39:
                guard let value = number(1...9) else { return nil }
                if next == UInt8(ascii: ":"), clock.isEmpty {
                    clock = [value.value]
                    while skip(":") {
                        guard let part = number(1...2), clock.count < 3 else { return nil }
                        clock.append(part.value)
                    }
                    if skip(".") { _ = number(1...9) }
                } else {
                    numbers.append(value.value)
                }
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                index += 1
                guard !clock.isEmpty, offset == nil || offset == 0 else { continue }
                guard let hours = number(1...4) else { return nil }
                var minutes = hours.width > 2 ? hours.value / 100 * 60 + hours.value % 100 : hours.value * 60
                if hours.width <= 2, skip(":"), let rest = number(2...2) { minutes += rest.value }
                offset = byte == UInt8(ascii: "-") ? -minutes : minutes
            case 0x41...0x5A, 0x61...0x7A:
                let start = index
                while let letter = next, letter | 0x20 >= 0x61, letter | 0x20 <= 0x7A { index += 1 }
                let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
                if word == "am" || word == "pm" {
                    isAfternoon = word == "pm"
                } else if ["z", "gmt", "utc", "ut"].contains(word) {
                    offset = 0
                } else if let place = DateText.months.firstIndex(where: { word.hasPrefix($0.lowercased()) }) {
                    month = place
                } else if !DateText.days.contains(where: { word.hasPrefix($0.lowercased()) }), word != "t" {
                    return nil
                }
            case 0xE2:
                // A narrow space, as locales write it.
                index += 1
            case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "."), 0x80...0xBF:
                index += 1
            default: return nil
            }
        }
        return time(month, numbers, clock, offset, isAfternoon)
    }

    private func time(
        _ month: Int?, _ numbers: [Int], _ clock: [Int], _ offset: Int?, _ isAfternoon: Bool?
    ) -> Double? {
        var (year, month, day) = (2001, month, 1)
        switch (month, numbers.count) {
        case (.some, 1): day = numbers[0]
        case (.some, 2): (day, year) = numbers[0] > 31 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
        case (nil, 2): (month, day) = (numbers[0] - 1, numbers[1])
        case (nil, 3):
            if numbers[0] > 31 {
                (year, month, day) = (numbers[0], numbers[1] - 1, numbers[2])
            } else {
                (month, day, year) = (numbers[0] - 1, numbers[1], numbers[2])
            }
        default: return nil
        }
        if numbers.count > 1, year < 100, month != nil { year += year < 50 ? 2000 : 1900 }
        guard let month, (0...11).contains(month), (1...31).contains(day) else { return nil }
        var hour = clock.first ?? 0
        if let isAfternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        let minute = clock.count > 1 ? clock[1] : 0
        let second = clock.count > 2 ? clock[2] : 0
        guard hour <= 24, minute < 60, second < 60 else { return nil }
        let time = CalendarTime.milliseconds(
            CalendarTime.days(Double(year), Double(month), Double(day)), Double(hour), Double(minute - (offset ?? 0)),
            Double(second), 0)
        return offset == nil ? CalendarTime.utc(time) : time
    }
}
