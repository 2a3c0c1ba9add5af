import SwiftletBuild
import SwiftletRun
import TestTools
import Testing

/// A place to run in, and what it is there.
private struct Ground {
    var place: Place
    var browser: TestBrowser?

    static let host = Ground(place: .host)
    static let node = Ground(place: .node)
    static let chromium = Ground(place: .browser, browser: .chromium)
    static let firefox = Ground(place: .browser, browser: .firefox)

    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Tool.Result {
        var environment = environment
        if let browser { environment["SWIFTLET_BROWSER"] = browser.program }
        return try Tool.run(["run", "--on", place.rawValue] + arguments, environment: environment)
    }
}

/// The same in every place. A place that this machine lacks is one skipped suite.
private func checkStreamsAndExitCode(on ground: Ground) throws {
    let folder = try TemporaryFolder()
    let hello = try folder.add("hello.wasm", TestModule.hello)
    let result = try ground.run([hello])
    #expect(result.output == "你好, wasm\n")
    #expect(result.errors == "")
    #expect(result.exitCode == 7)
}

private func checkCalls(on ground: Ground) throws {
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
        let result = try ground.run(["--invoke", call[0], sums] + call.dropFirst())
        #expect(result.output == output, "\(call)")
        #expect(result.exitCode == 0)
    }
}

private func checkTrap(on ground: Ground) throws {
    let folder = try TemporaryFolder()
    let sums = try folder.add("sums.wasm", TestModule.sums)
    let result = try ground.run(["--invoke", "divide", sums, "1", "0"])
    #expect(result.exitCode == 134)
    #expect(result.output == "")
    #expect(result.errors.contains("sums.wasm trapped: "))
    #expect(result.errors.contains("divide by zero"))
    #expect(result.errors.contains("  0: divide (function 3"))
}

/// Engines notice this by a signal of the processor, where they can: nothing must swallow it.
private func checkOutOfBounds(on ground: Ground) throws {
    let folder = try TemporaryFolder()
    let peek = try folder.add("peek.wasm", TestModule.peek)
    #expect(try ground.run(["--invoke", "peek", peek, "65532"]).output == "0\n")
    let result = try ground.run(["--invoke", "peek", peek, "65533"])
    #expect(result.exitCode == 134)
    #expect(result.errors.contains("out of bounds"))
}

private func checkMissingImport(on ground: Ground) throws {
    let folder = try TemporaryFolder()
    let needy = try folder.add("needy.wasm", TestModule.needy)
    let result = try ground.run([needy])
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("needy.wasm: missing import “log” of “env”: function (i32) -> ()"))
}

/// Neither a browser nor its profile is left behind.
private func checkLeavesNothing(on ground: Ground) throws {
    let folder = try TemporaryFolder()
    let hello = try folder.add("hello.wasm", TestModule.hello)
    let scratch = folder.path + "/scratch"
    try Files.createFolder(scratch)
    let result = try ground.run([hello], environment: ["TMPDIR": scratch])
    #expect(result.exitCode == 7)
    #expect(Files.list(scratch) == [])
}

@Suite("On the host")
struct HostTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .host) }
    @Test func calls() throws { try checkCalls(on: .host) }
    @Test func trap() throws { try checkTrap(on: .host) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .host) }
    @Test func missingImport() throws { try checkMissingImport(on: .host) }

    /// `add` takes three instructions.
    @Test func fuel() throws {
        let folder = try TemporaryFolder()
        let sums = try folder.add("sums.wasm", TestModule.sums)
        #expect(try Tool.run(["run", "--fuel", "3", "--invoke", "add", sums, "1", "2"]).output == "3\n")
        let short = try Tool.run(["run", "--fuel", "2", "--invoke", "add", sums, "1", "2"])
        #expect(short.exitCode == 134)
        #expect(short.errors.contains("sums.wasm trapped: out of fuel"))
        let elsewhere = try Tool.run(["run", "--fuel", "3", "--on", "node", "--invoke", "add", sums, "1", "2"])
        #expect(elsewhere.exitCode == 1)
        #expect(elsewhere.errors.contains("--fuel"))
    }
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

@Suite("In Chromium", .enabled(if: TestBrowser.chromium.missing == nil, TestBrowser.chromium.missing), .serialized)
struct ChromiumTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .chromium) }
    @Test func calls() throws { try checkCalls(on: .chromium) }
    @Test func trap() throws { try checkTrap(on: .chromium) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .chromium) }
    @Test func missingImport() throws { try checkMissingImport(on: .chromium) }
    @Test func leavesNothing() throws { try checkLeavesNothing(on: .chromium) }
}

@Suite("In Firefox", .enabled(if: TestBrowser.firefox.missing == nil, TestBrowser.firefox.missing), .serialized)
struct FirefoxTests {
    @Test func streamsAndExitCode() throws { try checkStreamsAndExitCode(on: .firefox) }
    @Test func trap() throws { try checkTrap(on: .firefox) }
    @Test func outOfBounds() throws { try checkOutOfBounds(on: .firefox) }
    @Test func leavesNothing() throws { try checkLeavesNothing(on: .firefox) }
}
