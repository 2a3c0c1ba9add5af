import WebAssembly

extension RunRequest.Call {
    /// A call of a module's export with values as a person wrote them, read by the types of the function's parameters.
    init(export: String, values: [String], of module: BinaryModule, name: String) throws(RunError) {
        let type = try RunRequest.Call.type(of: export, in: module, name: name)
        guard values.count == type.parameters.count else {
            let wanted = type.parameters.isEmpty ? "no values" : "\(type.parameters.count) \(type.parameters.list)"
            let words = ["swiftlet run --invoke", export, name] + type.parameters.map { "<\($0)>" }
            throw RunError(
                """
                \(export) takes \(wanted); given: \(values.isEmpty ? "none" : values.joined(separator: " ")).
                Write: \(words.joined(separator: " "))
                """)
        }
        var arguments: [CallValue] = []
        for (number, (text, type)) in zip(values, type.parameters).enumerated() {
            guard var value = CallValue(text, type: type) else {
                throw RunError(
                    "value \(number + 1) of \(export): “\(text)” is no \(type) (\(CallValue.form(of: type)))")
            }
            // Null of one of the module's own types is null of all that lie above.
            if case .ref(let reference) = type {
                value.type = .ref(ReferenceType(isNullable: true, heapType: module.highest(reference.heapType)))
            }
            arguments.append(value)
        }
        self.init(export: export, arguments: arguments, results: type.results)
    }

    private static func type(of export: String, in module: BinaryModule, name: String) throws(RunError) -> FunctionType
    {
        let functions = module.exports.filter { $0.kind == .function }
        if let function = functions.first(where: { $0.name == export }) {
            guard case .function(let type) = module.type(of: function) else {
                throw RunError("\(name) is not valid: the export \(export) has an index that is out of range")
            }
            return type
        }
        if let other = module.exports.first(where: { $0.name == export }) {
            throw RunError("\(name) exports \(export) as a \(other.kind); only a function can be invoked")
        }
        let offered = module.functionLines
        throw RunError(
            "\(name) exports no function \(export). "
                + (offered.isEmpty ? "It exports no function at all." : "It has:\n" + offered.joined(separator: "\n")))
    }
}

extension BinaryModule {
    /// The heap type at the top of the hierarchy of another one.
    fileprivate func highest(_ type: HeapType) -> HeapType {
        switch type {
        case .func, .nofunc: .func
        case .extern, .noextern: .extern
        case .exn, .noexn: .exn
        case .any, .eq, .i31, .struct, .array, .none: .any
        case .type(let index): functionType(at: index) == nil ? .any : .func
        }
    }

    /// The functions that the module exports, a line each, with their types; those without a type are left out.
    var functionLines: [String] {
        exports.compactMap { export in
            if case .function(let type) = type(of: export) { "  \(export.name): \(type)" } else { nil }
        }
    }
}

extension CallValue {
    /// How a person writes a value of a type.
    static func form(of type: ValueType) -> String {
        switch type {
        case .i32: "a whole number from -2147483648 to 4294967295, also as 0xff"
        case .i64: "a whole number of 64 bits, also as 0xff"
        case .f32, .f64: "a number such as 1.5, -2e10, inf or nan"
        case .v128: "a shape and its lanes, such as i32x4:1,2,3,4 or f64x2:0.5,-1"
        case .ref(let type):
            type.isNullable ? "only null can be given" : "such values cannot be given on the command line"
        }
    }
}

extension [ValueType] {
    fileprivate var list: String {
        (count == 1 ? "value" : "values") + " (" + map(\.description).joined(separator: ", ") + ")"
    }
}
