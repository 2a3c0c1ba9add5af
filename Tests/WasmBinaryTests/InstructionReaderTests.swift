import ModuleBytes
import Testing

@testable import WasmBinary

@Suite struct InstructionReaderTests {
    private func read(_ bytes: [UInt8], features: Features = .all) throws -> [Instruction] {
        try bytes.withUnsafeBytes { buffer in
            var reader = InstructionReader(buffer, range: 0..<buffer.count, features: features)
            var instructions: [Instruction] = []
            while !reader.isAtEnd { instructions.append(try reader.next()) }
            #expect(reader.offset == bytes.count)
            return instructions
        }
    }

    private func readOne(_ bytes: [UInt8]) throws -> Instruction {
        let instructions = try read(bytes)
        try #require(instructions.count == 1)
        return instructions[0]
    }

    @Test func everyOpcodeWithoutImmediates() throws {
        for opcode in Opcode.allCases where opcode.immediates == .none {
            #expect(try readOne(Code.op(opcode).bytes).opcode == opcode)
        }
    }

    @Test func constants() throws {
        #expect(try readOne([0x41, 0x7F]).bits == 0xFFFF_FFFF)
        #expect(try readOne([0x41, 0x80, 0x80, 0x80, 0x80, 0x78]).bits == 0x8000_0000)
        #expect(try readOne([0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]).bits == 0x7FFF_FFFF)
        #expect(try readOne([0x42, 0x40]).bits == UInt64(bitPattern: -64))
        #expect(
            try readOne([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F]).bits == 1 << 63)
        #expect(try readOne([0x43, 0, 0, 0x80, 0x3F]).bits == UInt64(Float(1).bitPattern))
        #expect(try readOne([0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]).bits == Double(1).bitPattern)
    }

    @Test func immediates() throws {
        let load = try readOne([0x28, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F])
        #expect((load.index, load.secondIndex, load.bits) == (0, 2, 0xFFFF_FFFF))
        let named = try readOne([0xFE, 0x17, 0x42, 3, 5])
        #expect((named.opcode, named.index, named.secondIndex, named.bits) == (.i32AtomicStore, 3, 2, 5))
        let call = try readOne([0x11, 0x83, 1, 5])
        #expect((call.index, call.secondIndex) == (131, 5))
        let copy = try readOne([0xFC, 14, 1, 2])
        #expect((copy.opcode, copy.index, copy.secondIndex) == (.tableCopy, 1, 2))
        #expect(try readOne([0xFC, 0x8E, 0x80, 0, 1, 2]).opcode == .tableCopy)
        #expect(try readOne([0xD0, externref]).type == .externref)
        #expect(try readOne([0x1C, 1, f64]).type == .f64)
        #expect(try readOne([0x1C, 2, f64, f64]).index == 2)
    }

    @Test func blockTypes() throws {
        #expect(try readOne([0x02, 0x40]).blockType == .empty)
        #expect(try readOne([0x03, i64]).blockType == .value(.i64))
        #expect(try readOne([0x04, funcref]).blockType == .value(.funcref))
        #expect(try readOne([0x02, 0x3F]).blockType == .type(63))
        #expect(try readOne([0x02, 0xC0, 0]).blockType == .type(64))
        #expect(try readOne([0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]).blockType == .type(.max))
    }

    @Test func labelsOfBranchTables() throws {
        let bytes: [UInt8] = [0x01, 0x0E, 2, 7, 0x80, 1, 9, 0x0B]
        let (table, next, labels) = try bytes.withUnsafeBytes { buffer in
            var reader = InstructionReader(buffer, range: 0..<buffer.count)
            _ = try reader.next()
            let table = try reader.next()
            let next = try reader.next()
            var labels = try reader.labels(of: table)
            var all: [UInt32] = []
            while labels.remaining > 0 { all.append(try labels.next()) }
            return (table, next, all)
        }
        #expect((table.offset, table.index, table.labelsOffset) == (1, 2, 3))
        #expect(labels == [7, 128, 9])
        #expect(next.opcode == .end)
    }

    @Test func locals() throws {
        let bytes: [UInt8] = [2, 3, i32] + unsigned(49_997) + [f64, end]
        let (runs, next) = try bytes.withUnsafeBytes { buffer in
            var reader = InstructionReader(buffer, range: 0..<buffer.count)
            return (try reader.locals(), try reader.next())
        }
        #expect(runs == [LocalRun(count: 3, type: .i32), LocalRun(count: 49_997, type: .f64)])
        #expect(next.opcode == .end)
    }

    @Test func tooManyLocals() {
        // 50,001 at once, and four billion twice, which a sum of 32 bits would take for few.
        let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
        for bytes in [[1] + unsigned(50_001) + [i32], [2, 2, i32] + most + [i32], [2] + most + [i32, 1, i32]] {
            bytes.withUnsafeBytes { buffer in
                var reader = InstructionReader(buffer, range: 0..<buffer.count)
                let error = #expect(throws: ModuleError.self) { try reader.locals() }
                #expect(error?.message.contains("too many locals") == true)
            }
        }
    }

    struct Refusal: CustomTestStringConvertible {
        var bytes: [UInt8]
        var offset: Int
        var message: String
        var testDescription: String { "\(bytes)" }

        init(_ bytes: [UInt8], offset: Int, _ message: String) {
            (self.bytes, self.offset, self.message) = (bytes, offset, message)
        }
    }

    @Test(arguments: [
        Refusal([0x27], offset: 0, "illegal opcode 0x27"),
        Refusal([0xFF], offset: 0, "illegal opcode 0xff"),
        Refusal([0xFC, 23], offset: 0, "illegal opcode 0xfc 23"),
        Refusal([0xFB, 31], offset: 0, "illegal opcode 0xfb 31"),
        Refusal([0xFD, 0x9A, 1], offset: 0, "illegal opcode 0xfd 154"),
        Refusal([0xFE, 0x0F], offset: 0, "illegal opcode 0xfe 15"),
        Refusal([0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], offset: 0, "illegal opcode 0xfc 4294967295"),
        Refusal([0x20], offset: 1, "unexpected end"),
        Refusal([0x20, 0x80], offset: 2, "unexpected end"),
        Refusal([0x20, 0x80, 0x80, 0x80, 0x80, 0x10], offset: 1, "too large for 32 bits"),
        Refusal([0x20, 0x80, 0x80, 0x80, 0x80, 0x80, 0], offset: 1, "too long for 32 bits"),
        Refusal([0x41, 0x80, 0x80, 0x80, 0x80, 0x08], offset: 1, "too large for 32 bits"),
        Refusal([0x41, 0x80, 0x80, 0x80, 0x80, 0x70], offset: 1, "too large for 32 bits"),
        Refusal([0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], offset: 1, "too long for 32 bits"),
        Refusal([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1], offset: 1, "too large for 64"),
        Refusal([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0], offset: 1, "too long for 64"),
        Refusal([0x43, 0, 0, 0], offset: 1, "unexpected end"),
        Refusal([0x44, 0, 0, 0, 0, 0, 0, 0], offset: 1, "unexpected end"),
        Refusal([0x02, 0x80, 0x80, 0x80, 0x80, 0x10], offset: 1, "too large for 33 bits"),
        Refusal([0x02, 0xFF, 0x7F], offset: 1, "malformed block type"),
        Refusal([0x02, 0x41], offset: 1, "malformed type"),
        Refusal([0x28, 0x80, 1, 0], offset: 1, "malformed alignment"),
        Refusal([0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], offset: 7, "unexpected end"),
        Refusal([0xD0, i32], offset: 1, "expected a heap type"),
        Refusal([0xD0, 0xC0, 0x7F], offset: 1, "malformed heap type"),
        Refusal([0x1F, 0x40, 1, 4, 0], offset: 3, "malformed catch clause 0x04"),
        Refusal([0xFB, 24, 4, 0, funcref, funcref], offset: 2, "malformed flags 0x04"),
        Refusal([0xFE, 3, 1], offset: 2, "zero byte expected"),
    ])
    func malformed(_ refusal: Refusal) {
        let error = #expect(throws: ModuleError.self) { try read(refusal.bytes) }
        #expect(error?.kind == .malformed)
        #expect(error?.offset == refusal.offset)
        #expect(error?.message.contains(refusal.message) == true, "\(error!)")
    }

    @Test(
        arguments: [
            ([0xFD, 0x0C], "simd"), ([0x02, 0x7B], "simd"), ([0xFE, 0x03], "threads"), ([0xFB, 0], "gc"),
            ([0x02, 0x6D], "gc"), ([0x12, 0], "tail calls"), ([0x13, 0, 0], "tail calls"), ([0x08, 0], "exceptions"),
            ([0x1F, 0x40, 0], "exceptions"), ([0x06, 0x40], "legacy exceptions"),
            ([0x14, 0], "typed function references"),
            ([0xD0, 5], "typed function references"), ([0x02, 0x64, 0], "typed function references"),
            ([0x28, 0x42, 0, 0], "multi-memory"),
            ([0xC0], "sign extension"), ([0xFC, 0], "saturating float-to-int"), ([0xFC, 8, 0, 0], "bulk memory"),
            ([0xFC, 19], "wide arithmetic"), ([0xFD, 0x80, 2], "relaxed simd"),
            ([0x15, 0], "tail calls, typed function references"),
        ] as [([UInt8], String)])
    func featuresByName(bytes: [UInt8], feature: String) {
        let error = #expect(throws: ModuleError.self) {
            try read(bytes, features: [.mutableGlobals, .multiValue, .referenceTypes])
        }
        #expect(error?.kind == .unsupported(feature: feature))
        #expect(error?.description.contains("\"\(feature)\"") == true)
    }
}
