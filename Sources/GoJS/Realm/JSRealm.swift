/// One JavaScript world: a global object, the built-in objects, and what is common to all its objects (ECMA-262 §9.3).
///
/// Each program has its own, and no object is used in another's.
public final class JSRealm {
    let atoms = AtomTable()
    let keys: WellKnownKeys
    let symbols = WellKnownSymbols()
    let graveyard = Graveyard()
    var objects = ObjectList()
    let limits: Limits
    /// Bytes of array buffers, and of what else is kept in bytes.
    private(set) var heldBufferBytes = 0
    /// How deep functions have called each other.
    private var depth = 0

    /// What is to be done when no function runs any more: reactions of promises (§9.5).
    private var jobs: [() throws -> Void] = []

    private(set) var objectPrototype: JSObject!
    private(set) var functionPrototype: JSObject!
    private(set) var arrayPrototype: JSObject!
    private(set) var arrayBufferPrototype: JSObject!
    var errorPrototypes: [JSErrorKind: JSObject] = [:]
    var typedArrayPrototypes: [JSElementKind: JSObject] = [:]
    /// Prototypes of the kinds of objects that only their own file knows, by the kind's name.
    var prototypes: [String: JSObject] = [:]
    public private(set) var global: JSObject!

    /// Asked now and then by loops whose end only the guest knows; what it throws ends the program.
    var checkStop: () throws -> Void = {}
    private var ticks = 0
    /// Promises that were rejected while nobody waited for them.
    var rejections: [JSPromise] = []
    /// Called with the reason of a rejection that nobody has handled when no job is left; what it throws ends the program.
    var onUnhandledRejection: (JSValue) throws -> Void = { _ in }
    var host = JSHost()
    let timers = JSTimers()
    #if JavaScriptCore
        private(set) var engine: JavaScriptEngine?
    #endif
    /// Those of `Symbol.for`.
    var sharedSymbols: [JSString: JSSymbol] = [:]
    /// The arrays that are being made text of, so that one within itself has an end.
    var joining: Set<ObjectIdentifier> = []

    /// - Parameter limits: what guests may make their host hold.
    init(limits: Limits = Limits()) {
        self.limits = limits
        keys = WellKnownKeys(atoms)
        #if JavaScriptCore
            let engine = JavaScriptEngine(self)
            self.engine = engine
            global = adopt(engine)
            objectPrototype = enginePrototype("Object")
            functionPrototype = enginePrototype("Function")
            arrayPrototype = enginePrototype("Array")
            arrayBufferPrototype = enginePrototype("ArrayBuffer")
            for kind in JSErrorKind.allCases { errorPrototypes[kind] = enginePrototype(kind.rawValue) }
            for kind in JSElementKind.allCases { typedArrayPrototypes[kind] = enginePrototype(kind.rawValue) }
        #else
            makeWorld()
        #endif
    }

    private func makeWorld() {
        let objectPrototype = JSLazyObject(self, prototype: nil) { $0.fillObjectPrototype($1) }
        self.objectPrototype = objectPrototype
        functionPrototype = JSLazyObject(self, prototype: objectPrototype) { $0.fillFunctionPrototype($1) }
        arrayPrototype = JSLazyObject(self, prototype: objectPrototype) { $0.fillArrayPrototype($1) }
        arrayBufferPrototype = JSLazyObject(self, prototype: objectPrototype) { $0.fillArrayBufferPrototype($1) }
        global = JSGlobalObject(self, prototype: objectPrototype)
        installBuiltins()
    }

    /// What guests may make their host hold.
    public struct Limits: Sendable {
        /// Bytes of all array buffers, blobs and bodies that live: beyond, their constructors throw a `RangeError`.
        public var bufferBytes = 1 << 30
        /// How deep functions may call each other: beyond, a call throws a `RangeError`.
        public var callDepth = 1000

        public init() {}
    }

    func takeBytes(_ count: Int) throws {
        guard count >= 0, count <= limits.bufferBytes - heldBufferBytes else {
            throw rangeError("Array buffer allocation failed")
        }
        heldBufferBytes += count
    }

    func giveBytes(_ count: Int) { heldBufferBytes -= count }

    /// Runs a function's code, unless functions call each other too deep.
    @inline(__always)
    func running<Result>(_ body: () throws -> Result) throws -> Result {
        if depth >= limits.callDepth { throw rangeError("Maximum call stack size exceeded") }
        depth += 1
        defer { depth -= 1 }
        return try body()
    }

    /// One turn of a loop that a guest may make as long as it likes.
    @inline(__always)
    func tick() throws {
        ticks &+= 1
        if ticks & 0xFFF == 0 { try checkStop() }
    }

    // MARK: Keys

    func key(_ string: JSString) -> PropertyKey { atoms.key(string) }
    func key(_ name: String) -> PropertyKey { atoms.key(JSString(name)) }
    func key(_ bytes: UnsafeRawBufferPointer) -> PropertyKey { atoms.key(bytes) }
    func key(_ index: some FixedWidthInteger) -> PropertyKey { atoms.key(JSString(String(index))) }

    // MARK: Making objects

    /// An object with some properties.
    public func object(_ properties: KeyValuePairs<String, JSValue> = [:]) -> JSObject {
        let object = JSObject(self, prototype: objectPrototype)
        for (name, value) in properties { object.define(key(name), value, .ordinary) }
        return object
    }

    /// An array.
    public func array(_ elements: [JSValue]) -> JSArray { JSArray(self, elements) }

    /// A `Uint8Array` with some bytes.
    ///
    /// - Throws: ``JSException`` with a `RangeError` if the limit of bytes is met.
    public func bytes(_ bytes: some Collection<UInt8>) throws -> JSTypedArray {
        let buffer = try JSArrayBuffer(self, byteLength: bytes.count)
        buffer.bytes.copyBytes(from: bytes)
        return JSTypedArray(.Uint8Array, on: buffer, byteOffset: 0, length: bytes.count)
    }

    /// A function.
    public func function(_ name: String = "", _ body: @escaping (JSCall) throws -> JSValue) -> JSFunction {
        JSFunction(self, name, body)
    }

    // MARK: Jobs

    func enqueue(_ job: @escaping () throws -> Void) { jobs.append(job) }

    /// Does what waits, and what that adds.
    func runJobs() throws {
        while !jobs.isEmpty || !rejections.isEmpty {
            try runWaitingJobs()
            let unhandled = rejections
            rejections = []
            for promise in unhandled where !promise.isHandled { try onUnhandledRejection(promise.value) }
        }
    }

    private func runWaitingJobs() throws {
        var next = 0
        defer { jobs.removeFirst(next) }
        while next < jobs.count {
            let job = jobs[next]
            next += 1
            if next >= 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            try tick()
            try job()
        }
    }

    /// Lets all objects go, also those that refer to each other in circles. Nothing of the realm is used afterwards.
    func close() {
        jobs = []
        checkStop = {}
        onUnhandledRejection = { _ in }
        rejections = []
        sharedSymbols = [:]
        host = JSHost()
        for object in objects.snapshot() { object.release() }
        prototypes = [:]
        errorPrototypes = [:]
        typedArrayPrototypes = [:]
        global = nil
        objectPrototype = nil
        functionPrototype = nil
        arrayPrototype = nil
        arrayBufferPrototype = nil
        #if JavaScriptCore
            engine?.close()
        #endif
    }

    #if !JavaScriptCore
        /// Runs the guest.
        @inline(__always)
        func entering(_ body: () throws -> Void) throws { try body() }
    #endif
}

/// Keys that the code of built-in objects uses often.
struct WellKnownKeys {
    let length, name, prototype, constructor, message, stack, code, cause, value, done, next, then, toString, valueOf,
        get,
        set, id, this, args, result: PropertyKey

    init(_ atoms: AtomTable) {
        length = atoms.key("length")
        name = atoms.key("name")
        prototype = atoms.key("prototype")
        constructor = atoms.key("constructor")
        message = atoms.key("message")
        stack = atoms.key("stack")
        code = atoms.key("code")
        cause = atoms.key("cause")
        value = atoms.key("value")
        done = atoms.key("done")
        next = atoms.key("next")
        then = atoms.key("then")
        toString = atoms.key("toString")
        valueOf = atoms.key("valueOf")
        get = atoms.key("get")
        set = atoms.key("set")
        id = atoms.key("id")
        this = atoms.key("this")
        args = atoms.key("args")
        result = atoms.key("result")
    }
}

/// The symbols of §6.1.5.1 that built-in objects use.
struct WellKnownSymbols {
    let iterator = JSSymbol("Symbol.iterator")
    let asyncIterator = JSSymbol("Symbol.asyncIterator")
    let toPrimitive = JSSymbol("Symbol.toPrimitive")
    let toStringTag = JSSymbol("Symbol.toStringTag")
    let hasInstance = JSSymbol("Symbol.hasInstance")
    let species = JSSymbol("Symbol.species")
}
