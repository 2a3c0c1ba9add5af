import Foundation

/// What one thing took, in several rounds.
struct Measurement {
    var name: String
    var unit: Unit
    /// One value for each round.
    var rounds: [Double]
    /// The value that must be reached, and which of the rounds counts.
    var mark: Mark?

    enum Unit: String {
        case nanoseconds = "ns"
        case microseconds = "us"
        case mebibytes = "MiB"
        case times = "x"
    }

    enum Mark {
        /// The best round, since others use the machine too, must not be above this.
        case atMost(Double)
        /// The best round must not be below this.
        case atLeast(Double)
        /// The median must not be above this.
        case medianAtMost(Double)
    }

    var median: Double { rounds.sorted()[rounds.count / 2] }
    var best: Double {
        if case .atLeast = mark { return rounds.max()! }
        return rounds.min()!
    }
    var worst: Double {
        if case .atLeast = mark { return rounds.min()! }
        return rounds.max()!
    }

    var isMet: Bool {
        switch mark {
        case .atMost(let limit): best <= limit
        case .atLeast(let limit): best >= limit
        case .medianAtMost(let limit): median <= limit
        case nil: true
        }
    }

    var line: String {
        func number(_ value: Double) -> String { String(format: "%.*f", value < 100 ? 1 : 0, value) }
        let limit =
            switch mark {
            case .atMost(let limit): "best <= \(number(limit))"
            case .atLeast(let limit): "best >= \(number(limit))"
            case .medianAtMost(let limit): "median <= \(number(limit))"
            case nil: ""
            }
        let verdict = mark == nil ? "" : isMet ? "met" : "MISSED"
        return
            "| \(name) | \(unit.rawValue) | \(number(best)) | \(number(median)) | \(number(worst)) | \(limit) | \(verdict) |"
    }
}

/// Seconds of the calling thread's processor time.
func processorTime() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

/// Seconds on the wall.
func wallTime() -> Double { seconds(CLOCK_MONOTONIC) }

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Processor time for one of `count` calls of what `body` calls that often.
func each(_ count: Int, _ body: () throws -> Void) rethrows -> Double {
    let start = processorTime()
    try body()
    return (processorTime() - start) / Double(count)
}

/// Bytes of this process that lie in the machine now.
func residentBytes() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    let field = line?.split { $0 == " " || $0 == "\t" }.dropFirst().first
    return (field.flatMap { Int($0) } ?? 0) << 10
}
