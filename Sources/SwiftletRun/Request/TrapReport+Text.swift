import SwiftletBuild

extension TrapReport {
    /// The message and the wasm backtrace, innermost first.
    public func text(module: String) -> String {
        let lines = frames.enumerated().map { number, frame in
            let place = frame.offset.map { " at 0x\(String($0, radix: 16))" } ?? ""
            let function = frame.functionIndex.map { "function \($0)" } ?? "the host"
            return "  \(number): "
                + (frame.name.map { "\(readableName($0)) (\(function)\(place))" } ?? "\(function)\(place)")
        }
        let hasNames = frames.contains { $0.name != nil && $0.name != "_start" }
        let hint =
            frames.isEmpty || hasNames
            ? [] : ["The module has no names; a debug build shows them: swiftlet build --debug"]
        return (["\(module) trapped: \(message)"] + lines + hint).joined(separator: "\n")
    }
}
