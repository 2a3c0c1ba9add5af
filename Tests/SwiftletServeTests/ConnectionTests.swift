import SwiftletBuild
import Testing

@testable import SwiftletServe

@Suite struct ConnectionTests {
    private static let request = "GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"

    private func site(_ limits: Server.Limits = Server.Limits()) throws -> TestSite {
        let site = try TestSite(limits: limits)
        try site.folder.write("hello", to: "a.txt")
        return site
    }

    @Test func severalRequestsOnOneConnection() throws {
        let site = try site()
        let pipelined = try site.client()
        pipelined.send(String(repeating: Self.request, count: 3))
        for _ in 0..<3 { #expect(pipelined.answer()?.text == "hello") }
        for byte in Self.request.utf8 { pipelined.send([byte]) }
        #expect(pipelined.answer()?.text == "hello")
        pipelined.send("GET /a.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(pipelined.answer()?.fields["connection"] == "close")
        #expect(pipelined.isEnded())
    }

    @Test func oldClientsAreAnswered() throws {
        let site = try site()
        let old = try site.client()
        old.send("GET /a.txt HTTP/1.0\r\n\r\n")
        #expect(old.answer()?.text == "hello")
        #expect(old.isEnded())
    }

    @Test(arguments: [
        ("nonsense\r\n\r\n", 400), ("GET /a.txt\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n folded\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("GET /" + String(repeating: "a", count: 9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        ("GET /" + String(repeating: "a", count: 40000), 414),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "a", count: 40000), 431),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: y\r\n", count: 101) + "\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nHost: 127.evil.example\r\n\r\n", 421),
    ])
    func wrongRequestsAreRefused(_ text: String, _ status: Int) throws {
        let site = try site()
        let client = try site.client()
        client.send(text)
        #expect(client.answer()?.status == status)
        #expect(try site.ask("/a.txt").text == "hello")
    }

    @Test(arguments: ["localhost", "localhost:8012", "127.0.0.1:1", "[::1]:8012", "app.localhost"])
    func thisMachineHasManyNames(_ host: String) throws {
        #expect(try site().ask("/a.txt", ["Host": host]).status == 200)
    }

    @Test func slowClientsHoldUpNobody() throws {
        var limits = Server.Limits()
        limits.arrival = .milliseconds(600)
        limits.connections = 40
        let site = try site(limits)
        try Files.write([UInt8](repeating: 1, count: 20_000_000), to: site.folder.path + "/big.bin")
        // Some never finish a request, some never read the answer, some say nothing.
        var clients: [RawClient] = []
        for number in 0..<30 {
            let client = try site.client()
            if number % 3 == 0 { client.send("GET /a.txt HT") }
            if number % 3 == 1 { client.send("GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n") }
            clients.append(client)
        }
        let start = ContinuousClock.now
        for _ in 0..<20 { #expect(try site.ask("/a.txt").text == "hello") }
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(clients[0].answer()?.status == 408)
        #expect(clients[0].isEnded())
    }

    @Test func manyConnectionsMakeRoom() throws {
        var limits = Server.Limits()
        limits.connections = 8
        let site = try site(limits)
        let silent = try (0..<50).map { _ in try site.client() }
        #expect(try site.ask("/a.txt").text == "hello")
        #expect(silent[0].isEnded())
    }

    @Test func silentConnectionsEnd() throws {
        var limits = Server.Limits()
        limits.idle = .milliseconds(300)
        let site = try site(limits)
        let silent = try site.client()
        #expect(silent.isEnded())
    }

    @Test func portsInUseAreExplained() throws {
        let site = try site()
        var options = ServeOptions()
        options.path = site.folder.path
        options.port = site.server.address.port
        do {
            _ = try DevServer(options, log: { _ in })
            Issue.record("two servers on one port")
        } catch {
            let words = error.description
            #expect(words.contains("port \(site.server.address.port) is in use"))
            #expect(words.contains("is free: --port "))
        }
    }
}

extension ConnectionTests {
    @Test func noiseHurtsNobody() throws {
        let site = try TestSite()
        try site.folder.write("hello", to: "a.txt")
        var generator = SystemRandomNumberGenerator()
        let seed = Array(
            "GET /a.txt HTTP/1.1\r\nHost: localhost\r\nRange: bytes=1-2\r\nContent-Length: 3\r\n\r\nabc".utf8)
        for round in 0..<200 {
            var bytes = seed
            for _ in 0..<(1 + round % 8) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let client = try site.client()
            client.send(bytes)
            shutdown(client.descriptor, Int32(SHUT_WR))
            if let answer = client.answer() { #expect((200...599).contains(answer.status)) }
        }
        #expect(try site.ask("/a.txt").text == "hello")
    }

    @Test func whoCanOnlyListenIsAnswered() throws {
        let site = try TestSite()
        try site.folder.write("hello", to: "a.txt")
        let client = try site.client()
        client.send(
            "GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\nGET /missing HTTP/1.1\r\nHost: localhost\r\n\r\n")
        shutdown(client.descriptor, Int32(SHUT_WR))
        #expect(client.answer()?.text == "hello")
        #expect(client.answer()?.status == 404)
        #expect(client.isEnded())
    }

    @Test func hundredsOfConnectionsAreAnswered() throws {
        let site = try TestSite()
        try site.folder.write("hello", to: "a.txt")
        let clients = try (0..<400).map { _ in try site.client() }
        for client in clients { client.send("GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n") }
        #expect(clients.allSatisfy { $0.answer()?.text == "hello" || $0.isEnded() })
        #expect(try site.ask("/a.txt").text == "hello")
    }
}
