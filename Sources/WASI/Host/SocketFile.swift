#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A socket of the host. Nothing here waits: callers do, by ``waitDescriptor``.
final class SocketFile: Stream {
    let handle: HostHandle
    let listens: Bool
    private let socketType: FileType

    /// - Throws: `notsock` if the descriptor is no socket.
    init(_ handle: HostHandle) throws(Errno) {
        self.handle = handle
        socketType = try Self.option(SO_TYPE, of: handle) == Self.datagram ? .socketDatagram : .socketStream
        listens = (try? Self.option(SO_ACCEPTCONN, of: handle)) ?? 0 != 0
        super.init()
        if listens {
            let flags = try check(fcntl(handle.descriptor, F_GETFL))
            try check(fcntl(handle.descriptor, F_SETFL, flags | O_NONBLOCK))
        }
        #if canImport(Darwin)
            // Else writing to a socket whose other end is gone would end this process by a signal.
            var on: CInt = 1
            try check(
                setsockopt(handle.descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<CInt>.size)))
        #endif
    }

    override var type: FileType { socketType }
    override var waitDescriptor: CInt? { handle.descriptor }

    override func status() throws(Errno) -> FileStatus {
        var status = FileStatus(try handle.status())
        status.type = socketType
        return status
    }

    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        try receive(into: buffers, peek: false).count
    }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        try check(
            HostTransfer.withVectors(buffers) { vectors, count in
                var message = Self.message(vectors, count)
                return sendmsg(handle.descriptor, &message, Self.sendFlags)
            })
    }

    /// Reads once; a datagram that is longer than the buffers loses its rest.
    func receive(into buffers: ReadBuffers, peek: Bool) throws(Errno) -> (count: Int, isTruncated: Bool) {
        var isTruncated = false
        let count = try check(
            HostTransfer.withVectors(buffers) { vectors, count in
                var message = Self.message(vectors, count)
                let result = recvmsg(handle.descriptor, &message, Self.dontWait | (peek ? Self.peek : 0))
                isTruncated = message.msg_flags & Self.truncated != 0
                return result
            })
        return (count, isTruncated)
    }

    func accept() throws(Errno) -> SocketFile {
        let accepted = try HostHandle(hostAccept(handle.descriptor, nil, nil))
        // Not in one step with `accept`: Darwin has no `accept4`.
        try check(fcntl(accepted.descriptor, F_SETFD, FD_CLOEXEC))
        return try SocketFile(accepted)
    }

    func shutDown(_ flags: ShutdownFlags) throws(Errno) {
        let how: Int =
            switch flags {
            case .receiving: Int(SHUT_RD)
            case .sending: Int(SHUT_WR)
            default: Int(SHUT_RDWR)
            }
        try check(shutdown(handle.descriptor, CInt(how)))
    }

    private static func message(_ vectors: UnsafePointer<iovec>, _ count: CInt) -> msghdr {
        var message = msghdr()
        message.msg_iov = UnsafeMutablePointer(mutating: vectors)
        message.msg_iovlen = numericCast(count)
        return message
    }

    private static func option(_ name: CInt, of handle: HostHandle) throws(Errno) -> CInt {
        var value: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        try check(getsockopt(handle.descriptor, SOL_SOCKET, name, &value, &length))
        return value
    }

    #if canImport(Glibc)
        private static let datagram = CInt(SOCK_DGRAM.rawValue)
    #else
        private static let datagram = CInt(SOCK_DGRAM)
    #endif
    private static let dontWait = CInt(MSG_DONTWAIT)
    private static let peek = CInt(MSG_PEEK)
    private static let truncated = CInt(MSG_TRUNC)
    #if canImport(Darwin)
        private static let sendFlags = CInt(MSG_DONTWAIT)
    #else
        private static let sendFlags = CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL)
    #endif
}

// The C function, whose name a method above hides.
private let hostAccept = accept
