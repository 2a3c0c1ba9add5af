#if JavaScriptCore
    #if canImport(JavaScriptCore)
        import JavaScriptCore
    #else
        import CJavaScriptCore
    #endif

    /// An object of JavaScriptCore.
    class EngineObject: JSObject {
        let engine: JavaScriptEngine
        /// Protected as long as it is here; nil after the realm's end.
        private(set) var reference: JSObjectRef?
        private let isFunction: Bool

        init(_ engine: JavaScriptEngine, _ reference: JSObjectRef) {
            self.engine = engine
            self.reference = reference
            isFunction = JSObjectIsFunction(engine.context, reference)
            super.init(engine.realm, prototype: nil)
            JSValueProtect(engine.context, reference)
            engine.imports[reference] = .passUnretained(self)
        }

        deinit { letGo() }

        override func release() {
            letGo()
            super.release()
        }

        private func letGo() {
            guard let reference else { return }
            self.reference = nil
            if engine.isClosed { return }
            engine.imports[reference] = nil
            JSValueUnprotect(engine.context, reference)
        }

        private func ask(_ tool: JavaScriptEngine.Tool) throws -> JSValueRef { try engine.call(tool, reference) }

        private func answer(_ value: JSValueRef) -> Bool { JSValueToBoolean(engine.context, value) }

        // MARK: Kinds

        override var className: String {
            engine.quietly { try engine.value(ask(.kind)).string } ?? "Object"
        }

        override var isCallable: Bool { isFunction }

        override var isConstructor: Bool {
            isFunction && reference != nil && JSObjectIsConstructor(engine.context, reference)
        }

        override var looksUpByItself: Bool { true }

        private var arrayType: JSTypedArrayType {
            guard let reference, !engine.isClosed else { return kJSTypedArrayTypeNone }
            return JSValueGetTypedArrayType(engine.context, reference, nil)
        }

        override var elementKind: JSElementKind? { JSElementKind(arrayType) }

        override var isByteArray: Bool {
            let type = arrayType
            return type == kJSTypedArrayTypeUint8Array || type == kJSTypedArrayTypeUint8ClampedArray
        }

        override var byteView: UnsafeMutableRawBufferPointer? {
            guard let reference else { return nil }
            let context = engine.context
            let buffer: JSObjectRef
            let (offset, count): (Int, Int)
            switch arrayType {
            case kJSTypedArrayTypeNone:
                guard let parts = engine.quietly({ try engine.list(ask(.view)) }), parts.count == 3,
                    let object = parts[0].object, let own = engine.quietly({ try engine.reference(object) })
                else { return nil }
                buffer = own
                offset = Int(parts[1].number ?? 0)
                count = Int(parts[2].number ?? 0)
            case kJSTypedArrayTypeArrayBuffer:
                buffer = reference
                (offset, count) = (0, JSObjectGetArrayBufferByteLength(context, buffer, nil))
            default:
                guard let own = JSObjectGetTypedArrayBuffer(context, reference, nil) else { return nil }
                buffer = own
                offset = JSObjectGetTypedArrayByteOffset(context, reference, nil)
                count = JSObjectGetTypedArrayByteLength(context, reference, nil)
            }
            let all = JSObjectGetArrayBufferByteLength(context, buffer, nil)
            // The buffer can be detached no more once its address was asked for.
            guard let start = JSObjectGetArrayBufferBytesPtr(context, buffer, nil), offset >= 0, count >= 0,
                offset <= all, count <= all - offset
            else { return UnsafeMutableRawBufferPointer(start: nil, count: 0) }
            return UnsafeMutableRawBufferPointer(start: start + offset, count: count)
        }

        // MARK: Internal methods

        override var prototype: JSObject? {
            get { engine.quietly { try engine.value(ask(.prototypeOf)).object } }
            set {
                _ = engine.quietly {
                    try engine.call(.setPrototype, reference, values: [newValue.map(JSValue.object) ?? .null])
                }
            }
        }

        override func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
            engine.quietly {
                let parts = try engine.call(.describe, reference, values: [key.value])
                guard JSValueIsObject(engine.context, parts) else { return nil }
                return PropertyDescriptor(crossing: try engine.list(parts))
            }
        }

        override func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
            answer(try engine.call(.define, reference, values: [key.value] + descriptor.crossing))
        }

        override func define(_ key: PropertyKey, _ value: JSValue, _ attributes: PropertyAttributes) {
            var descriptor = PropertyDescriptor(value, attributes)
            descriptor.configurable = attributes.contains(.configurable)
            _ = engine.quietly { try defineOwnProperty(key, descriptor) }
        }

        override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
            guard let own = getOwnProperty(key) else { return nil }
            guard own.isAccessor else { return own.value ?? .undefined }
            return try (own.getter ?? nil)?.call(this: receiver, []) ?? .undefined
        }

        override func hasProperty(_ key: PropertyKey) throws -> Bool {
            answer(try engine.call(.has, reference, values: [key.value]))
        }

        override func get(_ key: PropertyKey, receiver: JSValue) throws -> JSValue {
            if case .object(let object) = receiver, object === self, !engine.isClosed {
                let name = try engine.reference(key)
                return try engine.value(
                    engine.check { JSObjectGetPropertyForKey(engine.context, reference, name, $0) })
            }
            return try engine.value(engine.call(.get, reference, values: [key.value, receiver]))
        }

        override func set(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
            answer(try engine.call(.set, reference, values: [key.value, value, receiver]))
        }

        override func delete(_ key: PropertyKey) throws -> Bool {
            answer(try engine.call(.remove, reference, values: [key.value]))
        }

        override func ownPropertyKeys() -> [PropertyKey] {
            engine.quietly {
                try engine.list(ask(.keys)).map {
                    if case .symbol(let symbol) = $0 { symbol.key } else { realm.key(try realm.toString($0)) }
                }
            } ?? []
        }

        override func preventExtensions() -> Bool {
            engine.quietly { answer(try ask(.preventExtensions)) } ?? false
        }

        override func call(this: JSValue, _ arguments: [JSValue]) throws -> JSValue {
            guard isFunction else { throw realm.typeError("it is not a function") }
            return try engine.value(engine.call(.call, reference, values: [this] + arguments))
        }

        override func construct(_ arguments: [JSValue], newTarget: JSObject) throws -> JSObject {
            guard isConstructor else { throw realm.typeError("it is not a constructor") }
            let made = try engine.call(.construct, reference, values: [.object(newTarget)] + arguments)
            return try engine.object(made)
        }

        // MARK: Elements

        override func getElement(_ index: Int) throws -> JSValue {
            guard let index = UInt32(exactly: index), index < .max, !engine.isClosed else {
                return try super.getElement(index)
            }
            return try engine.value(
                engine.check { JSObjectGetPropertyAtIndex(engine.context, reference, index, $0) })
        }

        // MARK: Portraits

        override var portrait: JSObject {
            engine.quietly { try makePortrait() } ?? self
        }

        private func makePortrait() throws -> JSObject? {
            let made: JSObject
            if let kind = elementKind, let bytes = byteView {
                let buffer = try JSArrayBuffer(realm, byteLength: bytes.count)
                buffer.bytes.copyMemory(from: UnsafeRawBufferPointer(bytes))
                return JSTypedArray(kind, on: buffer, byteOffset: 0, length: bytes.count / kind.size)
            }
            switch className {
            case "Array": made = JSArray(realm, prototype: prototype)
            case "Error": made = JSError(realm, prototype: prototype)
            case "Date": made = JSDate(realm, try call("getTime").number ?? .nan, prototype: prototype)
            case "ArrayBuffer":
                guard let bytes = byteView else { return nil }
                let buffer = try JSArrayBuffer(realm, byteLength: bytes.count)
                buffer.bytes.copyMemory(from: UnsafeRawBufferPointer(bytes))
                return buffer
            case "Map", "Set":
                let isMap = className == "Map"
                let collection = JSCollection(realm, isMap: isMap, prototype: prototype)
                let entries = try engine.list(ask(.entries))
                for index in stride(from: 0, to: entries.count - 1, by: 2) {
                    collection.set(entries[index], isMap ? entries[index + 1] : .undefined)
                }
                made = collection
            case "Function": return nil
            default: made = JSObject(realm, prototype: prototype)
            }
            for key in ownPropertyKeys() {
                guard let own = getOwnProperty(key) else { continue }
                _ = try made.defineOwnProperty(key, own)
            }
            if made is JSError {
                // The engine's stacks do not begin with the message, and their lines have no word before the place.
                let places = (try get("stack").string ?? "").split(separator: "\n").map { "\n    at \($0)" }
                made.define(realm.keys.stack, .string(String(try realm.errorText(self)) + places.joined()), .hidden)
            }
            return made
        }
    }
#endif
