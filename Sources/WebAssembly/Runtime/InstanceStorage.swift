/// The Swift side of an instance. The store owns it, so it lives as long as anything that can run.
final class InstanceStorage {
    /// The store owns this object and is never gone before it.
    unowned(unsafe) let store: Store
    let module: Module
    let control: StoreControl
    let block: UnsafeMutableRawPointer

    var memories: [LinearMemory] = []
    /// Imported tables first.
    var tables: [TableStorage] = []
    /// Imported tags first.
    var tags: [TagStorage] = []
    /// Where each imported global lives; defined ones are in the block.
    var importedGlobals: [GlobalStorage] = []
    /// The references of each element segment; empty once it is dropped.
    var elements: [[UInt64]] = []
    var droppedData: [Bool] = []
    /// What host functions get that this instance's code calls.
    let caller: Caller
    private var functionBlocks: UnsafeMutablePointer<FunctionBlock>?
    private var emptyMemory: UnsafeMutablePointer<MemoryBlock>?

    init(_ module: Module, in store: Store) {
        self.store = store
        self.module = module
        control = store.control
        caller = Caller(store)
        block = .allocate(byteCount: module.layout.byteCount, alignment: 16)
        block.initializeMemory(as: UInt8.self, repeating: 0, count: module.layout.byteCount)
        caller.storage = self
    }

    deinit {
        functionBlocks?.deallocate()
        emptyMemory?.deallocate()
        block.deallocate()
    }

    /// Fill the block, once all imports are known; code may run afterwards.
    func prepare(functions imported: [UnsafeMutablePointer<FunctionBlock>]) {
        let layout = module.layout
        let memory: UnsafeMutablePointer<MemoryBlock>
        if let first = memories.first {
            memory = first.block
        } else {
            memory = .allocate(capacity: 1)
            memory.initialize(to: MemoryBlock(base: nil, byteCount: 0, pageSizeLog2: 16))
            emptyMemory = memory
        }
        block.block.initialize(
            to: InstanceBlock(
                stackLimit: nil, memory: memory, store: store.block, storage: Unmanaged.passUnretained(self)))

        for (index, function) in imported.enumerated() {
            block.storeBytes(of: function, toByteOffset: layout.function(UInt32(index)), as: type(of: function))
        }
        let count = module.binary.functions.count
        let defined = UnsafeMutablePointer<FunctionBlock>.allocate(capacity: max(count, 1))
        functionBlocks = defined
        for index in 0..<count {
            (defined + index).initialize(
                to: FunctionBlock(
                    record: module.code.records + index, instance: block, host: nil,
                    typeID: module.types.numbers[Int(module.binary.functions[index])]))
            block.storeBytes(
                of: defined + index, toByteOffset: layout.function(UInt32(imported.count + index)),
                as: UnsafeMutablePointer<FunctionBlock>.self)
        }
        for (index, table) in tables.enumerated() {
            block.storeBytes(
                of: table.block, toByteOffset: layout.table(UInt32(index)),
                as: UnsafeMutablePointer<TableBlock>.self)
        }
        for (index, tag) in tags.enumerated() {
            block.storeBytes(
                of: tag.block, toByteOffset: layout.tag(UInt32(index)), as: UnsafeMutablePointer<TagBlock>.self)
        }
        for (index, memory) in memories.enumerated() {
            block.storeBytes(
                of: memory.block, toByteOffset: layout.memory(UInt32(index)),
                as: UnsafeMutablePointer<MemoryBlock>.self)
        }
        for (index, global) in importedGlobals.enumerated() {
            block.storeBytes(
                of: global.cell, toByteOffset: layout.global(UInt32(index)), as: UnsafeMutablePointer<UInt64>.self)
        }
        control.add(block.block)
    }

    /// A function of the instance's index space.
    func function(_ index: UInt32) -> UnsafeMutablePointer<FunctionBlock> {
        block.load(
            fromByteOffset: module.layout.function(index), as: UnsafeMutablePointer<FunctionBlock>.self)
    }

    /// The cell of a global of the instance's index space.
    func globalCell(_ index: UInt32) -> UnsafeMutablePointer<UInt64> {
        let place = block + module.layout.global(index)
        return Int(index) < importedGlobals.count
            ? importedGlobals[Int(index)].cell : place.assumingMemoryBound(to: UInt64.self)
    }

    /// Copy a part of a data segment into a memory.
    /// - Returns: false when a range does not fit; nothing is written then.
    func initializeMemory(
        _ memory: UnsafeMutablePointer<MemoryBlock>, segment: Int, to: UInt64, from: UInt64, count: UInt64
    ) -> Bool {
        guard fits(from, count, in: UInt(availableBytes(ofSegment: segment))),
            fits(to, count, in: memory.pointee.byteCount)
        else { return false }
        if count == 0 { return true }
        copyData(segment: segment, from: Int(from), to: memory.pointee.base! + Int(to), byteCount: Int(count))
        return true
    }

    /// The bytes of a data segment; none once it is dropped.
    func availableBytes(ofSegment segment: Int) -> Int {
        droppedData[segment] ? 0 : module.binary.dataSegments[segment].contents.count
    }

    /// Copy bytes that a data segment has.
    func copyData(segment: Int, from: Int, to: UnsafeMutableRawPointer, byteCount: Int) {
        if byteCount == 0 { return }
        let start = module.binary.dataSegments[segment].contents.lowerBound + from
        module.binary.bytes.withUnsafeBytes { to.copyMemory(from: $0.baseAddress! + start, byteCount: byteCount) }
    }

    /// Copy a part of an element segment into a table.
    /// - Returns: false when a range does not fit; nothing is written then.
    func initializeTable(
        _ table: UnsafeMutablePointer<TableBlock>, segment: Int, to: UInt64, from: UInt64, count: UInt64
    ) -> Bool {
        let references = elements[segment]
        guard fits(from, count, in: UInt(references.count)), fits(to, count, in: UInt(table.pointee.count)) else {
            return false
        }
        for offset in 0..<Int(count) { table.pointee.elements[Int(to) + offset] = references[Int(from) + offset] }
        return true
    }
}
