import BridgeSignature

/// Writes the ES module that loads a module and offers its functions.
struct GlueWriter {
    let module: BridgeModule
    /// The file name of the module, next to this one.
    let fileName: String

    /// Words that a name of ours must not be: JavaScript's own, and those of the parts.
    private static let reserved: Set<String> = [
        "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
        "do", "else", "enum",
        "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements", "import", "in",
        "instanceof", "interface",
        "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super", "switch",
        "this", "throw", "true",
        "try", "typeof", "undefined", "var", "void", "while", "with", "yield", "start", "result", "ready", "init",
        "imports", "self", "ticket", "error", "Object",
        "Array", "Map", "Error", "String", "Symbol", "URL", "WebAssembly", "globalThis",
    ]

    /// A name as the glue may use it inside.
    static func safe(_ name: String) -> String {
        reserved.contains(name) || BridgeParts.all.declares(name) ? name + "_" : name
    }

    func text() -> String {
        var body = ""
        var aliases: [String] = []
        for type in module.types { body += declaration(of: type, &aliases) }
        for function in module.functions {
            guard case .function(let signature) = function.kind else { continue }
            let name = Self.safe(function.name)
            body +=
                "\n" + (name == function.name ? "export " : "") + "function \(name)"
                + (function.isAsync
                    ? waitingBody(signature, callee: "wasm.\(function.name)")
                    : callBody(signature, callee: "wasm.\(function.name)", indent: "")) + "\n"
            if name != function.name { aliases.append("\(name) as \(function.name)") }
        }
        if module.offersErrorClass { aliases.append("SwiftError") }
        if !aliases.isEmpty { body += "\nexport { \(aliases.joined(separator: ", ")) };\n" }
        body += """

            let ready;
            export default function init(input = new URL('./\(fileName)', import.meta.url)) {\(warning)
                return ready ??= load(input, {\(importObject)}).catch(error => { ready = null; throw error; });
            }

            """
        return "// Written by swiftlet.\n" + BridgeParts.all.text(for: body) + BridgeParts.withTabs(body)
    }

    private var warning: String { module.waits ? "\n    warnAboutWaiting();" : "" }

    // MARK: - Imports

    private var importObject: String {
        var modules: [String] = []
        if !module.services.isEmpty {
            modules.append("\(BridgeModule.serviceModule): { \(module.services.joined(separator: ", ")) }")
        }
        if !module.imports.isEmpty {
            let entries = module.imports.map { "\n            \(Self.key($0.name)): \(importFunction($0))," }
            modules.append("\(BridgeModule.importModule): {\(entries.joined())\n        }")
        }
        if !module.systemCalls.isEmpty {
            let entries = module.systemCalls.map { BridgeParts.all.declares($0) ? $0 : "\($0): unsupported" }
            modules.append("\(BridgeModule.wasiModule): { \(entries.joined(separator: ", ")) }")
        }
        return modules.isEmpty ? "" : "\n        " + modules.joined(separator: ",\n        ") + ",\n    "
    }

    private static func key(_ name: String) -> String { name }

    /// The JavaScript function behind an import: it reads the arguments, calls, and writes what comes back.
    private func importFunction(_ item: BridgeModule.ImportedFunction) -> String {
        let signature = item.signature
        var names: [String] = []
        var reads: [String] = []
        if signature.parameters.contains(where: { !$0.type.isDirect }) {
            names.append("address")
            reads.append("from(address);")
        }
        var arguments: [String] = []
        for (index, parameter) in signature.parameters.enumerated() {
            if parameter.type.isDirect {
                names.append("a\(index)")
                arguments.append(parameter.type.fromDirect("a\(index)"))
            } else {
                reads.append("const a\(index) = \(read(parameter.type));")
                arguments.append("a\(index)")
            }
        }
        let call = "globalThis.\(item.path)(\(arguments.joined(separator: ", ")))"
        let work: String
        if item.isAsync {
            let write = write(signature.result, "result")
            work =
                "return promised(() => \(call), \(signature.result == .void ? "() => {}" : "result => { \(write) }"));"
        } else if signature.error != nil {
            work = answering(call, signature.result, signature.error)
        } else {
            let inner =
                signature.result == .void
                ? "\(call);"
                : signature.result.isDirect
                    ? "return \(signature.result.toDirect(call));" : answering(call, signature.result, nil)
            work = "try { \(inner) } catch (error) { return stop('\(item.path)', error); }"
        }
        return "(\(names.joined(separator: ", "))) => { \((reads + [work]).joined(separator: " ")) }"
    }
}
