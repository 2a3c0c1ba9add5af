/// The names that a compiler left for people, from the custom section "name" (specification §7.4.1, and the proposal for an
/// extended name section).
///
/// Names are decoration: a module is as good without them. So a damaged section never is an error; what was read before
/// the damage counts, and bytes that are no UTF-8 are shown as replacement characters.
public struct NameSection: Sendable {
    public let moduleName: String?

    private let bytes: [UInt8]
    private var functions = NameMap()
    /// By function: where the names of its locals are. They are read when somebody asks.
    private var locals: [UInt32: Range<Int>] = [:]
    /// By number: where the other subsections are, likewise.
    private var subsections: [UInt8: Range<Int>] = [:]

    /// What has names of its own in a module, by the numbers of the subsections.
    public enum Subject: UInt8, Hashable, Sendable, CaseIterable {
        case function = 1
        case type = 4
        case table = 5
        case memory = 6
        case global = 7
        case element = 8
        case data = 9
        case tag = 11
    }

    /// What has names within something else, by the numbers of the subsections.
    public enum InnerSubject: UInt8, Hashable, Sendable, CaseIterable {
        /// The parameters and locals of a function.
        case local = 2
        /// The blocks of a function, in the order in which they begin.
        case label = 3
        /// The fields of a type.
        case field = 10
    }

    /// - Returns: `nil` if the module has no section "name".
    public init?(_ module: BinaryModule) {
        guard let section = module.customSections.first(where: { $0.name == "name" }) else { return nil }
        bytes = module.bytes
        var moduleName: String?
        var functions = NameMap()
        var locals: [UInt32: Range<Int>] = [:]
        var subsections: [UInt8: Range<Int>] = [:]
        bytes.withUnsafeBufferPointer { buffer in
            var reader = ByteReader(UnsafeRawBufferPointer(buffer), range: section.contents)
            while let (id, contents) = try? reader.subsection() {
                var subsection = reader.slice(contents)
                switch id {
                case 0: moduleName = (try? subsection.nameRange()).map { Self.text(subsection.contents(of: $0)) }
                case 1: functions = NameMap(&subsection)
                case 2: locals = Self.indirectMap(&subsection)
                default: if subsections[id] == nil { subsections[id] = contents }
                }
            }
        }
        self.moduleName = moduleName
        self.functions = functions
        self.locals = locals
        self.subsections = subsections
    }

    /// The name of a function, imported ones counted.
    public func functionName(_ index: UInt32) -> String? {
        functions[index].map(text)
    }

    /// All names of a kind, sorted by their index. Of several names for one index the first counts.
    public func names(of subject: Subject) -> [(index: UInt32, name: String)] {
        guard subject != .function else { return names(in: functions) }
        guard let range = subsections[subject.rawValue] else { return [] }
        return names(in: map(at: range))
    }

    /// All names of a kind, by the index of what they are in, and sorted by their own.
    public func names(of subject: InnerSubject) -> [UInt32: [(index: UInt32, name: String)]] {
        guard subject != .local else { return locals.mapValues { names(in: map(at: $0)) } }
        guard let range = subsections[subject.rawValue] else { return [:] }
        let ranges = bytes.withUnsafeBufferPointer { buffer in
            var reader = ByteReader(UnsafeRawBufferPointer(buffer), range: range)
            return Self.indirectMap(&reader)
        }
        return ranges.mapValues { names(in: map(at: $0)) }
    }

    private func map(at range: Range<Int>) -> NameMap {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = ByteReader(UnsafeRawBufferPointer(buffer), range: range)
            return NameMap(&reader)
        }
    }

    private func names(in map: NameMap) -> [(index: UInt32, name: String)] {
        map.distinctEntries.map { ($0.index, text($0.name)) }
    }

    /// The name of a local, parameters counted, in a function.
    public func localName(_ index: UInt32, inFunction function: UInt32) -> String? {
        guard let range = locals[function] else { return nil }
        return map(at: range)[index].map(text)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A map from indices to maps of names: where each of the inner maps is.
    private static func indirectMap(_ reader: inout ByteReader) -> [UInt32: Range<Int>] {
        var maps: [UInt32: Range<Int>] = [:]
        guard let count = try? reader.u32() else { return maps }
        for _ in 0..<count {
            guard let index = try? reader.u32() else { break }
            let start = reader.offset
            let isWhole = skipNames(&reader)
            if maps[index] == nil { maps[index] = start..<reader.offset }
            if !isWhole { break }
        }
        return maps
    }

    /// - Returns: Whether the whole map could be read.
    private static func skipNames(_ reader: inout ByteReader) -> Bool {
        guard let count = try? reader.u32() else { return false }
        for _ in 0..<count {
            guard (try? reader.nameAssociation()) != nil else { return false }
        }
        return true
    }
}

/// Names by index, as ranges of the module's bytes; sorted, as the specification asks for and as look-ups need.
struct NameMap: Sendable {
    private var entries: [(index: UInt32, name: Range<Int>)] = []

    init() {}

    init(_ reader: inout ByteReader) {
        guard let count = try? reader.u32() else { return }
        var isSorted = true
        for _ in 0..<count {
            guard let entry = try? reader.nameAssociation() else { break }
            if let last = entries.last, last.index >= entry.index { isSorted = false }
            entries.append(entry)
        }
        if !isSorted { entries.sort { $0.index < $1.index } }
    }

    /// The entries in the order of their indices; of several with one index only the first.
    var distinctEntries: [(index: UInt32, name: Range<Int>)] {
        entries.enumerated().filter { $0 == 0 || entries[$0 - 1].index != $1.index }.map(\.element)
    }

    subscript(index: UInt32) -> Range<Int>? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].index == index ? entries[low].name : nil
    }
}

extension ByteReader {
    /// A subsection's number and contents.
    fileprivate mutating func subsection() throws(ModuleError) -> (UInt8, Range<Int>) {
        let id = try byte()
        return (id, try bytes(try u32()))
    }

    /// A name without a check of its encoding.
    fileprivate mutating func nameRange() throws(ModuleError) -> Range<Int> { try bytes(try u32()) }

    /// An index with its name.
    fileprivate mutating func nameAssociation() throws(ModuleError) -> (index: UInt32, name: Range<Int>) {
        let index = try u32()
        return (index, try nameRange())
    }
}
