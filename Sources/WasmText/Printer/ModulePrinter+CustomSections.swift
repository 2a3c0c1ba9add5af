import WasmBinary

extension ModulePrinter {
    /// Custom sections as `@custom` annotations (appendix 7.4.2), each behind the section that it follows. What is printed in
    /// another form is left out: the names, and branch hints.
    mutating func printCustomSections(_ bytes: UnsafeRawBufferPointer) {
        var place = "before first"
        var customs = module.customSections[...]
        let known = module.sections.filter { $0.id != 0 }.count
        var seen = 0
        for section in module.sections {
            guard section.id == 0 else {
                seen += 1
                place = seen == known ? "after last" : Self.place(behind: section.id)
                continue
            }
            guard let custom = customs.popFirst() else { return }
            if custom.name == "name" || custom.name == BranchHintSection.name && !hints.isEmpty { continue }
            line("(@custom \(TextName.string(custom.name)) (\(place))")
            printStrings(module.bytes[custom.contents])
            writer.write(")")
        }
    }

    private static func place(behind section: UInt8) -> String {
        "after \(SectionID(rawValue: section)?.textName ?? "last")"
    }
}

/// The section `metadata.code.branch_hint` (appendix 7.4.3), if it can be printed before its instructions.
struct BranchHintSection {
    static let name = Annotation.Kind.branchHint.rawValue

    /// By function and offset in its body. Empty if there is no such section, or if it has anything that annotations cannot say:
    /// then it is printed as any other custom section.
    private(set) var hints: [UInt32: [Int: UInt8]] = [:]

    init(_ module: BinaryModule) {
        let sections = module.customSections.filter { $0.name == Self.name }
        guard sections.count == 1, let hints = Self.hints(module.bytes[sections[0].contents]),
            hints.allSatisfy({ Self.areBranches($1, ofFunction: $0, module) })
        else { return }
        self.hints = hints
    }

    private static func hints(_ contents: ArraySlice<UInt8>) -> [UInt32: [Int: UInt8]]? {
        var rest = contents
        /// A number in LEB128, in its short form.
        func number() -> UInt32? {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), to: 35, by: 7) {
                guard let byte = rest.popFirst() else { return nil }
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return byte == 0 && shift > 0 ? nil : UInt32(exactly: value) }
            }
            return nil
        }
        var hints: [UInt32: [Int: UInt8]] = [:]
        var lastFunction: UInt32?
        guard let functions = number() else { return nil }
        for _ in 0..<functions {
            guard let function = number(), lastFunction.map({ $0 < function }) ?? true, let count = number() else {
                return nil
            }
            lastFunction = function
            var lastOffset: UInt32?
            for _ in 0..<count {
                guard let offset = number(), lastOffset.map({ $0 < offset }) ?? true, number() == 1,
                    let value = rest.popFirst(), value <= 1
                else { return nil }
                lastOffset = offset
                hints[function, default: [:]][Int(offset)] = value
            }
        }
        return rest.isEmpty ? hints : nil
    }

    /// Whether all hints of a function stand at an `if` or a `br_if`.
    private static func areBranches(
        _ hints: [Int: UInt8], ofFunction function: UInt32, _ module: BinaryModule
    ) -> Bool {
        let index = Int(function) - module.importedFunctions.count
        guard module.code.indices.contains(index) else { return false }
        let range = module.code[index].range
        return module.bytes.withUnsafeBufferPointer { buffer in
            var reader = InstructionReader(UnsafeRawBufferPointer(buffer), range: range)
            guard (try? reader.locals()) != nil else { return false }
            var found = 0
            while !reader.isAtEnd, let instruction = try? reader.next() {
                let isBranch = instruction.opcode == .if || instruction.opcode == .brIf
                if isBranch, hints[instruction.offset - range.lowerBound] != nil { found += 1 }
            }
            return found == hints.count
        }
    }
}
