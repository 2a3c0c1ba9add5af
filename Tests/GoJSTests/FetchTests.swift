import Foundation
import GoJS
import Testing
import WASI
import WebAssembly

/// `http.Get` in a program, by a network of the test's own that answers from memory.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct FetchTests {
    /// Answers by the path; keeps what it was asked.
    private final class Server: Network, @unchecked Sendable {
        /// Ends when an exchange that would take an hour is cancelled.
        let cancellations = AsyncStream<Void>.makeStream()
        private let lock = NSLock()
        private var seen: [NetworkRequest] = []
        var requests: [NetworkRequest] { lock.withLock { seen } }

        func exchange(_ request: NetworkRequest) async throws -> NetworkResponse {
            lock.withLock { seen.append(request) }
            // http: / (nothing) / host / path
            let path =
                "/"
                + request.url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(
                    separator: "/")
            func text(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> NetworkResponse {
                let parts = Parts([Array(text.utf8)])
                return NetworkResponse(status: status, headers: headers.map { (name: $0.0, value: $0.1) }) {
                    parts.next()
                }
            }
            switch path {
            case "/hello": return text(200, "hello", [("X-Answer", "yes"), ("X-Two", "1"), ("X-Two", "2")])
            case "/echo": return text(201, "\(request.method) \(String(decoding: request.body ?? [], as: UTF8.self))")
            case "/moved": return text(302, "", [("Location", "/hello")])
            case "/away": return text(307, "", [("Location", "http://elsewhere.example/hello")])
            case "/away-allowed": return text(307, "", [("Location", "http://friend.example/echo")])
            case "/loop": return text(302, "", [("Location", "/loop")])
            case "/large":
                let parts = Parts(Array(repeating: [UInt8](repeating: 7, count: 100_000), count: 50))
                return NetworkResponse(status: 200) { parts.next() }
            case "/breaks":
                let parts = Parts([[1, 2, 3]])
                return NetworkResponse(status: 200) {
                    if let part = parts.next() { return part }
                    throw POSIXError(.ECONNRESET)
                }
            case "/slow":
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch {
                    cancellations.continuation.finish()
                    throw error
                }
                return text(200, "late")
            default: return text(404, "no \(path)")
            }
        }
    }

    private final class Parts: @unchecked Sendable {
        private let lock = NSLock()
        private var rest: [[UInt8]]
        init(_ parts: [[UInt8]]) { rest = parts.filter { !$0.isEmpty } }
        func next() -> [UInt8]? { lock.withLock { rest.isEmpty ? nil : rest.removeFirst() } }
    }

    /// Runs the program while this task waits: its exchanges are tasks, too, and need the threads.
    private func ask(
        _ arguments: [String], _ server: Server = Server(),
        allowing hosts: [String] = ["server.example:80", "friend.example"]
    ) async throws -> GoFixture.Run {
        let fixture = try GoFixture("fetch")
        let (output, errors) = (OutputBuffer(), OutputBuffer())
        var configuration = GoProgram.Configuration()
        configuration.arguments = ["fetch"] + arguments
        configuration.standardOutput = .collecting(output)
        configuration.standardError = .collecting(errors)
        configuration.network = NetworkAccess(server, allowing: try hosts.map { try #require(NetworkAccess.Place($0)) })
        let program = try GoProgram(Module(fixture.bytes), configuration: configuration)
        let code = try await program.run()
        return GoFixture.Run(output: output.text, errors: errors.text, code: code)
    }

    @Test func answersReachTheProgram() async throws {
        let server = Server()
        let run = try await ask(["GET", "http://server.example/hello"], server)
        #expect(run.output == "200 OK /hello\nX-Answer: yes [1, 2]\n5 false hello\n")
        #expect(run.code == 0)
        let request = try #require(server.requests.first)
        #expect(request.headers.contains { $0.name == "x-asked" && $0.value == "by Go" })
    }

    @Test func bodiesAreSent() async throws {
        let run = try await ask(["POST", "http://server.example/echo", "a body of 想"])
        #expect(
            run.output == "201 Created /echo\nX-Answer:  []\n\("POST a body of 想".utf8.count) false POST a body of 想\n")
    }

    @Test func largeBodiesComeInParts() async throws {
        #expect(try await ask(["GET", "http://server.example/large"]).output.hasSuffix("5000000 true \n"))
    }

    @Test func redirectionsAreFollowed() async throws {
        #expect(try await ask(["GET", "http://server.example/moved"]).output.hasPrefix("200 OK /hello\n"))
        #expect(try await ask(["GET", "http://server.example/loop"]).output.contains("redirect count exceeded"))
    }

    /// Not the program's address alone decides, but each that a server sends it to.
    @Test func onlyAllowedHostsAreReached() async throws {
        let server = Server()
        let run = try await ask(["GET", "http://server.example/away"], server)
        #expect(run.output.contains("may not reach elsewhere.example:80, to which it was redirected"))
        #expect(server.requests.count == 1)
        #expect(try await ask(["GET", "http://other.example/hello"]).output.contains("may not reach other.example:80"))
        #expect(
            try await ask(["GET", "http://server.example:81/hello"]).output.contains("may not reach server.example:81"))
        #expect(try await ask(["GET", "http://server.example@other.example/hello"]).output.contains("error: "))
        let some = Server()
        #expect(try await ask(["GET", "http://a.b.example/hello"], some, allowing: ["*.b.example"]).code == 0)
        #expect(try await ask(["GET", "http://b.example.evil/hello"], some, allowing: ["*.b.example"]).code == 1)
    }

    @Test func secretsStayWithTheirHost() async throws {
        let server = Server()
        _ = try await ask(["GET", "http://server.example/away-allowed"], server)
        #expect(server.requests.count == 2)
        #expect(server.requests.first?.headers.contains { $0.name == "authorization" } == true)
        #expect(server.requests.last?.headers.contains { $0.name == "authorization" } == false)
    }

    @Test func failuresAreErrors() async throws {
        #expect(try await ask(["GET", "http://server.example/breaks"]).output.contains("body: "))
        #expect(try await ask(["GET", "http://server.example/none"]).output.hasPrefix("404 Not Found /none\n"))
    }

    @Test func abortingEndsTheExchange() async throws {
        let server = Server()
        let run = try await ask(["ABORT", "http://server.example/slow"], server)
        #expect(run.output.contains("context deadline exceeded"))
        for await _ in server.cancellations.stream {}
    }

    /// Without a network Go's library has its own, in which nobody listens.
    @Test func thereIsNoNetworkUnasked() throws {
        let run = try GoFixture("fetch").here(["GET", "http://127.0.0.1:1/hello"])
        #expect(run.output.contains("connection refused") || run.output.contains("Connection refused"), "\(run.output)")
        #expect(run.code == 1)
    }
}
