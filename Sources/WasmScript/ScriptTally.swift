import WasmText

/// Counts of outcomes.
public struct ScriptTally: Hashable, Sendable {
    public var passed = 0
    public var failed = 0
    /// Commands that need a module which was refused.
    public var blocked = 0

    public init() {}

    public mutating func add(_ outcome: ScriptOutcome) {
        switch outcome {
        case .passed: passed += 1
        case .failed: failed += 1
        case .blocked: blocked += 1
        }
    }

    public static func += (sum: inout ScriptTally, other: ScriptTally) {
        sum.passed += other.passed
        sum.failed += other.failed
        sum.blocked += other.blocked
    }
}

extension ScriptCommand.Kind {
    /// The word that begins the command in a script.
    public var keyword: String {
        switch self {
        case .module: "module"
        case .definition: "module definition"
        case .instance: "module instance"
        case .register: "register"
        case .action(.invoke): "invoke"
        case .action(.get): "get"
        case .assertReturn: "assert_return"
        case .assertTrap, .assertUninstantiable: "assert_trap"
        case .assertExhaustion: "assert_exhaustion"
        case .assertException: "assert_exception"
        case .assertUnlinkable: "assert_unlinkable"
        case .assertInvalid: "assert_invalid"
        case .assertMalformed: "assert_malformed"
        case .assertInvalidCustom: "assert_invalid_custom"
        case .assertMalformedCustom: "assert_malformed_custom"
        case .thread: "thread"
        case .wait: "wait"
        }
    }
}
