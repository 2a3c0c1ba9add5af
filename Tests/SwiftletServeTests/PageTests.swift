import SwiftletBuild
import Testing

@testable import SwiftletServe

@Suite struct PageTests {
    @Test(arguments: [
        ("<!doctype html><html><head><title>x", "<!doctype html><html><head>SCRIPT<title>x"),
        ("<!DOCTYPE html>\n<HTML lang=en>\n<HEAD class=a>x", "<!DOCTYPE html>\n<HTML lang=en>\n<HEAD class=a>SCRIPTx"),
        ("<!-- <head> --><!doctype html><p>x", "<!-- <head> --><!doctype html>SCRIPT<p>x"),
        ("<html><header>x", "<html>SCRIPT<header>x"), ("plain", "SCRIPTplain"), ("", "SCRIPT"),
    ])
    func theScriptComesFirst(_ html: String, _ expected: String) {
        let script = "<script type=\"module\" src=\"/swiftlet/serve/client.js?version=7\"></script>"
        let result = ReloadScript.inject(into: Array(html.utf8), version: "7")
        #expect(
            String(decoding: result, as: UTF8.self)
                == expected.split(separator: "SCRIPT", omittingEmptySubsequences: false).joined(separator: script))
    }

    @Test func onlyPagesGetTheScript() throws {
        let site = try TestSite()
        try site.folder.write("<p>x</p>", to: "index.html")
        try site.folder.write("<head>", to: "a.js")
        #expect(try site.ask("/").text.contains("client.js?version=\(site.status.version)"))
        #expect(try site.ask("/a.js").text == "<head>")
        #expect(try site.ask("/missing").text.contains("client.js"))
        for name in ["serve/client.js", "serve/overlay.js", "loader.js", "wasi.js", "run/worker.js"] {
            let script = try site.ask("/swiftlet/" + name)
            #expect(script.status == 200, "\(name)")
            #expect(script.fields["content-type"] == "text/javascript; charset=utf-8")
        }
    }

    @Test func listenersHearWhatHappens() throws {
        let site = try TestSite()
        let client = try site.client()
        client.send("GET /swiftlet/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(client.answer(hasBody: false)?.fields["content-type"] == "text/event-stream")
        let version = site.status.version
        #expect(client.event() == "{\"version\":\"\(version)\",\"phase\":\"ready\"}")
        let text = "/p/Sources/A/A.swift:3:5: error: no \"x\"\n 3 | x\n/p/Sources/A/A.swift:3:5: note: look"
        site.server.broadcast(site.status.change(to: .failed(BuildFailure(text, package: "/p"))))
        let failure = try #require(client.event().flatMap { JSON(parsing: Array($0.utf8)) })
        #expect(failure["phase"]?.string == "failed")
        #expect(failure["version"]?.string == version)
        let problem = try #require(failure["problems"]?.array?.first)
        #expect(failure["problems"]?.array?.count == 1)
        #expect(problem["file"]?.string == "Sources/A/A.swift")
        #expect(problem["line"] == .number(3))
        #expect(problem["message"]?.string == "no \"x\"")
        #expect(problem["excerpt"]?.string == " 3 | x")
        site.server.broadcast(site.status.change(to: .ready, isNew: true))
        #expect(client.event()?.contains(version) == false)
        #expect(site.status.version != PageStatus(.ready).version)
    }

    @Test func reportsComeFromOurPagesAlone() throws {
        let reports = Lock<[String]>([])
        let site = try TestSite(report: { text in reports.withLock { $0.append(text) } })
        let own = ["Host": "127.0.0.1:1", "Origin": "http://127.0.0.1:1"]
        #expect(try site.ask("/swiftlet/report", method: "POST", own, body: "trap x").status == 204)
        let other = ["Host": "127.0.0.1:1", "Origin": "http://evil.example"]
        #expect(try site.ask("/swiftlet/report", method: "POST", other, body: "trap y").status == 403)
        let large = String(repeating: "x", count: Site.mostReportBytes + 1)
        #expect(try site.ask("/swiftlet/report", method: "POST", own, body: large).status == 413)
        #expect(try site.ask("/swiftlet/report").status == 405)
        #expect(reports.withLock { $0 } == ["trap x"])
    }

    @Test func trapsAreReadable() {
        let report = """
            module /dist/A.wasm
            output \u{1b}[31mFatal error: boom\u{7}
            trap unreachable
            frame 3 99 $e5Hello3AppV5checkyySiFZ
            frame 4 12\u{20}
            """
        let text = TrapText(report: report).text(name: "A.wasm", lines: nil, folder: "/p")
        #expect(
            text == """
                A.wasm in the page trapped: unreachable
                  [31mFatal error: boom
                  0: static Hello.App.check(Int) -> () (at 0x63)
                  1: function 4 (at 0xc)
                """)
        #expect(TrapText(report: "nonsense\n\nframe x").text(name: "A", lines: nil, folder: "/") == nil)
    }

    @Test func theSameTrapIsToldOnce() {
        let log = Lock<[String]>([])
        let reports = PageReports(target: .folder("/no/such/folder")) { text in log.withLock { $0.append(text) } }
        for _ in 0..<60 { reports.take("trap unreachable\nframe 1 2 x\n") }
        reports.take("trap other\nframe 1 2 x\n")
        #expect(log.withLock { $0 }.count == 2)
    }

    @Test func pagesOfAPackageAreToldFromItsSources() {
        let cases = [
            "index.html": true, "style.css": true, "Public/anything": true, "Web/a.swift": true, "Package.swift": false,
            "Sources/A/A.swift": false, "Sources/A/data.json": false, "README.md": true, "Makefile": false,
        ]
        for (path, isForPages) in cases {
            #expect(PageFiles.isForPages("/p/" + path, package: "/p") == isForPages, "\(path)")
        }
        #expect(!PageFiles.isForPages("/other/index.html", package: "/p"))
    }
}
