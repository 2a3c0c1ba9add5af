import WasmBinary

/// What the fields of a text have become so far.
struct ModuleContents {
    var encoder = ModuleEncoder()
    /// All types, and which are defined together. Later fields may append some, so they are encoded at the end.
    var types: [SubType] = []
    var recursionGroups: [Range<Int>] = []
    /// How many of a kind there are, imported ones included.
    private var counts: [ExternalKind: UInt32] = [:]
    private var branchHints: [(function: UInt32, hints: [BranchHint])] = []

    /// The index that the next one of a kind will have.
    func nextIndex(_ kind: ExternalKind) -> UInt32 { counts[kind, default: 0] }

    mutating func addImport(_ module: String, _ name: String, _ description: ImportDescription) {
        encoder.addImport(module, name, description)
        counts[description.kind, default: 0] += 1
    }

    /// - Parameter body: The instructions without the final `end`. The offsets of hints count from the first of them.
    mutating func addFunction(type: UInt32, locals: [ValueType], body: [UInt8], hints: [BranchHint]) {
        var runs: [LocalRun] = []
        for type in locals {
            if runs.last?.type == type {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(LocalRun(count: 1, type: type))
            }
        }
        encoder.addFunction(type: type, locals: runs, body: body.closed)
        if !hints.isEmpty {
            let start = Self.size(of: runs)
            let hints = hints.map { BranchHint(offset: $0.offset + start, value: $0.value) }
            branchHints.append((nextIndex(.function), hints))
        }
        counts[.function, default: 0] += 1
    }

    /// How many bytes of a function's body come before its instructions.
    private static func size(of locals: [LocalRun]) -> UInt32 {
        var writer = ByteWriter()
        writer.append(unsigned: UInt64(locals.count))
        for run in locals {
            writer.append(u32: run.count)
            writer.append(run.type)
        }
        return UInt32(writer.count)
    }

    mutating func addTable(_ type: TableType, initializer: [UInt8]?) {
        encoder.addTable(type, initializer: initializer)
        counts[.table, default: 0] += 1
    }

    mutating func addMemory(_ type: MemoryType) {
        encoder.addMemory(type)
        counts[.memory, default: 0] += 1
    }

    mutating func addTag(type: UInt32) {
        encoder.addTag(type: type)
        counts[.tag, default: 0] += 1
    }

    mutating func addGlobal(_ type: GlobalType, initializer: [UInt8]) {
        encoder.addGlobal(type, initializer: initializer)
        counts[.global, default: 0] += 1
    }

    /// The module in the binary format.
    func encoded(names: ModuleNames) -> [UInt8] {
        var encoder = encoder
        for group in recursionGroups { encoder.addTypes(Array(types[group])) }
        if !branchHints.isEmpty {
            encoder.addCustomSection(Annotation.Kind.branchHint.rawValue, hintSection, at: .before(.code))
        }
        if let section = names.section { encoder.addCustomSection("name", section) }
        return encoder.bytes
    }

    /// The contents of the custom section for branch hints (appendix 7.4.3).
    private var hintSection: [UInt8] {
        var writer = ByteWriter()
        writer.append(unsigned: UInt64(branchHints.count))
        for (function, hints) in branchHints {
            writer.append(u32: function)
            writer.append(unsigned: UInt64(hints.count))
            for hint in hints {
                writer.append(u32: hint.offset)
                writer.append(sized: [hint.value])
            }
        }
        return writer.bytes
    }
}

extension [UInt8] {
    /// An expression with the `end` behind it.
    var closed: [UInt8] { self + [UInt8(Opcode.end.rawValue)] }
}
