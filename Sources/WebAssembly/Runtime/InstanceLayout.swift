/// Where the variable part of an ``InstanceBlock`` keeps what, in bytes from the block's start.
struct InstanceLayout {
    /// Pointers to the ``FunctionBlock`` of each function, imported ones first.
    let functions: Int
    /// Pointers to the ``TableBlock`` of each table, imported ones first.
    let tables: Int
    /// Pointers to the ``MemoryBlock`` of each memory, imported ones first.
    let memories: Int
    /// Pointers to the ``TagBlock`` of each tag, imported ones first.
    let tags: Int
    /// One slot a global: an imported one holds a pointer to its cell, a defined one is the cell itself. A vector that the
    /// module defines takes two.
    let globals: Int
    let byteCount: Int
    /// Whether the machine's registers serve accesses to memory 0: its addresses have 32 bits, and no other thread grows it.
    let isFirstMemoryNear: Bool
    /// The defined globals that hold vectors, in order: each moves those behind it by a slot.
    private let vectorGlobals: [UInt32]

    init(_ module: BinaryModule) {
        functions = (MemoryLayout<InstanceBlock>.size + 7) & ~7
        tables = functions + module.functionCount * 8
        if module.memoryCount > 0 {
            let first = module.type(ofMemory: 0)
            isFirstMemoryNear = first.addressType == .i32 && !first.isShared
        } else {
            isFirstMemoryNear = false
        }
        memories = tables + module.tableCount * 8
        tags = memories + module.memoryCount * 8
        globals = tags + module.tagCount * 8
        let imported = module.importedGlobals.count
        vectorGlobals = module.globals.indices.filter { module.globals[$0].type.value == .v128 }
            .map { UInt32(imported + $0) }
        byteCount = globals + (module.globalCount + vectorGlobals.count) * 8
    }

    func function(_ index: UInt32) -> Int { functions + Int(index) * 8 }
    func table(_ index: UInt32) -> Int { tables + Int(index) * 8 }
    func tag(_ index: UInt32) -> Int { tags + Int(index) * 8 }
    func memory(_ index: UInt32) -> Int { memories + Int(index) * 8 }

    func global(_ index: UInt32) -> Int {
        // How many vectors lie before it, by bisection.
        var low = 0
        var high = vectorGlobals.count
        while low < high {
            let middle = (low + high) / 2
            if vectorGlobals[middle] < index { low = middle + 1 } else { high = middle }
        }
        return globals + (Int(index) + low) * 8
    }
}
