/// A module that has been decoded and validated, ready to be instantiated any number of times, in any store of its engine.
///
/// Functions are translated when they are first called: compiling a large module costs no more than validating it, or less than that
/// with ``Validation/lazy``.
public final class Module: Sendable {
    public let engine: Engine
    /// What was decoded.
    public let binary: BinaryModule
    let names: NameSection?
    private let exportIndices: [ExactName: Int]
    let types: ModuleTypes
    let layout: InstanceLayout
    let code: ModuleCode

    /// When function bodies are validated. Declarations always are at once, and no body is executed that is not valid.
    public enum Validation: Sendable {
        /// All of them before there is a module: one that is not valid throughout is refused.
        case whole
        /// Each when it is first called. A large module then starts without a look at what never runs, and a body that is not valid is
        /// found late or not at all: the call throws `ModuleError`.
        case lazy
    }

    /// - Parameter bytes: A module in the binary format.
    /// - Throws: `ModuleError` when the bytes are not a module, not a valid one, or use a feature that is missing here.
    public init(
        _ bytes: [UInt8], engine: Engine = Engine(), validation: Validation = .whole
    ) throws(ModuleError) {
        let binary = try BinaryModule(decoding: bytes, features: engine.features)
        let bodies = try binary.validateDeclarations()
        if validation == .whole { try bodies.validateAll() }
        self.engine = engine
        self.binary = binary
        names = NameSection(binary)
        exportIndices = Dictionary(
            binary.exports.enumerated().map { (ExactName($1.name), $0) }, uniquingKeysWith: { first, _ in first })
        types = engine.types.types(of: binary)
        layout = InstanceLayout(binary)
        code = ModuleCode(
            binary, types: types, layout: layout, consumesFuel: engine.consumesFuel,
            unchecked: validation == .lazy ? bodies : nil)
    }

    // Validation has checked every index, so that each import and export has a type.

    /// What the module needs, in its order. References to types that the module defines hold the engine's numbers.
    public var imports: [ImportType] { binary.imports.map(type(of:)) }

    /// What the module offers, in its order. References to types that the module defines hold the engine's numbers.
    public var exports: [ExportType] {
        binary.exports.map { ExportType(name: $0.name, type: types.numbered(binary.type(of: $0)!)) }
    }

    func type(of entry: Import) -> ImportType {
        ImportType(module: entry.module, name: entry.name, type: types.numbered(binary.type(of: entry.description)!))
    }

    func export(named name: String) -> Export? {
        exportIndices[ExactName(name)].map { binary.exports[$0] }
    }

    /// The module's own name, from its name section.
    public var name: String? { names?.moduleName }

    /// A function's name: from the name section, else the name it is exported or imported under.
    public func name(ofFunction index: UInt32) -> String? {
        if let name = names?.functionName(index) { return name }
        if Int(index) < binary.importedFunctions.count {
            var function = 0
            for entry in binary.imports {
                guard case .function = entry.description else { continue }
                if function == Int(index) { return "\(entry.module).\(entry.name)" }
                function += 1
            }
        }
        return binary.exports.first { $0.kind == .function && $0.index == index }?.name
    }
}

/// Something that a module needs from outside.
public struct ImportType: Hashable, Sendable {
    public var module: String
    public var name: String
    public var type: ExternalType

    public init(module: String, name: String, type: ExternalType) {
        self.module = module
        self.name = name
        self.type = type
    }
}

/// Something that a module offers.
public struct ExportType: Hashable, Sendable {
    public var name: String
    public var type: ExternalType
}
