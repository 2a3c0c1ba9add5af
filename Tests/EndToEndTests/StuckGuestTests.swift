import Foundation
import TestTools
import Testing
import WASI
import WebAssembly

private let missing = TestTool.missing("zigcc")

/// A guest that never ends by itself is stopped, and one that wants everything gets its share.
@Suite(.enabled(if: missing == nil, missing)) struct StuckGuestTests {
    /// Runs the program in the library.
    private func run(_ how: String, limits: Limits = Limits(), deadline: Duration? = nil) throws -> (Int32, String) {
        let file = try Program(language: .c, name: "stuck").compile()
        let store = Store(limits: limits)
        let output = OutputBuffer()
        store[WASI.self] = try WASI(arguments: ["stuck", how], standardOutput: .collecting(output))
        var linker = Linker()
        WASI.link(into: &linker)
        let module = try Module([UInt8](Data(contentsOf: file)), engine: store.engine)
        let instance = try linker.instantiate(module, in: store)
        if let deadline { store.deadline = .now + deadline }
        return (try WASI.start(instance), output.text)
    }

    @Test(arguments: ["loop", "sleep"]) func deadline(_ how: String) throws {
        let start = ContinuousClock.now
        let trap = try #require(throws: Trap.self) { try run(how, deadline: .milliseconds(300)) }
        #expect(trap.kind == .deadlineExceeded)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func recursion() throws {
        let trap = try #require(throws: Trap.self) { try run("recursion", limits: Limits(), deadline: .seconds(60)) }
        // The guest keeps a stack of its own in its memory; whichever ends first, the guest is stopped.
        #expect(trap.kind == .callStackExhausted || trap.kind == .memoryOutOfBounds)
        #expect(trap.backtrace.count == Trap.maximumFrames)
    }

    @Test func memory() throws {
        var limits = Limits()
        limits.memoryPages = 1024
        let (code, output) = try run("memory", limits: limits, deadline: .seconds(60))
        #expect(code == 0)
        let count = try #require(output.split(separator: "\n").last?.split(separator: " ").first.flatMap { Int($0) })
        #expect((10...64).contains(count), "of 64 MiB, as the allocator asks for them")
    }

    /// Another thread stops the guest.
    @Test func interruption() throws {
        let file = try Program(language: .c, name: "stuck").compile()
        let store = Store()
        store[WASI.self] = try WASI(arguments: ["stuck", "loop"], standardOutput: .null)
        var linker = Linker()
        WASI.link(into: &linker)
        let module = try Module([UInt8](Data(contentsOf: file)), engine: store.engine)
        let instance = try linker.instantiate(module, in: store)
        let interrupter = store.interrupter
        // A thread of its own: the pool's may all be busy with guests.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.3)
            interrupter.interrupt()
        }
        let trap = try #require(throws: Trap.self) { try WASI.start(instance) }
        #expect(trap.kind == .interrupted)
    }
}
