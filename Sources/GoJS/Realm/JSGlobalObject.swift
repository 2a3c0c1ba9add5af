/// A global object whose properties are made when they are asked for.
protocol LazyGlobal {
    /// Makes a property, if it is one that was not asked for before.
    func complete(_ key: PropertyKey)
}

/// The global object (ECMA-262 §19): what a program never asks for is never made.
final class JSGlobalObject: JSObject, LazyGlobal {
    /// Properties that are made together, and by what.
    struct Group: Sendable {
        let names: [String]
        let install: @Sendable (JSRealm) -> Void

        init(_ names: String..., install: @escaping @Sendable (JSRealm) -> Void) {
            self.names = names
            self.install = install
        }
    }

    /// The places in ``groups`` of what was not yet asked for.
    private var pending: [PropertyKey: Int] = [:]

    override init(_ realm: JSRealm, prototype: JSObject?) {
        super.init(realm, prototype: prototype)
        pending.reserveCapacity(128)
        for (place, group) in JSGlobalObject.groups.enumerated() {
            for name in group.names { pending[realm.key(name)] = place }
        }
    }

    func complete(_ key: PropertyKey) {
        guard let place = pending[key] else { return }
        let group = JSGlobalObject.groups[place]
        var set: [(PropertyKey, PropertyTable.Entry)] = []
        for name in group.names {
            let key = realm.key(name)
            pending[key] = nil
            // What the program's host has set stays.
            if let index = table.find(key) { set.append((key, table.entries[index])) }
        }
        group.install(realm)
        for (key, entry) in set { define(key, entry.value, entry.attributes) }
    }

    override func release() {
        pending = [:]
        super.release()
    }

    override func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
        if table.find(key) == nil { complete(key) }
        return super.getOwnProperty(key)
    }

    override func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
        if table.find(key) == nil { complete(key) }
        return try super.defineOwnProperty(key, descriptor)
    }

    override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        if table.find(key) == nil { complete(key) }
        return try super.ownValue(key, receiver: receiver)
    }

    override func set(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
        if table.find(key) == nil { complete(key) }
        return try super.set(key, value, receiver: receiver)
    }

    override func delete(_ key: PropertyKey) throws -> Bool {
        if table.find(key) == nil { complete(key) }
        return try super.delete(key)
    }

    override func ownPropertyKeys() -> [PropertyKey] {
        for group in JSGlobalObject.groups { complete(realm.key(group.names[0])) }
        return super.ownPropertyKeys()
    }
}

/// A prototype, or another object of many properties, which are made when somebody looks for one.
final class JSLazyObject: JSObject {
    private var fill: ((JSRealm, JSObject) -> Void)?
    /// Whether values that it has from the start, and that are none of the others, are read without making these.
    private let hasEarly: Bool

    init(
        _ realm: JSRealm, prototype: JSObject?, hasEarly: Bool = false, fill: @escaping (JSRealm, JSObject) -> Void
    ) {
        self.fill = fill
        self.hasEarly = hasEarly
        super.init(realm, prototype: prototype)
        isLatent = true
    }

    override func materialize() {
        fill?(realm, self)
        fill = nil
    }

    override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        if hasEarly, isLatent, let index = table.find(key) { return table.entries[index].value }
        return try super.ownValue(key, receiver: receiver)
    }

    override func release() {
        fill = nil
        super.release()
    }
}
