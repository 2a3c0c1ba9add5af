import WasmBinary

/// The names of a module and of what it has, for its name section (appendix 7.4.1; those that the standard does not have, as
/// for labels and tables, are numbered as in the proposal for an extended name section).
struct ModuleNames {
    var module: String?
    private var bySpace: [IndexSpace: [Entry]] = [:]
    /// By function, in order.
    private var locals: [(function: UInt32, entries: [Entry])] = []
    private var labels: [(function: UInt32, entries: [Entry])] = []
    /// By type, in order.
    private var fields: [(type: UInt32, entries: [Entry])] = []

    struct Entry {
        var index: UInt32
        var name: String
    }

    mutating func add(_ name: String, _ index: UInt32, _ space: IndexSpace) {
        bySpace[space, default: []].append(Entry(index: index, name: name))
    }

    mutating func addLocal(_ name: String, _ index: UInt32, function: UInt32) {
        if locals.last?.function != function { locals.append((function, [])) }
        locals[locals.count - 1].entries.append(Entry(index: index, name: name))
    }

    mutating func addLabel(_ name: String, _ index: UInt32, function: UInt32) {
        if labels.last?.function != function { labels.append((function, [])) }
        labels[labels.count - 1].entries.append(Entry(index: index, name: name))
    }

    mutating func addField(_ name: String, _ index: UInt32, type: UInt32) {
        if fields.last?.type != type { fields.append((type, [])) }
        fields[fields.count - 1].entries.append(Entry(index: index, name: name))
    }
}

extension ModuleNames {
    /// The contents of the name section; nil if nothing has a name.
    var section: [UInt8]? {
        var writer = ByteWriter()
        if let module {
            var contents = ByteWriter()
            contents.append(name: module)
            writer.append(subsection: 0, contents)
        }
        writer.append(names: bySpace[.function], 1)
        writer.append(indirectNames: locals.map { ($0.function, $0.entries) }, 2)
        writer.append(indirectNames: labels.map { ($0.function, $0.entries) }, 3)
        writer.append(names: bySpace[.type], 4)
        writer.append(names: bySpace[.table], 5)
        writer.append(names: bySpace[.memory], 6)
        writer.append(names: bySpace[.global], 7)
        writer.append(names: bySpace[.element], 8)
        writer.append(names: bySpace[.data], 9)
        writer.append(indirectNames: fields.map { ($0.type, $0.entries) }, 10)
        writer.append(names: bySpace[.tag], 11)
        return writer.bytes.isEmpty ? nil : writer.bytes
    }
}

extension ByteWriter {
    fileprivate mutating func append(subsection id: UInt8, _ contents: ByteWriter) {
        append(byte: id)
        append(sized: contents.bytes)
    }

    /// A subsection with a map from indices to names.
    fileprivate mutating func append(names: [ModuleNames.Entry]?, _ id: UInt8) {
        guard let names else { return }
        var contents = ByteWriter()
        contents.append(map: names)
        append(subsection: id, contents)
    }

    /// A subsection with such maps by another index.
    fileprivate mutating func append(indirectNames maps: [(index: UInt32, names: [ModuleNames.Entry])], _ id: UInt8) {
        guard !maps.isEmpty else { return }
        var contents = ByteWriter()
        contents.append(unsigned: UInt64(maps.count))
        for (index, names) in maps {
            contents.append(u32: index)
            contents.append(map: names)
        }
        append(subsection: id, contents)
    }

    private mutating func append(map names: [ModuleNames.Entry]) {
        append(unsigned: UInt64(names.count))
        for entry in names {
            append(u32: entry.index)
            append(name: entry.name)
        }
    }
}
