/// The own properties of an object, in the order in which they were made.
struct PropertyTable {
    struct Entry {
        /// Nil where a property was deleted.
        var key: PropertyKey?
        /// The value; of an accessor, an ``AccessorPair``.
        var value: JSValue
        var attributes: PropertyAttributes
    }

    private(set) var entries: [Entry] = []
    /// Places by key, once there are many.
    private var places: [ObjectIdentifier: Int] = [:]
    private(set) var count = 0

    /// Up to so many entries, looking through them is faster than hashing.
    private static let scanLimit = 8

    @inline(__always)
    func find(_ key: PropertyKey) -> Int? {
        if entries.count > PropertyTable.scanLimit { return places[ObjectIdentifier(key)] }
        for index in entries.indices where entries[index].key === key { return index }
        return nil
    }

    /// Adds a property that is not there.
    mutating func append(_ key: PropertyKey, _ value: JSValue, _ attributes: PropertyAttributes) {
        entries.append(Entry(key: key, value: value, attributes: attributes))
        count += 1
        if entries.count == PropertyTable.scanLimit + 1 {
            indexAll()
        } else if entries.count > PropertyTable.scanLimit {
            places[ObjectIdentifier(key)] = entries.count - 1
        }
    }

    mutating func setValue(_ value: JSValue, at index: Int) { entries[index].value = value }
    mutating func setAttributes(_ attributes: PropertyAttributes, at index: Int) {
        entries[index].attributes = attributes
    }

    mutating func remove(at index: Int) {
        if let key = entries[index].key { places[ObjectIdentifier(key)] = nil }
        entries[index] = Entry(key: nil, value: .undefined, attributes: [])
        count -= 1
        // Deleted places would pile up in an object that is used as a map.
        if entries.count > PropertyTable.scanLimit, count * 2 < entries.count {
            entries.removeAll { $0.key == nil }
            places = [:]
            if entries.count > PropertyTable.scanLimit { indexAll() }
        }
    }

    mutating func removeAll() { self = PropertyTable() }

    private mutating func indexAll() {
        places = [:]
        places.reserveCapacity(entries.count * 2)
        for (index, entry) in entries.enumerated() {
            if let key = entry.key { places[ObjectIdentifier(key)] = index }
        }
    }
}

/// What may be done with a property (ECMA-262 §6.1.7.1).
struct PropertyAttributes: OptionSet, Sendable {
    let rawValue: UInt8

    static let writable = PropertyAttributes(rawValue: 1)
    static let enumerable = PropertyAttributes(rawValue: 2)
    static let configurable = PropertyAttributes(rawValue: 4)
    /// The value is an ``AccessorPair``.
    static let accessor = PropertyAttributes(rawValue: 8)

    /// Of a property that assignment makes.
    static let ordinary: PropertyAttributes = [.writable, .enumerable, .configurable]
    /// Of methods of built-in objects.
    static let hidden: PropertyAttributes = [.writable, .configurable]
}

/// A getter and a setter.
final class AccessorPair: JSObject {
    let getter: JSObject?
    let setter: JSObject?

    init(_ realm: JSRealm, getter: JSObject?, setter: JSObject?) {
        self.getter = getter
        self.setter = setter
        super.init(realm, prototype: nil)
    }
}

/// A property as `defineProperty` takes it and `getOwnPropertyDescriptor` gives it (§6.2.6): what is nil is not mentioned.
struct PropertyDescriptor {
    var value: JSValue?
    var getter: JSObject??
    var setter: JSObject??
    var writable: Bool?
    var enumerable: Bool?
    var configurable: Bool?

    init() {}

    init(_ value: JSValue, _ attributes: PropertyAttributes) {
        if attributes.contains(.accessor), case .object(let object) = value, let pair = object as? AccessorPair {
            getter = .some(pair.getter)
            setter = .some(pair.setter)
        } else {
            self.value = value
            writable = attributes.contains(.writable)
        }
        enumerable = attributes.contains(.enumerable)
        configurable = attributes.contains(.configurable)
    }

    var isAccessor: Bool { getter != nil || setter != nil }
    var isData: Bool { value != nil || writable != nil }
}
