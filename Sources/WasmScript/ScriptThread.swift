import WasmText
import WebAssembly

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread that runs commands in a store of its own, which shares memories with that of the thread that made it.
final class ScriptThread {
    /// What the thread gets and gives. Between its start and its end only the thread uses it.
    private final class Work: @unchecked Sendable {
        let commands: [ScriptCommand]
        let engine: Engine
        let shared: [String: [String: SharedMemory]]
        var outcomes: [(ScriptCommand, ScriptOutcome)] = []

        init(_ commands: [ScriptCommand], _ engine: Engine, _ shared: [String: [String: SharedMemory]]) {
            self.commands = commands
            self.engine = engine
            self.shared = shared
        }

        func run() {
            do {
                var runner = try ScriptRunner(store: Store(engine: engine))
                for (name, memories) in shared { runner.share(memories, as: name) }
                for command in commands { runner.run(command) { outcomes.append(($0, $1)) } }
            } catch {
                // Nothing of a thread that has no store can pass.
                outcomes = commands.map { ($0, .failed("\(error)")) }
            }
        }
    }

    private let work: Work
    #if canImport(Darwin)
        private var thread: pthread_t?
    #else
        private var thread = pthread_t()
    #endif
    private var isJoined = false

    init(_ commands: [ScriptCommand], engine: Engine, shared: [String: [String: SharedMemory]]) throws {
        work = Work(commands, engine, shared)
        let argument = Unmanaged.passRetained(work).toOpaque()
        let status = pthread_create(&thread, nil, scriptThreadMain, argument)
        guard status == 0 else {
            Unmanaged<Work>.fromOpaque(argument).release()
            isJoined = true
            throw ScriptRunner.Stop(failure: "the system gives no thread (error \(status))")
        }
    }

    deinit { _ = join() }

    /// Waits for the thread's end, and says how its commands ended.
    func join() -> [(ScriptCommand, ScriptOutcome)] {
        if !isJoined {
            isJoined = true
            #if canImport(Darwin)
                pthread_join(thread!, nil)
            #else
                pthread_join(thread, nil)
            #endif
        }
        return work.outcomes
    }

    fileprivate static func main(_ argument: UnsafeMutableRawPointer) {
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
    }
}

// The argument of a thread's function is optional on some systems.
#if canImport(Darwin)
    private func scriptThreadMain(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        ScriptThread.main(argument)
        return nil
    }
#else
    private func scriptThreadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        ScriptThread.main(argument!)
        return nil
    }
#endif
