extension JSRealm {
    /// `Reflect` (ECMA-262 §28.1).
    func installReflect() {
        let reflect = object()
        global.hide("Reflect", .object(reflect))
        reflect.define(symbols.toStringTag.key, "Reflect", .configurable)
        func target(_ call: JSCall, _ method: StaticString) throws -> JSObject {
            guard case .object(let object) = call[0] else {
                throw call.realm.typeError("Reflect.\(method) called on non-object")
            }
            return object
        }
        reflect.method("apply", parameters: 3) { call in
            guard case .object(let function) = call[0], function.isCallable else {
                throw call.realm.typeError(
                    "Function.prototype.apply was called on \(call.realm.preview(call[0])), which is \(call[0].typeof == "object" || call[0].typeof == "undefined" ? "an" : "a") \(call[0].typeof) and not a function"
                )
            }
            guard call[2].object != nil else {
                throw call.realm.typeError("CreateListFromArrayLike called on non-object")
            }
            return try function.call(this: call[1], call.realm.argumentList(call[2]))
        }
        reflect.method("construct", parameters: 2) { call in
            let newTarget = call.arguments.count > 2 ? call[2] : call[0]
            for value in [call[0], newTarget] where !(value.object?.isConstructor ?? false) {
                throw call.realm.typeError("\(call.realm.preview(value)) is not a constructor")
            }
            guard call[1].object != nil else {
                throw call.realm.typeError("CreateListFromArrayLike called on non-object")
            }
            let arguments = try call.realm.argumentList(call[1])
            guard let constructor = call[0].object, let target = newTarget.object else { return .undefined }
            return .object(try constructor.construct(arguments, newTarget: target))
        }
        reflect.method("get", parameters: 2) { call in
            try target(call, "get").get(
                call.realm.toPropertyKey(call[1]), receiver: call.arguments.count > 2 ? call[2] : call[0])
        }
        reflect.method("set", parameters: 3) { call in
            .boolean(
                try target(call, "set").set(
                    call.realm.toPropertyKey(call[1]), call[2], receiver: call.arguments.count > 3 ? call[3] : call[0]))
        }
        reflect.method("has", parameters: 2) { call in
            .boolean(try target(call, "has").hasProperty(call.realm.toPropertyKey(call[1])))
        }
        reflect.method("deleteProperty", parameters: 2) { call in
            .boolean(try target(call, "deleteProperty").delete(call.realm.toPropertyKey(call[1])))
        }
        reflect.method("defineProperty", parameters: 3) { call in
            let object = try target(call, "defineProperty")
            return .boolean(
                try object.defineOwnProperty(call.realm.toPropertyKey(call[1]), call.realm.descriptor(call[2])))
        }
        reflect.method("getOwnPropertyDescriptor", parameters: 2) { call in
            let own = try target(call, "getOwnPropertyDescriptor").getOwnProperty(call.realm.toPropertyKey(call[1]))
            return own.map { .object(call.realm.object(of: $0)) } ?? .undefined
        }
        reflect.method("ownKeys", parameters: 1) { call in
            .object(call.realm.array(try target(call, "ownKeys").ownPropertyKeys().map(\.value)))
        }
        reflect.method("getPrototypeOf", parameters: 1) { call in
            try target(call, "getPrototypeOf").prototype.map(JSValue.object) ?? .null
        }
        reflect.method("setPrototypeOf", parameters: 2) { call in
            let object = try target(call, "setPrototypeOf")
            switch call[1] {
            case .object, .null: break
            default:
                throw call.realm.typeError(
                    "Object prototype may only be an Object or null: \(call.realm.preview(call[1]))")
            }
            guard call.realm.canSetPrototype(object, call[1].object) == nil else { return false }
            object.prototype = call[1].object
            return true
        }
        reflect.method("isExtensible", parameters: 1) { .boolean(try target($0, "isExtensible").isExtensible) }
        reflect.method("preventExtensions", parameters: 1) { call in
            .boolean(try target(call, "preventExtensions").preventExtensions())
        }
    }
}
