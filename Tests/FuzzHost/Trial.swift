import WebAssembly

/// One exported function, called a few times in an instance of its own, and what the instance is like afterwards.
struct Trial {
    /// A call takes at most this long; modules end by themselves long before, unless a mutation took that away.
    private static let timeLimit: Duration = .seconds(2)
    private static let maximumFunctions = 12
    private static let maximumBytes: UInt64 = 16 << 20
    private static let maximumElements: UInt64 = 100_000

    /// The index of the export; nil for a module that cannot be instantiated, or exports no function that can be called.
    let export: Int?
    private let instantiation: String
    private let calls: [(arguments: [Value], outcome: String)]
    private let state: String
    private let host: [(String, JSON)]

    var json: JSON {
        .object(
            [
                ("export", export.map { .number($0) } ?? .number(-1)),
                ("instantiation", .text(instantiation)),
                (
                    "calls",
                    .list(
                        calls.map { call in
                            .object([
                                ("arguments", .list(call.arguments.map { .text($0.bits) })),
                                ("outcome", .text(call.outcome)),
                            ])
                        })
                ),
                ("state", .text(state)),
            ] + host)
    }

    /// Why a module is not to be run; nil if it is.
    static func objection(to module: Module) -> String? {
        let binary = module.binary
        if let reason = HostImports.objection(to: binary) { return reason }
        let memories = binary.importedMemories + binary.memories
        // A wait that nobody ends would never be over in the other engine.
        if memories.contains(where: \.isShared) { return "it has a shared memory" }
        for memory in memories {
            guard let maximum = memory.limits.maximum, maximum <= maximumBytes >> UInt64(memory.pageSizeLog2) else {
                return "it has a memory without a small maximum"
            }
        }
        for table in binary.importedTables + binary.tables.map(\.type) {
            guard let maximum = table.limits.maximum, maximum <= maximumElements else {
                return "it has a table without a small maximum"
            }
        }
        return nil
    }

    static func all(of module: Module) -> [Trial] {
        var exports: [Int?] = []
        for (index, export) in module.exports.enumerated() {
            if case .function(let type) = export.type, type.parameters.allSatisfy(\.hasArguments) {
                exports.append(index)
            }
        }
        if exports.isEmpty { exports = [nil] }
        return exports.prefix(maximumFunctions).map { Trial(of: module, export: $0, in: Store(engine: module.engine)) }
    }

    /// How the instantiation and each call ended.
    var outcomes: [String] { [instantiation] + calls.map { $0.outcome } }

    init(of module: Module, export: Int?, in store: Store) {
        self.export = export
        store.deadline = .now + Trial.timeLimit
        var calls: [(arguments: [Value], outcome: String)] = []
        let imports: HostImports
        do {
            imports = try HostImports(of: module.binary, in: store)
        } catch {
            fatalError("a host cannot make what the module imports: \(error)")
        }
        let instance: Instance
        do {
            instance = try imports.linker.instantiate(module, in: store)
        } catch {
            instantiation = outcome(of: error)
            self.calls = []
            state = ""
            host = imports.json
            return
        }
        instantiation = "done"
        if let export, case .function(let function) = instance.export(module.binary.exports[export].name) {
            for row in 0..<2 {
                store.deadline = .now + Trial.timeLimit
                let arguments = function.type.parameters.enumerated().map { $1.argument(row: row, column: $0) }
                do {
                    let results = try function.call(arguments)
                    calls.append((arguments, "returned " + results.map(\.bits).joined(separator: " ")))
                } catch {
                    calls.append((arguments, outcome(of: error)))
                }
            }
        }
        self.calls = calls
        let exports = module.binary.exports.map { instance.export($0.name) }
        state = Trial.state(of: exports + imports.externals)
        host = imports.json
    }

    /// Every memory, global and table that is exported, and then those that are imported.
    private static func state(of externals: [External?]) -> String {
        var parts: [String] = []
        for (index, external) in externals.enumerated() {
            switch external {
            case .memory(let memory):
                let count = UInt64(memory.byteCount)
                let checksum = (try? memory.bytes(at: 0, count: count)).map { CRC32.checksum(of: .init($0)) } ?? 0
                parts.append("\(index):memory:\(count):\(String(checksum, radix: 16))")
            case .global(let global): parts.append("\(index):global:\(global.value.bits)")
            case .table(let table): parts.append("\(index):table:\(table.count)")
            default: break
            }
        }
        return parts.joined(separator: " ")
    }
}

private func outcome(of error: any Error) -> String {
    switch error {
    case let trap as Trap: "trap: \(trap.kind)"
    case is Exception: "exception"
    default: "error: \(error)"
    }
}
