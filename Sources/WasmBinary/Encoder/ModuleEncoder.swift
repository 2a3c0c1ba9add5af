/// Puts a module together in the binary format (specification §5.5).
///
/// Definitions may come in any order: each kind has its section, and the sections come in theirs. Indices are those that the
/// definitions have at the end, so imports of a kind come before definitions of that kind. Nothing is checked; decode and validate
/// what comes out.
package struct ModuleEncoder: Sendable {
    /// A section whose contents are a vector.
    private struct Vector: Sendable {
        var count = 0
        var writer = ByteWriter()
    }

    /// Where a custom section goes.
    package enum Place: Hashable, Sendable {
        case before(SectionID)
        case after(SectionID)
        case first
        case last
    }

    private var sections: [SectionID: Vector] = [:]
    private var customSections: [(place: Place, name: String, contents: [UInt8])] = []

    /// The function to call at instantiation.
    package var start: UInt32?
    /// Whether to say how many data segments there are, which functions need that name one.
    package var hasDataCount = false

    package init() {}

    /// Appends an entry to a section.
    private mutating func add(to section: SectionID, _ write: (inout ByteWriter) -> Void) {
        write(&sections[section, default: Vector()].writer)
        sections[section]!.count += 1
    }

    // MARK: Declarations

    /// A group of types that may refer to each other. One of a single type is the same as that type alone.
    package mutating func addTypes(_ group: [SubType]) {
        add(to: .type) {
            if group.count != 1 {
                $0.append(byte: TypeForm.recursionGroup)
                $0.append(unsigned: UInt64(group.count))
            }
            for type in group { $0.append(type) }
        }
    }

    package mutating func addImport(_ module: String, _ name: String, _ description: ImportDescription) {
        add(to: .import) {
            $0.append(name: module)
            $0.append(name: name)
            $0.append(byte: description.kind.rawValue)
            switch description {
            case .function(let typeIndex): $0.append(u32: typeIndex)
            case .table(let type): $0.append(type)
            case .memory(let type): $0.append(type)
            case .global(let type): $0.append(type)
            case .tag(let typeIndex): $0.append(tagOfType: typeIndex)
            }
        }
    }

    /// - Parameter body: The instructions, `end` included.
    package mutating func addFunction(type: UInt32, locals: [LocalRun] = [], body: [UInt8]) {
        add(to: .function) { $0.append(u32: type) }
        var code = ByteWriter()
        code.append(unsigned: UInt64(locals.count))
        for run in locals {
            code.append(u32: run.count)
            code.append(run.type)
        }
        add(to: .code) {
            $0.append(unsigned: UInt64(code.count + body.count))
            $0.append(bytes: code.bytes)
            $0.append(bytes: body)
        }
    }

    /// - Parameter initializer: A constant expression, `end` included.
    package mutating func addTable(_ type: TableType, initializer: [UInt8]? = nil) {
        add(to: .table) {
            if initializer != nil { $0.append(bytes: [0x40, 0]) }
            $0.append(type)
            if let initializer { $0.append(bytes: initializer) }
        }
    }

    package mutating func addMemory(_ type: MemoryType) { add(to: .memory) { $0.append(type) } }

    package mutating func addTag(type: UInt32) { add(to: .tag) { $0.append(tagOfType: type) } }

    /// - Parameter initializer: A constant expression, `end` included.
    package mutating func addGlobal(_ type: GlobalType, initializer: [UInt8]) {
        add(to: .global) {
            $0.append(type)
            $0.append(bytes: initializer)
        }
    }

    package mutating func addExport(_ name: String, _ kind: ExternalKind, _ index: UInt32) {
        add(to: .export) {
            $0.append(name: name)
            $0.append(byte: kind.rawValue)
            $0.append(u32: index)
        }
    }

    // MARK: Segments

    /// Where a segment's contents go. An offset is a constant expression, `end` included.
    package enum SegmentMode: Hashable, Sendable {
        /// Into a table or a memory, at an offset.
        case active(index: UInt32, offset: [UInt8])
        case passive
        /// Of element segments only.
        case declarative
    }

    package enum ElementItems: Hashable, Sendable {
        /// Functions by their indices; the segment's type is `(ref func)`.
        case functions([UInt32])
        /// Constant expressions, `end` included.
        case expressions(ReferenceType, [[UInt8]])
    }

    package mutating func addElements(_ mode: SegmentMode, _ items: ElementItems) {
        add(to: .element) {
            // The forms without a table and a type are for table 0 and for functions.
            var isShort = false
            var form: UInt32
            switch (mode, items) {
            case (.active(0, _), .functions): (form, isShort) = (0, true)
            case (.active(0, _), .expressions(.funcref, _)): (form, isShort) = (0, true)
            case (.active, _): form = 2
            case (.passive, _): form = 1
            case (.declarative, _): form = 3
            }
            if case .expressions = items { form |= 4 }
            $0.append(u32: form)
            if case .active(let table, let offset) = mode {
                if !isShort { $0.append(u32: table) }
                $0.append(bytes: offset)
            }
            switch items {
            case .functions(let functions):
                if !isShort { $0.append(byte: 0) }
                $0.append(unsigned: UInt64(functions.count))
                for function in functions { $0.append(u32: function) }
            case .expressions(let type, let expressions):
                if !isShort { $0.append(type) }
                $0.append(unsigned: UInt64(expressions.count))
                for expression in expressions { $0.append(bytes: expression) }
            }
        }
    }

    package mutating func addData(_ mode: SegmentMode, _ contents: [UInt8]) {
        add(to: .data) {
            switch mode {
            case .active(0, let offset):
                $0.append(u32: 0)
                $0.append(bytes: offset)
            case .active(let memory, let offset):
                $0.append(u32: 2)
                $0.append(u32: memory)
                $0.append(bytes: offset)
            case .passive:
                $0.append(u32: 1)
            case .declarative:
                preconditionFailure("data segments are not declared")
            }
            $0.append(sized: contents)
        }
    }

    // MARK: The module

    package mutating func addCustomSection(_ name: String, _ contents: [UInt8], at place: Place = .last) {
        customSections.append((place, name, contents))
    }

    /// The module. Custom sections with one place come in the order in which they were added.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.append(bytes: Preamble.bytes)
        appendCustomSections(at: .first, to: &writer)
        for section in SectionID.allCases.sorted(by: { $0.order < $1.order }) where section != .custom {
            appendCustomSections(at: .before(section), to: &writer)
            if let contents = contents(of: section) {
                writer.append(byte: section.rawValue)
                writer.append(sized: contents)
            }
            appendCustomSections(at: .after(section), to: &writer)
        }
        appendCustomSections(at: .last, to: &writer)
        return writer.bytes
    }

    private func appendCustomSections(at place: Place, to writer: inout ByteWriter) {
        for section in customSections where section.place == place {
            var contents = ByteWriter()
            contents.append(name: section.name)
            contents.append(bytes: section.contents)
            writer.append(byte: SectionID.custom.rawValue)
            writer.append(sized: contents.bytes)
        }
    }

    private func contents(of section: SectionID) -> [UInt8]? {
        var writer = ByteWriter()
        switch section {
        case .start:
            guard let start else { return nil }
            writer.append(u32: start)
        case .dataCount:
            guard hasDataCount else { return nil }
            writer.append(unsigned: UInt64(sections[.data]?.count ?? 0))
        default:
            guard let vector = sections[section] else { return nil }
            writer.append(unsigned: UInt64(vector.count))
            writer.append(bytes: vector.writer.bytes)
        }
        return writer.bytes
    }
}
