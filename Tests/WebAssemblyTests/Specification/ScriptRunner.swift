import Foundation

@testable import WebAssembly

/// Executes the commands of one script in a store of its own.
struct ScriptRunner {
    /// Where the modules' files are.
    private let folder: URL
    private let store = Store()
    private var linker = Linker()
    /// The module that actions without a name mean; nil before the first one.
    private var current: Loaded?
    private var named: [String: Loaded] = [:]
    private var definitions: [String: Module] = [:]
    private var externals = ExternalObjects()

    /// A module that ran, or the line of the command that was refused.
    private enum Loaded {
        case instance(Instance)
        case refused(line: Int)
    }

    /// Ends a command with an outcome other than success.
    private struct Stop: Error { var outcome: Outcome }

    /// No command of the suite takes a tenth of that.
    private static let timeLimit = Duration.seconds(120)

    /// - Parameter collectsAlways: whether there is a collection at every allocation, which finds roots that were forgotten.
    init(folder: URL, collectsAlways: Bool = false) throws {
        self.folder = folder
        store.heap.collectsAlways = collectsAlways
        try SpectestModule.define(in: &linker, store: store)
    }

    mutating func run(_ command: Script.Command) -> Outcome {
        store.deadline = .now + Self.timeLimit
        do {
            try execute(command)
            return .passed
        } catch let stop as Stop {
            return stop.outcome
        } catch {
            return .failed("\(error)")
        }
    }

    private mutating func execute(_ command: Script.Command) throws {
        switch command.type {
        case "module":
            // Until it has run, the module counts as refused: so it stays when an error is thrown.
            remember(.refused(line: command.line), as: command.name)
            remember(.instance(try linker.instantiate(module(of: command), in: store)), as: command.name)
        case "module_definition":
            definitions[command.name ?? ""] = try module(of: command)
        case "module_instance":
            remember(.refused(line: command.line), as: command.instance)
            guard let module = definitions[command.module ?? ""] else { throw failure("its definition was refused") }
            remember(.instance(try linker.instantiate(module, in: store)), as: command.instance)
        case "register":
            linker.define(command.registeredName!, exportsOf: try instance(command.name))
        case "action":
            _ = try perform(command.action!)
        case "assert_return":
            try check(perform(command.action!), command.expected ?? [])
        case "assert_trap", "assert_exhaustion":
            try checkTrap(command) { _ = try perform(command.action!) }
        case "assert_exception":
            _ = try perform(command.action!)
            throw failure("no exception")
        case "assert_uninstantiable":
            let module = try module(of: command)
            try checkTrap(command) { _ = try linker.instantiate(module, in: store) }
        case "assert_unlinkable":
            let module = try module(of: command)
            do { _ = try linker.instantiate(module, in: store) } catch is LinkError { return }
            throw failure("no link error, expected '\(command.text ?? "")'")
        case "assert_invalid", "assert_malformed":
            do { _ = try module(of: command) } catch is ModuleError { return }
            throw failure("accepted, expected '\(command.text ?? "")'")
        default:
            throw failure("the runner does not know this command")
        }
    }

    // MARK: Steps

    private func failure(_ message: String) -> Stop { Stop(outcome: .failed(message)) }

    private mutating func remember(_ loaded: Loaded, as name: String?) {
        current = loaded
        if let name { named[name] = loaded }
    }

    private func module(of command: Script.Command) throws -> Module {
        guard let file = command.binary else { throw Stop(outcome: .textForm) }
        return try Module([UInt8](Data(contentsOf: folder.appending(path: file))), engine: store.engine)
    }

    private func instance(_ name: String?) throws -> Instance {
        switch name == nil ? current : named[name!] {
        case .instance(let instance): return instance
        case .refused(let line): throw Stop(outcome: .blocked(by: line))
        case nil: throw failure("no module \(name ?? "before this command")")
        }
    }

    private mutating func perform(_ action: Script.Action) throws -> [Value] {
        let instance = try instance(action.module)
        if action.type == "get" { return [try instance.global(action.field).value] }
        var arguments: [Value] = []
        for constant in action.args ?? [] { arguments.append(try constant.argument(&externals)) }
        return try instance.function(action.field).call(arguments)
    }

    private mutating func check(_ results: [Value], _ expected: [Script.Constant]) throws {
        for (result, constant) in zip(results, expected) where !constant.matches(result, &externals) {
            throw failure("got \(results), expected \(expected)")
        }
        if results.count != expected.count { throw failure("got \(results), expected \(expected)") }
    }

    /// Traps are told apart by their messages, of which either may say more than the other ("uninitialized element 2").
    private func checkTrap(_ command: Script.Command, _ body: () throws -> Void) throws {
        let expected = command.text ?? ""
        do {
            try body()
        } catch let trap as Trap {
            let actual = trap.kind.description
            if expected.hasPrefix(actual) || actual.hasPrefix(expected) { return }
            throw failure("trap '\(actual)', expected '\(expected)'")
        }
        throw failure("no trap, expected '\(expected)'")
    }
}
