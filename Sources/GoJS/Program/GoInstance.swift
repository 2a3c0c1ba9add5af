import WASI
import WebAssembly

/// What the functions that a guest imports work on: its memory, its values, its events.
final class GoInstance {
    /// The program keeps it.
    unowned let store: Store
    let realm: JSRealm
    let loop: EventLoop
    let clocks: any ClockSource
    let random: any RandomSource
    var references: ReferenceTable
    /// The guest's object 6, by which it makes callbacks and learns of events.
    let go: JSObject
    private let pendingEvent: PropertyKey

    private(set) var instance: Instance?
    private var memory: Memory?
    private var resumeGuest: (() throws -> Void)?
    private var stackPointer: (() throws -> Int32)?
    /// Of TinyGo: what runs goroutines whose sleep is over.
    private var scheduler: (() throws -> Void)?

    /// What the guest writes by itself, to descriptors 1 and 2: panics, `println`.
    var write: (UInt64, UnsafeRawBufferPointer) -> Void = { _, _ in }

    /// Go's timeouts, and the event loop's timers behind them.
    var timeouts: [Int32: Int] = [:]
    var nextTimeout: Int32 = 0

    /// Set when the guest has ended: no call reaches it any more.
    var exitCode: Int32?
    /// How often the guest was let go on: when that has not changed, its stack pointer has not either.
    private(set) var resumptions = 0
    /// How many of the guest's runs lie within each other, and how many ever did.
    private(set) var depth = 0
    private(set) var greatestDepth = 0

    init(
        _ realm: JSRealm, loop: EventLoop, in store: Store, clocks: any ClockSource, random: any RandomSource,
        referenceLimit: Int
    ) {
        self.store = store
        self.realm = realm
        self.loop = loop
        self.clocks = clocks
        self.random = random
        go = realm.object()
        pendingEvent = realm.key("_pendingEvent")
        go.define(pendingEvent, .null, .ordinary)
        references = ReferenceTable(global: realm.global, go: go, limit: referenceLimit)
        // What Go's own tests look at: how many values it holds.
        let values = realm.object()
        values.getter("length") { [unowned self] _ in .number(references.capacity + ReferenceTable.fixedCount) }
        go.hide("_values", .object(values))
        go.method("_makeFuncWrapper", parameters: 1) { [unowned self] call in .object(makeFunction(call[0])) }
    }

    /// The module's instance, once there is one.
    func attach(_ instance: Instance, _ dialect: GoDialect) throws {
        self.instance = instance
        func function(_ name: String) throws -> () throws -> Void {
            let function = try instance.function(name, as: (() -> Void).self)
            return { try function() }
        }
        if dialect == .tinyGo {
            memory = try instance.memory("memory")
            // A program without callbacks has no `resume`, one without goroutines no scheduler.
            resumeGuest = try instance.export("resume") == nil ? {} : function("resume")
            scheduler = try instance.export("go_scheduler") == nil ? resumeGuest : function("go_scheduler")
            return
        }
        memory = try instance.memory("mem")
        resumeGuest = try function("resume")
        let getsp = try instance.function("getsp", as: (() -> Int32).self)
        stackPointer = { try getsp() }
    }

    /// Lets go of the instance, and with it of the store.
    func detach() {
        instance = nil
        memory = nil
        resumeGuest = nil
        stackPointer = nil
        scheduler = nil
    }

    // MARK: Running the guest

    /// Runs guest code: `run`, or `resume` with an event to look at.
    func enter(_ body: () throws -> Void) throws {
        if exitCode != nil {
            throw JSException(.object(realm.error(.Error, "Go program has already exited")))
        }
        resumptions += 1
        depth += 1
        greatestDepth = max(greatestDepth, depth)
        defer { depth -= 1 }
        try realm.entering(body)
    }

    /// Lets the guest go on until it waits for something.
    func resume(event: JSObject? = nil) throws {
        guard let resumeGuest else { throw GoProgramError.notRunning }
        if let event { go.define(pendingEvent, .object(event), .ordinary) }
        try enter(resumeGuest)
    }

    /// Runs TinyGo's goroutines that have slept long enough.
    func runScheduler() throws {
        guard let scheduler else { throw GoProgramError.notRunning }
        try enter(scheduler)
    }

    /// Tells the guest that nothing will ever happen any more: it prints which goroutines wait, and exits.
    func reportDeadlock() throws {
        let event = realm.object()
        event.define(realm.keys.id, .number(0 as Double), .ordinary)
        try resume(event: event)
    }

    /// A function that calls one of the guest's, which has a number there.
    private func makeFunction(_ id: JSValue) -> JSFunction {
        JSFunction(realm, "") { [unowned self] call in
            let event = realm.object()
            event.define(realm.keys.id, id, .ordinary)
            event.define(realm.keys.this, call.this, .ordinary)
            event.define(realm.keys.args, .object(realm.array(call.arguments)), .ordinary)
            try resume(event: event)
            return event.table.find(realm.keys.result).map { event.table.entries[$0].value } ?? .undefined
        }
    }

    // MARK: Memory

    func attachedMemory() throws -> Memory {
        guard let memory else { throw GoProgramError.notRunning }
        return memory
    }

    /// The stack that a function was called with.
    @inline(__always)
    func stack(_ pointer: Int32) throws -> GoStack {
        let memory = try attachedMemory()
        return try GoStack(
            memory.bytes(at: 0 as UInt64, count: memory.byteCount), UInt32(bitPattern: pointer))
    }

    /// The stack once more, after something that may have run the guest: its goroutine may have got a larger one.
    func stackAgain(_ pointer: Int32, since resumptions: Int) throws -> GoStack {
        guard resumptions != self.resumptions, let stackPointer else { return try stack(pointer) }
        return try stack(stackPointer())
    }
}
