extension TrapReport {
    /// The message and the wasm backtrace, innermost first.
    public func text(module: String) -> String {
        let lines = frames.enumerated().map { number, frame in
            let place = frame.offset.map { " at 0x\(String($0, radix: 16))" } ?? ""
            let function = frame.functionIndex.map { "function \($0)" } ?? "the host"
            return "  \(number): " + (frame.name.map { "\($0) (\(function)\(place))" } ?? "\(function)\(place)")
        }
        return (["\(module) trapped: \(message)"] + lines).joined(separator: "\n")
    }
}
