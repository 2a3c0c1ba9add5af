import OfficialSuite
import Testing
import WasmText

@testable import WasmBinary

/// Every valid module of the official suite, beyond what scripts assert: with fewer features, and as instructions written again.
@Suite struct SuiteTests {
    static let missing: Comment? = OfficialSuite.missing.map { Comment(rawValue: $0) }

    static let folders = [
        "core", "custom", "proposals/threads", "proposals-phase3/wide-arithmetic", "proposals-phase3/custom-page-sizes",
    ]

    @Test(.enabled(if: missing == nil, missing), arguments: folders)
    func everyModule(_ folder: String) throws {
        let suite = try OfficialSuite.find().get()
        var count = 0
        for name in suite.scripts(in: [folder]) {
            for command in try Script(parsing: suite.contents(name)).allCommands {
                guard let module = command.validModule else { continue }
                let place = "\(name):\(command.position.line)"
                let bytes = try module.encode()
                switch use(bytes, .all) {
                case .success(let decoded):
                    count += 1
                    checkSmallerSets(bytes, place)
                    try checkInstructions(of: decoded, place)
                case .failure(let error): Issue.record("\(place) is refused: \(error)" as Comment)
                }
            }
        }
        #expect(count > 0)
        print("\(folder): \(count) valid modules")
    }

    private func use(_ bytes: [UInt8], _ features: Features) -> Result<BinaryModule, ModuleError> {
        Result { () throws(ModuleError) in
            let module = try BinaryModule(decoding: bytes, features: features)
            try module.validate()
            return module
        }
    }

    /// With fewer features a valid module is still valid, or the feature that it needs is named.
    private func checkSmallerSets(_ bytes: [UInt8], _ place: String) {
        for features in [[], .wasm2] as [Features] {
            if case .failure(let error) = use(bytes, features) {
                guard case .unsupported = error.kind else {
                    Issue.record("\(place) with [\(features)]: \(error)" as Comment)
                    continue
                }
            }
        }
    }

    /// What is written for the instructions of a module reads back as the same instructions.
    private func checkInstructions(of module: BinaryModule, _ place: String) throws {
        var instructions: [Instruction] = []
        var writer = ByteWriter()
        try module.bytes.withUnsafeBytes { bytes in
            for body in module.code {
                var reader = InstructionReader(bytes, range: body.range)
                _ = try reader.locals()
                while !reader.isAtEnd {
                    let instruction = try reader.next()
                    instructions.append(instruction)
                    try write(instruction, from: reader, to: &writer)
                }
            }
        }
        try writer.bytes.withUnsafeBytes { bytes in
            var reader = InstructionReader(bytes, range: 0..<bytes.count)
            for instruction in instructions {
                let read = try reader.next()
                let isSame =
                    (read.opcode, read.lane, read.index, read.secondIndex, read.bits)
                    == (
                        instruction.opcode, instruction.lane, instruction.index, instruction.secondIndex,
                        instruction.bits
                    )
                let hasLabels = [.branchTable, .tryTable].contains(read.opcode.immediates)
                if !isSame || !hasLabels && read.highBits != instruction.highBits {
                    Issue.record("\(place): \(instruction) became \(read)" as Comment)
                }
            }
            #expect(reader.isAtEnd)
        }
    }

    private func write(
        _ instruction: Instruction, from reader: InstructionReader, to writer: inout ByteWriter
    ) throws {
        switch instruction.opcode.immediates {
        case .branchTable:
            var reader = try reader.labels(of: instruction)
            var labels: [UInt32] = []
            while reader.remaining > 0 { labels.append(try reader.next()) }
            writer.appendBranchTable(labels.dropLast(), default: labels.last!)
        case .tryTable:
            var reader = try reader.catches(of: instruction)
            var clauses: [CatchClause] = []
            while reader.remaining > 0 { clauses.append(try reader.next()) }
            writer.appendTryTable(instruction.blockType, clauses)
        default:
            writer.append(instruction)
        }
    }
}
