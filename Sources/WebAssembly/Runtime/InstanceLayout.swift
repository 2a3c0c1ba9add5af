/// Where the variable part of an ``InstanceBlock`` keeps what, in bytes from the block's start.
struct InstanceLayout {
    /// Pointers to the ``FunctionBlock`` of each function, imported ones first.
    let functions: Int
    /// Pointers to the ``TableBlock`` of each table, imported ones first.
    let tables: Int
    /// One slot a global: an imported one holds a pointer to its cell, a defined one is the cell itself.
    let globals: Int
    let byteCount: Int

    init(_ module: BinaryModule) {
        functions = (MemoryLayout<InstanceBlock>.size + 7) & ~7
        tables = functions + module.functionCount * 8
        globals = tables + module.tableCount * 8
        byteCount = globals + module.globalCount * 8
    }

    func function(_ index: UInt32) -> Int { functions + Int(index) * 8 }
    func table(_ index: UInt32) -> Int { tables + Int(index) * 8 }
    func global(_ index: UInt32) -> Int { globals + Int(index) * 8 }
}
