import SwiftletBuild
import SwiftletRun
import TestTools
import Testing

/// The same in every place. A place that this machine lacks is one skipped suite.
private func checkStreamsAndExitCode(on place: Place) throws {
    let folder = try TemporaryFolder()
    let hello = try folder.add("hello.wasm", TestModule.hello)
    let result = try Tool.run(["run", "--on", place.rawValue, hello])
    #expect(result.output == "你好, wasm\n")
    #expect(result.errors == "")
    #expect(result.exitCode == 7)
}

private func checkCalls(on place: Place) throws {
    let folder = try TemporaryFolder()
    let sums = try folder.add("sums.wasm", TestModule.sums)
    let cases: [(call: [String], output: String)] = [
        (["add", "2", "-3"], "-1\n"),
        (["add", "0xffffffff", "1"], "0\n"),
        (["both", "-9223372036854775808", "-0.0"], "-9223372036854775808\n-0.0\n"),
        (["both", "18446744073709551615", "1e300"], "-1\n1e+300\n"),
        (["both", "7", "nan"], "7\nnan\n"),
        (["third", "1"], "0.33333334\n"),
    ]
    for (call, output) in cases {
        let result = try Tool.run(["run", "--on", place.rawValue, "--invoke", call[0], sums] + call.dropFirst())
        #expect(result.output == output, "\(call)")
        #expect(result.exitCode == 0)
    }
}

private func checkTrap(on place: Place) throws {
    let folder = try TemporaryFolder()
    let sums = try folder.add("sums.wasm", TestModule.sums)
    let result = try Tool.run(["run", "--on", place.rawValue, "--invoke", "divide", sums, "1", "0"])
    #expect(result.exitCode == 134)
    #expect(result.output == "")
    #expect(result.errors.contains("sums.wasm trapped: "))
    #expect(result.errors.contains("divide by zero"))
    #expect(result.errors.contains("  0: divide (function 3"))
}

/// Engines notice this by a signal of the processor, where they can: nothing must swallow it.
private func checkOutOfBounds(on place: Place) throws {
    let folder = try TemporaryFolder()
    let peek = try folder.add("peek.wasm", TestModule.peek)
    #expect(try Tool.run(["run", "--on", place.rawValue, "--invoke", "peek", peek, "65532"]).output == "0\n")
    let result = try Tool.run(["run", "--on", place.rawValue, "--invoke", "peek", peek, "65533"])
    #expect(result.exitCode == 134)
    #expect(result.errors.contains("out of bounds"))
}

private func checkMissingImport(on place: Place) throws {
    let folder = try TemporaryFolder()
    let needy = try folder.add("needy.wasm", TestModule.needy)
    let result = try Tool.run(["run", "--on", place.rawValue, needy])
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("needy.wasm: missing import “log” of “env”: function (i32) -> ()"))
}

@Suite("On the host")
struct HostTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .host) }
    @Test func calls() throws { try checkCalls(on: .host) }
    @Test func trap() throws { try checkTrap(on: .host) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .host) }
    @Test func missingImport() throws { try checkMissingImport(on: .host) }
}

@Suite("In Node", .enabled(if: Tool.has(.node), "Node is not here, so nothing was run in it"))
struct NodeTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .node) }
    @Test func calls() throws { try checkCalls(on: .node) }
    @Test func trap() throws { try checkTrap(on: .node) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .node) }
    @Test func missingImport() throws { try checkMissingImport(on: .node) }

    /// The tests of `Web/` in JavaScript.
    @Test func web() throws {
        let tests = Files.parent(of: #filePath) + "/Web"
        let files = Files.list(tests).filter { $0.hasSuffix(".test.js") }.map { tests + "/" + $0 }
        try TestTool.runNodeTests(files, atLeast: 35)
    }
}

@Suite("In a browser", .enabled(if: Tool.has(.browser), "no browser is here, so nothing was run in one"), .serialized)
struct BrowserTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .browser) }
    @Test func calls() throws { try checkCalls(on: .browser) }
    @Test func trap() throws { try checkTrap(on: .browser) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .browser) }
    @Test func missingImport() throws { try checkMissingImport(on: .browser) }

    @Test("Neither a browser nor its profile is left behind")
    func leavesNothing() throws {
        let folder = try TemporaryFolder()
        let hello = try folder.add("hello.wasm", TestModule.hello)
        let scratch = folder.path + "/scratch"
        try Files.createFolder(scratch)
        _ = try Tool.run(["run", "--on", "browser", hello], environment: ["TMPDIR": scratch])
        #expect(Files.list(scratch) == [])
    }
}
