import BridgeSignature

/// Writes the types of a module's JavaScript (`.d.ts`).
struct TypeScriptWriter {
    let module: BridgeModule

    func text() -> String {
        var text = "// Written by swiftlet.\n"
        for type in module.types { text += "\n" + documentation(type.documentation) + declaration(of: type) }
        for function in module.functions {
            guard case .function(let signature) = function.kind else { continue }
            let inner = GlueWriter.safe(function.name)
            text +=
                "\n" + documentation(function.documentation, signature)
                + (inner == function.name ? "export function" : "declare function") + " \(inner)\(list(signature)): "
                + result(signature, function.isAsync) + ";\n"
            // A word of JavaScript can be the name of an export, but not of a declaration.
            if inner != function.name { text += "export { \(inner) as \(function.name) };\n" }
        }
        if module.offersErrorClass {
            text += """

                /** An error that Swift threw: `value` is what it threw. */
                export class SwiftError extends Error {
                    constructor(value: unknown);
                    value: any;
                }

                """
        }
        return text + """

            /**
             * Loads the module; call it once, and wait for it, before anything else.
             * @param input where the module is, or what it is; the file beside this one when left out
             */
            export default function init(
                input?: string | URL | Response | BufferSource | WebAssembly.Module | Promise<Response | BufferSource | WebAssembly.Module>,
            ): Promise<void>;

            """
    }

    private func list(_ signature: Signature) -> String {
        var parameters = signature.parameters.map { ($0.name, $0.type.typeScript(isArgument: true)) }
        var text: [String] = []
        var isAtEnd = true
        // Optionals at the end may be left out.
        while let (name, type) = parameters.popLast() {
            let isOptional = isAtEnd && type.hasSuffix(" | null | undefined")
            isAtEnd = isOptional
            text.insert(
                TypeScriptWriter.safe(name)
                    + (isOptional ? "?: " + type.dropLast(" | undefined".utf8.count) : ": " + type), at: 0)
        }
        return "(" + text.joined(separator: ", ") + ")"
    }

    private static func safe(_ name: String) -> String { GlueWriter.safe(name) }

    private func result(_ signature: Signature, _ isAsync: Bool) -> String {
        let type = signature.result.typeScript(isArgument: false)
        return isAsync ? "Promise<\(type)>" : type
    }

    private func declaration(of type: Declaration) -> String {
        switch type.kind {
        case .function: return ""
        case .structure(let fields):
            let lines = fields.map { field -> String in
                let isOptional = if case .optional = field.type { true } else { false }
                return documentation(field.documentation, indent: "    ")
                    + "    \(field.name)\(isOptional ? "?" : ""): \(field.type.typeScript(isArgument: true));\n"
            }
            return "export interface \(type.name) {\n\(lines.joined())}\n"
        case .enumeration(let raw, let cases):
            if cases.allSatisfy(\.values.isEmpty) {
                return "export type \(type.name) = \(cases.rawLiterals(raw).joined(separator: " | "));\n"
            }
            let items = cases.map { item in
                let fields =
                    ["type: \"\(item.name)\""] + item.fields.map { "\($0): \($1.typeScript(isArgument: true))" }
                return "\n    | { " + fields.joined(separator: "; ") + " }"
            }
            return "export type \(type.name) =\(items.joined());\n"
        case .classType(let members): return classType(type.name, members)
        }
    }

    private func classType(_ name: String, _ members: [Member]) -> String {
        var text = "export class \(name) {\n"
        var hasInitializer = false
        for member in members {
            switch member.kind {
            case .initializer(let signature):
                hasInitializer = true
                text +=
                    documentation(member.documentation, signature, indent: "    ")
                    + "    constructor\(list(signature));\n"
            case .method(let signature, let isStatic, let isAsync):
                text +=
                    documentation(member.documentation, signature, indent: "    ")
                    + "    \(isStatic ? "static " : "")\(member.name)\(list(signature)): \(result(signature, isAsync));\n"
            case .property(let type, let isStatic, let isSettable, _):
                text += documentation(member.documentation, indent: "    ")
                let start = "    " + (isStatic ? "static " : "")
                if isSettable {
                    text += "\(start)get \(member.name)(): \(type.typeScript(isArgument: false));\n"
                    text += "\(start)set \(member.name)(value: \(type.typeScript(isArgument: true)));\n"
                } else {
                    text += "\(start)readonly \(member.name): \(type.typeScript(isArgument: false));\n"
                }
            }
        }
        if !hasInitializer { text += "    private constructor();\n" }
        return text + """
                /** Lets go of the object at once; without it, the garbage collector does so some day. It cannot be used afterwards. */
                free(): void;
            }

            """
    }

    /// Swift's documentation comments as JSDoc.
    private func documentation(_ lines: [String], _ signature: Signature = Signature(), indent: String = "") -> String {
        var names = Dictionary(
            signature.parameters.compactMap { parameter in parameter.label.map { ($0, parameter.name) } }
        ) { first, _ in first }
        for parameter in signature.parameters { names[parameter.name] = parameter.name }
        var isInList = false
        let result = lines.compactMap { line -> String? in
            let text = line.replacing("*/", with: "* /")
            let bare = text.drop { $0 == " " }
            if bare.hasPrefix("- Parameters:") {
                isInList = true
                return nil
            }
            for (mark, tag) in [("- Parameter ", "@param "), ("- Returns:", "@returns"), ("- Throws:", "@throws")]
            where bare.hasPrefix(mark) {
                isInList = false
                return tag + parameter(bare.dropFirst(mark.utf8.count), names, isNamed: tag == "@param ")
            }
            if isInList, bare.hasPrefix("- ") { return "@param " + parameter(bare.dropFirst(2), names, isNamed: true) }
            return text
        }
        guard !result.isEmpty else { return "" }
        if result.count == 1 { return "\(indent)/** \(result[0]) */\n" }
        return "\(indent)/**\n" + result.map { $0.isEmpty ? "\(indent) *\n" : "\(indent) * \($0)\n" }.joined()
            + "\(indent) */\n"
    }

    /// `text: What it is` as `text What it is`.
    private func parameter(_ text: Substring, _ names: [String: String], isNamed: Bool) -> String {
        guard isNamed, let colon = text.firstIndex(of: ":") else { return String(text) }
        let name = String(text[..<colon])
        return GlueWriter.safe(names[name] ?? name) + text[text.index(after: colon)...]
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        var result = ""
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(part) {
                result += other
                rest = rest.dropFirst(part.count)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }
}
