import BridgeSignature

extension GlueWriter {
    /// The functions that read and write a struct or an enum, or the class.
    func declaration(of type: Declaration, _ aliases: inout [String]) -> String {
        switch type.kind {
        case .function: return ""
        case .structure(let fields): return structure(type.name, fields)
        case .enumeration(let raw, let cases):
            if cases.allSatisfy(\.values.isEmpty) { return plainEnumeration(type.name, raw, cases) }
            return payloadEnumeration(type.name, cases)
        case .classType(let members): return classType(type.name, members, &aliases)
        }
    }

    private func structure(_ name: String, _ fields: [Field]) -> String {
        """

        function write\(name)(value) {
        \(fields.map { "    " + write($0.type, "value.\($0.name)") }.joined(separator: "\n"))
        }

        function read\(name)() {
            return { \(fields.map { "\($0.name): \(read($0.type))" }.joined(separator: ", ")) };
        }

        """
    }

    private func plainEnumeration(_ name: String, _ raw: BridgeType?, _ cases: [Case]) -> String {
        """

        const values\(name) = [\(cases.rawLiterals(raw).joined(separator: ", "))];

        function write\(name)(value) {
            const index = values\(name).indexOf(value);
            if (index < 0) throw new TypeError(`${String(value)} is no \(name): it is one of ${values\(name).join(', ')}`);
            writeNumber('setUint8', 1, index);
        }

        function read\(name)() {
            return values\(name)[readNumber('getUint8', 1)];
        }

        """
    }

    private func payloadEnumeration(_ name: String, _ cases: [Case]) -> String {
        var writes = "", reads = ""
        for (index, item) in cases.enumerated() {
            writes += "        case '\(item.name)':\n            writeNumber('setUint8', 1, \(index));\n"
            for (key, value) in item.fields { writes += "            \(write(value, "value.\(key)"))\n" }
            writes += "            break;\n"
            let fields = ["type: '\(item.name)'"] + item.fields.map { "\($0): \(read($1))" }
            reads +=
                "        \(index == cases.count - 1 ? "default" : "case \(index)"): return { \(fields.joined(separator: ", ")) };\n"
        }
        return """

            function write\(name)(value) {
                switch (value.type) {
            \(writes)        default: throw new TypeError(`${String(value.type)} is no case of \(name)`);
                }
            }

            function read\(name)() {
                switch (readNumber('getUint8', 1)) {
            \(reads)    }
            }

            """
    }

    private func classType(_ className: String, _ members: [Member], _ aliases: inout [String]) -> String {
        let name = Self.safe(className)
        var text = "\n" + (name == className ? "export " : "") + "class \(name) extends SwiftObject {"
        if name != className { aliases.append("\(name) as \(className)") }
        var hasInitializer = false
        for member in members {
            switch member.kind {
            case .initializer(let signature):
                hasInitializer = true
                var making = signature
                making.result = .named(className)
                text +=
                    "\n    constructor"
                    + callBody(
                        making, callee: "wasm['\(className).init']", indent: "    ", first: "super();",
                        last: "adopt(this, readNumber('getInt32', 4));")
            case .method(let signature, let isStatic, let isAsync):
                let callee = "wasm['\(className).\(member.name)']", handle = isStatic ? nil : "handle(this)"
                text +=
                    "\n    \(isStatic ? "static " : "")\(member.name)"
                    + (isAsync
                        ? waitingBody(signature, callee: callee, handle: handle, indent: "    ")
                        : callBody(signature, callee: callee, handle: handle, indent: "    "))
            case .property(let type, let isStatic, let isSettable, let error):
                let start = "\n    " + (isStatic ? "static " : ""), handle = isStatic ? nil : "handle(this)"
                text +=
                    start + "get \(member.name)"
                    + callBody(
                        Signature(result: type, error: error), callee: "wasm['\(className).get \(member.name)']",
                        handle: handle,
                        indent: "    ")
                guard isSettable else { continue }
                let value = Signature(parameters: [Parameter(label: nil, name: "value", type: type)])
                text +=
                    start + "set \(member.name)"
                    + callBody(
                        value, callee: "wasm['\(className).set \(member.name)']", handle: handle, indent: "    ")
            }
        }
        if !hasInitializer {
            text +=
                "\n    constructor() {\n        super();\n        throw new TypeError('\(className) is made in Swift only');\n    }"
        }
        return text + """

            }

            declare(\(name), '\(className)');

            function write\(className)(value) {
                writeNumber('setInt32', 4, handle(value, \(name)));
            }

            function read\(className)() {
                return wrap(\(name), readNumber('getInt32', 4));
            }

            """
    }
}

extension Case {
    /// The payload as JavaScript names it: labels, `value` for the only one without, `value1`, `value2`, … for others.
    var fields: [(key: String, type: BridgeType)] {
        values.enumerated().map { index, value in
            (value.label ?? (values.count == 1 ? "value" : "value\(index + 1)"), value.type)
        }
    }
}

extension [Case] {
    /// What the cases of an enum without payload are in JavaScript: raw values as Swift counts them, or the cases' names.
    func rawLiterals(_ raw: BridgeType?) -> [String] {
        var next = 0
        return map { item in
            switch raw {
            case .scalar:
                if let written = item.raw.map({ $0.filter { $0 != "_" } }) {
                    next = Int(written) ?? next
                    defer { next += 1 }
                    return written
                }
                defer { next += 1 }
                return String(next)
            case .string: return item.raw ?? "\"\(item.name)\""
            default: return "\"\(item.name)\""
            }
        }
    }
}
