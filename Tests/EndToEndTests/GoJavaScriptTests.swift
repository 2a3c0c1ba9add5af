import Foundation
import TestTools
import Testing

private let missing = TestTool.missing("go", "node")

/// Real programs that Go makes for JavaScript: the same output here and under Node, byte for byte.
@Suite(.serialized, .enabled(if: missing == nil, missing)) struct GoJavaScriptTests {
    private let go: URL
    private let node: URL

    init() throws {
        go = try #require(Tools.find("go"))
        node = try #require(Tools.find("node"))
    }

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["GOOS"] = "js"
        environment["GOARCH"] = "wasm"
        environment["GOFLAGS"] = "-mod=mod"
        return environment
    }

    private func root() throws -> URL {
        let result = try Finished.run(go, ["env", "GOROOT"])
        return URL(filePath: result.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// A module that stays for the next run.
    private func build(_ name: String, _ package: String, in folder: URL? = nil) throws -> URL {
        let version = try Finished.run(go, ["env", "GOVERSION"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let programs = Tools.packageRoot.appending(path: ".build/programs")
        let module = programs.appending(path: "\(name)-js-\(version).wasm")
        if FileManager.default.fileExists(atPath: module.path) { return module }
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        let unfinished = programs.appending(path: "\(name)-\(UUID().uuidString)")
        let result = try Finished.run(
            go, ["build", "-o", unfinished.path, package], environment: environment, in: folder, timeLimit: 900)
        try #require(result.code == 0, "\(result.errors)")
        try FileManager.default.moveItem(at: unfinished, to: module)
        return module
    }

    /// Runs a module in both places, in a folder, with the same small environment.
    private func compare(_ module: URL, _ arguments: [String], in folder: URL, input: String = "") throws -> Finished {
        let small = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": "/tmp", "TMPDIR": "/tmp"]
        let support = try root().appending(path: "lib/wasm/wasm_exec_node.js").path
        let expected = try Finished.run(
            node, ["--stack-size=8192", support, module.path] + arguments, environment: small, input: input, in: folder,
            timeLimit: 300)
        let here = try Finished.run(
            Tools.swiftlet, ["go-exec", module.path] + arguments, environment: small, input: input, in: folder,
            timeLimit: 600)
        #expect(here.output == expected.output, "\(arguments)")
        #expect(here.errors == expected.errors, "\(arguments)")
        #expect(here.code == expected.code, "\(arguments)")
        return here
    }

    @Test func gofmtFormatsAlike() throws {
        let module = try build("gofmt", "cmd/gofmt")
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let ugly = "package  a\nfunc  f( x int)int{return x+\n1}\n"
        #expect(try compare(module, [], in: folder, input: ugly).output.contains("func f(x int) int {"))
        #expect(try compare(module, [], in: folder, input: "package (").code == 2)
        // A package of Go's own, with its layout spoilt.
        let source = try String(contentsOf: root().appending(path: "src/fmt/errors.go"), encoding: .utf8)
        let spoilt = source.replacingOccurrences(of: "\t", with: " ")
        try spoilt.write(to: folder.appending(path: "errors.go"), atomically: true, encoding: .utf8)
        #expect(try compare(module, ["-d", "errors.go"], in: folder).output.count > 1000)
        #expect(try compare(module, ["-l", "."], in: folder).output == "errors.go\n")
        #expect(try compare(module, ["-l", "none.go"], in: folder).code == 2)
    }

    @Test(.enabled(if: EsbuildSource.folder != nil, "not here: esbuild-source; run scripts/install-tools"))
    func esbuildBundlesAlike() throws {
        let source = try #require(EsbuildSource.folder)
        let copy = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: copy) }
        let project = copy.appending(path: "esbuild")
        try FileManager.default.copyItem(at: source.appending(path: "github.com/evanw/esbuild"), to: project)
        let description = project.appending(path: "go.mod")
        let text = try String(contentsOf: description, encoding: .utf8)
        let replacement = "\nreplace golang.org/x/sys => \(source.appending(path: "golang.org/x/sys").path)\n"
        try (text + replacement).write(to: description, atomically: true, encoding: .utf8)
        let module = try build("esbuild", "./cmd/esbuild", in: project)

        let folder = copy.appending(path: "site")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let first = """
            import { label } from './label';
            import style from './style.css';
            enum Colour { Red, Green = 'g' }
            export class Box<T> { constructor(private value: T) {} get(): T { return this.value } }
            console.log(label(1), new Box(Colour.Red).get(), style, `umlaut ä 想 ${1 + 1}`);
            """
        try first.write(to: folder.appending(path: "main.ts"), atomically: true, encoding: .utf8)
        let second = "export const label = (n: number): string => `n is ${n}`;\nexport const unused = 1;\n"
        try second.write(to: folder.appending(path: "label.ts"), atomically: true, encoding: .utf8)
        try "p { color : #ff0000 }\n".write(
            to: folder.appending(path: "style.css"), atomically: true, encoding: .utf8)
        let bundle = ["--bundle", "--minify", "--loader:.css=text", "--log-level=error", "main.ts"]
        #expect(try compare(module, bundle, in: folder).output.contains("n is "))
        #expect(
            try compare(module, ["--bundle", "--sourcemap=inline", "--loader:.css=text", "main.ts"], in: folder).code
                == 0)
        #expect(try compare(module, ["--bundle", "none.ts"], in: folder).code == 1)
        _ = try compare(module, bundle + ["--outfile=out.js"], in: folder)
        let made = try String(contentsOf: folder.appending(path: "out.js"), encoding: .utf8)
        #expect(try compare(module, bundle, in: folder).output == made)
    }

    /// `http.Get` in a program, over curl, from a real server.
    @Test(.enabled(if: Tools.find("curl") != nil, "not here: curl")) func programsReachAllowedHosts() throws {
        let source = Tools.packageRoot.appending(path: "Tests/GoJSTests/Programs/fetch")
        let module = try build("fetch", ".", in: source)
        let server = Process()
        server.executableURL = node
        server.arguments = [
            "-e",
            """
            require('http').createServer((request, response) => {
                let body = '';
                request.on('data', part => body += part).on('end', () => {
                    if (request.url === '/moved') response.writeHead(302, { Location: '/hello' });
                    else response.writeHead(200, { 'X-Answer': request.headers['x-asked'], 'X-Two': ['1', '2'] });
                    response.end(request.url === '/large' ? Buffer.alloc(3e6, 55) : `${request.method} ${body}`);
                });
            }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
            """,
        ]
        let output = Pipe()
        server.standardOutput = output
        try server.run()
        defer { server.terminate() }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        let address = "http://127.0.0.1:\(port)"
        func ask(_ options: [String], _ arguments: String...) throws -> Finished {
            try Finished.run(Tools.swiftlet, ["run"] + options + [module.path] + arguments)
        }
        let allowed = ["--allow-net", "127.0.0.1:\(port)"]
        #expect(
            try ask(allowed, "POST", address + "/hello", "a body 想").output
                == "200 OK /hello\nX-Answer: by Go [1, 2]\n15 false POST a body 想\n")
        #expect(try ask(allowed, "GET", address + "/moved").output.hasPrefix("200 OK /hello\n"))
        #expect(try ask(allowed, "GET", address + "/large").output.hasSuffix("\n3000000 true \n"))
        let refused = try ask(["--allow-net", "localhost"], "GET", address + "/hello")
        #expect(refused.output.contains("the program may not reach 127.0.0.1:\(port); allow it by --allow-net"))
        #expect(refused.code == 1)
        #expect(try ask(["--allow-net", "*"], "GET", "http://127.0.0.1:1/").output.contains("connect"))
        #expect(try ask([], "GET", address + "/hello").output.lowercased().contains("connection refused"))
    }

    /// `go test` and `go run` use the tool in the place of Node.
    @Test func goTestRunsByGoExec() throws {
        var settings = environment
        settings["GOFLAGS"] = ""
        let result = try Finished.run(
            go,
            [
                "test", "-count=1", "-exec", "\(Tools.swiftlet.path) go-exec", "path/filepath", "io/fs", "errors",
            ],
            environment: settings, in: try root().appending(path: "src"), timeLimit: 900)
        #expect(result.code == 0, "\(result.output)\(result.errors)")
        #expect(result.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }.count == 3, "\(result.output)")
    }
}

/// The sources of esbuild, where `scripts/install-tools` puts them.
private enum EsbuildSource {
    static let folder: URL? = {
        let tools =
            ProcessInfo.processInfo.environment["SWIFTLET_TOOLS"].map { URL(filePath: $0) }
            ?? Tools.packageRoot.appending(path: ".tools")
        let folder = tools.appending(path: "esbuild-source/usr/share/gocode/src")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()
}
