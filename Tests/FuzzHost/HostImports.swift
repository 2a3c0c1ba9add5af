import WebAssembly

/// What a host offers for a module's imports, by rules that the other engine's side can follow: globals and results of functions are
/// numbers at the borders of their types, or null; tables and memories are empty.
///
/// Functions are recorded: what each was given, and what it gave. The other side plays that back and says where it was called otherwise.
final class HostImports {
    /// After so many calls each further one fails, and so does every eleventh: errors of hosts go through guests too.
    private static let maximumCalls = 200

    private struct Refusal: Error, CustomStringConvertible {
        var description: String { "host error" }
    }

    private var calls: [JSON] = []
    private(set) var externals: [External] = []
    private(set) var linker = Linker()

    /// Why a host cannot offer what a module imports; nil if it can.
    static func objection(to module: BinaryModule) -> String? {
        var names: Set<[String]> = []
        for entry in module.imports {
            // A linker knows things by their names.
            guard names.insert([entry.module, entry.name]).inserted else { return "two imports have one name" }
            switch entry.description {
            case .function(let index), .tag(let index):
                let type = module.types[Int(index)]
                let isAlone = module.recursionGroups.contains { $0 == Int(index)..<Int(index) + 1 }
                guard type.isFinal, type.supertypes.isEmpty, isAlone, let function = type.function,
                    (function.parameters + function.results).allSatisfy(\.hasArguments)
                else { return "it imports a function or a tag of a type that a host cannot make" }
            case .global(let type):
                let isTop = [.funcref, .externref, .anyref, .exnref].contains(type.value)
                if case .ref = type.value, !isTop { return "it imports a global of a type that a host cannot make" }
            case .table(let type):
                guard ValueType.ref(type.element).hasArguments else {
                    return "it imports a table of a type that a host cannot make"
                }
            case .memory:
                break
            }
        }
        return nil
    }

    init(of module: BinaryModule, in store: Store) throws {
        for (number, entry) in module.imports.enumerated() {
            let external: External
            switch entry.description {
            case .function(let index):
                let type = module.functionType(at: index)!
                external = .function(
                    Function(in: store, type: type) { [unowned self] _, arguments in
                        try answer(number, arguments, type.results)
                    })
            case .global(let type):
                let value = type.value.argument(row: number, column: 0)
                external = .global(try Global(value, isMutable: type.isMutable, in: store))
            case .table(let type): external = .table(try Table(type, in: store))
            case .memory(let type): external = .memory(try Memory(type, in: store))
            case .tag(let index): external = .tag(Tag(module.functionType(at: index)!.parameters, in: store))
            }
            externals.append(external)
            linker.define(entry.module, entry.name, external)
        }
    }

    private func answer(_ number: Int, _ arguments: [Value], _ types: [ValueType]) throws -> [Value] {
        let count = calls.count
        let fails = count >= HostImports.maximumCalls || count % 11 == 10
        let results = fails ? [] : types.enumerated().map { $1.argument(row: number + count, column: $0) }
        // A guest that goes on after the last call would only fill the record.
        if count < 2 * HostImports.maximumCalls {
            calls.append(
                .object([
                    ("import", .number(number)), ("arguments", .list(arguments.map { .text($0.bits) })),
                    ("results", .list(results.map { .text($0.bits) })), ("fails", .number(fails ? 1 : 0)),
                ]))
        }
        if fails { throw Refusal() }
        return results
    }

    var json: [(String, JSON)] {
        [
            ("hostCalls", .list(calls)),
            // What the other side cannot tell from the module: the values of globals, and null of a table's type.
            (
                "imports",
                .list(
                    externals.enumerated().map { number, external in
                        switch external {
                        case .global(let global): .text(global.type.value.argument(row: number, column: 0).bits)
                        case .table(let table):
                            .text(ValueType.ref(table.type.element).argument(row: 0, column: 0).bits)
                        default: .text("")
                        }
                    })
            ),
        ]
    }
}
