import SwiftletBuild
import SwiftletRun

/// What a page reported of a module that stopped, or of another error, for a terminal.
///
/// The report is lines: `module PATH` (the module's address), `output TEXT` (what it said last), and those of
/// `Web/run/report.js`; or `uncaught MESSAGE` and `stack LINE` for an error that has nothing to do with a module.
struct TrapText {
    /// The module's address, if the page told it.
    private(set) var address: String?
    private var said: [String] = []
    private var trap: TrapReport?
    private var errors: [String] = []
    private var uncaught: [String] = []

    init(report: String) {
        for line in report.split(whereSeparator: \.isNewline).prefix(400) {
            // What a page says must not steer the terminal.
            let clean = String(String.UnicodeScalarView(line.unicodeScalars.filter { !TrapText.isControl($0) }))
            let rest = String(clean.drop { $0 != " " }.dropFirst())
            let fields = clean.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
            switch fields[0] {
            case "module": address = rest
            case "output": said.append(rest)
            case "error": errors.append(rest)
            case "uncaught": uncaught.append(rest)
            case "stack": uncaught.append("  " + rest)
            case "trap": trap = TrapReport(message: rest, frames: [])
            case "frame":
                guard fields.count >= 3, let index = UInt32(fields[1]) else { break }
                let name = fields.count > 3 && !fields[3].isEmpty ? String(fields[3]) : nil
                trap?.frames.append(TrapReport.Frame(name: name, functionIndex: index, offset: Int(fields[2])))
            default: break
            }
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || (0x202a...0x202e).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    var moduleName: String? { address.map(Files.name) }

    /// The text; nil if the report says nothing that is known.
    ///
    /// - Parameters:
    ///   - name: the module's name.
    ///   - lines: what the module's file tells, if it was found.
    ///   - folder: the package.
    func text(name: String, lines: SourceLines?, folder: String) -> String? {
        guard let trap else {
            if !uncaught.isEmpty { return "Error in the page: " + uncaught.joined(separator: "\n") }
            return errors.isEmpty
                ? nil : (["\(name) in the page: " + errors[0]] + errors.dropFirst()).joined(separator: "\n")
        }
        let places = lines?.places(of: trap.frames.map { $0.offset ?? 0 }, in: folder) ?? trap.frames.map { _ in nil }
        var text = (["\(name) in the page trapped: \(trap.message)"] + said.map { "  " + $0 })
        var hasNames = false
        for (number, frame) in trap.frames.enumerated() {
            let index = frame.functionIndex
            let symbol = index.flatMap { lines?.functionName($0) } ?? frame.name
            if let symbol, !symbol.hasPrefix("_start") { hasNames = true }
            let function = symbol.map(readableName) ?? index.map { "function \($0)" } ?? "?"
            let offset = frame.offset.map { " (at 0x\(String($0, radix: 16)))" } ?? ""
            text.append("  \(number): \(function)" + (places[number].map { ", \($0)" } ?? offset))
        }
        if !trap.frames.isEmpty, !hasNames { text.append("The module has no names. Debug builds have, and lines too.") }
        return text.joined(separator: "\n")
    }
}
