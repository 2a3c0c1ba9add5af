import SwiftletBuild
import Testing

@testable import SwiftletServe

@Suite struct FileTests {
    @Test func typesAreThoseThatBrowsersWant() throws {
        let site = try TestSite()
        let types = [
            "a.wasm": "application/wasm", "a.js": "text/javascript; charset=utf-8",
            "a.mjs": "text/javascript; charset=utf-8", "a.css": "text/css; charset=utf-8", "a.json": "application/json",
            "a.svg": "image/svg+xml", "a.PNG": "image/png", "a.html": "text/html; charset=utf-8",
            "a.unknown": "application/octet-stream", "plain": "application/octet-stream",
        ]
        for (name, type) in types {
            try site.folder.write("x", to: name)
            let answer = try site.ask("/" + name)
            #expect(answer.status == 200)
            #expect(answer.fields["content-type"] == type, "\(name)")
            #expect(answer.fields["cache-control"] == "no-cache")
        }
    }

    @Test func namesAreDecoded() throws {
        let site = try TestSite()
        try site.folder.write("spaces", to: "a b/ü&%.txt")
        #expect(try site.ask("/a%20b/%C3%BC&%25.txt").text == "spaces")
        #expect(try site.ask("/a%20b/./%c3%bc%26%25.txt?query").text == "spaces")
        let listing = try site.ask("/a%20b/")
        #expect(listing.status == 200)
        #expect(listing.text.contains("href=\"%C3%BC%26%25.txt\""))
    }

    @Test(arguments: [
        "/../secret", "/%2e%2e/secret", "/%2E./secret", "/in/%2e%2e/%2e%2e/secret", "/..%2fsecret", "/..%5csecret",
        "/..\\secret", "/in\\..\\..\\secret", "/out", "/out/", "/outfile", "/in/deep", "/.hidden", "/%2ehidden",
        "/.build/x", "/in/.git/config", "/alias", "/in/a.txt%00", "/in/a.txt%00.html", "/in/a.txt/", "/%", "/%zz",
        "/%c0%ae%c0%ae/secret", "/%ff", "//etc/passwd", "/etc/passwd", "/pipe",
    ])
    func nothingElseIsServed(_ path: String) throws {
        let site = try TestSite()
        let outside = try TemporaryFolder()
        try outside.write("SECRET", to: "secret")
        for (name, text) in [".hidden": "SECRET", ".build/x": "SECRET", "in/.git/config": "SECRET", "in/a.txt": "a"] {
            try site.folder.write(text, to: name)
        }
        site.folder.link("out", to: outside.path)
        site.folder.link("outfile", to: outside.path + "/secret")
        site.folder.link("in/deep", to: "../../" + Files.name(of: outside.path) + "/secret")
        site.folder.link("alias", to: ".hidden")
        mkfifo(site.folder.path + "/pipe", 0o600)
        let answer = try site.ask(path)
        #expect([400, 404].contains(answer.status))
        #expect(!answer.text.contains("SECRET"))
        #expect(answer.text.contains("<h1>"))
    }

    @Test func linksInsideAreFollowed() throws {
        let site = try TestSite()
        try site.folder.write("inside", to: "in/a.txt")
        site.folder.link("alias.txt", to: "in/a.txt")
        site.folder.link("folder", to: "in")
        #expect(try site.ask("/alias.txt").text == "inside")
        #expect(try site.ask("/folder/a.txt").text == "inside")
    }

    @Test func foldersShowTheirIndexOrTheirNames() throws {
        let site = try TestSite()
        try site.folder.write("<p>index</p>", to: "with/index.html")
        try site.folder.write("x", to: "without/<b>.txt")
        try site.folder.write("x", to: "without/.hidden")
        let moved = try site.ask("/with?a=1")
        #expect(moved.status == 301)
        #expect(moved.fields["location"] == "/with/?a=1")
        #expect(try site.ask("/with/").text.contains("<p>index</p>"))
        let listing = try site.ask("/without/").text
        #expect(listing.contains("&lt;b&gt;.txt"))
        #expect(!listing.contains("hidden"))
    }

    @Test func redirectsStayHere() throws {
        let site = try TestSite()
        try site.folder.write("x", to: "evil.example/a")
        #expect(try site.ask("//evil.example").fields["location"] == "/evil.example/")
    }

    @Test func versionsAreToldApart() throws {
        let site = try TestSite()
        try site.folder.write("one", to: "a.txt")
        let tag = try #require(try site.ask("/a.txt").fields["etag"])
        let same = try site.ask("/a.txt", ["If-None-Match": "\"x\", W/\(tag)"])
        #expect(same.status == 304)
        #expect(same.body.isEmpty)
        try site.folder.write("two", to: "b.txt")
        #expect(rename(site.folder.path + "/b.txt", site.folder.path + "/a.txt") == 0)
        let other = try site.ask("/a.txt", ["If-None-Match": tag])
        #expect(other.status == 200)
        #expect(other.text == "two")
    }

    @Test func partsAreServed() throws {
        let site = try TestSite()
        try site.folder.write("0123456789", to: "a.txt")
        func part(_ range: String) throws -> (Int, String, String?) {
            let answer = try site.ask("/a.txt", ["Range": range])
            return (answer.status, answer.text, answer.fields["content-range"])
        }
        #expect(try part("bytes=2-4") == (206, "234", "bytes 2-4/10"))
        #expect(try part("bytes=7-") == (206, "789", "bytes 7-9/10"))
        #expect(try part("bytes=-2") == (206, "89", "bytes 8-9/10"))
        #expect(try part("bytes=-99") == (206, "0123456789", "bytes 0-9/10"))
        #expect(try part("bytes=5-99999999999999999999") == (206, "56789", "bytes 5-9/10"))
        #expect(try part("lines=1-2") == (200, "0123456789", nil))
        #expect(try part("bytes=4-2") == (200, "0123456789", nil))
        let beyond = try site.ask("/a.txt", ["Range": "bytes=10-"])
        #expect(beyond.status == 416)
        #expect(beyond.fields["content-range"] == "bytes */10")
        #expect(beyond.text.contains("There are 10 bytes"))
        let tag = try #require(try site.ask("/a.txt").fields["etag"])
        #expect(try site.ask("/a.txt", ["Range": "bytes=0-0", "If-Range": tag]).status == 206)
        #expect(try site.ask("/a.txt", ["Range": "bytes=0-0", "If-Range": "\"old\""]).status == 200)
    }

    @Test func largeFilesArriveWhole() throws {
        let site = try TestSite()
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try Files.write(bytes, to: site.folder.path + "/big.bin")
        #expect(try site.ask("/big.bin").body == bytes)
        #expect(
            try site.ask("/big.bin", ["Range": "bytes=1000000-2500000"]).body == Array(bytes[1_000_000...2_500_000]))
    }

    @Test func otherMethodsAreExplained() throws {
        let site = try TestSite()
        try site.folder.write("0123456789", to: "a.txt")
        let head = try site.ask("/a.txt", method: "HEAD")
        #expect(head.status == 200)
        #expect(head.fields["content-length"] == "10")
        let post = try site.ask("/a.txt", method: "POST", body: "x")
        #expect(post.status == 405)
        #expect(post.fields["allow"] == "GET, HEAD")
        #expect(post.text.contains("GET or HEAD"))
        #expect(try site.ask("/missing.txt").text.contains("There is no /missing.txt here"))
    }

    @Test func isolationIsOnDemand() throws {
        let names = ["cross-origin-opener-policy", "cross-origin-embedder-policy"]
        for isolated in [true, false] {
            let site = try TestSite(isolated: isolated)
            try site.folder.write("x", to: "index.html")
            let answer = try site.ask("/")
            #expect(names.map { answer.fields[$0] } == (isolated ? ["same-origin", "require-corp"] : [nil, nil]))
        }
    }

    @Test func compressedWhereTheClientTakesIt() throws {
        let site = try TestSite()
        let text = String(repeating: "all work and no play ", count: 500)
        try site.folder.write(text, to: "a.txt")
        try site.folder.write(text, to: "a.png")
        try site.folder.write("short", to: "short.txt")
        for coding in ContentCoding.allCases {
            guard let program = Command.find(coding.program) else {
                print("not tested: \(coding.program) is not installed")
                continue
            }
            let answer = try site.ask("/a.txt", ["Accept-Encoding": "deflate, \(coding.rawValue);q=0.5"])
            #expect(answer.fields["content-encoding"] == coding.rawValue)
            #expect(answer.fields["vary"] == "Accept-Encoding")
            #expect(answer.body.count < text.utf8.count / 10)
            var command = Command(program, ["-d", "-c"])
            command.input = .bytes(answer.body)
            #expect(try command.capture().outputText == text)
            let tag = try #require(answer.fields["etag"])
            let again = ["Accept-Encoding": coding.rawValue, "If-None-Match": tag]
            #expect(try site.ask("/a.txt", again).status == 304)
            #expect(try site.ask("/a.txt", ["If-None-Match": tag]).status == 200)
        }
        let refusing = try site.ask("/a.txt", ["Accept-Encoding": "gzip;q=0, identity"])
        #expect(refusing.fields["content-encoding"] == nil)
        for path in ["/a.png", "/short.txt"] {
            #expect(try site.ask(path, ["Accept-Encoding": "gzip, br, zstd"]).fields["content-encoding"] == nil)
        }
        // A part is always of the plain bytes.
        let part = try site.ask("/a.txt", ["Accept-Encoding": "gzip", "Range": "bytes=0-2"])
        #expect(part.text == "all")
        #expect(part.fields["content-encoding"] == nil)
    }

    @Test func compressedOnce() throws {
        let cache = CompressionCache(codings: [.gzip])
        try #require(Command.find("gzip") != nil)
        let count = Lock(0)
        for _ in 0..<3 {
            _ = cache.compressed("tag", .gzip) {
                count.withLock { $0 += 1 }
                return [UInt8](repeating: 65, count: 5000)
            }
        }
        #expect(count.withLock { $0 } == 1)
    }

    /// A link that leads out and back in while it is asked for.
    @Test func linksThatChangeMeanwhileGiveNothingAway() throws {
        let site = try TestSite()
        let outside = try TemporaryFolder()
        try outside.write("secret", to: "a.txt")
        try site.folder.write("inside", to: "real/a.txt")
        let (link, inside, out) = (site.folder.path + "/link", site.folder.path + "/real", outside.path)
        let isDone = Lock(false)
        let swapper = WorkerThread {
            while !isDone.withLock({ $0 }) {
                for target in [inside, out] {
                    unlink(link + ".new")
                    symlink(target, link + ".new")
                    rename(link + ".new", link)
                }
            }
        }
        let client = try site.client()
        var answers: [String: Int] = [:]
        for _ in 0..<500 {
            client.send("GET /link/a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try #require(client.answer())
            answers[answer.status == 200 ? answer.text : "\(answer.status)", default: 0] += 1
        }
        isDone.withLock { $0 = true }
        swapper.join()
        #expect(answers["secret"] == nil)
        #expect(answers["inside", default: 0] > 0)
        #expect(answers["404", default: 0] > 0)
    }

    @Test func scriptsOfWorkersTellTheirErrors() throws {
        let site = try TestSite()
        try site.folder.write("/* why */ 'use strict'; work();", to: "a.js")
        try site.folder.write("work();", to: "b.js")
        for destination in ["worker", "sharedworker"] {
            let fields = ["Sec-Fetch-Dest": destination]
            #expect(try site.ask("/a.js", fields).text == "/* why */ 'use strict';\(WorkerScript.line) work();")
            #expect(try site.ask("/b.js", fields).text == "\(WorkerScript.line)work();")
            #expect(try site.ask("/b.js", fields).fields["etag"] != site.ask("/b.js").fields["etag"])
        }
        #expect(try site.ask("/b.js", ["Sec-Fetch-Dest": "script"]).text == "work();")
        #expect(WorkerScript.inject(into: Array("/* open".utf8)).starts(with: Array(WorkerScript.line.utf8)))
    }
}
