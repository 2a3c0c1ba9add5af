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
    /// Where each imported global lives; defined ones are in the block.
    var importedGlobals: [GlobalStorage] = []
    /// The references of each element segment; empty once it is dropped.
    var elements: [[UInt64]] = []
    var droppedData: [Bool] = []
    private var functionBlocks: UnsafeMutablePointer<FunctionBlock>?
    private var emptyMemory: UnsafeMutablePointer<MemoryBlock>?

    init(_ module: Module, in store: Store) {
        self.store = store
        self.module = module
        control = store.control
        block = .allocate(byteCount: module.layout.byteCount, alignment: 16)
        block.initializeMemory(as: UInt8.self, repeating: 0, count: module.layout.byteCount)
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
                    typeID: module.typeIDs[Int(module.binary.functions[index])]))
            block.storeBytes(
                of: defined + index, toByteOffset: layout.function(UInt32(imported.count + index)),
                as: UnsafeMutablePointer<FunctionBlock>.self)
        }
        for (index, table) in tables.enumerated() {
            block.storeBytes(
                of: table.block, toByteOffset: layout.table(UInt32(index)),
                as: UnsafeMutablePointer<TableBlock>.self)
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

    /// The value of a constant expression, as a slot (specification §3.4.15).
    func evaluate(_ expression: ConstantExpression) throws(ModuleError) -> UInt64 {
        var slot: UInt64 = 0
        try evaluate(expression, into: &slot)
        return slot
    }

    /// Put the value of a constant expression into a slot, or a vector into two.
    func evaluate(_ expression: ConstantExpression, into slots: UnsafeMutablePointer<UInt64>) throws(ModuleError) {
        let result: Result<Void, ModuleError> = module.binary.bytes.withUnsafeBytes { bytes in
            do throws(ModuleError) {
                var reader = InstructionReader(bytes, range: expression.range)
                while true {
                    let instruction = try reader.next()
                    switch instruction.opcode {
                    case .end:
                        return .success(())
                    case .i32Const, .i64Const, .f32Const, .f64Const:
                        slots.pointee = instruction.bits
                    case .v128Const:
                        slots[0] = instruction.bits
                        slots[1] = instruction.highBits
                    case .globalGet:
                        let type = module.binary.type(ofGlobal: instruction.index).value
                        slots.update(from: globalCell(instruction.index), count: type.slotCount)
                    case .refFunc:
                        slots.pointee = UInt64(UInt(bitPattern: function(instruction.index)))
                    case .refNull:
                        slots.pointee = 0
                    default: preconditionFailure("\(instruction.opcode) in a validated constant expression")
                    }
                }
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Copy a part of a data segment into a memory.
    /// - Returns: false when a range does not fit; nothing is written then.
    func initializeMemory(
        _ memory: UnsafeMutablePointer<MemoryBlock>, segment: Int, to: UInt64, from: UInt64, count: UInt64
    ) -> Bool {
        let contents = module.binary.dataSegments[segment].contents
        let available = droppedData[segment] ? 0 : UInt(contents.count)
        guard fits(from, count, in: available), fits(to, count, in: memory.pointee.byteCount) else { return false }
        if count == 0 { return true }
        let base = memory.pointee.base! + Int(to)
        module.binary.bytes.withUnsafeBytes { bytes in
            let source = UnsafeRawBufferPointer(
                rebasing: bytes[(contents.lowerBound + Int(from))...].prefix(Int(count)))
            base.copyMemory(from: source.baseAddress!, byteCount: Int(count))
        }
        return true
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
