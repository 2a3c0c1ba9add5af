import Foundation
import Testing
import WebAssembly

@testable import WASI

#if canImport(Glibc)
    import Glibc
#endif

/// Waiting in the system, and being woken.
@Suite struct WaitingTests {
    private func interruptSoon(_ store: Store) {
        let interrupter = store.interrupter
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.02)
            interrupter.interrupt()
        }
    }

    /// One call that would last for an hour: nothing but the signal ends it.
    @Test func asleep() {
        let store = Store()
        interruptSoon(store)
        Waiting.sleep(nanoseconds: 3_600_000_000_000, store)
        #expect(store.isInterrupted)
        // Asked before it waits.
        Waiting.sleep(nanoseconds: 3_600_000_000_000, store)
    }

    @Test func waitingForADescriptor() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        let store = Store()
        interruptSoon(store)
        #expect(throws: WASI.Errno.intr) { try Waiting.untilReady(descriptor, Int32(POLLIN), store) }
        var entries = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        #expect(!Waiting.anyReady(&entries, within: 3_600_000_000_000, store))
        #expect(entries.count == 1)
        // What is ready is told even then.
        try pipe.fileHandleForWriting.write(contentsOf: Data([1]))
        try Waiting.untilReady(descriptor, Int32(POLLIN), store)
        #expect(Waiting.anyReady(&entries, within: 3_600_000_000_000, store))
        #expect(entries.count == 1 && entries[0].revents & Int16(POLLIN) != 0)
    }

    /// An interruption that was met does not shorten what comes after it.
    @Test func afterAnInterruption() throws {
        let store = Store()
        let module = try Module(text: "(module (func (export \"run\")))", engine: store.engine)
        let instance = try Linker().instantiate(module, in: store)
        for _ in 0..<3 {
            store.interrupter.interrupt()
            Waiting.sleep(nanoseconds: 3_600_000_000_000, store)
            #expect(throws: Trap.self) { try instance.function("run").call() }
            let start = ContinuousClock.now
            Waiting.sleep(nanoseconds: 30_000_000, store)
            #expect(ContinuousClock.now - start >= .milliseconds(29))
        }
    }

    /// Shorter than the unit in which the system polls.
    @Test func aShortSleep() {
        let store = Store()
        for nanoseconds: UInt64 in [0, 1, 999_999, 1_500_000] {
            let start = ContinuousClock.now
            Waiting.sleep(nanoseconds: nanoseconds, store)
            #expect(ContinuousClock.now - start >= .nanoseconds(min(nanoseconds, 1_000_000)))
        }
    }
}
