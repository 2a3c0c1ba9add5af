extension JSRealm {
    /// `Symbol` (ECMA-262 §20.4).
    func installSymbol() {
        let (function, prototype) = type(
            "Symbol",
            call: { call in
                .symbol(JSSymbol(call[0].isUndefined ? nil : try call.string(0)))
            }
        ) { call, _ in throw call.realm.typeError("Symbol is not a constructor") }
        for (name, symbol) in [
            ("iterator", symbols.iterator), ("asyncIterator", symbols.asyncIterator),
            ("toPrimitive", symbols.toPrimitive), ("toStringTag", symbols.toStringTag),
            ("hasInstance", symbols.hasInstance), ("species", symbols.species),
        ] as [(StaticString, JSSymbol)] {
            function.hide(name, .symbol(symbol), [])
        }
        // Those that only code which is compiled would look at.
        for name in ["isConcatSpreadable", "unscopables", "match", "matchAll", "replace", "search", "split"] {
            function.define(key(name), .symbol(JSSymbol(JSString("Symbol.\(name)"))), [])
        }
        function.method("for", parameters: 1) { call in
            let name = try call.string(0)
            if let known = call.realm.sharedSymbols[name] { return .symbol(known) }
            let symbol = JSSymbol(name)
            call.realm.sharedSymbols[name] = symbol
            return .symbol(symbol)
        }
        function.method("keyFor", parameters: 1) { call in
            guard case .symbol(let symbol) = call[0] else {
                throw call.realm.typeError("\(call.realm.preview(call[0])) is not a symbol")
            }
            guard let name = symbol.description, call.realm.sharedSymbols[name] === symbol else { return .undefined }
            return .string(name)
        }
        func symbol(_ call: JSCall, _ method: String) throws -> JSSymbol {
            switch call.this {
            case .symbol(let symbol): return symbol
            case .object(let object as JSPrimitiveObject):
                if case .symbol(let symbol) = object.primitive { return symbol }
            default: break
            }
            throw call.realm.typeError("Symbol.prototype.\(method) requires that 'this' be a Symbol")
        }
        prototype.method("toString") { call in
            .string("Symbol(\(try symbol(call, "toString").description.map(String.init) ?? ""))")
        }
        prototype.method("valueOf") { .symbol(try symbol($0, "valueOf")) }
        prototype.getter("description") { try symbol($0, "description").description.map(JSValue.string) ?? .undefined }
        let toPrimitive = JSFunction(self, "[Symbol.toPrimitive]", parameters: 1) { call in
            .symbol(try symbol(call, "[Symbol.toPrimitive]"))
        }
        prototype.define(symbols.toPrimitive.key, .object(toPrimitive), .configurable)
    }
}
