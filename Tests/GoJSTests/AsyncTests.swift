import Foundation
import GoJS
import Testing
import WASI
import WebAssembly

/// Promises between a program and Swift's asynchronous functions.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct AsyncTests {
    private struct Refusal: Error, CustomStringConvertible {
        let description = "odd numbers are refused"
    }

    private func program() throws -> GoProgram {
        let program = try GoProgram(Module(GoFixture("promises").bytes))
        program.waitsForCalls = true
        program.global.defineAsync("slowDouble") { arguments in
            try await Task.sleep(for: .milliseconds(5))
            guard let number = arguments[0].number, number.truncatingRemainder(dividingBy: 2) == 0 else {
                throw Refusal()
            }
            return .number(number * 2)
        }
        try program.start()
        return program
    }

    @Test func promisesOfBothSidesMeet() async throws {
        let program = try program()
        #expect(try await program.callAsync("double", 20).number == 40)
        do {
            _ = try await program.callAsync("double", 21)
            Issue.record("a promise that is rejected throws")
        } catch let error as JSException {
            #expect(error.description == "Error: odd numbers are refused")
        }
    }

    /// Many wait at the same time, and the guest is never entered while it runs.
    @Test func manyAtOnce() async throws {
        let program = try program()
        let promises = try (0..<200).map { try program.call("double", .number(Double($0 * 2))) }
        for (number, promise) in promises.enumerated() {
            #expect(try await program.value(of: promise).number == Double(number * 4))
        }
    }

    @MainActor @Test func theProgramStaysOnItsActor() async throws {
        let program = try program()
        program.global.define("here") { _ in
            MainActor.assertIsolated()
            return .undefined
        }
        program.global.defineAsync("elsewhere") { _ in .undefined }
        #expect(try await program.callAsync("double", 2).number == 4)
        try program.call("here")
    }

    @Test func endingTheProgramCancelsWhatItWaitsFor() async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        do {
            let program = try program()
            program.global.defineAsync("slowDouble") { _ in
                defer { continuation.finish() }
                try await Task.sleep(for: .seconds(600))
                return .undefined
            }
            _ = try program.call("double", 2)
        }
        for await _ in stream {}
    }

    @Test func dataCrossesByCopies() throws {
        let realm = try program().realm
        let data: JSData = ["list": [1, "two", nil, true], "bytes": .bytes([1, 2, 3])]
        let value = try realm.value(of: data)
        #expect(try value.data() == data)
        let circle = realm.object()
        circle["itself"] = .object(circle)
        #expect(throws: JSException.self) { try JSValue.object(circle).data() }
        #expect(throws: JSException.self) { try JSValue.object(realm.function { _ in .undefined }).data() }
    }
}
