import WasmText
import WebAssembly

extension ScriptRunner {
    /// Executes an assertion.
    mutating func check(_ assertion: ScriptCommand.Kind) throws {
        switch assertion {
        case .assertReturn(let action, let patterns):
            let results = try perform(action)
            guard results.count == patterns.count,
                zip(results, patterns).allSatisfy({ hostValues.matches($0, $1) })
            else { throw Stop(failure: "got \(Self.list(results)), expected \(Self.list(patterns))") }
        case .assertTrap(let action, let message), .assertExhaustion(let action, let message):
            let got: [Value]? = try trap(message) { runner in try runner.perform(action) }
            if let got { throw Stop(failure: "got \(Self.list(got)), expected the trap “\(message)”") }
        case .assertUninstantiable(let module, let message):
            let compiled = try compile(module)
            let got = try trap(message) { runner in try runner.linker.instantiate(compiled, in: runner.store) }
            if got != nil { throw Stop(failure: "the module was instantiated, expected the trap “\(message)”") }
        case .assertException(let action):
            let got: [Value]
            do { got = try perform(action) } catch is Exception { return }
            throw Stop(failure: "got \(Self.list(got)), expected an exception")
        case .assertUnlinkable(let module, let message):
            let compiled = try compile(module)
            do { _ = try linker.instantiate(compiled, in: store) } catch is LinkError { return }
            throw Stop(failure: "the module was linked, expected “\(message)”")
        case .assertInvalid(let module, let message):
            try refuse(module, as: .invalid, message)
        case .assertMalformed(let module, let message), .assertMalformedCustom(let module, let message),
            // Annotations are checked where they are read (decision 083).
            .assertInvalidCustom(let module, let message):
            try refuse(module, as: .malformed, message)
        case .module, .definition, .instance, .register, .action, .thread, .wait:
            preconditionFailure("no assertion")
        }
    }

    /// Loads a module that must be refused, and by whom: what is malformed is never validated, what is invalid has been read.
    private func refuse(_ module: ScriptModule, as kind: ModuleError.Kind, _ message: String) throws {
        guard let refusal = try ModuleRefusal(of: module, engine: store.engine) else {
            throw Stop(failure: "the module was accepted, expected “\(message)”")
        }
        switch refusal.kind {
        case kind: return
        // A feature that is off is no part of the version that the script is about, wherever that draws the line.
        case .unsupported: return
        default: throw Stop(failure: "the module is \(refusal); expected “\(message)”")
        }
    }

    /// Does something that must trap. Traps are told apart by their messages, of which either may say more than the other
    /// ("uninitialized element 2").
    ///
    /// - Returns: What came out instead of a trap.
    private mutating func trap<Result>(
        _ message: String, _ body: (inout ScriptRunner) throws -> Result
    ) throws -> Result? {
        do {
            return try body(&self)
        } catch let trap as Trap {
            let actual = trap.kind.description
            guard message.hasPrefix(actual) || actual.hasPrefix(message) else {
                throw Stop(failure: "got the trap “\(actual)”, expected the trap “\(message)”")
            }
            return nil
        }
    }

    private static func list(_ patterns: [ScriptPattern]) -> String {
        patterns.isEmpty ? "nothing" : patterns.map(\.description).joined(separator: " ")
    }

    private static func list(_ values: [Value]) -> String {
        values.isEmpty ? "nothing" : values.map(text).joined(separator: " ")
    }

    /// A value as a script would write it, which shows every bit of a number.
    private static func text(_ value: Value) -> String {
        switch value {
        case .i32(let value): ScriptValue.i32(UInt32(bitPattern: value)).description
        case .i64(let value): ScriptValue.i64(UInt64(bitPattern: value)).description
        case .f32(let value): ScriptValue.f32(value.bitPattern).description
        case .f64(let value): ScriptValue.f64(value.bitPattern).description
        case .v128(let value): ScriptValue.v128(low: value.low, high: value.high).description
        default: value.description
        }
    }
}
