import WebAssembly

extension Outcome {
    /// Reads what a script of `Web/run` reports when the module has ended; the format is written down in report.js.
    ///
    /// - Parameter results: the types of the call's results, or nil if the program was started.
    init(report: String, results: [ValueType]?) throws(RunError) {
        var values: [CallValue] = []
        var trap: TrapReport?
        var exitCode: UInt32?
        for line in report.split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
            let rest = line.drop { $0 != " " }.dropFirst()
            switch fields[0] {
            case "exit":
                exitCode = UInt32(rest)
            case "result":
                // Of a reference it is only told whether it is null: the rest means nothing outside the engine. Its type may have
                // spaces in it.
                guard let results, values.count < results.count else { break }
                let value = line.split(separator: " ").last ?? ""
                let bits = UInt64(value) ?? (value == "null" ? 0 : 1)
                values.append(CallValue(type: results[values.count], bits: bits))
            case "trap":
                trap = TrapReport(message: String(rest), frames: [])
            case "frame":
                guard fields.count >= 3, let index = UInt32(fields[1]) else { break }
                let name = fields.count > 3 && !fields[3].isEmpty ? String(fields[3]) : nil
                trap?.frames.append(TrapReport.Frame(name: name, functionIndex: index, offset: Int(fields[2])))
            case "error":
                throw RunError(String(rest))
            default:
                break
            }
        }
        if let trap {
            self = .trapped(trap)
        } else if let exitCode {
            // A call that ended by `proc_exit` returns nothing.
            let hasReturned = results.map { exitCode == 0 && values.count == $0.count } ?? false
            self = hasReturned ? .returned(values) : .exited(code: exitCode)
        } else {
            throw RunError("the module ended without saying how")
        }
    }
}
