import ModuleBytes
import Testing

@testable import WasmBinary

/// Damaged modules are refused or accepted, and never anything else.
@Suite struct DamageTests {
    /// Decodes, validates and reads everything that a host would read.
    @discardableResult
    private func use(_ bytes: [UInt8]) -> ModuleError? {
        do throws(ModuleError) {
            let module = try BinaryModule(decoding: bytes, features: .all)
            _ = NameSection(module).map { names in
                (0..<8).map { [names.functionName($0), names.localName(0, inFunction: $0)] }
            }
            try module.validate()
            try readAll(module)
            return nil
        } catch {
            return error
        }
    }

    struct Sample: CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
    }

    static let modules = [
        Sample(testDescription: "2.0", bytes: everything), Sample(testDescription: "3.0", bytes: newerEverything),
    ]

    private func readAll(_ module: BinaryModule) throws(ModuleError) {
        try module.bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            for body in module.code {
                var reader = InstructionReader(UnsafeRawBufferPointer(buffer), range: body.range)
                _ = try reader.locals()
                while !reader.isAtEnd {
                    let instruction = try reader.next()
                    if instruction.opcode == .brTable {
                        var labels = try reader.labels(of: instruction)
                        while labels.remaining > 0 { _ = try labels.next() }
                    } else if instruction.opcode == .tryTable {
                        var clauses = try reader.catches(of: instruction)
                        while clauses.remaining > 0 { _ = try clauses.next() }
                    }
                }
            }
        }
    }

    @Test(arguments: modules)
    func theModuleItselfIsValid(sample: Sample) {
        let everything = sample.bytes
        #expect(use(everything) == nil)
    }

    @Test(arguments: modules)
    func cutAtEveryByte(sample: Sample) throws {
        let everything = sample.bytes
        // A cut between two sections can leave a smaller module that is whole.
        let boundaries =
            try BinaryModule(decoding: everything, features: .all).sections.map(\.contents.upperBound) + [header.count]
        for count in 0..<everything.count {
            let error = use(Array(everything[..<count]))
            #expect(error != nil || boundaries.contains(count), "cut to \(count) bytes")
            #expect((error?.offset ?? 0) <= count)
        }
    }

    @Test(arguments: modules)
    func everyByteDamaged(sample: Sample) {
        let everything = sample.bytes
        var refused = 0
        for index in everything.indices {
            let byte = everything[index]
            for value in [0, 1, 0x0B, 0x40, 0x7F, 0x80, 0xFD, 0xFF, byte &+ 1, byte &- 1, byte ^ 0x80, byte ^ 0x10] {
                var bytes = everything
                bytes[index] = value
                if let error = use(bytes) {
                    refused += 1
                    #expect(error.offset <= bytes.count)
                }
            }
        }
        #expect(refused > everything.count)
    }

    @Test(arguments: modules)
    func everyByteRemovedOrDoubled(sample: Sample) {
        let everything = sample.bytes
        for index in everything.indices {
            var bytes = everything
            bytes.remove(at: index)
            use(bytes)
            bytes.insert(contentsOf: [everything[index], everything[index]], at: index)
            use(bytes)
        }
    }

    @Test(arguments: modules)
    func noise(sample: Sample) {
        let everything = sample.bytes
        var state: UInt64 = 1
        func random() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        for _ in 0..<2000 {
            var bytes = everything
            for _ in 0..<4 { bytes[(Int(random()) << 8 | Int(random())) % bytes.count] = random() }
            use(bytes)
            use(header + (0..<64).map { _ in random() })
        }
    }

    /// Type sections of bytes that mean something there: forms, short counts and indices.
    @Test func noiseInTypes() {
        let words: [UInt8] = [
            0x4E, 0x4F, 0x50, 0x5E, 0x5F, 0x60, 0x63, 0x64, 0x6B, 0x70, 0x71, 0x78, 0x7F, 0, 0, 1, 1, 2, 3,
        ]
        var state: UInt64 = 7
        var kinds = (valid: 0, refused: 0)
        for _ in 0..<30_000 {
            var bytes: [UInt8] = []
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(words[Int(state >> 33) % words.count])
            }
            // The longest start of it that is a number of types.
            for count in stride(from: bytes.count, to: 0, by: -1) where bytes[0] < 4 {
                if use(module(section(1, Array(bytes[..<count])))) == nil {
                    kinds.valid += 1
                    break
                }
                kinds.refused += 1
            }
        }
        #expect(kinds.valid > 100 && kinds.refused > 100)
    }
}
