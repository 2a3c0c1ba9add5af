/// A decoded module: the sections of the binary format as values (specification §2.5, §5.5).
///
/// Function bodies, constant expressions and segment contents stay in ``bytes`` and are named by their ranges: decoding a
/// large module costs little more than its index. Read them with ``InstructionReader``.
public struct BinaryModule: Sendable {
    /// The most parameters, and the most results, that a function of a valid module has: the bound that the engines of the
    /// browsers share.
    public static let maximumArity = 1_000
    /// The most types that a module can define, likewise.
    public static let maximumTypes = 1_000_000

    /// The whole module, as given.
    public internal(set) var bytes: [UInt8]
    /// What the module may use, as it was decoded.
    public let features: Features

    /// The type definitions, in the order of their indices.
    public internal(set) var types: [SubType] = []
    /// Which of ``types`` are defined together, and may refer to each other (§2.3.10). Most groups have one type.
    public internal(set) var recursionGroups: [Range<Int>] = []
    public internal(set) var imports: [Import] = []
    /// The type index of each function that the module defines (imported ones not counted).
    public internal(set) var functions: [UInt32] = []
    /// Tables that the module defines.
    public internal(set) var tables: [TableDefinition] = []
    /// Memories that the module defines.
    public internal(set) var memories: [MemoryType] = []
    /// The type index of each tag that the module defines.
    public internal(set) var tags: [UInt32] = []
    /// Globals that the module defines.
    public internal(set) var globals: [GlobalDefinition] = []
    public internal(set) var exports: [Export] = []
    /// The index of the function to call at instantiation.
    public internal(set) var start: UInt32?
    public internal(set) var elements: [ElementSegment] = []
    public internal(set) var dataSegments: [DataSegment] = []
    /// What the data count section says, if there is one.
    public internal(set) var dataCount: UInt32?
    /// One body for each entry of ``functions``.
    public internal(set) var code: [FunctionBody] = []
    public internal(set) var customSections: [CustomSection] = []
    /// Every section in the order of the file, custom ones included.
    public internal(set) var sections: [SectionRange] = []

    // The imports by kind, in order: index spaces start with them.
    public internal(set) var importedFunctions: [UInt32] = []
    public internal(set) var importedTables: [TableType] = []
    public internal(set) var importedMemories: [MemoryType] = []
    public internal(set) var importedGlobals: [GlobalType] = []
    public internal(set) var importedTags: [UInt32] = []

    init(bytes: [UInt8], features: Features) {
        self.bytes = bytes
        self.features = features
    }
}

public struct Import: Hashable, Sendable {
    public var module: String
    public var name: String
    public var description: ImportDescription
}

/// What an import asks for; a function and a tag by the index of its type (§5.5.5).
public enum ImportDescription: Hashable, Sendable {
    case function(typeIndex: UInt32)
    case table(TableType)
    case memory(MemoryType)
    case global(GlobalType)
    case tag(typeIndex: UInt32)

    public var kind: ExternalKind {
        switch self {
        case .function: .function
        case .table: .table
        case .memory: .memory
        case .global: .global
        case .tag: .tag
        }
    }
}

public struct Export: Hashable, Sendable {
    public var name: String
    public var kind: ExternalKind
    public var index: UInt32
}

public struct TableDefinition: Hashable, Sendable {
    public var type: TableType
    /// What the elements are at first; null when there is no initializer.
    public var initializer: ConstantExpression?
}

public struct GlobalDefinition: Hashable, Sendable {
    public var type: GlobalType
    public var initializer: ConstantExpression
}

/// A constant expression (§3.4.15): its instructions, `end` included, in the module's bytes.
public struct ConstantExpression: Hashable, Sendable {
    public var range: Range<Int>
}

public struct ElementSegment: Hashable, Sendable {
    public enum Mode: Hashable, Sendable {
        case active(table: UInt32, offset: ConstantExpression)
        case passive
        case declarative
    }

    public enum Items: Hashable, Sendable {
        case functions([UInt32])
        case expressions([ConstantExpression])

        public var count: Int {
            switch self {
            case .functions(let indices): indices.count
            case .expressions(let expressions): expressions.count
            }
        }
    }

    public var type: ReferenceType
    public var mode: Mode
    public var items: Items
}

public struct DataSegment: Hashable, Sendable {
    public enum Mode: Hashable, Sendable {
        case active(memory: UInt32, offset: ConstantExpression)
        case passive
    }

    public var mode: Mode
    /// The contents, in the module's bytes.
    public var contents: Range<Int>
}

/// An entry of the code section (§5.5.13).
public struct FunctionBody: Hashable, Sendable {
    /// From the vector of locals to the final `end`, in the module's bytes.
    public var range: Range<Int>
}

public struct CustomSection: Hashable, Sendable {
    public var name: String
    /// The contents after the name, in the module's bytes.
    public var contents: Range<Int>
}

/// Where a section lies in the file.
public struct SectionRange: Hashable, Sendable {
    /// The section's number in the binary format; 0 is a custom section.
    public var id: UInt8
    /// The section's name: the specification's, or a custom section's own.
    public var name: String
    /// The contents, without the section's id and size.
    public var contents: Range<Int>
}

extension BinaryModule {
    public var functionCount: Int { importedFunctions.count + functions.count }
    public var tableCount: Int { importedTables.count + tables.count }
    public var memoryCount: Int { importedMemories.count + memories.count }
    public var globalCount: Int { importedGlobals.count + globals.count }
    public var tagCount: Int { importedTags.count + tags.count }

    /// The function type that a type index defines; nil when the index is out of range or defines something else.
    public func functionType(at index: UInt32) -> FunctionType? {
        Int(index) < types.count ? types[Int(index)].function : nil
    }

    /// The type index of a function, imported or defined. The index must be in range.
    public func typeIndex(ofFunction index: UInt32) -> UInt32 {
        let index = Int(index)
        return index < importedFunctions.count
            ? importedFunctions[index] : functions[index - importedFunctions.count]
    }

    /// The type of a function, imported or defined, of a valid module. The index must be in range.
    public func type(ofFunction index: UInt32) -> FunctionType {
        functionType(at: typeIndex(ofFunction: index))!
    }

    /// The type index of a tag, imported or defined. The index must be in range.
    public func typeIndex(ofTag index: UInt32) -> UInt32 {
        let index = Int(index)
        return index < importedTags.count ? importedTags[index] : tags[index - importedTags.count]
    }

    /// The type of a tag, imported or defined, of a valid module. The index must be in range.
    public func type(ofTag index: UInt32) -> FunctionType {
        functionType(at: typeIndex(ofTag: index))!
    }

    /// The type of a table, imported or defined. The index must be in range.
    public func type(ofTable index: UInt32) -> TableType {
        let index = Int(index)
        return index < importedTables.count ? importedTables[index] : tables[index - importedTables.count].type
    }

    /// The type of a memory, imported or defined. The index must be in range.
    public func type(ofMemory index: UInt32) -> MemoryType {
        let index = Int(index)
        return index < importedMemories.count ? importedMemories[index] : memories[index - importedMemories.count]
    }

    /// The type of a global, imported or defined. The index must be in range.
    public func type(ofGlobal index: UInt32) -> GlobalType {
        let index = Int(index)
        return index < importedGlobals.count ? importedGlobals[index] : globals[index - importedGlobals.count].type
    }

    /// The type of an import; nil when its type index is out of range, which validation refuses.
    public func type(of description: ImportDescription) -> ExternalType? {
        switch description {
        case .function(let typeIndex): functionType(at: typeIndex).map { .function($0) }
        case .table(let type): .table(type)
        case .memory(let type): .memory(type)
        case .global(let type): .global(type)
        case .tag(let typeIndex): functionType(at: typeIndex).map { .tag($0) }
        }
    }

    /// The type of an export; nil when an index is out of range, which validation refuses.
    public func type(of export: Export) -> ExternalType? {
        let index = Int(export.index)
        switch export.kind {
        case .function:
            guard index < functionCount else { return nil }
            return type(of: .function(typeIndex: typeIndex(ofFunction: export.index)))
        case .table: return index < tableCount ? .table(type(ofTable: export.index)) : nil
        case .memory: return index < memoryCount ? .memory(type(ofMemory: export.index)) : nil
        case .global: return index < globalCount ? .global(type(ofGlobal: export.index)) : nil
        case .tag: return index < tagCount ? type(of: .tag(typeIndex: typeIndex(ofTag: export.index))) : nil
        }
    }
}
