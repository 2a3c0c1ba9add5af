import Foundation
import GoJS
import GoJSURLSession
import Testing
import WASI
import WebAssembly

/// `http.Get` in a program, and exchanges without one, by `URLSession` from a server of this machine's.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct URLSessionTests {
    /// Released when a body may go on.
    private final class Gate: @unchecked Sendable {
        private let semaphore = DispatchSemaphore(value: 0)
        func open() { semaphore.signal() }
        /// - Returns: false after a while, so that a test fails and does not hang.
        func wait() -> Bool { semaphore.wait(timeout: .now() + 3000) == .success }
    }

    private static func server(_ gate: Gate = Gate()) throws -> LocalServer {
        try LocalServer { request, connection in
            switch request.path {
            case "/hello":
                try connection.answer("200 OK", ["X-Answer: yes", "X-Two: 1", "X-Two: 2", "Set-Cookie: a=b"], "hello")
            case "/echo": try connection.answer("201 Created", [], request.method + " " + request.body)
            case "/moved": try connection.answer("302 Found", ["Location: /hello"], "gone")
            case "/none": try connection.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            case "/parts":
                try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                try connection.write("5\r\nfirst\r\n")
                guard gate.wait() else { return }
                try connection.write("4\r\nlast\r\n0\r\n\r\n")
            case "/breaks":
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
                _ = gate.wait()
            case "/large":
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\nConnection: close\r\n\r\n")
                for _ in 0..<50 { try connection.write([UInt8](repeating: 7, count: 100_000)) }
            case "/huge":
                try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 40000000\r\nConnection: close\r\n\r\n")
                for _ in 0..<400 { try connection.write([UInt8](repeating: 7, count: 100_000)) }
            case "/slow": try connection.waitForEnd()
            default: try connection.answer("404 Not Found", [], "no \(request.path)")
            }
        }
    }

    /// A network that does not lose patience when other tests have all the threads: its usual one ends after a minute.
    private static func network(exchanges: Int = 64, waitingBytes: Int = 1 << 28) -> URLSessionNetwork {
        let configuration = URLSessionNetwork.isolated
        configuration.timeoutIntervalForRequest = 3600
        return URLSessionNetwork(configuration: configuration, exchanges: exchanges, waitingBytes: waitingBytes)
    }

    private func ask(_ arguments: [String], _ server: LocalServer) async throws -> GoFixture.Run {
        let place = try #require(NetworkAccess.Place("127.0.0.1"))
        return try await GoFixture("fetch").fetching(arguments, by: NetworkAccess(Self.network(), allowing: [place]))
    }

    /// The text of a body.
    private func text(_ response: NetworkResponse) async throws -> String {
        var bytes: [UInt8] = []
        while let part = try await response.nextPart() { bytes += part }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Programs

    @Test func answersReachTheProgram() async throws {
        let server = try Self.server()
        let run = try await ask(["GET", server.address + "/hello"], server)
        #expect(run.output == "200 OK /hello\nX-Answer: yes [1, 2]\n5 false hello\n")
        #expect(run.code == 0)
        #expect(server.requests.first?.headers["x-asked"] == "by Go")
    }

    @Test func bodiesAreSent() async throws {
        let server = try Self.server()
        let run = try await ask(["POST", server.address + "/echo", "a body of 想"], server)
        #expect(
            run.output == "201 Created /echo\nX-Answer:  []\n\("POST a body of 想".utf8.count) false POST a body of 想\n")
        #expect(server.requests.first?.headers["content-type"] == "application/octet-stream")
    }

    @Test func largeBodiesComeInParts() async throws {
        let server = try Self.server()
        #expect(try await ask(["GET", server.address + "/large"], server).output.hasSuffix("5000000 true \n"))
    }

    @Test func redirectionsAreFollowedByFetch() async throws {
        let server = try Self.server()
        #expect(try await ask(["GET", server.address + "/moved"], server).output.hasPrefix("200 OK /hello\n"))
        #expect(server.requests.map(\.path) == ["/moved", "/hello"])
        // The first answer would have set a cookie, if there were any.
        _ = try await ask(["GET", server.address + "/hello"], server)
        #expect(server.requests.allSatisfy { $0.headers["cookie"] == nil })
    }

    @Test func whoAbortsIsHeardByTheServer() async throws {
        let server = try Self.server()
        let run = try await ask(["ABORT", server.address + "/slow"], server)
        #expect(run.output.contains("context deadline exceeded"))
        try await expect { server.abandoned == ["/slow"] }
    }

    @Test func whereNobodyListensIsAnError() async throws {
        var server: LocalServer? = try Self.server()
        let address = try #require(server?.address)
        server = nil
        let run = try await ask(["GET", address + "/hello"], try Self.server())
        #expect(run.output.hasPrefix("error: "))
        #expect(run.output.contains("connect"), "\(run.output)")
        #expect(run.code == 1)
    }

    // MARK: Exchanges

    @Test func aRedirectionIsAResponse() async throws {
        let server = try Self.server()
        let response = try await Self.network().exchange(NetworkRequest(url: server.address + "/moved"))
        #expect(response.status == 302)
        #expect(response.headers.contains { $0.name.lowercased() == "location" && $0.value == "/hello" })
        #expect(try await text(response) == "gone")
        #expect(server.requests.count == 1)
    }

    /// The first part is here while the server still holds the second back.
    @Test func partsComeWhenTheyAreSent() async throws {
        let gate = Gate()
        let server = try Self.server(gate)
        let response = try await Self.network().exchange(NetworkRequest(url: server.address + "/parts"))
        #expect(try await response.nextPart() == Array("first".utf8))
        gate.open()
        #expect(try await text(response) == "last")
    }

    @Test func aBodyThatBreaksIsAnError() async throws {
        let gate = Gate()
        let server = try Self.server(gate)
        let response = try await Self.network().exchange(NetworkRequest(url: server.address + "/breaks"))
        #expect(try await response.nextPart() == Array("abc".utf8))
        gate.open()
        await #expect(throws: URLSessionFailure.self) { try await response.nextPart() }
    }

    @Test func thereMayBeNoBody() async throws {
        let server = try Self.server()
        let response = try await Self.network().exchange(NetworkRequest(url: server.address + "/none"))
        #expect(response.status == 204)
        #expect(try await response.nextPart() == nil)
    }

    @Test func cancellationEndsTheExchange() async throws {
        let server = try Self.server()
        let network = Self.network(exchanges: 1)
        let task = Task { try await network.exchange(NetworkRequest(url: server.address + "/slow")) }
        try await expect { server.requests.count == 1 }
        task.cancel()
        await #expect(throws: URLSessionFailure.self) { try await task.value }
        try await expect { server.abandoned == ["/slow"] }
        // Its place is free again.
        try await expect {
            let response = try? await network.exchange(NetworkRequest(url: server.address + "/hello"))
            return response?.status == 200
        }
    }

    /// Who lets go of a response without reading it ends it, too.
    @Test func aResponseThatNobodyWantsEnds() async throws {
        let gate = Gate()
        let server = try Self.server(gate)
        let network = Self.network(exchanges: 1)
        var response: NetworkResponse? = try await network.exchange(NetworkRequest(url: server.address + "/parts"))
        #expect(response?.status == 200)
        await #expect(throws: URLSessionFailure.self) {
            try await network.exchange(NetworkRequest(url: server.address + "/hello"))
        }
        response = nil
        try await expect {
            let response = try? await network.exchange(NetworkRequest(url: server.address + "/hello"))
            return response?.status == 200
        }
        gate.open()
    }

    /// Either the server waits for who takes its body, or too much of it is an error: never is all of it kept.
    @Test func whatNobodyTakesIsNotKept() async throws {
        let server = try Self.server()
        let network = Self.network(waitingBytes: 1 << 21)
        let response = try await network.exchange(NetworkRequest(url: server.address + "/huge"))
        var total = 0
        try await Task.sleep(for: .milliseconds(500))
        #if canImport(FoundationNetworking)
            await #expect(throws: URLSessionFailure.self) {
                while let part = try await response.nextPart() { total += part.count }
            }
            #expect(total < 1 << 22)
        #else
            while let part = try await response.nextPart() { total += part.count }
            #expect(total == 40_000_000)
        #endif
    }

    /// Waits until something is so, for a while.
    private func expect(_ isSo: () async -> Bool) async throws {
        for _ in 0..<6000 {
            if await isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("it never was so")
    }
}
