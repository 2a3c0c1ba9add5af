import ModuleBytes
import Testing
import WebAssembly

/// Vectors in memories that are not memory 0, or have 64-bit addresses: most accesses are two instructions there.
@Suite struct VectorFarMemoryTests {
    /// Which memory an access goes to, and how wide its addresses are.
    enum Kind: CaseIterable {
        case near, second, wide
    }

    private let bytes = (0..<64).map { UInt8($0 * 7 & 0xFF) }

    /// A module with the function `run`, whose body may use addresses in local 0 and a vector in local 1.
    private func instance(_ kind: Kind, _ results: [UInt8], _ body: Code) throws -> Instance {
        var module = ModuleBuilder()
        if kind == .second { module.memory(1) }
        module.memory(1, is64: kind == .wide, export: "memory")
        module.function([kind == .wide ? i64 : i32, v128], results, export: "run", body)
        let instance = try module.instance()
        let memory = try instance.memory("memory")
        for place in [0, 65536 - 64] as [UInt32] { try memory.write(bytes, at: place) }
        return instance
    }

    private func access(_ kind: Kind, _ opcode: Opcode, lane: Int? = nil) -> Code {
        let memory = kind == .second ? [0x40, 1] : [0]
        return .op(opcode, memory + [3] + (lane.map { [$0] } ?? []))
    }

    private func address(_ kind: Kind, _ address: Int) -> Value {
        kind == .wide ? .i64(Int64(address)) : .i32(Int32(address))
    }

    private let vector = V128(low: 0xF1F2_F3F4_F5F6_F7F8, high: 0xE1E2_E3E4_E5E6_E7E8)

    /// Every load, at the start and at the last place where it fits; one byte further is out of bounds.
    @Test func loads() throws {
        let loads: [(Opcode, lane: Int?, width: Int)] = [
            (.v128Load, nil, 16), (.v128Load8x8S, nil, 8), (.v128Load8x8U, nil, 8), (.v128Load16x4S, nil, 8),
            (.v128Load16x4U, nil, 8), (.v128Load32x2S, nil, 8), (.v128Load32x2U, nil, 8), (.v128Load8Splat, nil, 1),
            (.v128Load16Splat, nil, 2), (.v128Load32Splat, nil, 4), (.v128Load64Splat, nil, 8),
            (.v128Load32Zero, nil, 4), (.v128Load64Zero, nil, 8), (.v128Load8Lane, 13, 1), (.v128Load16Lane, 5, 2),
            (.v128Load32Lane, 3, 4), (.v128Load64Lane, 1, 8),
        ]
        for (opcode, lane, width) in loads {
            var results: [Value] = []
            for kind in Kind.allCases {
                // The vector comes from a result, so that it lies on the stack; something lies below.
                let operand: Code = lane == nil ? [] : [.get(1), .op(.v128Not)]
                let guest = try instance(
                    kind, [f64, v128], [.f64(0.5), .get(0), operand, access(kind, opcode, lane: lane)])
                for place in [0, 1, 65536 - width - 3] {
                    let values = try guest.call("run", address(kind, place), .v128(vector))
                    #expect(values[0] == .f64(0.5))
                    results.append(values[1])
                }
                #expect(
                    trap { _ = try guest.call("run", address(kind, 65536 - width - 2), .v128(vector)) }?.kind
                        == .memoryOutOfBounds)
            }
            #expect(Array(results[3..<6]) == Array(results[0..<3]), "\(opcode) of a second memory")
            #expect(Array(results[6..<9]) == Array(results[0..<3]), "\(opcode) with 64-bit addresses")
        }
    }

    @Test func stores() throws {
        let stores: [(Opcode, lane: Int?, width: Int)] = [
            (.v128Store, nil, 16), (.v128Store8Lane, 9, 1), (.v128Store16Lane, 6, 2), (.v128Store32Lane, 2, 4),
            (.v128Store64Lane, 1, 8),
        ]
        for (opcode, lane, width) in stores {
            var contents: [[UInt8]] = []
            for kind in Kind.allCases {
                let guest = try instance(
                    kind, [f64], [.f64(0.5), .get(0), .get(1), .op(.v128Not), access(kind, opcode, lane: lane)])
                for place in [2, 65536 - width - 3] {
                    #expect(try guest.call("run", address(kind, place), .v128(vector)) == [.f64(0.5)])
                }
                let memory = try guest.memory("memory")
                let before = try memory.read(at: 0, count: 65536)
                // Nothing is written when a part does not fit.
                #expect(
                    trap { _ = try guest.call("run", address(kind, 65536 - width - 2), .v128(vector)) }?.kind
                        == .memoryOutOfBounds)
                #expect(try memory.read(at: 0, count: 65536) == before)
                contents.append(before)
            }
            #expect(contents[1] == contents[0], "\(opcode) of a second memory")
            #expect(contents[2] == contents[0], "\(opcode) with 64-bit addresses")
        }
    }
}
