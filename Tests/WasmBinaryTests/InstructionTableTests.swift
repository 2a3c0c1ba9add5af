import ModuleBytes
import Testing

@testable import WasmBinary

/// The rows that say what instructions there are.
@Suite struct InstructionTableTests {
    @Test func eachOpcodeHasOneRow() {
        // Two rows for an opcode stop the program where the table is made.
        for opcode in Opcode.allCases {
            let entry = InstructionTable.entry(of: opcode)
            #expect(entry.exists && entry.opcode == opcode, "0x\(String(opcode.rawValue, radix: 16)) has no row")
        }
        let rows = (0..<InstructionTable.pageStarts.5).filter { InstructionTable.entries[$0].exists }
        #expect(rows.count == Opcode.allCases.count)
    }

    @Test func eachNameBelongsToOneInstruction() {
        var opcodes: [String: [Opcode]] = [:]
        for opcode in Opcode.allCases { opcodes[opcode.description, default: []].append(opcode) }
        let shared = opcodes.filter { $0.value.count > 1 }
        #expect(
            shared == [
                "select": [.select, .selectT], "ref.test": [.refTest, .refTestNull],
                "ref.cast": [.refCast, .refCastNull],
            ])
        for (name, owners) in opcodes { #expect(Opcode(name: name) == owners[0]) }
        #expect(Opcode(name: "i32.frobnicate") == nil)
    }

    @Test func accessesHaveAnAlignment() {
        for opcode in Opcode.allCases {
            let entry = InstructionTable.entry(of: opcode)
            let isAccess = entry.immediates == .memoryAccess || entry.immediates == .memoryLane
            #expect(isAccess == (entry.typing == .access))
            #expect(isAccess || entry.alignment == 0)
        }
        #expect(Opcode.v128Load.naturalAlignment == 4)
        #expect(Opcode.i64AtomicRmw16AddU.naturalAlignment == 1)
        #expect(Opcode.v128Store32Lane.naturalAlignment == 2)
    }
}
