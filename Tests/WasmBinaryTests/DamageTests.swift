import ModuleBytes
import Testing

@testable import WasmBinary

/// Damaged modules are refused or accepted, and never anything else.
@Suite struct DamageTests {
    /// Decodes, validates and reads everything that a host would read.
    @discardableResult
    private func use(_ bytes: [UInt8]) -> ModuleError? {
        do throws(ModuleError) {
            let module = try BinaryModule(decoding: bytes)
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

    private func readAll(_ module: BinaryModule) throws(ModuleError) {
        try module.bytes.withUnsafeBufferPointer { buffer throws(ModuleError) in
            for body in module.code {
                var reader = InstructionReader(UnsafeRawBufferPointer(buffer), range: body.range)
                _ = try reader.locals()
                while !reader.isAtEnd {
                    let instruction = try reader.next()
                    guard instruction.opcode == .brTable else { continue }
                    var labels = try reader.labels(of: instruction)
                    while labels.remaining > 0 { _ = try labels.next() }
                }
            }
        }
    }

    @Test func theModuleItselfIsValid() {
        #expect(use(everything) == nil)
    }

    @Test func cutAtEveryByte() throws {
        // A cut between two sections can leave a smaller module that is whole.
        let boundaries = try BinaryModule(decoding: everything).sections.map(\.contents.upperBound) + [header.count]
        for count in 0..<everything.count {
            let error = use(Array(everything[..<count]))
            #expect(error != nil || boundaries.contains(count), "cut to \(count) bytes")
            #expect((error?.offset ?? 0) <= count)
        }
    }

    @Test func everyByteDamaged() {
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

    @Test func everyByteRemovedOrDoubled() {
        for index in everything.indices {
            var bytes = everything
            bytes.remove(at: index)
            use(bytes)
            bytes.insert(contentsOf: [everything[index], everything[index]], at: index)
            use(bytes)
        }
    }

    @Test func noise() {
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
}
