/// Times as texts (ECMA-262 §21.4.4.41).
enum DateText {
    static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(abs(number))
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func year(_ year: Int) -> String { padded(year, 4) }

    static func date(_ parts: CalendarTime) -> String {
        "\(days[parts.weekday]) \(months[parts.month]) \(padded(parts.day)) \(year(parts.year))"
    }

    private static func clock(_ parts: CalendarTime) -> String {
        "\(padded(parts.hour)):\(padded(parts.minute)):\(padded(parts.second))"
    }

    static func time(_ milliseconds: Double) -> String {
        let zone = CalendarTime.zone(at: milliseconds)
        let minutes = Int(abs(zone.offset) / 60_000)
        let parts = CalendarTime(milliseconds + zone.offset)
        return
            "\(clock(parts)) GMT\(zone.offset < 0 ? "-" : "+")\(padded(minutes / 60))\(padded(minutes % 60)) (\(longName(zone.name)))"
    }

    static func full(_ milliseconds: Double) -> String {
        date(CalendarTime(CalendarTime.local(milliseconds))) + " " + time(milliseconds)
    }

    static func utc(_ milliseconds: Double) -> String {
        let parts = CalendarTime(milliseconds)
        return
            "\(days[parts.weekday]), \(padded(parts.day)) \(months[parts.month]) \(year(parts.year)) \(clock(parts)) GMT"
    }

    static func iso(_ milliseconds: Double) -> String {
        let parts = CalendarTime(milliseconds)
        let year =
            parts.year < 0 || parts.year > 9999
            ? (parts.year < 0 ? "-" : "+") + padded(abs(parts.year), 6) : padded(parts.year, 4)
        return
            "\(year)-\(padded(parts.month + 1))-\(padded(parts.day))T\(clock(parts)).\(padded(parts.millisecond, 3))Z"
    }

    /// As American English writes it: `11/27/2026, 4:05:06 PM`.
    static func american(_ milliseconds: Double, _ hasDate: Bool, _ hasTime: Bool, isUTC: Bool) -> String {
        let parts = CalendarTime(isUTC ? milliseconds : CalendarTime.local(milliseconds))
        let date = "\(parts.month + 1)/\(parts.day)/\(parts.year > 0 ? parts.year : 1 - parts.year)"
        let hour = parts.hour % 12 == 0 ? 12 : parts.hour % 12
        let time =
            "\(hour):\(padded(parts.minute)):\(padded(parts.second)) \(parts.hour < 12 ? "AM" : "PM")"
        return [hasDate ? date : nil, hasTime ? time : nil].compactMap { $0 }.joined(separator: ", ")
    }

    /// The long names of the zones that most people live in; others keep their short ones.
    private static func longName(_ name: String) -> String {
        switch name {
        case "UTC", "GMT+0", "UCT": "Coordinated Universal Time"
        case "GMT": "Greenwich Mean Time"
        case "CET": "Central European Standard Time"
        case "CEST": "Central European Summer Time"
        case "EST": "Eastern Standard Time"
        case "EDT": "Eastern Daylight Time"
        case "CDT": "Central Daylight Time"
        case "MST": "Mountain Standard Time"
        case "MDT": "Mountain Daylight Time"
        case "PST": "Pacific Standard Time"
        case "PDT": "Pacific Daylight Time"
        case "JST": "Japan Standard Time"
        default: name
        }
    }
}
