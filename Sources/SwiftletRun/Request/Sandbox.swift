import GoJS

/// What a program sees of the world beside its folders. Only our own runtime can set it up so.
public struct Sandbox: Hashable, Sendable {
    /// How the clocks go.
    public enum Clock: Hashable, Sendable {
        case system
        /// They start at a time (in nanoseconds since 1970), and move on by `step` nanoseconds at each look and by what the
        /// program waits for, which then takes no time.
        case simulated(start: UInt64, step: UInt64)
    }

    /// For the same random numbers each time; nil for the system's.
    public var seed: UInt64?
    public var clock: Clock
    /// Where the program may be connected to: sockets that listen, in this order.
    public var listeners: [Listener]
    /// Which hosts a program of Go for JavaScript reaches by HTTP.
    public var network: [NetworkAccess.Place]

    public init(
        seed: UInt64? = nil, clock: Clock = .system, listeners: [Listener] = [], network: [NetworkAccess.Place] = []
    ) {
        self.seed = seed
        self.clock = clock
        self.listeners = listeners
        self.network = network
    }
}

extension Sandbox.Clock {
    /// A clock as `--clock fixed:TIME` and `--clock step:TIME` name it.
    public init(option: String) throws(RunError) {
        let parts = option.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "fixed" || parts[0] == "step" else {
            throw RunError(
                "--clock \(option): say --clock fixed:TIME or --clock step:TIME, such as fixed:2026-01-31T12:00:00Z")
        }
        guard let start = Self.nanoseconds(parts[1]) else {
            throw RunError(
                "--clock \(option): “\(parts[1])” is no time. Say 2026-01-31T12:00:00Z, 2026-01-31, or seconds since 1970."
            )
        }
        self = .simulated(start: start, step: parts[0] == "step" ? 1_000_000 : 0)
    }

    /// A time since 1970: a number of seconds, or a date, with or without a time of day (UTC).
    private static func nanoseconds(_ text: Substring) -> UInt64? {
        let seconds: UInt64
        if let number = UInt64(text) {
            seconds = number
        } else {
            let bytes = Array(text.utf8)
            let forms = ["dddd-dd-dd", "dddd-dd-ddTdd:dd:dd", "dddd-dd-ddTdd:dd:ddZ"]
            let isOfForm = forms.contains { form in
                form.utf8.count == bytes.count
                    && zip(form.utf8, bytes).allSatisfy { $0 == UInt8(ascii: "d") ? (48...57).contains($1) : $0 == $1 }
            }
            guard isOfForm else { return nil }
            func number(_ start: Int, _ count: Int) -> UInt64 {
                bytes.dropFirst(start).prefix(count).reduce(0) { $0 * 10 + UInt64($1 - 48) }
            }
            let (year, month, day) = (number(0, 4), number(5, 2), number(8, 2))
            let (hour, minute, second) = (number(11, 2), number(14, 2), number(17, 2))
            guard year >= 1970, 1...12 ~= month, day >= 1, day <= daysOfMonth(month, year), hour < 24, minute < 60,
                second < 60
            else { return nil }
            var days = day - 1
            for earlier in 1970..<year { days += isLeap(earlier) ? 366 : 365 }
            for earlier in 1..<month { days += daysOfMonth(earlier, year) }
            seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        }
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : nanoseconds
    }

    private static func isLeap(_ year: UInt64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func daysOfMonth(_ month: UInt64, _ year: UInt64) -> UInt64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
