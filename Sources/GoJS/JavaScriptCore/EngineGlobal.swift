#if JavaScriptCore
    #if canImport(JavaScriptCore)
        import JavaScriptCore
    #else
        import CJavaScriptCore
    #endif

    /// The engine's global object. What the language has is the engine's; what a host adds is ours, and made when it is first asked for.
    final class EngineGlobal: EngineObject, LazyGlobal {
        /// The places in ``JSGlobalObject/groups`` of what was not yet asked for.
        private var pending: [PropertyKey: Int] = [:]

        init(_ engine: JavaScriptEngine) {
            // A context always has a global object.
            super.init(engine, JSContextGetGlobalObject(engine.context)!)
            for (place, group) in JSGlobalObject.groups.enumerated() {
                // The engine's `console` writes nowhere.
                let isOurs = group.names == ["console"] || group.names.contains { getOwnProperty(realm.key($0)) == nil }
                if !isOurs { continue }
                for name in group.names {
                    pending[realm.key(name)] = place
                    _ = engine.quietly { try engine.call(.lazy, engine.string(JSString(name))) }
                }
            }
        }

        func complete(_ key: PropertyKey) {
            guard let place = pending[key] else { return }
            let group = JSGlobalObject.groups[place]
            var set: [(PropertyKey, PropertyDescriptor)] = []
            for name in group.names {
                let key = realm.key(name)
                pending[key] = nil
                // What the program or its host has set stays.
                if let own = getOwnProperty(key), !own.isAccessor { set.append((key, own)) }
            }
            group.install(realm)
            for (key, descriptor) in set { _ = try? defineOwnProperty(key, descriptor) }
        }

        override func release() {
            pending = [:]
            super.release()
        }
    }

    extension JSRealm {
        /// Makes the engine's objects the realm's: its prototypes are those of our objects too.
        func adopt(_ engine: JavaScriptEngine) -> JSObject {
            let global = EngineGlobal(engine)
            for (symbol, name) in [
                (symbols.iterator, "iterator"), (symbols.asyncIterator, "asyncIterator"),
                (symbols.toPrimitive, "toPrimitive"), (symbols.toStringTag, "toStringTag"),
                (symbols.hasInstance, "hasInstance"), (symbols.species, "species"),
            ] {
                let known = engine.quietly { () -> JSValueRef? in
                    let type = try global.get("Symbol").object as? EngineObject
                    return try engine.check {
                        JSObjectGetPropertyForKey(
                            engine.context, type?.reference, engine.string(JSString(name)), $0)
                    }
                }
                if let known { engine.bind(symbol, known) }
            }
            return global
        }

        /// The prototype of a kind of the engine's objects.
        func enginePrototype(_ name: String) -> JSObject? {
            try? global?.get(name).object?.get("prototype").object
        }
    }
#endif
