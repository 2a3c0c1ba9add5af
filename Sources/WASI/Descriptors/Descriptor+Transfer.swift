import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Descriptor {
    /// What a pipe that is ready takes at once without blocking (PIPE_BUF of Linux; that of others is smaller, but what they
    /// take when they say that they are ready is not).
    private static let pieceSize = 4096

    /// Reads at the position, and moves it on. Waits for a stream to have something, unless the guest asked not to.
    func read(_ file: any OpenFile, into buffers: ReadBuffers, _ store: Store) throws(Errno) -> Int {
        guard let wait = file.waitDescriptor else {
            let count = try file.read(into: buffers, at: position)
            position += UInt64(count)
            return count
        }
        try checkConnected(file)
        while true {
            try prepare(wait, Int32(POLLIN), store)
            do {
                return try file.read(into: buffers, at: position)
            } catch {
                if !isTransient(error) { throw error }
            }
        }
    }

    /// Writes at the position, or at the end with the flag `append`, and moves the position behind what was written.
    func write(_ file: any OpenFile, _ buffers: WriteBuffers, _ store: Store) throws(Errno) -> Int {
        if let wait = file.waitDescriptor {
            try checkConnected(file)
            return try write(file, buffers, waitingFor: wait, store)
        }
        if flags.contains(.append) {
            let (count, end) = try file.append(buffers)
            position = end
            return count
        }
        let count = try file.write(buffers, at: position)
        position += UInt64(count)
        return count
    }

    /// Writes everything, as programs expect of a blocking stream, but in pieces that do not block, so that a guest whose
    /// reader has gone to sleep can be stopped.
    private func write(
        _ file: any OpenFile, _ buffers: WriteBuffers, waitingFor wait: CInt, _ store: Store
    ) throws(Errno) -> Int {
        if buffers.reduce(0, { $0 + $1.count }) <= Self.pieceSize {
            // One piece stays one piece: lines of several writers do not mix.
            let count = try writeOnce(file, buffers, waitingFor: wait, store)
            var rest = count
            for buffer in buffers {
                if rest < buffer.count {
                    let piece = UnsafeRawBufferPointer(rebasing: buffer[rest...])
                    return try count + write(file, piece, waitingFor: wait, store, after: count)
                }
                rest -= buffer.count
            }
            return count
        }
        var done = 0
        for buffer in buffers {
            let count = try write(file, buffer, waitingFor: wait, store, after: done)
            done += count
            if count < buffer.count { break }
        }
        return done
    }

    /// Writes one buffer; an error after some bytes, here or before, is left for the guest's next call.
    private func write(
        _ file: any OpenFile, _ buffer: UnsafeRawBufferPointer, waitingFor wait: CInt, _ store: Store, after before: Int
    ) throws(Errno) -> Int {
        var done = 0
        while done < buffer.count {
            let piece = UnsafeRawBufferPointer(rebasing: buffer[done...].prefix(Self.pieceSize))
            do {
                done += try withUnsafePointer(to: piece) { (piece) throws(Errno) in
                    try writeOnce(file, WriteBuffers(start: piece, count: 1), waitingFor: wait, store)
                }
            } catch {
                if before + done > 0 { break }
                throw error
            }
        }
        return done
    }

    private func writeOnce(
        _ file: any OpenFile, _ buffers: WriteBuffers, waitingFor wait: CInt, _ store: Store
    ) throws(Errno) -> Int {
        while true {
            try prepare(wait, Int32(POLLOUT), store)
            do {
                return try file.write(buffers, at: 0)
            } catch {
                if !isTransient(error) { throw error }
            }
        }
    }

    func prepare(_ wait: CInt, _ events: Int32, _ store: Store) throws(Errno) {
        if flags.contains(.nonblock) {
            if !Waiting.isReady(wait, events) { throw .again }
        } else {
            try Waiting.untilReady(wait, events, store)
        }
    }

    /// Whether to wait again: somebody else was faster, or a signal came.
    func isTransient(_ error: Errno) -> Bool {
        error == .intr || (error == .again && !flags.contains(.nonblock))
    }
}
