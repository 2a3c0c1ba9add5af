import SwiftletBuild

/// A socket that listens for connections over TCP, open until this process ends.
public struct Listener: Hashable, Sendable {
    public let descriptor: Int32
    /// Where it listens, with the port that it really has.
    public let address: String

    /// Listens at an address as `--tcp-listen ADDRESS:PORT` names it; port 0 means a free one. Addresses of version 6 stand in
    /// brackets.
    public init(option: String) throws(RunError) {
        guard let colon = option.lastIndex(of: ":"), let port = UInt16(option[option.index(after: colon)...]) else {
            throw RunError("--tcp-listen \(option): say --tcp-listen ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:0")
        }
        var host = option[..<colon]
        if host.first == "[", host.last == "]" { host = host.dropFirst().dropLast() }
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_PASSIVE
        #if canImport(Glibc) || canImport(Musl)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(String(host), String(port), &hints, &found) == 0, let found else {
            throw RunError(
                "--tcp-listen \(option): “\(host)” is no address. Give numbers: 127.0.0.1, [::1], 0.0.0.0 for all.")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype, found.pointee.ai_protocol)
        var on: Int32 = 1
        // Else a program that is started anew has to wait a minute for its port.
        _ = setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard descriptor >= 0, bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0,
            listen(descriptor, 128) == 0
        else {
            let reason = systemMessage()
            if descriptor >= 0 { close(descriptor) }
            throw RunError("--tcp-listen \(option): cannot listen there: \(reason)")
        }
        closeOnExec(descriptor)
        self.descriptor = descriptor
        address = "\(option[..<colon]):\(Self.port(of: descriptor) ?? port)"
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                let result = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(descriptor, $0, &size)
                }
                // The port lies in the same place for both versions.
                return result == 0 ? UInt16(bigEndian: pointer.pointee.sin_port) : nil
            }
        }
    }
}
