/// Walks over a module's sections and fills a ``BinaryModule`` (specification §5.5).
struct ModuleDecoder {
    /// At the next section; while a section is decoded, a reader of that section's contents.
    var reader: ByteReader
    var module: BinaryModule

    mutating func decode() throws(ModuleError) -> BinaryModule {
        var last: SectionID?
        while !reader.isAtEnd {
            let start = reader.offset
            let number = try reader.byte()
            guard let id = SectionID(rawValue: number) else {
                throw ModuleError(.malformed, "malformed section id \(number)", offset: start)
            }
            if id == .tag { try need(.exceptions, "the tag section", offset: start) }
            let contents = try sectionContents(of: id)
            guard id != .custom else {
                try decodeCustomSection(contents)
                continue
            }
            if let last, id.order <= last.order {
                let message =
                    id == last
                    ? "the \(id.name) section occurs twice"
                    : "the \(id.name) section must come before the \(last.name) section, and only once"
                throw ModuleError(.malformed, "unexpected content: \(message)", offset: start)
            }
            last = id
            module.sections.append(SectionRange(id: number, name: id.name, contents: contents))

            let next = reader
            reader = reader.slice(contents)
            try decodeContents(of: id)
            guard reader.isAtEnd else {
                throw ModuleError(
                    .malformed,
                    "section size mismatch: \(reader.remaining) bytes are left over in the \(id.name) section",
                    offset: reader.offset)
            }
            reader = next
        }
        try checkCounts()
        return module
    }

    private mutating func sectionContents(of id: SectionID) throws(ModuleError) -> Range<Int> {
        let start = reader.offset
        let size = try reader.u32()
        guard Int(size) <= reader.remaining else {
            throw ModuleError(
                .malformed,
                "unexpected end: the \(id.name) section announces \(size) bytes, \(reader.remaining) are left",
                offset: start)
        }
        return try reader.bytes(size)
    }

    private mutating func decodeContents(of id: SectionID) throws(ModuleError) {
        switch id {
        case .custom: break
        case .type: try decodeTypes()
        case .import: try decodeImports()
        case .function: try decodeFunctions()
        case .table: try decodeTables()
        case .memory: try decodeMemories()
        case .global: try decodeGlobals()
        case .export: try decodeExports()
        case .start: module.start = try reader.u32()
        case .element: try decodeElements()
        case .code: try decodeCode()
        case .data: try decodeData()
        case .dataCount: module.dataCount = try reader.u32()
        case .tag: try decodeTags()
        }
    }

    /// Refuses something when a feature is off.
    func need(_ feature: Features, _ what: String, offset: Int) throws(ModuleError) {
        guard reader.features.contains(feature) else {
            throw ModuleError(unsupported: feature, what, offset: offset)
        }
    }

    private mutating func decodeCustomSection(_ contents: Range<Int>) throws(ModuleError) {
        var section = reader.slice(contents)
        let name = try section.name()
        module.sections.append(SectionRange(id: SectionID.custom.rawValue, name: name, contents: contents))
        module.customSections.append(CustomSection(name: name, contents: section.offset..<contents.upperBound))
    }

    /// The side conditions between sections (§5.5.16).
    private func checkCounts() throws(ModuleError) {
        guard module.functions.count == module.code.count else {
            throw ModuleError(
                .malformed,
                "function and code section have inconsistent lengths: \(module.functions.count) functions are declared,"
                    + " \(module.code.count) have a body", offset: offset(of: .code) ?? reader.offset)
        }
        guard module.dataCount == nil || Int(module.dataCount!) == module.dataSegments.count else {
            throw ModuleError(
                .malformed,
                "data count and data section have inconsistent lengths: \(module.dataCount!) segments are announced,"
                    + " \(module.dataSegments.count) are there", offset: offset(of: .dataCount) ?? reader.offset)
        }
    }

    private func offset(of id: SectionID) -> Int? {
        module.sections.first { $0.id == id.rawValue }?.contents.lowerBound
    }
}

extension ByteReader {
    /// A name: a vector of bytes that must be UTF-8 (§5.2.4).
    mutating func name() throws(ModuleError) -> String {
        let range = try bytes(try u32())
        let contents = contents(of: range)
        let name = String(decoding: contents, as: UTF8.self)
        // Decoding repairs what is not UTF-8, so that the bytes then differ.
        guard name.utf8.elementsEqual(contents) else {
            throw ModuleError(.malformed, "malformed UTF-8 encoding of a name", offset: range.lowerBound)
        }
        return name
    }

    /// The count of a vector whose entries take at least `size` bytes each (§5.1.3).
    ///
    /// A count that the bytes cannot hold is refused here, so that nothing is ever reserved for it. Where entries take much
    /// more space decoded than encoded nothing is reserved either: a damaged count must not cost gigabytes.
    mutating func count(ofEntries entries: String, size: Int) throws(ModuleError) -> Int {
        let start = offset
        let count = Int(try u32())
        guard count <= remaining / size else {
            throw ModuleError(
                .malformed,
                "unexpected end: \(count) \(entries) are announced, but only \(remaining) bytes are left for them",
                offset: start)
        }
        return count
    }
}
