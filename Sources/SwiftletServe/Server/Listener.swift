import SwiftletBuild

/// A socket that takes connections on one address.
final class Listener: Sendable {
    struct Address: Sendable {
        /// As addresses of pages name it: IPv6 in brackets.
        var host: String
        var port: UInt16
        var isLoopback: Bool
    }

    let descriptor: Int32
    let address: Address

    enum Failure: Error {
        case portInUse
        case other(String)
    }

    /// - Parameters:
    ///   - host: an IPv4 or IPv6 address, or `localhost`.
    ///   - port: 0 for any that is free.
    init(host: String, port: UInt16) throws(Failure) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST
        hints.ai_socktype = Listener.streamType
        var found: UnsafeMutablePointer<addrinfo>?
        let name = host == "localhost" ? "127.0.0.1" : host.trimmingBrackets
        guard getaddrinfo(name, String(port), &hints, &found) == 0, let place = found?.pointee else {
            throw .other("\(host) is not an address to serve on. Use 127.0.0.1 (this machine), or 0.0.0.0 (everybody).")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(place.ai_family, Listener.streamType, 0)
        guard descriptor >= 0 else { throw .other("cannot open a socket: \(systemMessage())") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        // A server that has just ended leaves connections behind that would keep the port for a minute.
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, place.ai_addr, place.ai_addrlen) == 0, listen(descriptor, 128) == 0
        else {
            let code = errno
            close(descriptor)
            if code == EADDRINUSE { throw .portInUse }
            let hint = code == EACCES ? " Ports below 1024 belong to the system: use --port 8012." : ""
            throw .other("cannot serve on \(host), port \(port): \(systemMessage(code)).\(hint)")
        }
        self.descriptor = descriptor
        address = Address(
            host: name.contains(":") ? "[\(name)]" : name, port: Listener.boundPort(descriptor),
            isLoopback: name.hasPrefix("127.") || name == "::1")
    }

    deinit { close(descriptor) }

    /// The first free port from one on, looked for among a hundred.
    static func freePort(host: String, from first: UInt16) -> UInt16? {
        let last = UInt16(min(Int(first) + 100, 65535))
        return (first...last).first { (try? Listener(host: host, port: $0)) != nil }
    }

    /// Takes the next connection, if one waits: not blocking, and not for the processes that we start.
    func accept() -> Int32? {
        #if canImport(Darwin)
            let connection = Darwin.accept(descriptor, nil, nil)
        #elseif canImport(Musl)
            let connection = Musl.accept(descriptor, nil, nil)
        #else
            let connection = Glibc.accept(descriptor, nil, nil)
        #endif
        guard connection >= 0 else { return nil }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        _ = fcntl(connection, F_SETFL, O_NONBLOCK)
        var one: Int32 = 1
        #if canImport(Darwin)
            // There is no flag of `send` for this.
            setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
        #endif
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        return connection
    }

    private static var streamType: Int32 {
        #if canImport(Darwin)
            SOCK_STREAM
        #else
            Int32(SOCK_STREAM.rawValue)
        #endif
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &size) }
            // The port lies at the same place for both families.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}

extension String {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
