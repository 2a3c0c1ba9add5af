import SwiftletBuild
import TestTools
import Testing

@testable import SwiftletRun
@testable import SwiftletServe

private let missing: Comment? = Command.find("go") == nil ? "there is no go in PATH" : nil

/// A program in Go, built by the real Go, served with Go's own script.
@Suite(.serialized, .enabled(if: missing == nil, missing)) struct GoProgramTests {
    private static let source = """
        package main

        import (
            "crypto/md5"
            "fmt"
            "syscall/js"
            "time"
        )

        func CalcMd5(this js.Value, args []js.Value) interface{} {
            return fmt.Sprintf("%x", md5.Sum([]byte(args[0].String())))
        }

        func main() {
            js.Global().Set("CalcMd5", js.FuncOf(CalcMd5))
            fmt.Println("ready")
            // On the page of ours, tells the test what that shows.
            output := js.Global().Get("document").Call("getElementById", "output")
            for !output.IsNull() {
                time.Sleep(50 * time.Millisecond)
                if text := output.Get("textContent").String(); text != "" {
                    report := map[string]any{"method": "POST", "body": "error SHOWN " + text}
                    js.Global().Call("fetch", "/swiftlet/report", report)
                    break
                }
            }
            select {}
        }

        """

    private static let page = """
        <!doctype html><html><head><meta charset="utf-8"><script src="wasm_exec.js"></script><script>
        const go = new Go();
        WebAssembly.instantiateStreaming(fetch("main.wasm"), go.importObject).then(result => {
            go.run(result.instance);
            fetch('/swiftlet/report', { method: 'POST', body: 'error SUM ' + CalcMd5("想要计算的结果") });
        });
        </script></head><body></body></html>
        """

    private func program() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try Files.write(Array("module example.com/md5\n\ngo 1.21\n".utf8), to: folder.path + "/go.mod")
        try Files.write(Array(Self.source.utf8), to: folder.path + "/main.go")
        return folder
    }

    private func serve(_ folder: String, _ body: (DevServer, Lock<String>) throws -> Void) throws {
        var options = ServeOptions()
        options.path = folder
        options.port = 0
        let log = Lock<String>("")
        let server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
        let isReady = Lock(false)
        try server.start { isReady.signal { $0 = true } }
        defer { server.stop() }
        #expect(isReady.wait(milliseconds: 300_000) { $0 ? true : nil } == true)
        try body(server, log)
    }

    /// What a page in a browser reports, once it has some words.
    private func report(of server: DevServer, _ log: Lock<String>, _ words: String) throws -> String {
        let browser = try BrowserProcess(program: try #require(ExternalTool.browser.find()), page: server.address)
        defer { browser.end() }
        return log.wait(milliseconds: 120_000) { $0.contains(words) ? $0 : nil } ?? log.withLock { $0 }
    }

    /// The tutorial's first half: its own page beside the program, unchanged.
    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here")) func ownPageCallsTheProgram()
        throws
    {
        let folder = try program()
        try Files.write(Array(Self.page.utf8), to: folder.path + "/index.html")
        try serve(folder.path) { server, log in
            let text = try report(of: server, log, "SUM ")
            #expect(text.contains("SUM 849d1b972ec01975a9d1e16f804fec94"), "\(text)")
            #expect(text.contains("Built md5.wasm in "))
        }
        // Everything that was made lies in a folder that git does not see.
        #expect(Files.list(folder.path).sorted() == [".swiftlet", "go.mod", "index.html", "main.go"])
    }

    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"))
    func plainPageShowsWhatItPrints() throws {
        let folder = try program()
        try serve(folder.path) { server, log in
            let text = try report(of: server, log, "SHOWN ")
            #expect(text.contains("SHOWN ready"), "\(text)")
        }
    }

    @Test func errorsHaveTheirPlace() throws {
        let folder = try program()
        let source = Self.source.split(separator: "fmt.Println", omittingEmptySubsequences: false).joined(
            separator: "fmt.Printline")
        try Files.write(Array(source.utf8), to: folder.path + "/main.go")
        try serve(folder.path) { _, log in
            let text = log.withLock { $0 }
            #expect(text.contains("./main.go:16:9: undefined: fmt.Printline"), "\(text)")
        }
        let failure = BuildFailure(goText: "# md5\n./main.go:16:9: undefined: fmt.Printline", folder: folder.path)
        #expect(
            failure.problems == [
                BuildFailure.Problem(
                    file: "main.go", line: 16, column: 9, message: "undefined: fmt.Printline",
                    excerpt: "16 |     fmt.Printline(\"ready\")\n   |         ^")
            ])
    }

    @Test func librariesAreNoPrograms() throws {
        let folder = try program()
        try Files.write(Array("package md5\n".utf8), to: folder.path + "/main.go")
        #expect {
            try GoBuild(folder: folder.path).run()
        } throws: { error in
            guard let error = error as? BuildError else { return false }
            return error.message.contains("package md5") && error.help == "Give the folder of a package main."
        }
    }
}
