import Testing

@testable import WasmBinary

/// What is written reads back as the same.
@Suite struct EncodingTests {
    private func written(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        write(&writer)
        return writer.bytes
    }

    private func readOne(_ bytes: [UInt8]) throws -> Instruction {
        try bytes.withUnsafeBytes { buffer in
            var reader = InstructionReader(buffer, range: 0..<buffer.count)
            let instruction = try reader.next()
            #expect(reader.isAtEnd)
            return instruction
        }
    }

    /// An instruction with something in every field that its kind of immediates has.
    private func example(_ opcode: Opcode, _ variant: UInt64) -> Instruction {
        var instruction = Instruction(opcode)
        let index: UInt32 = variant == 0 ? 0 : 300
        switch opcode.immediates {
        case .none, .fence, .branchTable, .tryTable: break
        case .label, .function, .local, .global, .tag, .table, .element, .memory, .data, .type:
            instruction.index = index
        case .callIndirect, .tableCopy, .tableInit, .memoryCopy, .memoryInit, .field, .typeCount, .typeData,
            .typeElement, .twoTypes:
            instruction.index = index
            instruction.secondIndex = 5
        case .block: instruction.blockType = variant == 0 ? .value(.v128) : .type(70)
        case .types:
            instruction.index = 1
            instruction.type = variant == 0 ? .f32 : .anyref
        case .heapType:
            let isNullable = opcode != .refTest && opcode != .refCast
            instruction.type = .ref(
                ReferenceType(isNullable: isNullable, heapType: variant == 0 ? .noexn : .type(1000)))
        case .castBranch:
            instruction.index = index
            instruction.type = .ref(ReferenceType(isNullable: variant == 0, heapType: .any))
            instruction.secondType = .ref(ReferenceType(isNullable: variant != 0, heapType: .type(64)))
        case .memoryAccess, .memoryLane:
            instruction.index = index
            instruction.secondIndex = 3
            instruction.bits = variant == 0 ? 8 : 1 << 40
            if opcode.immediates == .memoryLane { instruction.lane = 1 }
        case .lane: instruction.lane = 1
        case .shuffle, .v128:
            instruction.bits = 0x1F02_0304_0506_0708
            instruction.highBits = variant
        case .i32: instruction.bits = variant == 0 ? 0xFFFF_FF80 : 0x7FFF_FFFF
        case .i64: instruction.bits = variant == 0 ? 1 << 63 : 64
        case .f32: instruction.bits = 0x7FA0_0001
        case .f64: instruction.bits = 0x7FF4_0000_0000_0001
        }
        return instruction
    }

    @Test(arguments: [0, 1] as [UInt64])
    func everyInstruction(variant: UInt64) throws {
        for opcode in Opcode.allCases where ![.branchTable, .tryTable].contains(opcode.immediates) {
            let given = example(opcode, variant)
            let read = try readOne(written { $0.append(given) })
            #expect(read.opcode == opcode)
            #expect(
                (read.index, read.secondIndex, read.lane) == (given.index, given.secondIndex, given.lane), "\(opcode)")
            #expect((read.bits, read.highBits) == (given.bits, given.highBits), "\(opcode)")
        }
    }

    @Test func labelsAndClauses() throws {
        let table = written { $0.appendBranchTable([3, 200], default: 7) }
        let clauses = [
            CatchClause(.catch, tag: 1, label: 2), CatchClause(.catchRef, tag: 300, label: 0),
            CatchClause(.catchAll, label: 5), CatchClause(.catchAllRef, label: 200),
        ]
        let block = written { $0.appendTryTable(.value(.exnref), clauses) }
        try (table + block).withUnsafeBytes { buffer in
            var reader = InstructionReader(buffer, range: 0..<buffer.count)
            let first = try reader.next()
            var labels = try reader.labels(of: first)
            #expect([try labels.next(), try labels.next(), try labels.next()] == [3, 200, 7])
            let second = try reader.next()
            #expect((second.opcode, second.blockType, second.index) == (.tryTable, .value(.exnref), 4))
            var catches = try reader.catches(of: second)
            for clause in clauses { #expect(try catches.next() == clause) }
            #expect((catches.remaining, reader.isAtEnd) == (0, true))
        }
        #expect(try readOne(written { $0.appendSelect([.i64]) }).type == .i64)
    }

    @Test func numbers() {
        for value in [0, 1, 63, 64, 127, 128, 1 << 31, 1 << 62, .max] as [Int64] {
            for value in [value, -value, ~value] {
                let bytes = written { $0.append(signed: value) }
                bytes.withUnsafeBytes {
                    var reader = ByteReader($0, range: 0..<$0.count)
                    #expect((try? reader.s64()) == value && reader.isAtEnd)
                }
            }
            let bytes = written { $0.append(unsigned: UInt64(value)) }
            bytes.withUnsafeBytes {
                var reader = ByteReader($0, range: 0..<$0.count)
                #expect((try? reader.u64()) == UInt64(value) && reader.isAtEnd)
            }
        }
    }

    @Test func everyType() throws {
        let heaps: [HeapType] = [
            .any, .eq, .i31, .struct, .array, .none, .func, .nofunc, .extern, .noextern, .exn, .noexn, .type(0),
            .type(900),
        ]
        var types: [ValueType] = [.i32, .i64, .f32, .f64, .v128]
        for heap in heaps {
            for isNullable in [true, false] {
                types.append(.ref(ReferenceType(isNullable: isNullable, heapType: heap)))
            }
        }
        for type in types {
            let bytes = written { $0.append(type) }
            try bytes.withUnsafeBytes {
                var reader = ByteReader($0, range: 0..<$0.count)
                let read = try reader.valueType()
                #expect(read == type)
                #expect(reader.isAtEnd)
            }
            #expect(PackedType(type).valueType == type)
        }
    }

    @Test func aModuleWithEverything() throws {
        var encoder = ModuleEncoder()
        let end: [UInt8] = [0x0B]
        let group = [
            SubType(isFinal: false, composite: .structure([FieldType(storage: .i8, isMutable: true)])),
            SubType(
                supertypes: [0],
                composite: .structure([
                    FieldType(storage: .i8, isMutable: true),
                    FieldType(
                        storage: .value(.ref(ReferenceType(isNullable: true, heapType: .type(1)))), isMutable: false),
                ])),
        ]
        let carrier = SubType(composite: .function(FunctionType(parameters: [.i32])))
        let array = SubType(composite: .array(FieldType(storage: .i16, isMutable: true)))
        let memory = MemoryType(
            limits: SizeLimits(minimum: 1, maximum: 1 << 33), addressType: .i64, isShared: true, pageSizeLog2: 0)
        let table = TableType(
            element: ReferenceType(isNullable: false, heapType: .func), limits: SizeLimits(minimum: 2),
            addressType: .i64)
        let global = GlobalType(value: .i64, isMutable: true)
        // In no order: the sections have one.
        encoder.addData(.active(index: 1, offset: [0x42, 0] + end), [1, 2])
        encoder.addData(.passive, [])
        encoder.hasDataCount = true
        encoder.start = 1
        encoder.addExport("tag", .tag, 1)
        encoder.addImport("m", "f", .function(typeIndex: 3))
        encoder.addImport("m", "t", .table(TableType(element: .externref, limits: SizeLimits(minimum: 0, maximum: 9))))
        encoder.addImport("m", "m", .memory(MemoryType(limits: SizeLimits(minimum: 0))))
        encoder.addImport("m", "g", .global(GlobalType(value: .v128, isMutable: false)))
        encoder.addImport("m", "x", .tag(typeIndex: 2))
        encoder.addTypes(group)
        encoder.addTypes([carrier])
        encoder.addTypes([SubType(composite: .function(FunctionType()))])
        encoder.addTypes([array])
        encoder.addTypes([])
        encoder.addTag(type: 2)
        encoder.addMemory(memory)
        encoder.addTable(table, initializer: [0xD2, 0] + end)
        encoder.addGlobal(global, initializer: [0x42, 7] + end)
        encoder.addElements(
            .active(index: 0, offset: [0x41, 0] + end), .expressions(.externref, [[0xD0, 0x6F] + end]))
        encoder.addElements(.active(index: 1, offset: [0x42, 0] + end), .functions([0]))
        encoder.addElements(.passive, .functions([1]))
        encoder.addElements(.declarative, .expressions(.funcref, []))
        encoder.addFunction(type: 3, locals: [LocalRun(count: 2, type: .exnref)], body: end)
        encoder.addCustomSection("a", [1], at: .first)
        encoder.addCustomSection("b", [2], at: .before(.code))
        encoder.addCustomSection("c", [3], at: .after(.code))
        encoder.addCustomSection("d", [4])

        let module = try BinaryModule(decoding: encoder.bytes, features: .all)
        try module.validate()
        #expect(module.types == group + [carrier, SubType(composite: .function(FunctionType())), array])
        #expect(module.recursionGroups == [0..<2, 2..<3, 3..<4, 4..<5, 5..<5])
        #expect(module.imports.map(\.description.kind) == [.function, .table, .memory, .global, .tag])
        #expect(module.memories == [memory])
        #expect(module.tables.map(\.type) == [table])
        #expect(module.tables[0].initializer != nil)
        #expect(module.tags == [2])
        #expect(module.globals.map(\.type) == [global])
        #expect(module.elements.map(\.type.description) == ["externref", "(ref func)", "(ref func)", "funcref"])
        #expect(module.dataSegments.map { module.bytes[$0.contents].count } == [2, 0])
        #expect((module.dataCount, module.start) == (2, 1))
        #expect(
            module.sections.map(\.name) == [
                "a", "type", "import", "function", "table", "memory", "tag", "global", "export", "start", "element",
                "data count", "b", "code", "c", "data", "d",
            ])
    }

    /// The two segments that have no table and no type, and the two that only look like them.
    @Test func shortFormsOfElementSegments() throws {
        var encoder = ModuleEncoder()
        encoder.addTypes([SubType(composite: .function(FunctionType()))])
        encoder.addImport("m", "f", .function(typeIndex: 0))
        encoder.addTable(TableType(element: .funcref, limits: SizeLimits(minimum: 1)))
        encoder.addTable(TableType(element: .funcref, limits: SizeLimits(minimum: 1)))
        let offset: [UInt8] = [0x41, 0, 0x0B]
        let item: [UInt8] = [0xD2, 0, 0x0B]
        encoder.addElements(.active(index: 0, offset: offset), .functions([0]))
        encoder.addElements(.active(index: 0, offset: offset), .expressions(.funcref, [item]))
        encoder.addElements(.active(index: 1, offset: offset), .functions([0]))
        encoder.addElements(.active(index: 1, offset: offset), .expressions(.funcref, [item]))
        let module = try BinaryModule(decoding: encoder.bytes)
        try module.validate()
        let section = try #require(module.sections.first { $0.name == "element" })
        let short: [UInt8] = [0] + offset + [1, 0] + [4] + offset + [1] + item
        let long: [UInt8] = [2, 1] + offset + [0, 1, 0] + [6, 1] + offset + [0x70, 1] + item
        #expect(Array(module.bytes[section.contents]) == [4] + short + long)
        #expect(module.elements.map(\.type.description) == ["(ref func)", "funcref", "(ref func)", "funcref"])
    }
}
