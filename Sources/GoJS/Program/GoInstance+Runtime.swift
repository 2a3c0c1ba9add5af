import WASI
import WebAssembly

/// The functions of Go's package `runtime`, module `gojs`.
extension GoInstance {
    func linkRuntime(into linker: inout Linker) {
        define("wasmExit", into: &linker) { host, sp in
            let code = try host.stack(sp).load(8, as: Int32.self)
            host.exitCode = code
            throw GoExit(code: code)
        }
        define("wasmWrite", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let start = try stack.load(16, as: UInt64.self)
            let count = try stack.load(24, as: Int32.self)
            guard count >= 0 else { throw Trap(.memoryOutOfBounds) }
            host.write(try stack.load(8), UnsafeRawBufferPointer(try stack.range(start, UInt64(count))))
        }
        // Memory is looked up at each call.
        define("resetMemoryDataView", into: &linker) { _, _ in }
        define("nanotime1", into: &linker) { host, sp in
            try host.stack(sp).store(host.clocks.time(.monotonic), 8)
        }
        define("walltime", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let time = host.clocks.time(.realtime)
            try stack.store(time / 1_000_000_000, 8)
            try stack.store(UInt32(time % 1_000_000_000), 16)
        }
        define("scheduleTimeoutEvent", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let delay = Double(try stack.load(8, as: Int64.self))
            let id = host.scheduleTimeout(milliseconds: delay)
            try stack.store(id, 16)
        }
        define("clearTimeoutEvent", into: &linker) { host, sp in
            host.clearTimeout(try host.stack(sp).load(8))
        }
        define("getRandomData", into: &linker) { host, sp in
            host.random.fill(try host.stack(sp).bytes(8))
        }
        let debug = Function(in: store) { [self] (_: Caller, value: Int32) -> Void in
            var line = Array("\(value)\n".utf8)
            line.withUnsafeMutableBytes { write(1, UnsafeRawBufferPointer($0)) }
        }
        linker.define("gojs", "debug", debug)
        linkTests(into: &linker)
    }

    /// Module `_gotest`: what only the tests of Go's own package `syscall/js` import.
    private func linkTests(into linker: inout Linker) {
        let add = Function(in: store) { (_: Caller, a: Int32, b: Int32) -> Int32 in a &+ b }
        linker.define("_gotest", "add", add)
        let callExport = Function(in: store) { [self] (_: Caller, a: Int32, b: Int64) throws -> Int64 in
            guard let instance else { throw GoProgramError.notRunning }
            let first = try instance.function("testExport0", as: (() -> Void).self)
            let second = try instance.function("testExport", as: ((Int32, Int64) -> Int64).self)
            var result: Int64 = 0
            try enter {
                try first()
                result = try second(a, b)
            }
            return result
        }
        linker.define("_gotest", "callExport", callExport)
    }

    private func define(
        _ name: String, into linker: inout Linker, _ body: @escaping (GoInstance, Int32) throws -> Void
    ) {
        // A circle, with the store in it: `detach` opens it.
        let function = Function(in: store) { [self] (_: Caller, sp: Int32) -> Void in
            try body(self, sp)
        }
        linker.define("gojs", "runtime.\(name)", function)
    }

    private func scheduleTimeout(milliseconds: Double) -> Int32 {
        nextTimeout &+= 1
        let id = nextTimeout
        timeouts[id] = loop.schedule(milliseconds: milliseconds) { [unowned self] in
            // Go takes the timeout from the list when it has seen it, and sometimes it looks too early: then once more (golang/go#28975).
            repeat { try resume() } while timeouts[id] != nil
        }
        return id
    }

    private func clearTimeout(_ id: Int32) {
        if let timer = timeouts.removeValue(forKey: id) { loop.cancel(timer) }
    }
}
