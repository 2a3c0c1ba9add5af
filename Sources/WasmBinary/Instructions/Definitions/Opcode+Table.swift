// Tables (specification §5.4.5).

extension InstructionTable.Builder {
    mutating func defineTable() {
        define(.tableGet, "table.get", .table, needs: .referenceTypes)
        define(.tableSet, "table.set", .table, needs: .referenceTypes)
        define(.tableInit, "table.init", .tableInit, needs: .bulkMemory)
        define(.elemDrop, "elem.drop", .element, needs: .bulkMemory)
        define(.tableCopy, "table.copy", .tableCopy, needs: .bulkMemory)
        define(.tableGrow, "table.grow", .table, needs: .referenceTypes)
        define(.tableSize, "table.size", .table, needs: .referenceTypes)
        define(.tableFill, "table.fill", .table, needs: .referenceTypes)
    }
}
