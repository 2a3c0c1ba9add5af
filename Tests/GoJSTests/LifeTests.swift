import Foundation
import GoJS
import Testing
import WASI
import WebAssembly

/// How programs go on and end: timers, waiting, stopping, deadlocks.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct LifeTests {
    private func waiting() throws -> GoProgram {
        var configuration = GoProgram.Configuration()
        configuration.standardError = .null
        let program = try GoProgram(Module(GoFixture("calls").bytes), configuration: configuration)
        program.global.define("greet") { _ in "" }
        return program
    }

    /// Go says which goroutines wait, and exits with 2, as under Node.
    @Test func deadlockIsReported() throws {
        let fixture = try GoFixture("calls")
        let run = try fixture.here(prepare: { $0.global.define("greet") { _ in "" } })
        #expect(run.code == 2)
        #expect(run.errors.contains("all goroutines are asleep - deadlock!"))
    }

    @Test func waitingProgramIsStoppedFromOutside() throws {
        let program = try waiting()
        program.waitsForCalls = true
        let stopper = program.stopper
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.05)
            stopper.stop()
        }
        #expect(throws: GoProgramError.stopped) { try program.run() }
    }

    @Test func cancellingTheTaskStopsIt() async throws {
        let task = Task {
            let program = try waiting()
            program.waitsForCalls = true
            return try await program.run()
        }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// While one task waits for its end, another calls it.
    @MainActor @Test func callsReachAProgramThatRuns() async throws {
        let program = try waiting()
        program.waitsForCalls = true
        let running = Task { @MainActor in try await program.run() }
        while (try? program.call("add", 0, 0)) == nil { await Task.yield() }
        for number in 0..<10 {
            #expect(try program.call("add", .number(Double(number)), 1).number == Double(number + 1))
        }
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }
}
