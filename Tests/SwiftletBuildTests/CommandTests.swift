import Testing

@testable import SwiftletBuild

@Suite struct CommandTests {
    @Test func capturesBothStreamsAndTheExitCode() throws {
        var lines: [String] = []
        let outcome = try Command("sh", ["-c", "echo one; echo two >&2; printf three; exit 4"]).capture {
            stream, line in
            lines.append("\(stream) \(line)")
        }
        #expect(outcome.status == .exited(4))
        #expect(outcome.outputText == "one\nthree")
        #expect(outcome.errorText == "two\n")
        #expect(lines.sorted() == ["errors two", "output one", "output three"])
    }

    @Test func passesInputEnvironmentAndFolder() throws {
        try Places.withTemporaryFolder { folder in
            var command = Command("sh", ["-c", "cat; printf \"$COLOUR \"; pwd"])
            command.input = .bytes(Array("typed ".utf8))
            command.environment = ["COLOUR": "blue"]
            command.workingFolder = folder
            let outcome = try command.capture()
            #expect(outcome.outputText == "typed blue \(Files.canonical(folder))\n")
        }
    }

    @Test func aTimeLimitEndsEverythingThatWasStarted() throws {
        try Places.withTemporaryFolder { folder in
            var command = Command("sh", ["-c", "(sleep 2; touch \(folder)/survivor) & sleep 30"])
            command.timeLimit = .milliseconds(300)
            let start = ContinuousClock.now
            let outcome = try command.capture()
            #expect(outcome.status == .timedOut)
            #expect(start.duration(to: .now) < .seconds(2))
            _ = try Command("sleep", ["2.2"]).capture()
            #expect(!Files.exists(folder + "/survivor"))
        }
    }

    @Test func outputThatFillsPipesArrives() throws {
        let outcome = try Command("sh", ["-c", "head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2"]).capture()
        #expect(outcome.output.count == 3_000_000)
        #expect(outcome.errors.count == 2_000_000)
    }

    @Test func saysWhenAProgramIsMissing() {
        let error = #expect(throws: BuildError.self) { try Command("no-such-program-at-all").capture() }
        #expect(error?.kind == .process)
        #expect(error?.description.contains("no-such-program-at-all") == true)
    }

    @Test func aSignalIsNotAnExitCode() throws {
        #expect(try Command("sh", ["-c", "kill -TERM $$"]).capture().status == .signalled(15))
    }
}
