#if JavaScriptCore
    #if canImport(JavaScriptCore)
        import JavaScriptCore
    #else
        import CJavaScriptCore
    #endif

    /// Values on their way to the engine and from it.
    extension JavaScriptEngine {
        var undefined: JSValueRef { JSValueMakeUndefined(context) }

        func string(_ string: JSString) -> JSValueRef {
            let text = string.utf16.withUnsafeBufferPointer { JSStringCreateWithCharacters($0.baseAddress, $0.count) }
            defer { JSStringRelease(text) }
            return JSValueMakeString(context, text)
        }

        /// A value of ours as the engine has it. It lives as long as the stack or something protected holds it.
        ///
        /// - Throws: ``JSException`` if there is no room for it.
        func reference(_ value: JSValue) throws -> JSValueRef {
            switch value {
            case .undefined: undefined
            case .null: JSValueMakeNull(context)
            case .boolean(let value): JSValueMakeBoolean(context, value)
            case .number(let number): JSValueMakeNumber(context, number)
            case .string(let string): self.string(string)
            case .symbol(let symbol): self.symbol(symbol)
            case .object(let object): try reference(object)
            }
        }

        func reference(_ key: PropertyKey) throws -> JSValueRef { try reference(key.value) }

        func reference(_ object: JSObject) throws -> JSObjectRef {
            if let object = object as? EngineObject, object.engine === self {
                guard let reference = object.reference else { throw GoProgramError.notRunning }
                return reference
            }
            return try counterpart(of: object)
        }

        /// A value of the engine as ours. A big integer becomes the object that `Object(value)` makes of it.
        func value(_ reference: JSValueRef) throws -> JSValue {
            switch JSValueGetType(context, reference) {
            case kJSTypeUndefined: return .undefined
            case kJSTypeNull: return .null
            case kJSTypeBoolean: return .boolean(JSValueToBoolean(context, reference))
            case kJSTypeNumber: return .number(JSValueToNumber(context, reference, nil))
            case kJSTypeString: return .string(text(reference))
            case kJSTypeSymbol: return .symbol(try symbol(reference))
            case kJSTypeObject: return .object(try object(reference))
            default: return .object(try object(call(.boxed, reference)))
            }
        }

        func value(_ reference: JSValueRef?) throws -> JSValue {
            try reference.map { try value($0) } ?? .undefined
        }

        private func text(_ reference: JSValueRef) -> JSString {
            guard let text = JSValueToStringCopy(context, reference, nil) else { return "" }
            defer { JSStringRelease(text) }
            let units = UnsafeBufferPointer(start: JSStringGetCharactersPtr(text), count: JSStringGetLength(text))
            return JSString(utf16: Array(units))
        }

        /// The object of ours that an object of the engine stands for, or its wrapper.
        func object(_ reference: JSObjectRef) throws -> JSObject {
            if let known = imports[reference] { return known.takeUnretainedValue() }
            let handle = try call(.owner, reference)
            if JSValueIsObject(context, handle), let export = export(handle) { return export.object }
            return EngineObject(self, reference)
        }

        func key(_ reference: JSValueRef) throws -> PropertyKey {
            switch try value(reference) {
            case .symbol(let symbol): symbol.key
            case let name: realm.key(try realm.toString(name))
            }
        }

        /// The elements of an array that the engine's side made.
        func list(_ array: JSValueRef) throws -> [JSValue] {
            let count = try check { JSObjectGetPropertyForKey(context, array, string("length"), $0) }
            guard case .number(let count) = try value(count) else { return [] }
            return try (0..<UInt32(count)).map { index in
                try value(check { JSObjectGetPropertyAtIndex(context, array, index, $0) })
            }
        }

        /// An array of the engine.
        func array(_ values: [JSValue]) throws -> JSObjectRef {
            guard let array = try check({ JSObjectMakeArray(context, 0, nil, $0) }) else {
                throw realm.rangeError("Out of memory")
            }
            for (index, value) in values.enumerated() {
                let reference = try reference(value)
                try check { JSObjectSetPropertyAtIndex(context, array, UInt32(index), reference, $0) }
            }
            return array
        }

        // MARK: Symbols

        private func symbol(_ symbol: JSSymbol) -> JSValueRef {
            if let known = symbol.key.counterpart as? EngineSymbol, known.engine === self { return known.reference }
            let description = symbol.description.map { text in
                text.utf16.withUnsafeBufferPointer { JSStringCreateWithCharacters($0.baseAddress, $0.count) }
            }
            defer { if let description { JSStringRelease(description) } }
            let reference: JSValueRef = JSValueMakeSymbol(context, description ?? nil)
            bind(symbol, reference)
            return reference
        }

        private func symbol(_ reference: JSValueRef) throws -> JSSymbol {
            if let known = symbols[reference]?.takeUnretainedValue().key, case .symbol(let symbol) = known.value {
                return symbol
            }
            let description = try value(call(.description, reference))
            var text: JSString?
            if case .string(let string) = description { text = string }
            let symbol = JSSymbol(text)
            bind(symbol, reference)
            return symbol
        }

        /// Makes a symbol of ours and one of the engine the same.
        func bind(_ symbol: JSSymbol, _ reference: JSValueRef) {
            symbol.key.counterpart = EngineSymbol(self, reference, symbol.key)
        }
    }

    /// What the key of a symbol of ours keeps of its counterpart.
    final class EngineSymbol {
        let engine: JavaScriptEngine
        let reference: JSValueRef
        weak var key: PropertyKey?

        init(_ engine: JavaScriptEngine, _ reference: JSValueRef, _ key: PropertyKey) {
            self.engine = engine
            self.reference = reference
            self.key = key
            JSValueProtect(engine.context, reference)
            engine.symbols[reference] = .passUnretained(self)
        }

        deinit {
            if engine.isClosed { return }
            engine.symbols[reference] = nil
            JSValueUnprotect(engine.context, reference)
        }
    }
#endif
