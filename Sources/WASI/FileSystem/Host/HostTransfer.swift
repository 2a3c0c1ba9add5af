#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

// The C functions, whose names the methods below hide.
private let hostRead = read
private let hostWrite = write

/// Reading and writing a host's descriptor at its own position.
enum HostTransfer {
    /// The number of buffers that one system call gets; the rest waits for the next call, as POSIX allows.
    private static let maximumVectorCount = 64

    static func read(_ descriptor: CInt, into buffers: ReadBuffers) throws(Errno) -> Int {
        if buffers.count == 1 {
            return try check(hostRead(descriptor, buffers[0].baseAddress, buffers[0].count))
        }
        return try check(withVectors(buffers) { readv(descriptor, $0, $1) })
    }

    static func write(_ descriptor: CInt, _ buffers: WriteBuffers) throws(Errno) -> Int {
        if buffers.count == 1 {
            return try check(hostWrite(descriptor, buffers[0].baseAddress, buffers[0].count))
        }
        return try check(withVectors(buffers) { writev(descriptor, $0, $1) })
    }

    static func withVectors(_ buffers: ReadBuffers, _ body: (UnsafePointer<iovec>, CInt) -> Int) -> Int {
        let count = min(buffers.count, maximumVectorCount)
        return withUnsafeTemporaryAllocation(of: iovec.self, capacity: max(1, count)) { vectors in
            for index in 0..<count {
                vectors[index] = iovec(iov_base: buffers[index].baseAddress, iov_len: buffers[index].count)
            }
            return body(vectors.baseAddress!, CInt(count))
        }
    }

    static func withVectors(_ buffers: WriteBuffers, _ body: (UnsafePointer<iovec>, CInt) -> Int) -> Int {
        let count = min(buffers.count, maximumVectorCount)
        return withUnsafeTemporaryAllocation(of: iovec.self, capacity: max(1, count)) { vectors in
            for index in 0..<count {
                let base = UnsafeMutableRawPointer(mutating: buffers[index].baseAddress)
                vectors[index] = iovec(iov_base: base, iov_len: buffers[index].count)
            }
            return body(vectors.baseAddress!, CInt(count))
        }
    }
}
