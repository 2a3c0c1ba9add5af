import SwiftletBuild
import TestTools
import Testing

@testable import SwiftletRun

@Suite("The page for any module")
struct PageTests {
    @Test("A site has the page and the module; a single page has the module inside")
    func site() throws {
        let folder = try TemporaryFolder()
        let module = try folder.add("a <script>.wasm", TestModule.hello)
        let notes = try folder.add("notes/a.txt", Array("hi".utf8))
        let request = RunRequest(
            path: module, arguments: ["</script>", "{{script}}"],
            folders: [.init(host: Files.parent(of: notes), guest: "/notes")])
        let page = try ModulePage(request)
        let files = page.files()
        #expect(files.map(\.path) == ["index.html", "a <script>.wasm", "files/0"])
        let html = String(decoding: files[0].bytes, as: UTF8.self)
        #expect(html.split(separator: "</script>", omittingEmptySubsequences: false).count == 4)
        #expect(html.contains(#""address":"a%20%3Cscript%3E.wasm""#))
        #expect(html.contains(#""arguments":["\u003c/script>","{{script}}"]"#))
        let single = page.files(isSingle: true)
        #expect(single.count == 1)
        let text = String(decoding: single[0].bytes, as: UTF8.self)
        #expect(text.contains("data:application/wasm;base64," + base64(TestModule.hello)))
        #expect(text.contains("data:application/octet-stream;base64,aGk="))
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
    func base64Digits(text: String, digits: String) {
        #expect(base64(Array(text.utf8)) == digits)
    }

    @Test("The tool writes the folder and says what is in it; what is no module is refused")
    func command() throws {
        let folder = try TemporaryFolder()
        let module = try folder.add("echo.wasm", TestModule.echo)
        let made = try Tool.run(["page", module, "-o", folder.path + "/x/site", "--env", "A=1", "word"])
        #expect(made.exitCode == 0, "\(made.errors)")
        #expect(made.output.contains("site/echo.wasm: \(TestModule.echo.count) B\n"))
        #expect(try Files.read(folder.path + "/x/site/echo.wasm") == TestModule.echo)
        let none = try folder.add("none.wasm", Array("nonsense".utf8))
        let refused = try Tool.run(["page", none, "-o", folder.path + "/y"])
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("none.wasm"))
        #expect(!Files.exists(folder.path + "/y"))
        #expect(try Tool.run(["run", "--open", module]).errors.contains("--on browser"))
    }

    @Test(.enabled(if: TestBrowser.chromium.missing == nil, TestBrowser.chromium.missing))
    func chromium() throws { try checkPage(in: .chromium) }

    @Test(.enabled(if: TestBrowser.firefox.missing == nil, TestBrowser.firefox.missing))
    func firefox() throws { try checkPage(in: .firefox) }

    /// Typed input in every way, calls, a stop, dropped and kept files, both languages: by real clicks and keys.
    private func checkPage(in browser: TestBrowser) throws {
        let folder = try TemporaryFolder()
        let module = try folder.add("echo.wasm", TestModule.echo)
        _ = try folder.add("notes.txt", Array("notes\n".utf8))
        // What `swiftlet build` writes beside a module with `@JS`, in small.
        let withFunctions = try folder.add("functions.wasm", TestModule.hello)
        _ = try folder.add(
            "functions.js",
            Array(
                """
                export default async bytes => console.log(`started with ${bytes.length} bytes`);
                export const shout = (text, times) => text.toUpperCase().repeat(times);
                """.utf8))
        _ = try folder.add(
            "functions.d.ts",
            Array(
                """
                // Written by swiftlet.

                /** Says it loudly. */
                export function shout(text: string, times: number): string;

                """.utf8))
        #expect(try Tool.run(["page", withFunctions, "-o", folder.path + "/functions"]).exitCode == 0)
        for options in [["-o", folder.path + "/site"], ["--single", "-o", folder.path + "/single"]] {
            #expect(try Tool.run(["page", module] + options).exitCode == 0)
        }
        try TestTool.runNodeTests(
            [Files.parent(of: #filePath) + "/Web/browser/page.test.js"], atLeast: 9,
            environment: ["SWIFTLET_PAGES": folder.path, "SWIFTLET_BROWSER": try #require(browser.program)])
    }
}
