/// An object of JavaScript, with the internal methods of ECMA-262 §10.1. Kinds of objects that differ override them.
///
/// It belongs to one realm, and with it to one program and one thread at a time.
public class JSObject {
    public let realm: JSRealm
    /// `[[GetPrototypeOf]]`
    public internal(set) var prototype: JSObject? {
        get { parent }
        set { parent = newValue }
    }
    private final var parent: JSObject?
    final var table = PropertyTable()
    final var isExtensible = true
    /// Whether own properties are still to be made, by ``materialize()``, before somebody looks for one.
    final var isLatent = false
    /// Of the program's reference table; 0 while the guest holds none.
    final var referenceID: UInt32 = 0

    // The realm's list of all objects, by which it lets go of cycles at its end.
    fileprivate final unowned(unsafe) var nextObject: JSObject?
    fileprivate final unowned(unsafe) var previousObject: JSObject?

    init(_ realm: JSRealm, prototype: JSObject?) {
        self.realm = realm
        parent = prototype
        realm.objects.add(self)
    }

    deinit {
        realm.objects.remove(self)
        realm.graveyard.bury(&table)
        // A chain of prototypes must not go by nested calls. Most prototypes have other objects too.
        if parent != nil, isKnownUniquelyReferenced(&parent) {
            var last = [JSValue.object(parent!)]
            parent = nil
            realm.graveyard.bury(&last)
        }
    }

    /// What `Object.prototype.toString` says it is.
    var className: String { "Object" }

    var isCallable: Bool { false }
    var isConstructor: Bool { false }

    /// Whether it answers for its prototypes too: what looks along a chain asks it and goes no further. An engine's objects do.
    var looksUpByItself: Bool { false }

    /// The object for those that go by its kind: itself, or what has the same content as an object of ours.
    var portrait: JSObject { self }

    /// The bytes of a typed array or data view, in place; nil for anything else. They stay as long as nothing changes their buffer.
    var byteView: UnsafeMutableRawBufferPointer? { nil }

    /// Whether it is a `Uint8Array` or `Uint8ClampedArray`: what Go copies bytes from and to.
    var isByteArray: Bool { false }

    /// What the elements of a typed array are; nil for anything else.
    var elementKind: JSElementKind? { nil }

    /// Lets go of everything that the object holds, at the realm's end.
    func release() {
        table.removeAll()
        parent = nil
    }

    // MARK: Latent properties

    /// Makes the own properties of an object that had none until now. Asked at most once.
    func materialize() {}

    @inline(__always)
    private func complete() {
        guard isLatent else { return }
        isLatent = false
        materialize()
    }

    // MARK: Internal methods

    /// `[[GetOwnProperty]]`. Objects with properties of their own making give these out here.
    func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
        complete()
        guard let index = table.find(key) else { return nil }
        let entry = table.entries[index]
        return PropertyDescriptor(entry.value, entry.attributes)
    }

    /// `[[DefineOwnProperty]]` (§10.1.6).
    func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
        complete()
        return ordinaryDefine(key, descriptor)
    }

    /// Makes or replaces an own property, whatever it was.
    func define(_ key: PropertyKey, _ value: JSValue, _ attributes: PropertyAttributes) {
        if let index = table.find(key) {
            table.setValue(value, at: index)
            table.setAttributes(attributes, at: index)
        } else {
            table.append(key, value, attributes)
        }
    }

    /// The value of an own property, by its getter if it has one; nil when there is none.
    func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        complete()
        guard let index = table.find(key) else { return nil }
        let entry = table.entries[index]
        if !entry.attributes.contains(.accessor) { return entry.value }
        guard case .object(let object) = entry.value, let getter = (object as? AccessorPair)?.getter else {
            return .undefined
        }
        return try getter.call(this: receiver, [])
    }

    /// `[[HasProperty]]`. A loop: guests make chains of prototypes as long as they like.
    func hasProperty(_ key: PropertyKey) throws -> Bool {
        var next: JSObject? = self
        while let object = next {
            if object.looksUpByItself { return try object.hasProperty(key) }
            if object.getOwnProperty(key) != nil { return true }
            next = object.prototype
        }
        return false
    }

    /// `[[Get]]`
    func get(_ key: PropertyKey, receiver: JSValue) throws -> JSValue {
        var next: JSObject? = self
        while let object = next {
            if object.looksUpByItself { return try object.get(key, receiver: receiver) }
            if let value = try object.ownValue(key, receiver: receiver) { return value }
            next = object.prototype
        }
        return .undefined
    }

    /// `[[Set]]` (§10.1.9). False if the property may not be changed.
    func set(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
        complete()
        // An ordinary property of the object itself is by far the most frequent.
        if let index = table.find(key), table.entries[index].attributes.contains(.writable),
            !table.entries[index].attributes.contains(.accessor), case .object(let target) = receiver, target === self
        {
            table.setValue(value, at: index)
            return true
        }
        return try ordinarySet(key, value, receiver: receiver)
    }

    final func ordinarySet(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
        var next: JSObject? = self
        while let object = next {
            if object.looksUpByItself {
                guard try object.hasProperty(key) else { break }
                return try object.set(key, value, receiver: receiver)
            }
            if let own = object.getOwnProperty(key) {
                if own.isAccessor {
                    guard let setter = own.setter ?? nil else { return false }
                    _ = try setter.call(this: receiver, [value])
                    return true
                }
                return try own.writable == false ? false : assign(key, value, to: receiver)
            }
            next = object.prototype
        }
        return try assign(key, value, to: receiver)
    }

    private func assign(_ key: PropertyKey, _ value: JSValue, to receiver: JSValue) throws -> Bool {
        guard case .object(let target) = receiver else { return false }
        if let existing = target.getOwnProperty(key) {
            if existing.isAccessor || existing.writable == false { return false }
            var change = PropertyDescriptor()
            change.value = value
            return try target.defineOwnProperty(key, change)
        }
        return try target.defineOwnProperty(key, PropertyDescriptor(value, .ordinary))
    }

    /// `[[Delete]]`
    func delete(_ key: PropertyKey) throws -> Bool {
        complete()
        guard let index = table.find(key) else { return true }
        guard table.entries[index].attributes.contains(.configurable) else { return false }
        table.remove(at: index)
        return true
    }

    /// `[[OwnPropertyKeys]]`: array indices in order, then strings, then symbols, each as they were made.
    func ownPropertyKeys() -> [PropertyKey] {
        complete()
        return JSObject.ordered(table.entries.compactMap(\.key))
    }

    static func ordered(_ keys: [PropertyKey]) -> [PropertyKey] {
        let indices = keys.filter { $0.index != nil }.sorted { $0.index! < $1.index! }
        return indices + keys.filter { $0.index == nil && !$0.isSymbol } + keys.filter(\.isSymbol)
    }

    /// `[[PreventExtensions]]`
    func preventExtensions() -> Bool {
        complete()
        isExtensible = false
        return true
    }

    /// `[[Call]]`
    func call(this: JSValue, _ arguments: [JSValue]) throws -> JSValue {
        throw realm.typeError("it is not a function")
    }

    /// `[[Construct]]`
    func construct(_ arguments: [JSValue], newTarget: JSObject) throws -> JSObject {
        throw realm.typeError("it is not a constructor")
    }

    // MARK: Elements

    /// The property of a number. Arrays and typed arrays answer without making a key.
    func getElement(_ index: Int) throws -> JSValue {
        try get(realm.key(index), receiver: .object(self))
    }

    func setElement(_ index: Int, _ value: JSValue) throws -> Bool {
        try set(realm.key(index), value, receiver: .object(self))
    }

    /// The property of a number, if there is one.
    func presentElement(_ index: Int) throws -> JSValue? {
        let key = realm.key(index)
        guard try hasProperty(key) else { return nil }
        return try get(key, receiver: .object(self))
    }
}

extension JSObject {
    /// `OrdinaryDefineOwnProperty` (§10.1.6.1).
    final func ordinaryDefine(_ key: PropertyKey, _ descriptor: PropertyDescriptor) -> Bool {
        guard let index = table.find(key) else {
            guard isExtensible else { return false }
            table.append(key, value(of: descriptor, current: nil), attributes(of: descriptor, current: []))
            return true
        }
        let entry = table.entries[index]
        let current = PropertyDescriptor(entry.value, entry.attributes)
        guard JSObject.isAllowed(descriptor, over: current) else { return false }
        let keeps = descriptor.isAccessor == current.isAccessor || !(descriptor.isAccessor || descriptor.isData)
        let base = keeps ? entry.attributes : entry.attributes.subtracting([.writable, .accessor])
        table.setValue(value(of: descriptor, current: keeps ? current : nil), at: index)
        table.setAttributes(attributes(of: descriptor, current: base), at: index)
        return true
    }

    /// `ValidateAndApplyPropertyDescriptor` (§10.1.6.3), the part that refuses.
    static func isAllowed(_ change: PropertyDescriptor, over current: PropertyDescriptor) -> Bool {
        guard current.configurable == false else { return true }
        if change.configurable == true { return false }
        if let enumerable = change.enumerable, enumerable != current.enumerable { return false }
        if !change.isAccessor && !change.isData { return true }
        if change.isAccessor != current.isAccessor { return false }
        if current.isAccessor {
            if let getter = change.getter, getter !== (current.getter ?? nil) { return false }
            if let setter = change.setter, setter !== (current.setter ?? nil) { return false }
            return true
        }
        guard current.writable == false else { return true }
        if change.writable == true { return false }
        guard let value = change.value, let old = current.value else { return true }
        return JSValue.isSame(value, old)
    }

    private func value(of descriptor: PropertyDescriptor, current: PropertyDescriptor?) -> JSValue {
        if descriptor.isAccessor || (current?.isAccessor ?? false) && !descriptor.isData {
            return .object(
                AccessorPair(
                    realm, getter: descriptor.getter ?? current?.getter ?? nil,
                    setter: descriptor.setter ?? current?.setter ?? nil))
        }
        return descriptor.value ?? current?.value ?? .undefined
    }

    private func attributes(
        of descriptor: PropertyDescriptor, current: PropertyAttributes
    ) -> PropertyAttributes {
        var result = current
        func apply(_ flag: Bool?, _ attribute: PropertyAttributes) {
            guard let flag else { return }
            if flag { result.insert(attribute) } else { result.remove(attribute) }
        }
        apply(descriptor.writable, .writable)
        apply(descriptor.enumerable, .enumerable)
        apply(descriptor.configurable, .configurable)
        if descriptor.isAccessor { result.insert(.accessor) }
        return result
    }
}

/// All objects of a realm. It holds none of them.
///
/// Objects refer to each other in circles, which reference counting does not undo; at its end, a realm makes all of them let go.
struct ObjectList {
    private unowned(unsafe) var first: JSObject?
    private(set) var count = 0

    mutating func add(_ object: JSObject) {
        object.nextObject = first
        first?.previousObject = object
        first = object
        count += 1
    }

    mutating func remove(_ object: JSObject) {
        if let previous = object.previousObject {
            previous.nextObject = object.nextObject
        } else {
            first = object.nextObject
        }
        object.nextObject?.previousObject = object.previousObject
        count -= 1
    }

    func snapshot() -> [JSObject] {
        var result: [JSObject] = []
        result.reserveCapacity(count)
        var next = first
        while let object = next {
            result.append(object)
            next = object.nextObject
        }
        return result
    }
}
