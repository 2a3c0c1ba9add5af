import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Descriptor {
    /// Takes the next connection; waits for one, unless the guest asked not to.
    func accept(_ socket: SocketFile, _ store: Store) throws(Errno) -> SocketFile {
        while true {
            try prepare(socket.handle.descriptor, Int32(POLLIN), store)
            do {
                return try socket.accept()
            } catch {
                // Who connected may have gone meanwhile.
                if !isTransient(error) && error != .connaborted { throw error }
            }
        }
    }

    /// Reads what has come; with `waitAll`, until the buffers are full or there is no more to come.
    func receive(
        _ socket: SocketFile, into buffers: ReadBuffers, _ flags: ReceiveFlags, _ store: Store
    ) throws(Errno) -> (count: Int, isTruncated: Bool) {
        try checkConnected(socket)
        guard flags.contains(.waitAll), socket.type == .socketStream else {
            return try receiveOnce(socket, into: buffers, flags, store)
        }
        var done = 0
        for buffer in buffers {
            var rest = UnsafeMutableRawBufferPointer(rebasing: buffer[...])
            while !rest.isEmpty {
                let count: Int
                do {
                    count = try withUnsafePointer(to: rest) { (rest) throws(Errno) in
                        try receiveOnce(socket, into: ReadBuffers(start: rest, count: 1), [], store).count
                    }
                } catch {
                    // What has come counts; the next call meets the error again.
                    if done > 0 { return (done, false) }
                    throw error
                }
                if count == 0 { return (done, false) }
                done += count
                rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
            }
        }
        return (done, false)
    }

    /// A socket that listens is never ready for data, so it must not be waited for.
    func checkConnected(_ file: any OpenFile) throws(Errno) {
        if let socket = file as? SocketFile, socket.listens { throw .notconn }
    }

    private func receiveOnce(
        _ socket: SocketFile, into buffers: ReadBuffers, _ flags: ReceiveFlags, _ store: Store
    ) throws(Errno) -> (count: Int, isTruncated: Bool) {
        while true {
            try prepare(socket.handle.descriptor, Int32(POLLIN), store)
            do {
                return try socket.receive(into: buffers, peek: flags.contains(.peek))
            } catch {
                if !isTransient(error) { throw error }
            }
        }
    }
}
