import Foundation
import OfficialSuite
import Testing

@testable import WasmBinary

/// Every module of the official suite: the valid ones are accepted, the others are refused.
@Suite struct SuiteTests {
    static let suite = ConvertedSuite.find()

    static var missing: Comment? {
        if case .failure(let missing) = suite { Comment(rawValue: missing.description) } else { nil }
    }

    /// A folder of the suite, and what its modules may use.
    struct Part: CustomTestStringConvertible {
        var folder: String
        var features: Features
        /// Modules that these scripts want refused and that newer features allow, by script and line.
        var allowed: Set<String> = []
        var testDescription: String { folder }
    }

    static let parts = [
        Part(folder: "core", features: .wasm3),
        Part(folder: "custom", features: .wasm3),
        Part(
            folder: "proposals/threads", features: [.wasm3, .threads],
            // Written before modules could have several tables and memories.
            allowed: [
                "proposals/threads/imports:310", "proposals/threads/imports:314", "proposals/threads/imports:318",
                "proposals/threads/imports:405", "proposals/threads/imports:409", "proposals/threads/imports:413",
                "proposals/threads/memory:14", "proposals/threads/memory:15",
            ]),
        Part(folder: "proposals-phase3/wide-arithmetic", features: [.wasm3, .wideArithmetic]),
        Part(folder: "proposals-phase3/custom-page-sizes", features: [.wasm3, .customPageSizes]),
    ]

    /// Folders that are not covered: a proposal that is no feature here, and scripts that `wasm-tools` does not read, since they are
    /// about exceptions as they never became standard.
    static let notCovered = ["proposals-phase3/custom-descriptors", "legacy"]

    @Test(.enabled(if: missing == nil, missing), arguments: parts)
    func everyModule(_ part: Part) throws {
        let suite = try Self.suite.get()
        var allowed = part.allowed
        var (accepted, refused, textCount) = (0, 0, 0)
        for name in suite.scripts(below: part.folder) {
            let script = try SuiteModules(name, in: suite)
            textCount += script.textCount
            for module in script.modules {
                let result = use(module.bytes, part.features)
                switch (result, module.isValid || allowed.contains(module.place)) {
                case (.success(let decoded), true):
                    accepted += 1
                    allowed.remove(module.place)
                    try checkSmallerSets(module)
                    try checkInstructions(of: decoded, module.place)
                case (.failure, false): refused += 1
                case (.failure(let error), true): Issue.record("\(module.place) is refused: \(error)" as Comment)
                case (.success, false): Issue.record("\(module.place) is accepted: \(module.message)" as Comment)
                }
            }
        }
        #expect(allowed == [], "modules that are refused after all")
        #expect(accepted > 0)
        print("\(part.folder): \(accepted) modules accepted, \(refused) refused, \(textCount) only text")
    }

    @Test(.enabled(if: missing == nil, missing))
    func everyFolderIsListed() throws {
        let suite = try Self.suite.get()
        let listed = Self.parts.map(\.folder) + Self.notCovered
        for name in suite.scripts(below: "") {
            #expect(listed.contains { name.hasPrefix($0 + "/") }, "\(name) is in no folder that the tests know")
        }
        for folder in Self.notCovered {
            let scripts = suite.scripts(below: folder)
            #expect(!scripts.isEmpty)
            let isCovered = scripts.allSatisfy { name in
                guard let script = try? SuiteModules(name, in: suite) else { return false }
                return script.modules.allSatisfy { isAccepted($0.bytes) == $0.isValid }
            }
            #expect(!isCovered, "\(folder) is as it should be: take it off the list")
        }
    }

    private func use(_ bytes: [UInt8], _ features: Features) -> Result<BinaryModule, ModuleError> {
        Result { () throws(ModuleError) in
            let module = try BinaryModule(decoding: bytes, features: features)
            try module.validate()
            return module
        }
    }

    private func isAccepted(_ bytes: [UInt8]) -> Bool {
        if case .success = use(bytes, .all) { true } else { false }
    }

    /// With fewer features a valid module is still valid, or the feature that it needs is named.
    private func checkSmallerSets(_ module: SuiteModule) throws {
        for features in [[], .wasm2] as [Features] {
            if case .failure(let error) = use(module.bytes, features) {
                guard case .unsupported = error.kind else {
                    Issue.record("\(module.place) with [\(features)]: \(error)" as Comment)
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
