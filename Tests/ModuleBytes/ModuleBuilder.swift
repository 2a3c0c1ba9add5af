/// Puts a module together, section by section; each method gives the index of what it adds.
///
/// Imports come before definitions of the same kind, since they have the lower indices.
package struct ModuleBuilder {
    private var types: [[UInt8]] = []
    private var imports: [[UInt8]] = []
    private var functions: [[UInt8]] = []
    private var tables: [[UInt8]] = []
    private var memories: [[UInt8]] = []
    private var globals: [[UInt8]] = []
    private var exports: [[UInt8]] = []
    private var elements: [[UInt8]] = []
    private var code: [[UInt8]] = []
    private var segments: [[UInt8]] = []
    private var functionNames: [[UInt8]] = []
    private var counts: [Kind: Int] = [:]
    /// The function that runs at instantiation.
    package var start: Int?
    /// The module's own name.
    package var name: String?

    package enum Kind: UInt8, Sendable { case function, table, memory, global }

    package init(name: String? = nil) { self.name = name }

    /// The index that the next function will have: functions may call those that follow them.
    package var nextFunction: Int { counts[.function, default: 0] }

    package mutating func type(_ parameters: [UInt8], _ results: [UInt8]) -> Int {
        type(functionType(parameters, results))
    }

    /// A type by its bytes.
    package mutating func type(_ type: [UInt8]) -> Int {
        if let index = types.firstIndex(of: type) { return index }
        types.append(type)
        return types.count - 1
    }

    private mutating func add(_ kind: Kind, export: String?) -> Int {
        let index = counts[kind, default: 0]
        counts[kind] = index + 1
        if let export { self.export(export, kind, index) }
        return index
    }

    package mutating func export(_ name: String, _ kind: Kind, _ index: Int) {
        exports.append(ModuleBytes.name(name) + [kind.rawValue] + unsigned(index))
    }

    // MARK: Imports

    private mutating func addImport(_ module: String, _ name: String, _ kind: Kind, _ type: [UInt8]) -> Int {
        imports.append(ModuleBytes.name(module) + ModuleBytes.name(name) + [kind.rawValue] + type)
        return add(kind, export: nil)
    }

    package mutating func importFunction(
        _ module: String, _ name: String, _ parameters: [UInt8] = [], _ results: [UInt8] = []
    ) -> Int {
        addImport(module, name, .function, unsigned(type(parameters, results)))
    }

    package mutating func importTable(
        _ module: String, _ name: String, _ minimum: Int, _ maximum: Int? = nil, of element: UInt8 = funcref
    ) -> Int {
        addImport(module, name, .table, [element] + limits(minimum, maximum))
    }

    package mutating func importMemory(_ module: String, _ name: String, _ minimum: Int, _ maximum: Int? = nil) -> Int {
        addImport(module, name, .memory, limits(minimum, maximum))
    }

    package mutating func importGlobal(_ module: String, _ name: String, _ type: UInt8, isMutable: Bool = false) -> Int
    {
        addImport(module, name, .global, [type, isMutable ? 1 : 0])
    }

    // MARK: Definitions

    /// - Parameter named: the name that the name section gives it.
    @discardableResult
    package mutating func function(
        _ parameters: [UInt8] = [], _ results: [UInt8] = [], locals: [UInt8] = [], export: String? = nil,
        named name: String? = nil, _ body: Code...
    ) -> Int {
        functions.append(unsigned(type(parameters, results)))
        let runs = unsigned(locals.count) + locals.flatMap { [1, $0] }
        code.append(sized(runs + Code(body).bytes + [end]))
        let index = add(.function, export: export)
        if let name { functionNames.append(unsigned(index) + ModuleBytes.name(name)) }
        return index
    }

    @discardableResult
    package mutating func table(
        _ minimum: Int, _ maximum: Int? = nil, of element: UInt8 = funcref, export: String? = nil
    ) -> Int {
        tables.append([element] + limits(minimum, maximum))
        return add(.table, export: export)
    }

    /// - Parameter is64: whether its addresses have 64 bits.
    @discardableResult
    package mutating func memory(
        _ minimum: Int, _ maximum: Int? = nil, is64: Bool = false, export: String? = nil
    ) -> Int {
        var limits = limits(minimum, maximum)
        if is64 { limits[0] |= 4 }
        memories.append(limits)
        return add(.memory, export: export)
    }

    @discardableResult
    package mutating func global(
        _ type: UInt8, isMutable: Bool = false, _ value: Code, export: String? = nil
    ) -> Int {
        globals.append([type, isMutable ? 1 : 0] + value.bytes + [end])
        return add(.global, export: export)
    }

    // MARK: Segments

    /// Functions for table 0, from `offset` on.
    package mutating func elements(at offset: Code, _ functions: [Int]) {
        elements.append([0] + offset.bytes + [end] + unsigned(functions.count) + functions.flatMap(unsigned))
    }

    /// References that expressions make, for `table.init` and `array.new_elem`.
    package mutating func passiveElements(of type: UInt8, _ expressions: [Code]) {
        elements.append([5, type] + unsigned(expressions.count) + expressions.flatMap { $0.bytes + [end] })
    }

    /// Functions for `table.init`, which `ref.func` may also name.
    package mutating func passiveElements(_ functions: [Int]) {
        elements.append([1, 0] + unsigned(functions.count) + functions.flatMap(unsigned))
    }

    /// Bytes for memory 0, from `offset` on.
    package mutating func data(at offset: Code, _ bytes: [UInt8]) {
        segments.append([0] + offset.bytes + [end] + sized(bytes))
    }

    /// Bytes for `memory.init`.
    package mutating func passiveData(_ bytes: [UInt8]) {
        segments.append([1] + sized(bytes))
    }

    private func limits(_ minimum: Int, _ maximum: Int?) -> [UInt8] {
        maximum.map { [1] + unsigned(minimum) + unsigned($0) } ?? [0] + unsigned(minimum)
    }

    // MARK: The module

    package var bytes: [UInt8] {
        func section(_ id: UInt8, _ items: [[UInt8]]) -> [UInt8] {
            items.isEmpty ? [] : ModuleBytes.section(id, unsigned(items.count) + items.joined())
        }
        var names: [UInt8] = []
        if let name { names += [0] + sized(ModuleBytes.name(name)) }
        if !functionNames.isEmpty { names += [1] + sized(unsigned(functionNames.count) + functionNames.joined()) }
        var bytes = header
        bytes += section(1, types) + section(2, imports) + section(3, functions)
        bytes += section(4, tables) + section(5, memories) + section(6, globals) + section(7, exports)
        if let start { bytes += ModuleBytes.section(8, unsigned(start)) }
        bytes += section(9, elements)
        if !segments.isEmpty { bytes += ModuleBytes.section(12, unsigned(segments.count)) }
        bytes += section(10, code) + section(11, segments)
        if !names.isEmpty { bytes += ModuleBytes.section(0, ModuleBytes.name("name") + names) }
        return bytes
    }
}
