extension InstanceStorage {
    /// Allocate and fill what the module defines; imported tables, memories and globals are known (specification §4.7.3).
    func instantiate(functions imported: [UnsafeMutablePointer<FunctionBlock>]) throws {
        let binary = module.binary
        for type in binary.memories { memories.append(try store.makeMemory(type)) }
        for table in binary.tables { tables.append(try store.makeTable(table.type, value: 0)) }
        // From here on the store keeps the instance, even if a segment does not fit: others may refer to its functions by then.
        try store.add(self)
        prepare(functions: imported)
        for (index, global) in binary.globals.enumerated() {
            try evaluate(global.initializer, into: globalCell(UInt32(index + importedGlobals.count)))
        }
        droppedData = Array(repeating: false, count: binary.dataSegments.count)
        for segment in binary.elements { elements.append(try references(of: segment)) }
        try fillTables()
        try fillMemories()
    }

    private func references(of segment: ElementSegment) throws(ModuleError) -> [UInt64] {
        switch segment.items {
        case .functions(let indices):
            return indices.map { UInt64(UInt(bitPattern: function($0))) }
        case .expressions(let expressions):
            var references: [UInt64] = []
            references.reserveCapacity(expressions.count)
            for expression in expressions { references.append(try evaluate(expression)) }
            return references
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
    private func fillMemories() throws {
        for (index, segment) in module.binary.dataSegments.enumerated() {
            guard case .active(let memory, let offset) = segment.mode else { continue }
            let fits = initializeMemory(
                memories[Int(memory)].block, segment: index, to: try evaluate(offset), from: 0,
                count: UInt64(segment.contents.count))
            guard fits else { throw Trap(.memoryOutOfBounds) }
            droppedData[index] = true
        }
    }
}
