extension InstanceStorage {
    /// Allocate and fill what the module defines; imported tables, memories and globals are known (specification §4.7.3).
    /// - Parameter image: what the first memory, if it is not an imported one, holds when its segments are in place.
    func instantiate(functions imported: [UnsafeMutablePointer<FunctionBlock>], image: MemoryImage? = nil) throws {
        let binary = module.binary
        for (index, type) in binary.memories.enumerated() {
            memories.append(try store.makeMemory(type, image: index == 0 ? image : nil))
        }
        for table in binary.tables {
            tables.append(try store.makeTable(module.types.numbered(table.type), value: 0))
        }
        for type in binary.tags { tags.append(store.makeTag(module.types.numbers[Int(type)])) }
        // From here on the store keeps the instance, even if a segment does not fit: others may refer to its functions by then.
        try store.add(self)
        store.add(module.types.records)
        prepare(functions: imported)
        for (index, global) in binary.globals.enumerated() {
            try evaluate(global.initializer, into: globalCell(UInt32(index + importedGlobals.count)))
        }
        for (index, table) in binary.tables.enumerated() {
            guard let initializer = table.initializer else { continue }
            let value = try evaluate(initializer)
            let block = tables[index + binary.importedTables.count].block
            block.pointee.elements.update(repeating: value, count: block.pointee.count)
        }
        droppedData = Array(repeating: false, count: binary.dataSegments.count)
        for (index, segment) in binary.elements.enumerated() {
            elements.append([])
            try fill(index, segment)
        }
        try fillTables()
        try fillMemories(hasImage: image != nil)
    }

    /// Run the start function.
    func start() throws {
        guard let start = module.binary.start else { return }
        try store.call(function(start), from: self, write: { _ in }, read: { _ in })
    }

    /// Run the start function, which may wait for the host.
    nonisolated(nonsending) func startAsync() async throws {
        guard let start = module.binary.start else { return }
        try await store.callAsync(function(start), from: self, write: { _ in }, read: { _ in })
    }

    /// Find the references of an element segment.
    private func fill(_ index: Int, _ segment: ElementSegment) throws {
        switch segment.items {
        case .functions(let indices):
            elements[index] = indices.map { UInt64(UInt(bitPattern: function($0))) }
        case .expressions(let expressions):
            elements[index].reserveCapacity(expressions.count)
            // One by one, in its final place: a later expression may start a collection.
            for expression in expressions { elements[index].append(try evaluate(expression)) }
        }
    }

    /// Active element segments, each dropped when it is done.
    private func fillTables() throws {
        for (index, segment) in module.binary.elements.enumerated() {
            switch segment.mode {
            case .passive:
                continue
            case .declarative:
                elements[index] = []
            case .active(let table, let offset):
                let fits = initializeTable(
                    tables[Int(table)].block, segment: index, to: try evaluate(offset), from: 0,
                    count: UInt64(elements[index].count))
                guard fits else { throw Trap(.tableOutOfBounds) }
                elements[index] = []
            }
        }
    }

    /// Active data segments, each dropped when it is done.
    private func fillMemories(hasImage: Bool) throws {
        for (index, segment) in module.binary.dataSegments.enumerated() {
            guard case .active(let memory, let offset) = segment.mode else { continue }
            if hasImage, memory == 0 {
                droppedData[index] = true
                continue
            }
            let fits = initializeMemory(
                memories[Int(memory)].block, segment: index, to: try evaluate(offset), from: 0,
                count: UInt64(segment.contents.count))
            guard fits else { throw Trap(.memoryOutOfBounds) }
            droppedData[index] = true
        }
    }
}
