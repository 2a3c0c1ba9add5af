import SwiftletBuild
import Testing
import WasmText

@testable import SwiftletRun
@testable import SwiftletServe

/// The whole server with a real package, from the first build to the mended error.
@Suite(.serialized) struct EndToEndTests {
    /// A package, a server of it, and what it says.
    private final class Session {
        let folder: TemporaryFolder
        let package: String
        let server: DevServer
        let log = Lock<String>("")

        init(page: String? = nil, port: UInt16 = 0) throws {
            folder = try TemporaryFolder()
            package = try PackageTemplate.command.create(name: "Hello", in: folder.path)
            if let page { try Files.write(page.utf8, to: package + "/index.html") }
            var options = ServeOptions()
            options.path = package
            options.port = port
            let log = log
            server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
            try server.start()
        }

        deinit { server.stop() }

        var port: UInt16 { UInt16(server.address.split(separator: ":").last!.dropLast())! }

        func edit(_ old: String, _ new: String) throws {
            let path = package + "/Sources/Hello/App.swift"
            let text = try Files.readText(path)
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            try #require(parts.count > 1, "the source has no \(old)")
            try Files.write(parts.joined(separator: new).utf8, to: path)
        }

        func ask(_ path: String) throws -> RawClient.Answer {
            let client = try RawClient(port: port)
            client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return try #require(client.answer())
        }

        /// What the log holds once it holds some words.
        func waitForLog(_ words: String) -> String {
            let found = log.wait(milliseconds: 120_000) { $0.contains(words) ? $0 : nil }
            return found ?? "not found: \(words)\n" + log.withLock { $0 }
        }
    }

    private func state(_ client: RawClient, _ phase: String) -> JSON? {
        while let event = client.event() {
            let state = JSON(parsing: Array(event.utf8))
            if state?["phase"]?.string == phase { return state }
        }
        return nil
    }

    private func listen(_ session: Session) throws -> RawClient { try listen(session.port) }

    private func listen(_ port: UInt16) throws -> RawClient {
        let client = try RawClient(port: port)
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(client.descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        client.send("GET /swiftlet/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = client.answer(hasBody: false)
        return client
    }

    @Test func editBreakAndMend() throws {
        let session = try Session()
        let client = try listen(session)
        let first = try #require(state(client, "ready"))
        #expect(try session.ask("/").text.contains(first["version"]?.string ?? "?"))
        let module = try session.ask("/dist/Hello.wasm")
        #expect(module.fields["content-type"] == "application/wasm")
        #expect(module.body.starts(with: [0, 0x61, 0x73, 0x6d]))
        #expect(try session.ask("/swiftlet/run/request.json").text.contains("\"/dist/Hello.wasm\""))
        // A package without a page of its own shows nothing of itself.
        #expect(try session.ask("/Package.swift").status == 404)
        #expect(!Files.exists(session.package + "/dist"))

        let start = ContinuousClock.now
        try session.edit("Hello from", "Changed in")
        let second = try #require(state(client, "ready"))
        print("from the save to the event: \(start.duration(to: .now))")
        #expect(second["version"] != first["version"])
        #expect(String(decoding: try session.ask("/dist/Hello.wasm").body, as: UTF8.self).contains("Changed in"))

        try session.edit("print(", "prnt(")
        let failure = try #require(state(client, "failed"))
        let problem = try #require(failure["problems"]?.array?.first)
        #expect(problem["file"]?.string == "Sources/Hello/App.swift")
        #expect(problem["line"] == .number(4))
        #expect(problem["message"]?.string == "cannot find 'prnt' in scope")
        #expect(
            session.waitForLog("The build failed").contains("Sources/Hello/App.swift:4:9: error: cannot find 'prnt'"))
        // Who comes now is told too.
        #expect(state(try listen(session), "failed") != nil)

        try session.edit("prnt(", "print(")
        let mended = try #require(state(client, "ready"))
        #expect(mended["version"] == second["version"], "the module is what it was")

        let manifest = session.package + "/Package.swift"
        let text = try Files.readText(manifest)
        try Files.write("nonsense".utf8, to: manifest)
        #expect(state(client, "failed") != nil)
        try Files.write(text.utf8, to: manifest)
        #expect(state(client, "ready") != nil)

        // A second file, which SwiftPM must be asked about.
        try Files.write("let word = \"second file\"\n".utf8, to: session.package + "/Sources/Hello/More.swift")
        #expect(state(client, "ready") != nil)
        try session.edit("\"Changed in WebAssembly!\"", "word")
        #expect(state(client, "ready") != nil)
        #expect(String(decoding: try session.ask("/dist/Hello.wasm").body, as: UTF8.self).contains("second file"))

        // A page of its own appears: nothing is built for it.
        try Files.write("<p>mine</p>".utf8, to: session.package + "/index.html")
        #expect(state(client, "ready") != nil)
        #expect(try session.ask("/").text.contains("<p>mine</p>"))
        #expect(session.waitForLog("Reloading: index.html").contains("Reloading: index.html changed."))
    }

    @Test func filesThatComeAndGoAndSavesInAHurry() throws {
        let session = try Session()
        let client = try listen(session)
        #expect(state(client, "ready") != nil)
        let sources = session.package + "/Sources/Hello"
        func module() throws -> String { String(decoding: try session.ask("/dist/Hello.wasm").body, as: UTF8.self) }

        // Made elsewhere and moved in, folder and all.
        let parts = session.folder.path + "/Parts"
        try Files.createFolder(parts)
        try Files.write("let part = \"from a new folder\"\n".utf8, to: parts + "/Part.swift")
        #expect(rename(parts, sources + "/Parts") == 0)
        try session.edit("\"Hello from WebAssembly!\"", "part")
        while try !module().contains("from a new folder"), state(client, "ready") != nil {}
        #expect(try module().contains("from a new folder"))

        Files.remove(sources + "/Parts/Part.swift")
        let failure = try #require(state(client, "failed"))
        #expect(failure["problems"]?.array?.first?["message"]?.string == "cannot find 'part' in scope")

        // Saves while builds go on; what counts is the last one, which a new file brings that takes the old one's place.
        for number in 0..<12 {
            try session.edit(number == 0 ? "part" : "\"hurry \(number - 1).\"", "\"hurry \(number).\"")
            usleep(70_000)
        }
        let path = sources + "/App.swift"
        let last = try Files.readText(path).split(separator: "hurry 11.").joined(separator: "at last")
        try Files.write(last.utf8, to: sources + "/.App.swift.swp")
        #expect(rename(sources + "/.App.swift.swp", path) == 0)
        while try !module().contains("at last"), state(client, "ready") != nil {}
        #expect(try module().contains("at last"))
    }

    @Test func packagesBesideItAreWatched() throws {
        let folder = try TemporaryFolder()
        let manifest = """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(
                name: "App", dependencies: [.package(path: "../Words")],
                targets: [.executableTarget(name: "App", dependencies: ["Words"])])
            """
        let library = """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(
                name: "Words", products: [.library(name: "Words", targets: ["Words"])], targets: [.target(name: "Words")])
            """
        try folder.write(manifest, to: "App/Package.swift")
        try folder.write("import Words\nprint(word())\n", to: "App/Sources/App/main.swift")
        try folder.write(library, to: "Words/Package.swift")
        try folder.write("public func word() -> String { \"first\" }\n", to: "Words/Sources/Words/Words.swift")
        var options = ServeOptions()
        options.path = folder.path + "/App"
        options.port = 0
        let log = Lock("")
        let server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
        let ready = Lock(false)
        try server.start { ready.signal { $0 = true } }
        #expect(ready.wait(milliseconds: 120_000) { $0 ? true : nil } == true)
        try folder.write("public func word() -> String { \"second\" }\n", to: "Words/Sources/Words/Words.swift")
        #expect(log.wait(milliseconds: 120_000) { $0.contains("Words.swift changed") ? true : nil } == true)
        let module = try Files.read(PackageRebuild.products(folder.path + "/App") + "/App.wasm")
        #expect(String(decoding: module, as: UTF8.self).contains("second"))
        server.stop()
    }

    @Test func endingDoesNotWaitForABuild() throws {
        let session = try Session()
        usleep(300_000)
        let start = ContinuousClock.now
        session.server.stop()
        #expect(start.duration(to: .now) < .seconds(10))
    }

    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"))
    func aRealPageReloadsShowsErrorsAndReportsTraps() throws {
        let page = """
            <!doctype html>
            <meta charset="utf-8">
            <script type="module">
            import { WASI } from '/swiftlet/wasi.js';
            import { start } from '/swiftlet/loader.js';
            const tell = text => fetch('/swiftlet/report', { method: 'POST', body: `error ${text}` });
            new MutationObserver(() => {
                const overlay = document.querySelector('swiftlet-overlay');
                tell(overlay ? `OVERLAY ${overlay.shadowRoot.querySelector('li').textContent}` : 'OVERLAY GONE');
            }).observe(document.documentElement, { childList: true, subtree: true });
            let said = '';
            const stdout = bytes => { said += new TextDecoder().decode(bytes); };
            await start('/dist/Hello.wasm', { wasi: new WASI({ stdout }) });
            tell(`SAID ${said}`);
            </script>
            """
        let session = try Session(page: page)
        #expect(session.waitForLog("Built").contains("Built Hello.wasm"))
        let program = try #require(ExternalTool.browser.find())
        let browser = try BrowserProcess(program: program, page: session.server.address)
        defer { browser.end() }
        #expect(session.waitForLog("SAID").contains("SAID Hello from WebAssembly!"))
        try session.edit("Hello from", "Reloaded by")
        #expect(session.waitForLog("SAID Reloaded").contains("SAID Reloaded by WebAssembly!"))
        try session.edit("print(", "prnt(")
        let overlay = session.waitForLog("OVERLAY")
        #expect(overlay.contains("OVERLAY Sources/Hello/App.swift:4:9cannot find 'prnt' in scope"))
        try session.edit("prnt(\"Reloaded by WebAssembly!\")", "fatalError(\"on purpose\")")
        let trap = session.waitForLog("App.main() -> ()")
        #expect(trap.contains("Hello.wasm in the page trapped: unreachable"))
        #expect(trap.contains("App.swift:4: Fatal error: on purpose"))
        #expect(trap.contains("static Hello.App.main() -> (), Sources/Hello/App.swift:4:9"))
    }

    /// Errors of a page and of its workers, in scripts of both kinds.
    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"))
    func errorsOfPagesAndWorkersReachTheTerminal() throws {
        let folder = try TemporaryFolder()
        // (func (export "f") unreachable), with the name section that calls it “lost”.
        let module = """
            const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
                10, 5, 1, 3, 0, 0, 11, 0, 14, 4, 110, 97, 109, 101, 1, 7, 1, 0, 4, 108, 111, 115, 116);
            const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
            """
        try folder.write("'use strict';\nthrow new TypeError('from a script of a worker');\n", to: "classic.js")
        try folder.write(module + "\nsetTimeout(() => exports.f(), 100);\n", to: "module.js")
        try folder.write(
            """
            <!doctype html><script type="module">
            new Worker('classic.js');
            new Worker('module.js', { type: 'module' });
            function broken() { nothing.at.all; }
            setTimeout(broken, 0);
            setTimeout(() => Promise.reject(new RangeError('nobody caught it')), 0);
            setTimeout(() => { throw 'only a text'; }, 0);
            </script>
            """, to: "index.html")
        var options = ServeOptions()
        options.path = folder.path
        options.port = 0
        let log = Lock("")
        let server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
        try server.start()
        defer { server.stop() }
        let program = try #require(ExternalTool.browser.find())
        let browser = try BrowserProcess(program: program, page: server.address)
        defer { browser.end() }
        let expected = [
            "Error in the page: ReferenceError: nothing is not defined\n  at broken (/:4:",
            "Error in the page: RangeError: nobody caught it\n  at /:6:",
            "Error in the page: only a text\n",
            "Error in the page: TypeError: from a script of a worker\n  at /classic.js:2:",
            "trapped: unreachable\n  0: lost",
        ]
        let found = log.wait(milliseconds: 60_000) { text in expected.allSatisfy { text.contains($0) } ? text : nil }
        let all = found ?? log.withLock { $0 }
        for words in expected { #expect(all.contains(words), "in:\n\(all)") }
        #expect(all.split(separator: "from a script of a worker").count == 2, "told once:\n\(all)")
    }

    /// COOP and COEP, as a page sees them.
    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"), arguments: [true, false])
    func pagesAreIsolatedOnDemand(_ isIsolated: Bool) throws {
        let folder = try TemporaryFolder()
        var options = ServeOptions()
        options.path = folder.path
        options.port = 0
        options.isCrossOriginIsolated = isIsolated
        let page = "<!doctype html><script>setTimeout(() => { throw `ISOLATED ${crossOriginIsolated}` }, 300)</script>"
        try folder.write(page, to: "index.html")
        let log = Lock("")
        let server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
        try server.start()
        defer { server.stop() }
        let browser = try BrowserProcess(program: try #require(ExternalTool.browser.find()), page: server.address)
        defer { browser.end() }
        let told = log.wait(milliseconds: 60_000) { $0.contains("ISOLATED") ? $0 : nil }
        #expect(told?.contains("ISOLATED \(isIsolated)") == true)
    }

    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"))
    func aPageFindsTheServerAgain() throws {
        let page = """
            <!doctype html><script type="module">
            fetch('/swiftlet/report', { method: 'POST', body: 'error LOADED ' + performance.timeOrigin });
            </script>
            """
        let folder = try TemporaryFolder()
        try folder.write(page, to: "index.html")
        var options = ServeOptions()
        options.path = folder.path
        options.port = 0
        let first = Lock("")
        let server = try DevServer(options, log: { line in first.signal { $0 += line } })
        try server.start()
        let program = try #require(ExternalTool.browser.find())
        let browser = try BrowserProcess(program: program, page: server.address)
        defer { browser.end() }
        #expect(first.wait(milliseconds: 60_000) { $0.contains("LOADED") ? true : nil } == true)
        options.port = UInt16(server.address.split(separator: ":").last!.dropLast())!
        server.stop()
        usleep(300_000)
        let second = Lock("")
        let again = try DevServer(options, log: { line in second.signal { $0 += line } })
        try again.start()
        #expect(second.wait(milliseconds: 60_000) { $0.contains("LOADED") ? true : nil } == true)
        again.stop()
    }

    /// A module as text: translated at every save, with its errors where the compiler's are.
    @Test func aTextIsTranslatedAtEverySave() throws {
        let folder = try TemporaryFolder()
        let session = try TextSession(folder)
        defer { session.server.stop() }
        let client = try listen(session.port)
        let first = try #require(state(client, "ready"))
        #expect(session.waitForLog("Translated").contains("Translated sums.wat: "))
        let module = try session.ask("/sums.wasm")
        #expect(module.fields["content-type"] == "application/wasm")
        #expect(try module.body == WasmText.encode(TextSession.text))
        #expect(try session.ask("/sums.wat").status == 404)
        #expect(try session.ask("/").text.contains(first["version"]?.string ?? "?"))
        #expect(try session.ask("/swiftlet/run/request.json").text.contains("\"/sums.wasm\""))

        try folder.write(TextSession.text.split(separator: "i32.add").joined(separator: "i32.ad"), to: "sums.wat")
        let failure = try #require(state(client, "failed"))
        let problem = try #require(failure["problems"]?.array?.first)
        #expect(problem["file"]?.string == "sums.wat")
        #expect(problem["line"] == .number(2))
        #expect(problem["column"] == .number(54))
        #expect(problem["message"]?.string == "unknown operator i32.ad; did you mean i32.add?")
        #expect(problem["excerpt"]?.string?.contains("^~~~~~") == true)
        let log = session.waitForLog("The build failed")
        #expect(log.contains("sums.wat:2:54: error: unknown operator i32.ad; did you mean i32.add?\n 2 | "), "\(log)")
        // What the page shows is still there.
        #expect(try session.ask("/sums.wasm").body == module.body)

        try folder.write("(module (func (result i32)))", to: "sums.wat")
        #expect(
            try #require(state(client, "failed"))["text"]?.string?.contains("sums.wat: invalid module: type mismatch")
                == true)

        // Another comment is the same module.
        try folder.write(";; sums\n" + TextSession.text, to: "sums.wat")
        #expect(state(client, "ready")?["version"] == first["version"])
        try folder.write(TextSession.text.split(separator: "i32.add").joined(separator: "i32.sub"), to: "sums.wat")
        let second = try #require(state(client, "ready"))
        #expect(second["version"] != first["version"])
        #expect(try session.ask("/sums.wasm").body != module.body)
    }

    @Test func aTextThatIsWrongFromTheStartIsServedOnceItIsMended() throws {
        let folder = try TemporaryFolder()
        let session = try TextSession(folder, "(module (func")
        defer { session.server.stop() }
        let client = try listen(session.port)
        #expect(state(client, "failed")?["problems"]?.array?.first?["line"] == .number(1))
        #expect(try session.ask("/").status == 200)
        #expect(try session.ask("/sums.wasm").status == 404)
        try folder.write(TextSession.text, to: "sums.wat")
        #expect(state(client, "ready") != nil)
        #expect(try session.ask("/sums.wasm").status == 200)
    }

    @Test(.enabled(if: ExternalTool.browser.find() != nil, "no headless browser here"))
    func aPageRunsATextAndReportsItsTraps() throws {
        let folder = try TemporaryFolder()
        let session = try TextSession(
            folder, "(module (func $start (export \"_start\") (call $lost)) (func $lost unreachable))")
        defer { session.server.stop() }
        let program = try #require(ExternalTool.browser.find())
        let browser = try BrowserProcess(program: program, page: session.server.address)
        defer { browser.end() }
        let trap = session.waitForLog("1: start")
        #expect(trap.contains("sums.wat in the page trapped: unreachable\n  0: lost"), "\(trap)")
        try folder.write(
            "(module (func $start (export \"_start\") (call $found)) (func $found unreachable))", to: "sums.wat")
        #expect(session.waitForLog("0: found").contains("trapped: unreachable\n  0: found"))
    }

    /// A server of a text, and what it says.
    private struct TextSession {
        static let text =
            "(module\n  (func (export \"add\") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))\n"

        let server: DevServer
        let log = Lock("")
        var port: UInt16 { UInt16(server.address.split(separator: ":").last!.dropLast())! }

        init(_ folder: TemporaryFolder, _ text: String = text) throws {
            try folder.write(text, to: "sums.wat")
            var options = ServeOptions()
            options.path = folder.path + "/sums.wat"
            options.port = 0
            let log = log
            server = try DevServer(options, log: { line in log.signal { $0 += line + "\n" } })
            try server.start()
        }

        func ask(_ path: String) throws -> RawClient.Answer {
            let client = try RawClient(port: port)
            client.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return try #require(client.answer())
        }

        func waitForLog(_ words: String) -> String {
            let found = log.wait(milliseconds: 120_000) { $0.contains(words) ? $0 : nil }
            return found ?? "not found: \(words)\n" + log.withLock { $0 }
        }
    }

    @Test func whatCannotBeServedIsExplained() throws {
        let folder = try TemporaryFolder()
        try folder.write("no module", to: "bad.wasm")
        try folder.write("x", to: "note.txt")
        let cases = [
            ("bad.wasm", nil, "does not begin with “\\0asm”"),
            ("note.txt", nil, "neither a .wasm or .wat file nor a folder"),
            ("missing", nil, "no such file or folder"), ("", "App", "--product App is for packages"),
        ]
        for (path, product, words) in cases {
            var options = ServeOptions()
            options.path = folder.path + "/" + path
            options.port = 0
            options.product = product
            let error = #expect(throws: ServeError.self) { try DevServer(options, log: { _ in }) }
            #expect(error?.description.contains(words) == true, "\(path): \(error?.description ?? "")")
        }
    }

    @Test func theToolServesAndEnds() throws {
        let folder = try TemporaryFolder()
        try folder.write("<p>here</p>", to: "index.html")
        let tool = try Tool.path()
        for number in [SIGINT, SIGTERM] {
            let (process, output) = try Tool.start([tool, "serve", folder.path])
            let line = try #require(output.line())
            #expect(line.contains("Serving \(Files.name(of: folder.path)) at http://127.0.0.1:"))
            let port = try #require(UInt16(line.split(separator: ":")[2].prefix { $0.isNumber }))
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(client.answer()?.text.contains("<p>here</p>") == true)
            kill(process, number)
            var status: Int32 = -1
            #expect(waitpid(process, &status, 0) == process)
            #expect(status == 0)
            #expect(output.line() == "Ended.")
        }
        var command = Command(tool, ["serve", folder.path + "/missing"])
        command.timeLimit = .seconds(30)
        let outcome = try command.capture()
        #expect(outcome.status == .exited(1))
        #expect(outcome.errorText.contains("no such file or folder"))
    }
}
