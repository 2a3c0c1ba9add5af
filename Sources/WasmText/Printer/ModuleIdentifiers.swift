import WasmBinary

/// The identifiers of a printed module, by index space.
struct ModuleIdentifiers {
    /// What stands behind the word `module`.
    let moduleBinding: String
    let types: IdentifierTable
    let functions: IdentifierTable
    let tables: IdentifierTable
    let memories: IdentifierTable
    let globals: IdentifierTable
    let tags: IdentifierTable
    let elements: IdentifierTable
    let data: IdentifierTable
    private let locals: [UInt32: [(index: UInt32, name: String)]]
    private let labels: [UInt32: [(index: UInt32, name: String)]]
    private let fields: [UInt32: IdentifierTable]

    init(_ module: BinaryModule) {
        let section = NameSection(module)
        func table(_ subject: NameSection.Subject) -> IdentifierTable {
            IdentifierTable(section?.names(of: subject) ?? [])
        }
        let name = section?.moduleName
        moduleBinding =
            name.map { $0.isEmpty ? " " + IdentifierTable.annotation($0) : " " + TextName.identifier($0) } ?? ""
        types = table(.type)
        functions = table(.function)
        tables = table(.table)
        memories = table(.memory)
        globals = table(.global)
        tags = table(.tag)
        elements = table(.element)
        data = table(.data)
        locals = section?.names(of: .local) ?? [:]
        labels = section?.names(of: .label) ?? [:]
        fields = section?.names(of: .field).mapValues(IdentifierTable.init) ?? [:]
    }

    func locals(ofFunction function: UInt32) -> IdentifierTable { IdentifierTable(locals[function] ?? []) }

    func fields(ofType type: UInt32) -> IdentifierTable { fields[type] ?? IdentifierTable() }

    /// The names of a function's blocks, which need not differ, by the number of the block.
    func labels(ofFunction function: UInt32) -> [UInt32: String] {
        Dictionary(uniqueKeysWithValues: (labels[function] ?? []).map { ($0.index, $0.name) })
    }
}
