import BridgeSignature
import WasmBinary

/// What a module says of its bridge: the declarations that JavaScript may use, and the functions of JavaScript that it calls.
struct BridgeModule {
    /// A function of JavaScript that Swift declares.
    struct ImportedFunction {
        /// Where it is, from the global object: `Math.hypot`.
        var path: String
        var name: String
        var signature: Signature
        /// Whether it gives a promise that Swift waits for.
        var isAsync: Bool
    }

    var functions: [Declaration] = []
    var types: [Declaration] = []
    var imports: [ImportedFunction] = []
    /// What the module's own library asks JavaScript for, by name; see the parts in `Web/bridge`.
    var services: [String] = []
    /// The functions of WASI that it uses.
    var systemCalls: [String] = []
    let isCommand: Bool
    private let module: BinaryModule

    static let importModule = "js"
    static let serviceModule = "swiftlet"
    static let wasiModule = "wasi_snapshot_preview1"

    /// Nil when the module has nothing to do with JavaScript.
    init?(_ module: BinaryModule) throws(BuildError) {
        self.module = module
        isCommand = module.exports.contains { $0.name == "_start" }
        for export in module.exports {
            guard let declaration = try Self.declaration(export) else { continue }
            if case .function = declaration.kind {
                functions.append(declaration)
            } else {
                types.append(declaration)
            }
        }
        for item in module.imports {
            switch item.module {
            case Self.importModule:
                let (path, declaration) = try Self.imported(item)
                guard case .function(let signature) = declaration.kind else { continue }
                imports.append(
                    ImportedFunction(
                        path: path, name: declaration.name, signature: signature, isAsync: declaration.isAsync))
            case Self.serviceModule: services.append(item.name)
            case Self.wasiModule: systemCalls.append(item.name)
            default:
                if !functions.isEmpty || !types.isEmpty {
                    throw BuildError(
                        .package,
                        "the module imports \"\(item.name)\" of \"\(item.module)\", which its JavaScript cannot give",
                        help: "Declare functions of JavaScript with @JSImport.")
                }
            }
        }
        if functions.isEmpty, types.isEmpty, imports.isEmpty, services.isEmpty { return nil }
        functions.sort { $0.name < $1.name }
        types.sort { $0.name < $1.name }
        try check()
    }

    private static func declaration(_ export: Export) throws(BuildError) -> Declaration? {
        guard export.name.hasPrefix(ExportName.mark) else { return nil }
        return try parse(ExportName.decode(String(export.name.dropFirst(ExportName.mark.count))))
    }

    private static func imported(_ item: Import) throws(BuildError) -> (path: String, Declaration) {
        let text = ExportName.decode(item.name)
        let path = text.prefix { $0 != " " }
        return (String(path), try parse(String(text.dropFirst(path.count + 1))))
    }

    private static func parse(_ source: String) throws(BuildError) -> Declaration {
        do throws(SignatureError) {
            return try DeclarationParser.parse(source)
        } catch {
            throw BuildError(
                .package, "the module describes a declaration that swiftlet cannot read: \(source)\n\(error.message)")
        }
    }

    /// One name, one thing: JavaScript has no overloads.
    private func check() throws(BuildError) {
        var seen: Set<String> = ["init"]
        for declaration in functions + types {
            guard seen.insert(declaration.name).inserted else {
                throw BuildError(
                    .package, "JavaScript would find two things by the name \(declaration.name)",
                    help: declaration.name == "init"
                        ? "init is the function that loads the module: choose another name."
                        : "Functions marked @JS cannot be overloaded: give one of them another name.")
            }
        }
        let known = Set(types.map(\.name))
        for name in (functions + types).flatMap(\.types).flatMap(\.names)
        where !known.contains(name) && name != "JSException" {
            throw BuildError(.package, "the type \(name) crosses to JavaScript and is not marked @JS")
        }
    }

    /// Whether JavaScript gets the class of errors of Swift: where there are any, unless the module has something else by this name.
    var offersErrorClass: Bool {
        if (functions + types).contains(where: { $0.name == "SwiftError" }) { return false }
        let errors = (functions + types).flatMap(\.types).flatMap(\.functions).map { type -> BridgeType? in
            if case .function(_, _, let error) = type { error } else { nil }
        }
        return (errors + (functions + types).flatMap(\.errors)).contains { $0 != nil && $0 != .named("JSException") }
    }

    /// Whether a function of it may wait for promises.
    var waits: Bool {
        functions.contains(where: \.isAsync) || services.contains("wait") || services.contains("waitingClosure")
            || types.contains { type in
                guard case .classType(let members) = type.kind else { return false }
                return members.contains { if case .method(_, _, true) = $0.kind { true } else { false } }
            }
    }

    /// The module as JavaScript gets it: functions by their names, descriptions taken out.
    func rewritten() -> [UInt8] {
        ModuleRewriter(
            exportName: { export in
                guard let declaration = try? Self.declaration(export) else { return export.name }
                if case .function = declaration.kind { return declaration.name }
                return nil
            },
            importName: { item in
                guard item.module == Self.importModule, let (_, declaration) = try? Self.imported(item) else {
                    return item.name
                }
                return declaration.name
            }
        ).rewrite(module)
    }
}
