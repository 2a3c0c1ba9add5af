import WASI
import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A program that Go made for JavaScript (`GOOS=js GOARCH=wasm`), to be run in this process.
///
/// ```swift
/// let program = try GoProgram(Module(bytes))
/// program.global["version"] = "1.0"
/// program.global.define("greet") { call in .string("Hello, \(call[0].string ?? "")") }
/// try program.start()
/// let sum = try program.call("add", 1, 2)
/// ```
///
/// A program belongs to one task at a time, as its store does. Programs do not know of each other.
public final class GoProgram {
    public let store: Store
    /// The JavaScript world that the program lives in.
    public let realm: JSRealm
    /// Its global object: what is set on it before the start is there for the program, and what the program sets is there for you.
    public var global: JSObject { realm.global }
    /// A program that has nothing to do any more, but has set functions to be called, waits for calls; otherwise Go reports a deadlock.
    public var waitsForCalls = false

    let instance: Instance
    let guest: GoInstance
    let loop: EventLoop
    let dialect: GoDialect
    private let fetch: FetchHost?
    private let configuration: Configuration
    private var isStarted = false

    /// What a program is given. What is not mentioned it does not have.
    public struct Configuration {
        /// The first is the program's own name.
        public var arguments = ["js"]
        /// `NAME=value` each.
        public var environment: [String] = []
        public var standardInput = StandardStream.inheritedInput
        public var standardOutput = StandardStream.inheritedOutput
        public var standardError = StandardStream.inheritedError
        /// The tree of files whose top is the program's root folder, for the object `fs`. Nil for none: then each operation on a path is
        /// `ENOSYS`, as in a browser.
        ///
        /// Nothing outside is reached, and absolute symbolic links lead on from this top.
        public var files: (any FileSystem)?
        /// Where the program starts: a folder in ``files``.
        public var workingDirectory = "/"
        /// Permissions that files and folders which the program makes do not get. Those of this process are held back as well in folders of
        /// the host.
        public var umask: UInt32 = 0o022
        /// What `process.getuid()` tells, and whose the files are that do not say (this process's).
        public var userID: UInt32 = getuid()
        public var groupID: UInt32 = getgid()
        /// What `process.pid` tells (this process's).
        public var processID: UInt32 = UInt32(getpid())
        /// How many files may be open at once, the three standard streams included: beyond, `EMFILE`. Each of a host's folder takes
        /// one of this process's.
        public var descriptors = 512
        /// How many entries of one folder `readdir` returns: for a larger folder it fails with `ENOMEM`.
        public var folderEntries = 1 << 20
        public var clocks: any ClockSource = SystemClocks()
        public var random: any RandomSource = SystemRandom()
        /// What `fetch` reaches; nil for nothing, and then there is no `fetch`.
        public var network: NetworkAccess?
        /// What the guest may make its host hold in JavaScript objects.
        public var realmLimits = JSRealm.Limits()
        /// How many JavaScript values the guest may hold at once.
        public var references = 1 << 24

        public init() {}
    }

    /// - Throws: ``GoProgramError`` when the module is none of Go's for JavaScript; `LinkError` when a limit of the store is met.
    public init(
        _ module: Module, configuration: Configuration = Configuration(), store: Store? = nil
    ) throws {
        self.configuration = configuration
        dialect = try GoProgram.dialect(of: module)
        if dialect == .oldGo { throw GoProgramError.tooOld }
        self.store = store ?? Store(engine: module.engine)
        realm = JSRealm(limits: configuration.realmLimits)
        loop = EventLoop(realm, clocks: configuration.clocks)
        guest = GoInstance(
            realm, loop: loop, in: self.store, clocks: configuration.clocks, random: configuration.random,
            referenceLimit: configuration.references)
        fetch = configuration.network.map { [realm, loop] in FetchHost(realm, loop, $0) }
        fetch?.install()
        // An initializer that fails runs no deinit, and a realm is full of circles.
        var isWhole = false
        let (realm, loop, guest) = (realm, loop, guest)
        defer { if !isWhole { GoProgram.end(loop, guest, realm) } }
        var linker = Linker()
        let node = try NodeHost(realm, loop: loop, configuration: configuration) { [guest] code in
            guest.exitCode = code
            throw GoExit(code: code)
        }
        node.install()
        switch dialect {
        case .go:
            guest.linkRuntime(into: &linker)
            guest.linkValues(into: &linker)
        case .tinyGo:
            try guest.linkTinyGo(module.binary, into: &linker)
            WASI.link(into: &linker)
            self.store[WASI.self] = try GoProgram.wasi(configuration)
        case .oldGo: break
        }
        do {
            instance = try linker.instantiate(module, in: self.store)
        } catch LinkError.missingImport(let type) {
            throw GoProgramError.unknownImport(module: type.module, name: type.name)
        }
        try guest.attach(instance, dialect)
        guest.write = { descriptor, bytes in
            let stream = descriptor == 2 ? configuration.standardError : configuration.standardOutput
            // Go has no use for an error here.
            var rest = bytes
            while !rest.isEmpty,
                let count = try? withUnsafePointer(
                    to: rest, { try stream.file.append(WriteBuffers(start: $0, count: 1)).count }), count > 0
            {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
        realm.host = JSHost(
            clocks: configuration.clocks, random: configuration.random, write: guest.write, loop: loop)
        realm.onUnhandledRejection = { [unowned guest, unowned realm] reason in
            realm.host.write(2, Array(realm.unhandledText(reason).utf8))
            guest.exitCode = 1
            throw GoExit(code: 1)
        }
        realm.checkStop = { [mailbox = loop.mailbox] in
            if mailbox.isStopped { throw GoProgramError.stopped }
        }
        isWhole = true
    }

    /// Which of the two interfaces a module has.
    private static func dialect(of module: Module) throws(GoProgramError) -> GoDialect {
        guard let dialect = GoDialect(module.binary) else {
            throw .notGo("it imports nothing of “gojs”. Build the program with GOOS=js GOARCH=wasm")
        }
        let exports = dialect == .tinyGo ? ["memory"] : ["run", "resume", "getsp", "mem"]
        for name in exports where !module.binary.exports.contains(where: { $0.name == name }) {
            if dialect == .oldGo { break }
            throw .notGo("it does not export “\(name)”")
        }
        return dialect
    }

    /// What a module of TinyGo gets of WASI: it writes by it, and asks it for random numbers.
    private static func wasi(_ configuration: Configuration) throws -> WASI {
        try WASI(
            arguments: configuration.arguments, environment: configuration.environment,
            standardInput: configuration.standardInput, standardOutput: configuration.standardOutput,
            standardError: configuration.standardError, clocks: configuration.clocks, random: configuration.random)
    }

    deinit { GoProgram.end(loop, guest, realm) }

    private static func end(_ loop: EventLoop, _ guest: GoInstance, _ realm: JSRealm) {
        loop.close()
        guest.detach()
        realm.close()
    }

    /// The exit code, once the program has ended.
    public var exitCode: Int32? { guest.exitCode }

    /// Starts the program and runs it until it waits for something that takes time: a timer, input, a call.
    ///
    /// - Throws: `Trap` when the guest traps; ``GoProgramError``; what host functions threw.
    public func start() throws {
        guard !isStarted else { throw GoProgramError.notRunning }
        isStarted = true
        try catchingExit {
            try enterMain()
            try turn()
        }
    }

    private func enterMain() throws {
        if dialect == .tinyGo {
            let isCommand = instance.export("_start") != nil
            let main = try instance.function(isCommand ? "_start" : "_initialize", as: (() -> Void).self)
            return try guest.enter { try main() }
        }
        let (count, address) = try GoArguments.write(
            configuration.arguments, configuration.environment, into: instance.memory("mem"))
        let run = try instance.function("run", as: ((Int32, Int32) -> Void).self)
        try guest.enter { try run(count, address) }
    }

    /// Runs the program to its end, blocking this thread while it waits: for threads of your own, the main one say. A task uses the asynchronous
    /// form, since what a program waits for may need the threads that tasks share.
    ///
    /// - Returns: the exit code.
    /// - Throws: `Trap` when the guest traps; ``GoProgramError``; what host functions threw.
    public func run() throws -> Int32 {
        if !isStarted { try start() }
        try pump { false }
        return guest.exitCode ?? 0
    }

    /// Goes on with the program until something is so, or it has ended, blocking this thread while it waits.
    func pump(until isDone: () -> Bool) throws {
        try catchingExit { try turn() }
        while guest.exitCode == nil, !isDone() {
            if try !endIfIdle() { loop.wait() }
            try catchingExit { try turn() }
        }
    }

    /// The same for a task, which does not hold its thread meanwhile.
    func pump(
        isolation: isolated (any Actor)? = #isolation, after first: () throws -> Void = {}, until isDone: () -> Bool
    ) async throws {
        let stopper = stopper
        try await withTaskCancellationHandler {
            // Without this, the closure would run wherever the pool has a thread.
            _ = isolation
            do {
                try first()
                try catchingExit { try turn() }
                while guest.exitCode == nil, !isDone() {
                    if try !endIfIdle() { await loop.waitAsync() }
                    try catchingExit { try turn() }
                }
            } catch {
                throw Task.isCancelled ? CancellationError() : error
            }
        } onCancel: {
            stopper.stop()
        }
    }

    /// Runs the program to its end; while it waits, the thread does other work.
    ///
    /// All of it runs on the executor of the task that calls. Other tasks of the same actor may ``call(_:_:)`` meanwhile. Cancelling the task
    /// stops the program.
    ///
    /// - Returns: the exit code.
    /// - Throws: `Trap` when the guest traps; ``GoProgramError``; `CancellationError`; what host functions threw.
    public func run(isolation: isolated (any Actor)? = #isolation) async throws -> Int32 {
        try await pump(isolation: isolation, after: { if !isStarted { try start() } }) { false }
        return guest.exitCode ?? 0
    }

    /// Ends a program that has nothing to wait for: Go reports a deadlock, TinyGo's `main` has returned.
    ///
    /// - Returns: whether it had nothing to wait for.
    private func endIfIdle() throws -> Bool {
        if loop.mailbox.isStopped { throw GoProgramError.stopped }
        guard loop.isEmpty, !waitsForCalls else { return false }
        switch dialect {
        case .tinyGo: guest.exitCode = 0
        case .go, .oldGo: try catchingExit { try guest.reportDeadlock() }
        }
        return true
    }

    /// Calls a function that the program has set on the global object, or on an object there: `call("app.sum", 1, 2)`.
    ///
    /// - Throws: ``GoProgramError`` when there is no such function, or the program has ended; ``JSException`` when it throws; `Trap`.
    @discardableResult
    public func call(_ name: String, _ arguments: JSValue...) throws -> JSValue {
        try call(name, arguments: arguments)
    }

    @discardableResult
    public func call(_ name: String, arguments: [JSValue]) throws -> JSValue {
        guard isStarted, guest.exitCode == nil else { throw GoProgramError.notRunning }
        var this: JSObject = global
        var value = JSValue.object(global)
        for part in name.split(separator: ".") {
            guard case .object(let object) = value else { break }
            this = object
            value = try object.get(String(part))
        }
        guard case .object(let function) = value, function.isCallable, function !== global else {
            throw GoProgramError.noFunction(name: name, available: functionNames)
        }
        var result = JSValue.undefined
        try catchingExit {
            result = try function.call(this: .object(this), arguments)
            try turn()
        }
        // Whoever waits for the program has to look again: there may be a timer now.
        loop.mailbox.nudge()
        return result
    }

    /// Ends the program, from any thread: what runs traps, what waits throws ``GoProgramError/stopped``.
    public var stopper: Stopper { Stopper(interrupter: store.interrupter, mailbox: loop.mailbox) }

    public struct Stopper: Sendable {
        let interrupter: Interrupter
        let mailbox: Mailbox

        public func stop() {
            mailbox.stop()
            interrupter.interrupt()
        }
    }

    /// What the program has set on the global object.
    private var functionNames: [String] {
        global.keys.filter { global[$0].isCallable }
    }

    private func turn() throws {
        try loop.turn { guest.exitCode != nil || loop.mailbox.isStopped }
    }

    /// A guest that exits leaves all its frames.
    private func catchingExit(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch is GoExit {
            loop.close()
        } catch let trap as Trap where trap.kind == .interrupted && loop.mailbox.isStopped {
            throw GoProgramError.stopped
        } catch let exit as WASIExit {
            guest.exitCode = exit.code
            loop.close()
        }
    }
}
