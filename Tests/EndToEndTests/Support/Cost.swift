import Foundation
import Testing

/// What `ModuleCost` says of a module: see there for the names.
struct Cost {
    private var values: [String: Int] = [:]

    /// - Parameter copies: how many of the module are kept; what is resident is a mean over them.
    init(of module: URL, copies: Int = 1) throws {
        let result = try Finished.run(Tools.moduleCost, ["load", module.path, "\(copies)"], timeLimit: 900)
        try #require(result.code == 0, "\(result.code): \(result.output) \(result.errors)")
        for line in result.output.split(separator: "\n") {
            let words = line.split(separator: " ")
            values[String(words[0])] = Int(words[1])
        }
    }

    subscript(name: String) -> Int { values[name] ?? 0 }

    /// Processor time.
    var microseconds: Int { self["load-microseconds"] + self["call-microseconds"] }
}
