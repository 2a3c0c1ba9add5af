import Testing

@testable import GoJS

/// URLs where Node's versions differ, and texts that a guest chooses. What Node does like us is in the program `builtins`.
@Suite struct URLTests {
    private func href(_ text: String, _ base: String? = nil) -> String? {
        URLRecord(text, base: base.flatMap { URLRecord($0) })?.text
    }

    /// What the standard says now, and Node 24, but not Node 20.
    @Test func standsByTheStandard() {
        #expect(href("http://a/^") == "http://a/%5E")
        #expect(href("foo:/^") == "foo:/%5E")
        #expect(href("a:/..") == "a:/")
        #expect(href("data:x  ?q") == "data:x %20?q")
        #expect(href("data:x  #q") == "data:x %20#q")
        #expect(href("data:x y  ") == "data:x y")
        #expect(href("http://ẞ.de") == "http://xn--zca.de/")
        #expect(href("http://xn--LS8H-.la") == nil)
        var url = URLRecord("foo:/p//q")
        #expect(url != nil)
        URLParser.change(&url!, .host, to: Array("new:82".utf8))
        #expect(url?.text == "foo://new:82/p//q")
        URLParser.change(&url!, .hostname, to: [])
        #expect(url?.text == "foo://new:82/p//q")
        var none = URLRecord("foo:/.//p")
        #expect(none?.text == "foo:/.//p")
        URLParser.change(&none!, .hostname, to: [])
        #expect(none?.text == "foo:////p")
    }

    /// Where our names of hosts end: an error, and not another host.
    @Test func namesThatNeedTablesAreNone() {
        for name in ["①.com", "e\u{301}", "㎏.de", "ﬁ.de", "a\u{200D}b", "İ.tr", "か\u{3099}.jp", "\u{1100}\u{1161}.kr"] {
            #expect(href("http://\(name)/") == nil, "\(name)")
        }
        #expect(href("http://é/") == "http://xn--9ca/")
        #expect(href("http://が.jp/") == "http://xn--v8j.jp/")
    }

    @Test func whatIsSerializedIsReadTheSame() throws {
        let parts = [
            "http:", "foo:", "file:", "//", "/", "\\", "?", "#", "@", ":", "[", "]", "::1", "a", "b.c", "..", "%2e",
            "%", " ", "é", "C|", "80", "\t", ".",
        ]
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var known = 0
        for _ in 0..<20_000 {
            let text = (0..<(1 + next(9))).map { _ in parts[next(parts.count)] }.joined()
            let base = next(2) == 0 ? nil : URLRecord("http://base/a/b?c#d")
            guard let url = URLRecord(text, base: base) else { continue }
            known += 1
            #expect(URLRecord(url.text) == url, "\(text)")
        }
        #expect(known > 5_000)
    }

    @Test func placesAreNamedAsInURLs() throws {
        func host(_ text: String) -> String? { NetworkAccess.Place(text)?.host }
        #expect(host("ExAmple.COM") == "example.com")
        #expect(host("bücher.de:80") == "xn--bcher-kva.de")
        #expect(host("*.Bücher.de") == "*.xn--bcher-kva.de")
        #expect(host("127.1") == "127.0.0.1")
        #expect(host("[0:0::1]:80") == "[::1]")
        #expect(host("*") == "*")
        for text in ["", "*.*", "a b", "a@b", "a/b", "[x]", "*.", "a:", "a:0", "*a", "a%41"] {
            #expect(host(text) == nil, "\(text)")
        }
    }
}
