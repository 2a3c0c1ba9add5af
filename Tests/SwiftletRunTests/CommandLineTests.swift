import SwiftletBuild
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("What follows the file is the program's, whatever it looks like")
    func passThrough() throws {
        let folder = try TemporaryFolder()
        let sums = try folder.add("sums.wasm", TestModule.sums)
        // “--on” after the file is a value of the call, and not a good one.
        let result = try Tool.run(["run", "--invoke", "add", sums, "--on", "node"])
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("value 1 of add: “--on” is no i32"))
    }

    @Test("Every mistake says what to do and exits with a code that is not 0")
    func mistakes() throws {
        let folder = try TemporaryFolder()
        let sums = try folder.add("sums.wasm", TestModule.sums)
        let text = try folder.add("text.wasm", Array("text\n".utf8))
        let cases: [(arguments: [String], exitCode: Int32, message: String)] = [
            (["run"], 64, "Missing expected argument '<file>'"),
            (["run", "--on", "mars", sums], 64, "'host', 'node' or 'browser'"),
            (["run", "--bogus", sums], 64, "Unknown option '--bogus'"),
            (["rnu", "x.wasm"], 64, "There is no subcommand ‘rnu’. Did you mean ‘run’?"),
            (
                ["elephant"], 64,
                "There are new, build, run, go-exec, serve, page, inspect, validate, wat2wasm, wasm2wat, wast, doctor, demo, help."
            ),
            (["run", folder.path + "/none.wasm"], 1, "none.wasm: no such file or folder"),
            (["run", folder.path], 1, "no Package.swift"),
            (["run", text], 1, "text.wasm: malformed module: "),
            (["inspect", text], 1, "(at byte offset 0x0)"),
            (["inspect", folder.path], 1, "is a folder"),
            (["run", sums], 1, "add: (i32, i32) -> (i32)"),
            (["run", "--invoke", "none", sums], 1, "exports no function none. It has:"),
            (["run", "--invoke", "zero", sums], 1, "exports zero as a global"),
            (["run", "--invoke", "add", sums, "1"], 1, "add takes 2 values (i32, i32); given: 1."),
            (["run", "--invoke", "add", sums, "1", "4294967296"], 1, "value 2 of add: “4294967296” is no i32"),
            (["run", "--invoke", "ask", sums, "1"], 1, "“1” is no externref (only null can be given)"),
            (["run", "--features", "wasm4", sums], 64, "there is no feature “wasm4”"),
            (["run", "--dir", folder.path + "/none", sums], 1, "there is no folder"),
            (["run", "--dir", sums, sums], 1, "is not a folder"),
            (["run", "--env", "SWIFTLET_TEST_NOT_SET", sums], 1, "the variable is not set here"),
            (["run", "--on", "node", sums], 1, "functions to call"),
            (["run", "--on", "browser", "--open", "--seed", "1", sums], 1, "--seed: a page cannot do that"),
            (["run", "--on", "browser", "--open", "--clock", "step:0", sums], 1, "--clock: a page cannot do that"),
            (["run", "--on", "browser", "--open", "--fuel", "5", sums], 1, "--fuel: a page cannot do that"),
            (
                ["run", "--on", "browser", "--open", "--tcp-listen", "127.0.0.1:0", sums], 1,
                "--tcp-listen: a page cannot do that"
            ),
            (["new", "1x"], 1, "cannot be the name of a package"),
            (["build", folder.path], 1, "no Package.swift"),
        ]
        for (arguments, exitCode, message) in cases {
            let result = try Tool.run(arguments)
            #expect(result.exitCode == exitCode, "\(arguments): \(result.errors)")
            #expect(result.errors.contains(message), "\(arguments): \(result.errors)")
            #expect(result.output == "", "\(arguments)")
        }
    }

    @Test("A place that is missing says how to get it")
    func missingPlaces() throws {
        let folder = try TemporaryFolder()
        let hello = try folder.add("hello.wasm", TestModule.hello)
        let none = ["SWIFTLET_NODE": "/nowhere", "SWIFTLET_BROWSER": "/nowhere"]
        let node = try Tool.run(["run", "--on", "node", hello], environment: none)
        #expect(node.exitCode == 1)
        #expect(node.errors.contains("Install Node 20"))
        let browser = try Tool.run(["run", "--on", "browser", hello], environment: none)
        #expect(browser.exitCode == 1)
        #expect(browser.errors.contains("chromium-headless-shell"))
        let doctor = try Tool.run(["doctor"], environment: none)
        #expect(doctor.exitCode == 0)
        #expect(doctor.output.contains("missing  Node"))
        #expect(doctor.output.contains("Browser: Install a headless Chromium"))
    }

    @Test("A browser that fails is named, and nothing waits for it")
    func browserThatFails() throws {
        let folder = try TemporaryFolder()
        let hello = try folder.add("hello.wasm", TestModule.hello)
        let result = try Tool.run(["run", "--on", "browser", hello], environment: ["SWIFTLET_BROWSER": "/bin/true"])
        #expect(result.exitCode == 1)
        #expect(result.errors.contains("the browser /bin/true ended before the module did"))
    }

    @Test func help() throws {
        let result = try Tool.run(["--help"])
        #expect(result.exitCode == 0)
        for subcommand in ["new", "build", "run", "inspect", "doctor", "demo"] {
            #expect(result.output.contains("\n  \(subcommand) "))
            let help = try Tool.run(["help", subcommand])
            #expect(help.exitCode == 0)
            #expect(help.output.hasPrefix("OVERVIEW: "))
        }
    }

    @Test func version() throws {
        #expect(try Tool.run(["--version"]).output.split(separator: ".").count == 3)
    }
}
