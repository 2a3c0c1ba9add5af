#if JavaScriptCore
    #if canImport(JavaScriptCore)
        import JavaScriptCore
    #else
        import CJavaScriptCore
    #endif
    import WebAssembly

    /// An object of ours that the engine's objects refer to: it lives at least as long as its counterpart there.
    final class Export {
        let object: JSObject
        let bin: ExportBin

        init(_ object: JSObject, _ bin: ExportBin) {
            self.object = object
            self.bin = bin
        }

        /// The object's number on the engine's side. It is the address: while the counterpart lives, nothing else can be there.
        static func id(_ object: JSObject) -> Double {
            Double(UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()))
        }
    }

    /// Where the engine's collector, which works on any thread, leaves objects for the program's thread to let go.
    final class ExportBin: @unchecked Sendable {
        // Guards `exports`.
        private let lock = Lock()
        private var exports: [Export] = []

        func add(_ export: Export) { lock.withLock { exports.append(export) } }

        /// Lets all go, and returns their numbers.
        @discardableResult
        func empty() -> [Double] {
            let all = lock.withLock {
                defer { exports = [] }
                return exports
            }
            return all.map { Export.id($0.object) }
        }
    }

    extension JavaScriptEngine {
        /// What stands for an object of ours on the engine's side: for most a proxy. A buffer, a view of one, a date, a collection
        /// and a promise are the engine's own kinds, since only these do for the methods of their prototypes.
        ///
        /// - Throws: ``JSException`` if there is no room for it.
        func counterpart(of object: JSObject) throws -> JSObjectRef {
            let id = JSValueMakeNumber(context, Export.id(object))
            let known = try call(.find, id)
            if JSValueIsObject(context, known) { return known }
            let export = Unmanaged.passRetained(Export(object, bin))
            guard let handle = JSObjectMake(context, handleClass, export.toOpaque()) else {
                export.release()
                throw realm.rangeError("Out of memory")
            }
            if let own = try ownKind(object) { return try call(.adopt, id, handle, own) }
            let shape = object is JSArray ? 1 : object.isConstructor ? 3 : object.isCallable ? 2 : 0
            return try call(.make, id, handle, JSValueMakeNumber(context, Double(shape)))
        }

        /// The export behind a handle.
        func export(_ handle: JSValueRef) -> Export? {
            guard JSValueIsObjectOfClass(context, handle, handleClass), let data = JSObjectGetPrivate(handle) else {
                return nil
            }
            // Objects of this class are made with a retained export, which they keep to their end.
            return Unmanaged<Export>.fromOpaque(data).takeUnretainedValue()
        }

        private func ownKind(_ object: JSObject) throws -> JSObjectRef? {
            switch object {
            case let buffer as JSArrayBuffer:
                // The same memory: it stays as long as either side has it.
                let keeper = Unmanaged.passRetained(Export(buffer, bin))
                return try check {
                    JSObjectMakeArrayBufferWithBytesNoCopy(
                        context, buffer.bytes.baseAddress, buffer.bytes.count,
                        { _, keeper in
                            guard let keeper else { return }
                            let export = Unmanaged<Export>.fromOpaque(keeper).takeRetainedValue()
                            export.bin.add(export)
                        }, keeper.toOpaque(), $0)
                }
            case let array as JSTypedArray:
                let buffer = try reference(array.buffer)
                return try check {
                    JSObjectMakeTypedArrayWithArrayBufferAndOffset(
                        context, array.kind.engineType, buffer, array.byteOffset, array.length, $0)
                }
            case let date as JSDate:
                let arguments: [JSValueRef?] = [JSValueMakeNumber(context, date.time)]
                return try check { exception in
                    arguments.withUnsafeBufferPointer { JSObjectMakeDate(context, 1, $0.baseAddress, exception) }
                }
            case let promise as JSPromise:
                var (resolve, reject): (JSObjectRef?, JSObjectRef?)
                let own = try check { JSObjectMakeDeferredPromise(context, &resolve, &reject, $0) }
                guard let own, let resolve, let reject,
                    case .object(let settle) = try value(resolve), case .object(let refuse) = try value(reject)
                else { return nil }
                promise.whenSettled { state, value in
                    _ = try (state == .fulfilled ? settle : refuse).call(this: .undefined, [value])
                }
                return own
            case let box as JSPrimitiveObject: return try call(.boxed, values: [box.primitive])
            case let collection as JSCollection:
                let entries = collection.values.flatMap { [$0.key, $0.value] }
                return try call(.collection, values: [.boolean(collection.isMap)] + entries)
            default: return nil
            }
        }

        /// What a proxy asks for: a handle, the operation's number, and what it takes.
        func operate(_ arguments: [JSValueRef?]) throws -> JSValueRef? {
            guard arguments.count >= 2, let handle = arguments[0], let object = export(handle)?.object,
                let operation = Operation(rawValue: Int(JSValueToNumber(context, arguments[1], nil)))
            else { return nil }
            func key() throws -> PropertyKey { try self.key(arguments[2] ?? undefined) }
            func argument(_ index: Int) throws -> JSValue {
                index < arguments.count ? try value(arguments[index]) : .undefined
            }
            func answer(_ value: Bool) -> JSValueRef { JSValueMakeBoolean(context, value) }
            switch operation {
            case .get: return try reference(object.get(key(), receiver: argument(3)))
            case .set: return try answer(object.set(key(), argument(3), receiver: argument(4)))
            case .has: return try answer(object.hasProperty(key()))
            case .remove: return try answer(object.delete(key()))
            case .own:
                guard let own = try object.getOwnProperty(key()) else { return nil }
                return try array(own.crossing)
            case .define:
                let descriptor = try PropertyDescriptor(crossing: (3..<7).map(argument))
                return try answer(object.defineOwnProperty(key(), descriptor))
            case .keys: return try array(object.ownPropertyKeys().map(\.value))
            case .preventExtensions: return answer(object.preventExtensions())
            case .isExtensible: return answer(object.isExtensible)
            case .prototype: return try reference(object.prototype.map(JSValue.object) ?? .null)
            case .setPrototype:
                let prototype = try argument(2).object
                if prototype === object.prototype { return answer(true) }
                guard object.isExtensible, prototype !== object, prototype?.inherits(from: object) != true else {
                    return answer(false)
                }
                object.prototype = prototype
                return answer(true)
            case .call:
                return try reference(object.call(this: argument(2), arguments.dropFirst(3).map { try value($0) }))
            case .construct:
                guard case .object(let target) = try argument(2) else { return nil }
                return try reference(
                    object.construct(arguments.dropFirst(3).map { try value($0) }, newTarget: target))
            }
        }
    }

    /// Property descriptors as numbers and values, which are described in the engine's script.
    extension PropertyDescriptor {
        var crossing: [JSValue] {
            var flags = 0
            func flag(_ value: Bool?, _ bit: Int) { if let value { flags |= bit << 3 | (value ? bit : 0) } }
            flag(writable, 1)
            flag(enumerable, 2)
            flag(configurable, 4)
            if value != nil { flags |= 64 }
            if getter != nil { flags |= 128 }
            if setter != nil { flags |= 256 }
            func function(_ function: JSObject??) -> JSValue { (function ?? nil).map(JSValue.object) ?? .undefined }
            return [.number(flags), value ?? .undefined, function(getter), function(setter)]
        }

        init(crossing parts: [JSValue]) {
            self.init()
            guard parts.count == 4, case .number(let number) = parts[0] else { return }
            let flags = Int(number)
            func flag(_ bit: Int) -> Bool? { flags & bit << 3 == 0 ? nil : flags & bit != 0 }
            (writable, enumerable, configurable) = (flag(1), flag(2), flag(4))
            if flags & 64 != 0 { value = parts[1] }
            if flags & 128 != 0 { getter = .some(parts[2].object) }
            if flags & 256 != 0 { setter = .some(parts[3].object) }
        }
    }

    extension JSElementKind {
        var engineType: JSTypedArrayType {
            switch self {
            case .Int8Array: kJSTypedArrayTypeInt8Array
            case .Uint8Array: kJSTypedArrayTypeUint8Array
            case .Uint8ClampedArray: kJSTypedArrayTypeUint8ClampedArray
            case .Int16Array: kJSTypedArrayTypeInt16Array
            case .Uint16Array: kJSTypedArrayTypeUint16Array
            case .Int32Array: kJSTypedArrayTypeInt32Array
            case .Uint32Array: kJSTypedArrayTypeUint32Array
            case .Float32Array: kJSTypedArrayTypeFloat32Array
            case .Float64Array: kJSTypedArrayTypeFloat64Array
            }
        }

        init?(_ type: JSTypedArrayType) {
            guard let kind = JSElementKind.allCases.first(where: { $0.engineType == type }) else { return nil }
            self = kind
        }
    }
#endif
