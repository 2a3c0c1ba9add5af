import WasmText
import WebAssembly

/// Executes the commands of a script, in their order, in one store.
///
/// Scripts count on a module `spectest` that the runner offers. Each command has a deadline, so a script always ends.
public struct ScriptRunner {
    /// Gets each command with its outcome; those of a thread when another command waits for it.
    public typealias Report = (ScriptCommand, ScriptOutcome) -> Void

    let store: Store
    var linker = Linker()
    /// The module that actions without a name mean; nil before the first one.
    private var current: Loaded?
    private var named: [String: Loaded] = [:]
    /// By name; the last one also by the empty name.
    private var definitions: [String: Definition] = [:]
    var hostValues = HostValues()
    private var threads: [String: ScriptThread] = [:]

    /// What a name stands for.
    enum Loaded {
        case instance(Instance)
        /// Shared memories that another thread exports, by name.
        case shared([String: SharedMemory])
        /// A module that was refused by the command in a line.
        case refused(line: Int)
    }

    private enum Definition {
        case module(Module)
        case refused(line: Int)
    }

    /// Ends a command with an outcome other than success.
    struct Stop: Error {
        var outcome: ScriptOutcome

        init(_ outcome: ScriptOutcome) { self.outcome = outcome }
        init(failure: String) { outcome = .failed(failure) }
    }

    /// How long a command may take. None of the official suite takes a tenth of that.
    public static let timeLimit = Duration.seconds(120)

    /// - Parameter store: A fresh one; its engine says which features modules may use.
    /// - Throws: `LinkError` when the store's limits do not allow what the module `spectest` has.
    public init(store: Store = Store(engine: Engine(features: Engine.supportedFeatures))) throws {
        self.store = store
        try SpectestModule.define(in: &linker, store: store)
    }

    /// Runs a whole script.
    public mutating func run(_ script: Script, report: Report) {
        for command in script.commands { run(command, report: report) }
    }

    /// Runs a command.
    public mutating func run(_ command: ScriptCommand, report: Report) {
        store.deadline = .now + Self.timeLimit
        let outcome: ScriptOutcome
        do {
            try execute(command, report)
            outcome = .passed
        } catch let stop as Stop {
            outcome = stop.outcome
        } catch {
            outcome = .failed("\(error)")
        }
        report(command, outcome)
    }

    private mutating func execute(_ command: ScriptCommand, _ report: Report) throws {
        let line = command.position.line
        switch command.kind {
        case .module(let module):
            // Until it has run, the module counts as refused: so it stays when an error is thrown.
            remember(.refused(line: line), as: module.name)
            define(.refused(line: line), as: module.name)
            let compiled = try compile(module)
            define(.module(compiled), as: module.name)
            remember(.instance(try linker.instantiate(compiled, in: store)), as: module.name)
        case .definition(let module):
            define(.refused(line: line), as: module.name)
            define(.module(try compile(module)), as: module.name)
        case .instance(let name, let module):
            remember(.refused(line: line), as: name)
            remember(.instance(try linker.instantiate(definition(module), in: store)), as: name)
        case .register(let name, let instance):
            try register(name, instance)
        case .action(let action):
            _ = try perform(action)
        case .thread(let name, let shared, let commands):
            threads[name] = try ScriptThread(commands, engine: store.engine, shared: sharedMemories(shared))
        case .wait(let thread):
            try wait(for: thread, report)
        default:
            try check(command.kind)
        }
    }

    // MARK: Modules

    private mutating func remember(_ loaded: Loaded, as name: String?) {
        current = loaded
        if let name { named[name] = loaded }
    }

    private mutating func define(_ definition: Definition, as name: String?) {
        definitions[""] = definition
        if let name { definitions[name] = definition }
    }

    private func definition(_ name: String?) throws -> Module {
        switch definitions[name ?? ""] {
        case .module(let module): return module
        case .refused(let line): throw Stop(.blocked(by: line))
        case nil: throw Stop(failure: "no module was defined \(name.map { "as $\($0)" } ?? "before this command")")
        }
    }

    func compile(_ module: ScriptModule) throws -> Module {
        try Module(module.encode(), engine: store.engine)
    }

    private func loaded(_ name: String?) throws -> Loaded {
        guard let loaded = name == nil ? current : named[name!] else {
            throw Stop(failure: "there is no module \(name.map { "$\($0)" } ?? "before this command")")
        }
        if case .refused(let line) = loaded { throw Stop(.blocked(by: line)) }
        return loaded
    }

    private func instance(_ name: String?) throws -> Instance {
        guard case .instance(let instance) = try loaded(name) else {
            throw Stop(failure: "the module \(name.map { "$\($0)" } ?? "before") belongs to another thread")
        }
        return instance
    }

    private mutating func register(_ name: String, _ instance: String?) throws {
        switch try loaded(instance) {
        case .instance(let instance):
            linker.define(name, exportsOf: instance)
        case .shared(let memories):
            for (export, memory) in memories { linker.define(name, export, .memory(try Memory(memory, in: store))) }
        case .refused:
            break
        }
    }

    // MARK: Actions

    mutating func perform(_ action: ScriptAction) throws -> [Value] {
        switch action {
        case .get(let name, let global):
            return [try instance(name).global(global).value]
        case .invoke(let name, let function, let arguments):
            let instance = try instance(name)
            var values: [Value] = []
            for argument in arguments { values.append(try hostValues.value(argument)) }
            return try instance.function(function).call(values)
        }
    }

    // MARK: Threads

    /// Lets a name stand for what another thread shares.
    mutating func share(_ memories: [String: SharedMemory], as name: String) {
        remember(.shared(memories), as: name)
    }

    /// The shared memories that modules export.
    private func sharedMemories(_ names: [String]) throws -> [String: [String: SharedMemory]] {
        var memories: [String: [String: SharedMemory]] = [:]
        for name in names {
            switch try loaded(name) {
            case .shared(let others):
                memories[name] = others
            case .instance(let instance):
                memories[name] = [:]
                for export in instance.module.exports {
                    guard case .memory(let memory) = instance.export(export.name), let shared = memory.shared else {
                        continue
                    }
                    memories[name]![export.name] = shared
                }
            case .refused:
                break
            }
        }
        return memories
    }

    private mutating func wait(for name: String, _ report: Report) throws {
        guard let thread = threads.removeValue(forKey: name) else { throw Stop(failure: "there is no thread $\(name)") }
        for (command, outcome) in thread.join() { report(command, outcome) }
    }
}
