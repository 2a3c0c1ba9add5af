/// A number, boolean, string or symbol as an object: `new Number(0)` (ECMA-262 §20.3, 21.1, 22.1).
final class JSPrimitiveObject: JSObject {
    let primitive: JSValue
    /// Of a string.
    private let units: [UInt16]

    init(_ realm: JSRealm, _ primitive: JSValue, prototype: JSObject? = nil) {
        self.primitive = primitive
        let kind: String
        switch primitive {
        case .string(let string):
            units = string.utf16
            kind = "String"
        case .boolean: (units, kind) = ([], "Boolean")
        case .symbol: (units, kind) = ([], "Symbol")
        default: (units, kind) = ([], "Number")
        }
        super.init(realm, prototype: prototype ?? realm.intrinsic(kind))
    }

    override var className: String {
        switch primitive {
        case .string: "String"
        case .boolean: "Boolean"
        case .symbol: "Symbol"
        default: "Number"
        }
    }

    private var isString: Bool { if case .string = primitive { true } else { false } }

    /// §10.4.3: characters are properties.
    override func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
        if isString {
            if let index = key.index, index < units.count {
                return PropertyDescriptor(.string(JSString(utf16: [units[Int(index)]])), .enumerable)
            }
            if key === realm.keys.length { return PropertyDescriptor(.number(units.count), []) }
        }
        return super.getOwnProperty(key)
    }

    override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        if isString, key.index != nil || key === realm.keys.length, let own = getOwnProperty(key) { return own.value }
        return try super.ownValue(key, receiver: receiver)
    }

    override func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
        if isString, key.index != nil || key === realm.keys.length, let own = getOwnProperty(key) {
            return JSObject.isAllowed(descriptor, over: own)
        }
        return try super.defineOwnProperty(key, descriptor)
    }

    override func delete(_ key: PropertyKey) throws -> Bool {
        if isString, key.index != nil || key === realm.keys.length, getOwnProperty(key) != nil { return false }
        return try super.delete(key)
    }

    override func ownPropertyKeys() -> [PropertyKey] {
        if !isString { return super.ownPropertyKeys() }
        return JSObject.ordered(units.indices.map { realm.key($0) } + super.ownPropertyKeys()) + [realm.keys.length]
    }
}

/// What `bind` makes (§10.4.1).
final class JSBoundFunction: JSObject {
    /// Nil only at the end.
    private(set) var target: JSObject!
    private var boundThis: JSValue
    private var boundArguments: [JSValue]

    init(_ target: JSObject, this: JSValue, arguments: [JSValue]) {
        self.target = target
        boundThis = this
        boundArguments = arguments
        isTargetConstructor = target.isConstructor
        super.init(target.realm, prototype: target.prototype)
    }

    deinit {
        var all = [.object(target), boundThis] + boundArguments
        target = nil
        boundThis = .undefined
        boundArguments = []
        realm.graveyard.bury(&all)
    }

    override var className: String { "Function" }
    // Kept: the target may be bound in turn, and so on.
    private let isTargetConstructor: Bool
    override var isCallable: Bool { true }
    override var isConstructor: Bool { isTargetConstructor }

    override func call(this: JSValue, _ arguments: [JSValue]) throws -> JSValue {
        try realm.running { try target.call(this: boundThis, boundArguments + arguments) }
    }

    override func construct(_ arguments: [JSValue], newTarget: JSObject) throws -> JSObject {
        try realm.running {
            try target.construct(boundArguments + arguments, newTarget: newTarget === self ? target : newTarget)
        }
    }
}
