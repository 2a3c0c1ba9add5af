#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Days and hours of a time (ECMA-262 §21.4.1), in the Gregorian calendar without end.
struct CalendarTime: Equatable {
    var year = 1970
    /// From 0.
    var month = 0
    /// From 1.
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
    /// From Sunday, 0.
    private(set) var weekday = 4

    /// - Parameter milliseconds: since 1970, a whole and finite number.
    init(_ milliseconds: Double) {
        let days = (milliseconds / 86_400_000).rounded(.down)
        let rest = Int(milliseconds - days * 86_400_000)
        (hour, minute, second, millisecond) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
        let number = Int(days)
        weekday = ((number + 4) % 7 + 7) % 7
        // Years from March on, in eras of 400 years: the day that leap years add is the last.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10
        year = yearOfEra + era * 400 + (month <= 1 ? 1 : 0)
    }

    /// `MakeDay` (§21.4.1.28): days since 1970, NaN if there is no such day.
    static func days(_ year: Double, _ month: Double, _ day: Double) -> Double {
        guard year.isFinite, month.isFinite, day.isFinite, abs(year) < 1e6, abs(month) < 1e7 else { return .nan }
        let months = Int(month.rounded(.towardZero))
        let year = Int(year.rounded(.towardZero)) + Int((Double(months) / 12).rounded(.down))
        let month = (months % 12 + 12) % 12
        let shiftedYear = month <= 1 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 1 ? month - 2 : month + 10) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Double(era * 146_097 + dayOfEra - 719_468) + day.rounded(.towardZero) - 1
    }

    /// `MakeTime` and `MakeDate` (§21.4.1.27, 21.4.1.29).
    static func milliseconds(
        _ days: Double, _ hour: Double, _ minute: Double, _ second: Double, _ millisecond: Double
    ) -> Double {
        let time =
            hour.rounded(.towardZero) * 3_600_000 + minute.rounded(.towardZero) * 60_000
            + second.rounded(.towardZero) * 1000 + millisecond.rounded(.towardZero)
        let result = days * 86_400_000 + time
        return result.isFinite ? result : .nan
    }

    /// `TimeClip` (§21.4.1.31).
    static func clip(_ milliseconds: Double) -> Double {
        abs(milliseconds) <= 8.64e15 ? milliseconds.rounded(.towardZero) + 0 : .nan
    }

    // MARK: Local time

    /// How far local time is ahead at a time, in milliseconds, and the zone's short name.
    static func zone(at milliseconds: Double) -> (offset: Double, name: String) {
        guard milliseconds.isFinite else { return (0, "") }
        var seconds = time_t((milliseconds / 1000).rounded(.down))
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return (0, "UTC") }
        return (Double(parts.tm_gmtoff) * 1000, parts.tm_zone.map { String(cString: $0) } ?? "")
    }

    static func local(_ milliseconds: Double) -> Double { milliseconds + zone(at: milliseconds).offset }

    /// The time of a local time; of one that is skipped, by the offset before (§21.4.1.26).
    static func utc(_ local: Double) -> Double {
        guard local.isFinite else { return .nan }
        let early = local - zone(at: local - 86_400_000).offset
        if CalendarTime.local(early) == local { return early }
        let late = local - zone(at: local + 86_400_000).offset
        return CalendarTime.local(late) == local ? late : early
    }

    /// The zone's name as Unix has it, such as Europe/Berlin.
    static var zoneName: String {
        if let name = getenv("TZ") {
            let text = String(cString: name)
            let bare = text.hasPrefix(":") ? String(text.dropFirst()) : text
            if !bare.isEmpty { return bare == "UTC0" || bare == "Etc/UTC" ? "UTC" : bare }
        }
        var buffer = [CChar](repeating: 0, count: 1024)
        let count = readlink("/etc/localtime", &buffer, buffer.count - 1)
        if count > 0 {
            let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let parts = path.split(separator: "/")
            if let place = parts.lastIndex(of: "zoneinfo"), place + 1 < parts.count {
                let name = parts[(place + 1)...].joined(separator: "/")
                return ["Etc/UTC", "UCT", "Etc/UCT", "Universal", "Zulu"].contains(name) ? "UTC" : name
            }
        }
        return "UTC"
    }
}
