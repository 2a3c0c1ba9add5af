import Foundation
import WebAssembly

/// Executes the commands of one script in a store of its own.
struct ScriptRunner {
    /// Where the modules' files are.
    private let folder: URL
    private let store = Store()
    private var linker = Linker()
    /// The instance that actions without a module's name mean; nil before the first module.
    private var current: Loaded?
    private var named: [String: Loaded] = [:]
    private var definitions: [String: Module] = [:]

    /// A module that ran, or the line of the command that was refused.
    private enum Loaded {
        case instance(Instance, Module)
        case refused(line: Int)
    }

    /// Stops a command with an outcome other than success.
    private struct Stop: Error { var outcome: Outcome }

    /// No single command of the suite takes a tenth of that.
    private static let timeLimit = Duration.seconds(120)

    init(folder: URL) throws {
        self.folder = folder
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
            // Until it has run, the module counts as refused: that holds if it throws.
            remember(.refused(line: command.line), as: command.name)
            let module = try module(of: command)
            remember(.instance(try linker.instantiate(module, in: store), module), as: command.name)
        case "module_definition":
            definitions[command.name ?? ""] = try module(of: command)
        case "module_instance":
            remember(.refused(line: command.line), as: command.instance)
            guard let module = definitions[command.module ?? ""] else { throw failure("its definition was refused") }
            remember(.instance(try linker.instantiate(module, in: store), module), as: command.instance)
        case "register":
            let (instance, module) = try loaded(command.name)
            for export in module.exports {
                guard let value = instance.export(export.name) else { throw failure("no export \(export.name)") }
                linker.define(command.registeredName!, export.name, value)
            }
        case "action":
            _ = try perform(command.action!)
        case "assert_return":
            let results = try perform(command.action!)
            let expected = command.expected ?? []
            guard results.count == expected.count, zip(results, expected).allSatisfy({ $1.matches($0) }) else {
                throw failure("got \(results), expected \(expected.map(\.description).joined(separator: ", "))")
            }
        case "assert_trap", "assert_exhaustion":
            let results: [Value]
            do { results = try perform(command.action!) } catch let trap as Trap { return try check(trap, command) }
            throw failure("no trap but \(results)")
        case "assert_uninstantiable":
            let module = try module(of: command)
            do { _ = try linker.instantiate(module, in: store) } catch let trap as Trap { return try check(trap, command) }
            throw failure("instantiated")
        case "assert_unlinkable":
            let module = try module(of: command)
            do { _ = try linker.instantiate(module, in: store) } catch is LinkError { return }
            throw failure("instantiated")
        case "assert_invalid", "assert_malformed":
            do { _ = try module(of: command) } catch is ModuleError { return }
            throw failure("accepted, but: \(command.text ?? "")")
        default:
            throw failure("a command that the runner does not know")
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
        return try Module([UInt8](Data(contentsOf: folder.appending(path: file))))
    }

    private func loaded(_ name: String?) throws -> (Instance, Module) {
        switch name.map({ named[$0] }) ?? current {
        case .instance(let instance, let module): return (instance, module)
        case .refused(let line): throw Stop(outcome: .blocked(by: line))
        case nil: throw failure("no module \(name ?? "")")
        }
    }

    private func perform(_ action: Script.Action) throws -> [Value] {
        let (instance, _) = try loaded(action.module)
        switch (action.type, instance.export(action.field)) {
        case ("invoke", .function(let function)):
            return try function.call(try (action.args ?? []).map { try $0.argument() })
        case ("get", .global(let global)):
            return [global.value]
        default:
            throw failure("no export \(action.field) to \(action.type)")
        }
    }

    /// The kinds of traps are told apart by their messages, of which either may say more than the other
    /// ("uninitialized element 2").
    private func check(_ trap: Trap, _ command: Script.Command) throws {
        let expected = command.text ?? ""
        let actual = trap.kind.description
        guard expected.hasPrefix(actual) || actual.hasPrefix(expected) else {
            throw failure("trap '\(actual)', expected '\(expected)'")
        }
    }
}
