import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A real HTTP server on this machine, for as long as it lives: one thread a connection, and one request a connection.
final class LocalServer: @unchecked Sendable {
    let port: UInt16
    var address: String { "http://127.0.0.1:\(port)" }

    private let socket: CInt
    private let lock = NSLock()
    // Guarded by `lock`.
    private var seen: [Request] = []
    private var gone: [String] = []

    struct Request {
        var method: String
        var path: String
        /// Names in small letters.
        var headers: [String: String]
        var body: String
    }

    /// What came, in order.
    var requests: [Request] { lock.withLock { seen } }
    /// Paths whose client went before it had everything.
    var abandoned: [String] { lock.withLock { gone } }

    /// - Parameter answer: writes the response; it throws when the client has gone.
    init(_ answer: @escaping @Sendable (Request, Connection) throws -> Void) throws {
        #if canImport(Darwin)
            socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #else
            socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { [socket] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 32) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [socket, weak self] in
            while true {
                let client = accept(socket, nil, nil)
                if client < 0 { return }
                guard let server = self else { return _ = close(client) }
                Thread.detachNewThread { server.serve(client, answer) }
            }
        }
    }

    deinit {
        shutdown(socket, CInt(SHUT_RDWR))
        close(socket)
    }

    private func serve(_ client: CInt, _ answer: (Request, Connection) throws -> Void) {
        defer { close(client) }
        guard let request = LocalServer.request(client) else { return }
        lock.withLock { seen.append(request) }
        do {
            try answer(request, Connection(client: client))
        } catch {
            lock.withLock { gone.append(request.path) }
        }
    }

    private static func request(_ client: CInt) -> Request? {
        var bytes: [UInt8] = []
        func more() -> Bool {
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = recv(client, &piece, piece.count, 0)
            if count > 0 { bytes += piece[..<count] }
            return count > 0
        }
        let blank = Array("\r\n\r\n".utf8)
        while true {
            if let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) {
                let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
                let words = lines[0].split(separator: " ")
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    guard let colon = line.firstIndex(of: ":") else { continue }
                    headers[line[..<colon].lowercased()] =
                        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                }
                let start = end + blank.count
                let count = headers["content-length"].flatMap { Int($0) } ?? 0
                while bytes.count - start < count { if !more() { return nil } }
                return Request(
                    method: String(words[0]), path: String(words[1]), headers: headers,
                    body: String(decoding: bytes[start...], as: UTF8.self))
            }
            if !more() { return nil }
        }
    }

    /// What an answer is written to.
    struct Connection {
        fileprivate let client: CInt

        /// - Throws: when the client has gone.
        func write(_ text: String) throws { try write(Array(text.utf8)) }

        func write(_ bytes: [UInt8]) throws {
            #if canImport(Darwin)
                let flags: CInt = 0
                var on: CInt = 1
                setsockopt(client, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<CInt>.size))
            #else
                let flags = CInt(MSG_NOSIGNAL)
            #endif
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, flags) }
                if count <= 0 { throw POSIXError(.EPIPE) }
                rest = rest.dropFirst(count)
            }
        }

        /// A whole answer.
        func answer(_ status: String, _ headers: [String] = [], _ body: String) throws {
            let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
            try write(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
        }

        /// Waits until the client goes.
        func waitForEnd() throws {
            var byte: UInt8 = 0
            while recv(client, &byte, 1, 0) > 0 {}
            throw POSIXError(.EPIPE)
        }
    }
}
