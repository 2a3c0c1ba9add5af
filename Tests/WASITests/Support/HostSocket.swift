@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

#if canImport(Glibc)
    private let streamType = CInt(SOCK_STREAM.rawValue)
    private let datagramType = CInt(SOCK_DGRAM.rawValue)
#else
    private let streamType = SOCK_STREAM
    private let datagramType = SOCK_DGRAM
#endif

/// A socket of this process, as an embedder has them.
final class HostSocket: @unchecked Sendable {
    enum Family: CustomStringConvertible {
        case tcp, unix
        var description: String { self == .tcp ? "TCP" : "Unix" }
    }

    // Set once, and closed once: by its owner or at the end.
    private(set) var descriptor: CInt
    private var address: (bytes: [UInt8], family: Family)?
    private var folder: TemporaryFolder?

    private init(_ descriptor: CInt) throws(Errno) {
        self.descriptor = try check(descriptor)
    }

    deinit { close() }

    func close() {
        if descriptor >= 0 { _ = hostClose(descriptor) }
        descriptor = -1
    }

    static func pair(datagrams: Bool = false) throws -> (HostSocket, HostSocket) {
        var ends: [CInt] = [-1, -1]
        try check(socketpair(AF_UNIX, datagrams ? datagramType : streamType, 0, &ends))
        return (try HostSocket(ends[0]), try HostSocket(ends[1]))
    }

    /// A socket that listens, on a free port of the loopback interface or under a name in a folder of its own.
    static func listening(_ family: Family) throws -> HostSocket {
        let socket = try HostSocket(hostSocket(family == .tcp ? AF_INET : AF_UNIX, streamType, 0))
        switch family {
        case .tcp:
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            try withUnsafeMutableBytes(of: &address) { bytes in
                let pointer = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
                try check(bind(socket.descriptor, pointer, length))
                try check(getsockname(socket.descriptor, pointer, &length))
            }
            socket.address = (withUnsafeBytes(of: address) { Array($0) }, family)
        case .unix:
            let folder = try TemporaryFolder()
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array((folder.path + "/s").utf8)) }
            socket.address = (withUnsafeBytes(of: address) { Array($0) }, family)
            socket.folder = folder
            _ = try socket.withAddress { try check(bind(socket.descriptor, $0, $1)) }
        }
        try check(listen(socket.descriptor, 8))
        return socket
    }

    private func withAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) throws -> R) rethrows -> R {
        try address!.bytes.withUnsafeBytes {
            try body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
    }

    /// A client's end of a new connection to this one, which listens.
    func connect() throws -> HostSocket {
        let client = try HostSocket(hostSocket(address!.family == .tcp ? AF_INET : AF_UNIX, streamType, 0))
        _ = try withAddress { try check(hostConnect(client.descriptor, $0, $1)) }
        return client
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        precondition(hostSend(descriptor, bytes, bytes.count, 0) == bytes.count)
    }

    /// So many bytes, or fewer at the end.
    func receive(_ count: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let result = bytes.withUnsafeMutableBytes {
                hostReceive(descriptor, $0.baseAddress! + done, count - done, 0)
            }
            if result <= 0 { break }
            done += result
        }
        return String(decoding: bytes[..<done], as: UTF8.self)
    }
}

// The C functions, whose names the methods above hide.
private let hostSocket = socket
private let hostConnect = connect
private let hostClose = close
private let hostSend = send
private let hostReceive = recv
