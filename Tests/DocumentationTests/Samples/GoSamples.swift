import Foundation
import GoJS
import GoJSURLSession
import SwiftletBuild
import TestTools
import Testing
import WASI
import WebAssembly

private let missing = TestTool.missing("go")

/// The code of the article `RunningGoPrograms`, with a program that the real Go builds.
@Suite(.serialized, .enabled(if: missing == nil, missing)) struct GoSamples {
    private static let source = """
        package main

        import (
            "fmt"
            "os"
            "syscall/js"
        )

        func add(this js.Value, args []js.Value) any {
            return args[0].Int() + args[1].Int()
        }

        func search(this js.Value, args []js.Value) any {
            return js.Global().Call("lookUp", args[0])
        }

        func main() {
            fmt.Println(len(os.Args), os.Getenv("LANG"))
            if entries, err := os.ReadDir("/"); err == nil {
                fmt.Println(len(entries), "files")
                return
            }
            js.Global().Set("add", js.FuncOf(add))
            js.Global().Set("search", js.FuncOf(search))
            if greet := js.Global().Get("greet"); !greet.IsUndefined() {
                fmt.Println(greet.Invoke("Go").String(), js.Global().Get("version").String())
            }
            select {}
        }

        """

    /// The program's module, built once.
    private static let module: Result<[UInt8], any Error> = Result {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-go-sample-")
        defer { Files.remove(folder) }
        try Files.write(Array("module sample\n\ngo 1.21\n".utf8), to: folder + "/go.mod")
        try Files.write(Array(source.utf8), to: folder + "/main.go")
        var command = Command(TestTool.find("go") ?? "go", ["build", "-o", "sample.wasm", "."])
        command.environment = ["GOOS": "js", "GOARCH": "wasm"]
        command.workingFolder = folder
        command.timeLimit = .seconds(600)
        let outcome = try command.capture()
        guard outcome.status.isSuccess else { throw BuildError(.compilation, outcome.errorText) }
        return try Files.read(folder + "/sample.wasm")
    }

    @Test func functionsOfBothSides() throws {
        let bytes = try Self.module.get()
        let program = try GoProgram(Module(bytes))
        program.global["version"] = "1.0"
        program.global.define("greet") { call in .string("Hello, \(call[0].string ?? "")") }
        try program.start()
        let sum = try program.call("add", 1, 2)
        #expect(sum.number == 3)
    }

    @Test func promises() async throws {
        let program = try GoProgram(Module(Self.module.get()))
        program.waitsForCalls = true
        try program.start()
        program.global.defineAsync("lookUp") { arguments in
            try await Task.sleep(for: .milliseconds(10))
            return .string("entry \(arguments[0].number ?? 0)")
        }
        let answer = try await program.callAsync("search", 7)
        #expect(answer.string == "entry 7.0")
    }

    @Test func whatItIsGiven() async throws {
        let data = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-go-files-")
        defer { Files.remove(data) }
        try Files.write([1], to: data + "/one")
        let output = OutputBuffer()
        var configuration = GoProgram.Configuration()
        configuration.arguments = ["report", "--all"]
        configuration.environment = ["LANG=C"]
        configuration.files = try HostFolder(data)
        configuration.standardOutput = .collecting(output)
        let program = try GoProgram(Module(Self.module.get()), configuration: configuration)
        let code = try await program.run()
        #expect(code == 0)
        #expect(output.text == "2 C\n1 files\n")
    }

    @Test func theNetwork() async throws {
        var configuration = GoProgram.Configuration()
        let alone = try GoProgram(Module(Self.module.get()), configuration: configuration)
        #expect(!alone.global["fetch"].isCallable)
        let hosts = ["api.example.com", "*.example.org:8080"].compactMap { NetworkAccess.Place($0) }
        configuration.network = NetworkAccess(URLSessionNetwork(), allowing: hosts)
        #expect(hosts.count == 2)
        let program = try GoProgram(Module(Self.module.get()), configuration: configuration)
        #expect(program.global["fetch"].isCallable)
    }
}
