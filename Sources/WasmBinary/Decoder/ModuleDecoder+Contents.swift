// The sections that hold contents: element segments, function bodies and data segments.

extension ModuleDecoder {
    /// §5.5.12. Bit 0 of a segment's number says passive or declarative; bit 1 says declarative, or that an active
    /// segment names its table; bit 2 says that the items are expressions instead of function indices.
    mutating func decodeElements() throws(ModuleError) {
        for _ in 0..<(try reader.count(ofEntries: "element segments", size: 3)) {
            let start = reader.offset
            let form = try reader.u32()
            guard form <= 7 else {
                throw ModuleError(.malformed, "malformed element segment kind \(form)", offset: start)
            }
            let isActive = form & 1 == 0
            let mode: ElementSegment.Mode
            if isActive {
                let table = form & 2 != 0 ? try reader.u32() : 0
                mode = .active(table: table, offset: try reader.constantExpression())
            } else {
                mode = form & 2 != 0 ? .declarative : .passive
            }
            let hasExpressions = form & 4 != 0
            // Functions by their indices are never null. Forms 0 and 4 are older than other types of elements and leave out the type.
            var type = ReferenceType(isNullable: hasExpressions, heapType: .func)
            if form & 3 != 0 {
                if hasExpressions { type = try reader.referenceType() } else { try decodeElementKind() }
            }
            let items: ElementSegment.Items =
                hasExpressions ? .expressions(try constantExpressions()) : .functions(try functionIndices())
            module.elements.append(ElementSegment(type: type, mode: mode, items: items))
        }
    }

    private mutating func decodeElementKind() throws(ModuleError) {
        let start = reader.offset
        let kind = try reader.byte()
        guard kind == 0 else {
            throw ModuleError(.malformed, "malformed element kind \(hex(kind))", offset: start)
        }
    }

    private mutating func functionIndices() throws(ModuleError) -> [UInt32] {
        let count = try reader.count(ofEntries: "elements", size: 1)
        var indices: [UInt32] = []
        indices.reserveCapacity(count)
        for _ in 0..<count { indices.append(try reader.u32()) }
        return indices
    }

    private mutating func constantExpressions() throws(ModuleError) -> [ConstantExpression] {
        let count = try reader.count(ofEntries: "elements", size: 1)
        var expressions: [ConstantExpression] = []
        expressions.reserveCapacity(count)
        for _ in 0..<count { expressions.append(try reader.constantExpression()) }
        return expressions
    }

    /// §5.5.13
    mutating func decodeCode() throws(ModuleError) {
        // The smallest body: its size, no locals, `end`.
        let count = try reader.count(ofEntries: "function bodies", size: 3)
        module.code.reserveCapacity(count)
        for _ in 0..<count { module.code.append(FunctionBody(range: try reader.bytes(try reader.u32()))) }
    }

    /// §5.5.14
    mutating func decodeData() throws(ModuleError) {
        let count = try reader.count(ofEntries: "data segments", size: 2)
        // As many as engines allow, and compilers make; a damaged count must not cost more than that.
        module.dataSegments.reserveCapacity(min(count, 100_000))
        for _ in 0..<count {
            let start = reader.offset
            let form = try reader.u32()
            let mode: DataSegment.Mode
            switch form {
            case 0: mode = .active(memory: 0, offset: try reader.constantExpression())
            case 1: mode = .passive
            case 2:
                let memory = try reader.u32()
                mode = .active(memory: memory, offset: try reader.constantExpression())
            default:
                throw ModuleError(.malformed, "malformed data segment kind \(form)", offset: start)
            }
            module.dataSegments.append(DataSegment(mode: mode, contents: try reader.bytes(try reader.u32())))
        }
    }
}
