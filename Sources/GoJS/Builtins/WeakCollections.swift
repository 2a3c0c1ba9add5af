/// A `WeakMap` or `WeakSet` (ECMA-262 §24.3, 24.4). An entry goes when its key has gone, at the latest when the map grows.
///
/// A value that refers to its own key keeps it until the realm ends: reference counting does not see that nobody else does.
final class JSWeakCollection: JSObject {
    private struct Entry {
        weak var key: AnyObject?
        var value: JSValue
    }

    let isMap: Bool
    private var entries: [ObjectIdentifier: Entry] = [:]
    private var nextSweep = 64

    init(_ realm: JSRealm, isMap: Bool, prototype: JSObject?) {
        self.isMap = isMap
        super.init(realm, prototype: prototype)
    }

    deinit {
        var all = entries.values.map(\.value)
        entries = [:]
        realm.graveyard.bury(&all)
    }

    override var className: String { isMap ? "WeakMap" : "WeakSet" }

    override func release() {
        entries = [:]
        super.release()
    }

    /// An object, or a symbol that is not shared by its name.
    private func identity(_ value: JSValue) -> AnyObject? {
        switch value {
        case .object(let object): object
        case .symbol(let symbol): symbol.description.flatMap { realm.sharedSymbols[$0] } === symbol ? nil : symbol
        default: nil
        }
    }

    func value(_ key: JSValue) -> JSValue? {
        guard let key = identity(key), let entry = entries[ObjectIdentifier(key)], entry.key === key else { return nil }
        return entry.value
    }

    /// False if the key cannot be held weakly.
    func set(_ key: JSValue, _ value: JSValue) -> Bool {
        guard let key = identity(key) else { return false }
        if entries.count >= nextSweep {
            var dead: [JSValue] = []
            for (id, entry) in entries where entry.key == nil {
                dead.append(entry.value)
                entries[id] = nil
            }
            nextSweep = max(64, entries.count * 2)
            realm.graveyard.bury(&dead)
        }
        entries[ObjectIdentifier(key)] = Entry(key: key, value: value)
        return true
    }

    func remove(_ key: JSValue) -> Bool {
        guard value(key) != nil, let key = identity(key) else { return false }
        entries[ObjectIdentifier(key)] = nil
        return true
    }
}

/// A `WeakRef` (§26.1). What it refers to stays at least until the job ends, since the guest holds it by then or not at all.
final class JSWeakReference: JSObject {
    private weak var target: JSObject?
    private weak var symbol: JSSymbol?

    init(_ realm: JSRealm, _ target: JSValue, prototype: JSObject?) {
        switch target {
        case .object(let object): self.target = object
        case .symbol(let symbol): self.symbol = symbol
        default: break
        }
        super.init(realm, prototype: prototype)
    }

    override var className: String { "WeakRef" }
    var value: JSValue { target.map(JSValue.object) ?? symbol.map(JSValue.symbol) ?? .undefined }
}

extension JSRealm {
    func installWeakCollections() {
        for isMap in [true, false] {
            let name = isMap ? "WeakMap" : "WeakSet"
            let (_, prototype) = type(name) { call, prototype in
                let realm = call.realm
                let result = JSWeakCollection(realm, isMap: isMap, prototype: prototype)
                if call[0].isNullish { return result }
                try realm.iterate(call[0]) { entry in
                    var (key, value) = (entry, JSValue.undefined)
                    if isMap {
                        guard case .object(let pair) = entry else {
                            throw realm.typeError("Iterator value \(realm.preview(entry)) is not an entry object")
                        }
                        (key, value) = (try pair.getElement(0), try pair.getElement(1))
                    }
                    guard result.set(key, value) else { throw realm.badWeakKey(key, isMap) }
                    return true
                }
                return result
            }
            func collection(_ call: JSCall, _ method: String) throws -> JSWeakCollection {
                if case .object(let own as JSWeakCollection) = call.this, own.isMap == isMap { return own }
                throw call.realm.typeError(
                    "Method \(name).prototype.\(method) called on incompatible receiver \(call.realm.preview(call.this))"
                )
            }
            if isMap {
                prototype.method("get", parameters: 1) { try collection($0, "get").value($0[0]) ?? .undefined }
            }
            prototype.method(isMap ? "set" : "add", parameters: isMap ? 2 : 1) { call in
                guard try collection(call, isMap ? "set" : "add").set(call[0], call[1]) else {
                    throw call.realm.badWeakKey(call[0], isMap)
                }
                return call.this
            }
            prototype.method("has", parameters: 1) { .boolean(try collection($0, "has").value($0[0]) != nil) }
            prototype.method("delete", parameters: 1) { .boolean(try collection($0, "delete").remove($0[0])) }
        }
        let (_, reference) = type("WeakRef", parameters: 1) { call, prototype in
            switch call[0] {
            case .object, .symbol: return JSWeakReference(call.realm, call[0], prototype: prototype)
            default: throw call.realm.typeError("WeakRef: invalid target")
            }
        }
        reference.method("deref") { try $0.receiver("WeakRef.prototype.deref", as: JSWeakReference.self).value }
        // A registry may call back or not (§26.2); this one never does, and holds nothing.
        let (_, registry) = type("FinalizationRegistry", parameters: 1) { call, prototype in
            guard call[0].isCallable else {
                throw call.realm.typeError("FinalizationRegistry: cleanup must be callable")
            }
            return JSObject(call.realm, prototype: prototype)
        }
        registry.method("register", parameters: 2) { _ in .undefined }
        registry.method("unregister", parameters: 1) { _ in false }
    }

    private func badWeakKey(_ key: JSValue, _ isMap: Bool) -> JSException {
        typeError(isMap ? "Invalid value used as weak map key" : "Invalid value used in weak set")
    }
}
