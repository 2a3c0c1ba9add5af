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
            case "/hello", "/hello?a%20b":
                return text(200, "hello", [("X-Answer", "yes"), ("X-Two", "1"), ("X-Two", "2")])
            case "/echo": return text(201, "\(request.method) \(String(decoding: request.body ?? [], as: UTF8.self))")
            case "/type":
                let type = request.headers.first { $0.name == "content-type" }?.value ?? "none"
                return text(200, "\(request.method) \(type) \(String(decoding: request.body ?? [], as: UTF8.self))")
            case "/to-password": return text(302, "", [("Location", "http://a:b@server.example/hello")])
            case "/to-nothing": return text(302, "", [("Location", "http://")])
            case "/deep/to-relative?q": return text(302, "", [("Location", "../hello")])
            case "/endless": return NetworkResponse(status: 200) { [UInt8](repeating: 1, count: 10) }
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
        let places = try hosts.map { try #require(NetworkAccess.Place($0)) }
        return try await GoFixture("fetch").fetching(arguments, by: NetworkAccess(server, allowing: places))
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

    /// By all that a program can ask with, and what it may not.
    @Test func requestsAreObjects() async throws {
        let server = Server()
        let run = try await ask(["OBJECTS", "http://server.example"], server)
        #expect(run.errors == "")
        let expected = """
            URL 200 http://server.example/hello false hello
            text 200 http://server.example/hello?a%20b false hello
            request 200 http://server.example/hello false hello
            body 200 http://server.example/type false POST text/plain;charset=UTF-8 text
            used true
            used rejected TypeError: Cannot construct a Request with a Request object that has already been used. undefined
            other body 200 http://server.example/type false POST text/plain;charset=UTF-8 a=%C3%A9
            other method 200 http://server.example/type false PUT a/b abc
            stream 200 http://server.example/type false POST none one two
            stream of texts rejected TypeError: Received non-Uint8Array chunk undefined
            failing stream rejected RangeError: broken undefined
            no duplex rejected TypeError: RequestInit: duplex option is required when sending a body. undefined
            nothing rejected TypeError: Failed to parse URL from /relative TypeError: Invalid URL
            password rejected TypeError: Request cannot be constructed from a URL that includes credentials: \
            http://u:p@server.example/hello undefined
            other scheme rejected TypeError: fetch failed Error: ftp://server.example/hello is no address of HTTP
            odd host rejected TypeError: fetch failed Error: a{b} is no name of a host that can be fetched from
            number rejected TypeError: fetch failed Error: the program may not reach 127.0.0.1:80; allow it by \
            --allow-net 127.0.0.1 or NetworkAccess
            redirect by name rejected TypeError: fetch failed Error: an address with a name or a password is not fetched
            redirect to nowhere rejected TypeError: fetch failed Error: redirected to “http://”, which is no URL
            redirect relative 200 http://server.example/hello false hello
            redirect error rejected TypeError: fetch failed Error: unexpected redirect
            redirect manual 302 http://server.example/moved false\u{20}
            wrong option rejected TypeError: Request constructor: sometimes is not an accepted type. Expected one of \
            follow, manual, error. undefined
            wrong signal rejected TypeError: RequestInit: Expected signal ({}) to be an instance of AbortSignal. undefined
            large 5000000 true
            large 5000000 true
            set true basic
            change TypeError: immutable
            aborted before rejected AbortError: This operation was aborted undefined
            aborted enough true
            aborted body 10 enough true enough
            cancelled TypeError: Body is unusable: Body has already been read true

            """
        #expect(run.output == expected)
        // What was judged is what is sent.
        #expect(server.requests.allSatisfy { $0.url.hasPrefix("http://server.example/") && !$0.url.contains("#") })
    }

    /// What is no network's is there without one.
    @Test func onlyFetchNeedsANetwork() throws {
        _ = try GoFixture("fetch").here(
            ["GET", "http://127.0.0.1:1/hello"],
            prepare: { program in
                #expect(program.global["fetch"].isUndefined)
                #expect(!program.global.keys.contains("fetch"))
                for name in ["URL", "URLSearchParams", "Headers", "Request", "Response", "ReadableStream"] {
                    #expect(program.global[name].isCallable, "\(name)")
                }
                for name in ["WritableStream", "TransformStream", "XMLHttpRequest", "WebSocket"] {
                    #expect(program.global[name].isUndefined, "\(name)")
                }
            })
    }

    /// Without a network Go's library has its own, in which nobody listens.
    @Test func thereIsNoNetworkUnasked() throws {
        let run = try GoFixture("fetch").here(["GET", "http://127.0.0.1:1/hello"])
        #expect(run.output.contains("connection refused") || run.output.contains("Connection refused"), "\(run.output)")
        #expect(run.code == 1)
    }
}
