/// A function whose code is Swift.
public final class JSFunction: JSObject {
    private var body: (JSCall) throws -> JSValue
    private let constructor: ((JSCall) throws -> JSObject)?
    let name: JSString
    private let parameters: Int

    init(
        _ realm: JSRealm, _ name: JSString, parameters: Int = 0, construct: ((JSCall) throws -> JSObject)? = nil,
        _ body: @escaping (JSCall) throws -> JSValue
    ) {
        self.name = name
        self.parameters = parameters
        self.body = body
        constructor = construct
        super.init(realm, prototype: realm.functionPrototype)
        isLatent = true
    }

    convenience init(
        _ realm: JSRealm, _ name: String, parameters: Int = 0, _ body: @escaping (JSCall) throws -> JSValue
    ) {
        self.init(realm, JSString(name), parameters: parameters, construct: nil, body)
    }

    // What the code holds may be a function in turn, and so on.
    deinit { realm.graveyard.bury(&body) }

    override var className: String { "Function" }
    override var isCallable: Bool { true }
    override var isConstructor: Bool { constructor != nil }

    override func call(this: JSValue, _ arguments: [JSValue]) throws -> JSValue {
        try realm.running {
            try body(JSCall(realm: realm, this: this, arguments: arguments, newTarget: nil))
        }
    }

    override func construct(_ arguments: [JSValue], newTarget: JSObject) throws -> JSObject {
        guard let constructor else { throw realm.typeError("\(name) is not a constructor") }
        return try realm.running {
            try constructor(JSCall(realm: realm, this: .undefined, arguments: arguments, newTarget: newTarget))
        }
    }

    // Most functions are called and never looked at.
    override func materialize() {
        define(realm.keys.length, .number(parameters), .configurable)
        define(realm.keys.name, .string(name), .configurable)
    }
}

/// What a function is called with.
public struct JSCall {
    public let realm: JSRealm
    public let this: JSValue
    public let arguments: [JSValue]
    /// The constructor behind `new`; nil for a call.
    let newTarget: JSObject?

    /// An argument; `undefined` beyond those that were given.
    public subscript(index: Int) -> JSValue { index < arguments.count ? arguments[index] : .undefined }

    /// The object that the method was called on.
    ///
    /// - Throws: ``JSException`` with a `TypeError` if `this` is none.
    func thisObject(_ method: String) throws -> JSObject {
        guard case .object(let object) = this else { throw realm.typeError("\(method) called on \(this.typeof)") }
        return object
    }

    /// What an array's method was called on, and its length.
    func arrayLike() throws -> (object: JSObject, count: Int) {
        if case .object(let object) = this { return (object, try realm.length(of: object)) }
        let object = try realm.toObject(this)
        return (object, try realm.length(of: object))
    }

    func string(_ index: Int) throws -> JSString { try realm.toString(self[index]) }
    func number(_ index: Int) throws -> Double { try realm.toNumber(self[index]) }
    func integer(_ index: Int) throws -> Double { try realm.toInteger(self[index]) }

    /// The arguments from one on.
    func rest(from index: Int) -> [JSValue] { Array(arguments.dropFirst(index)) }

    /// The object that a method was called on, which must be of a kind.
    func receiver<Kind: JSObject>(_ method: @autoclosure () -> String, as kind: Kind.Type = Kind.self) throws -> Kind {
        if case .object(let object) = this, let receiver = object as? Kind { return receiver }
        throw realm.typeError("Method \(method()) called on incompatible receiver \(realm.preview(this))")
    }

    /// The argument as a function.
    func function(_ index: Int) throws -> JSObject {
        guard case .object(let object) = self[index], object.isCallable else {
            throw realm.typeError("\(realm.preview(self[index])) is not a function")
        }
        return object
    }
}
