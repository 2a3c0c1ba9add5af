/// The same with one buffer.
extension OpenFile {
    package func write(_ buffer: UnsafeRawBufferPointer, at offset: UInt64) throws(WASI.Errno) -> Int {
        try withUnsafePointer(to: buffer) { (buffers) throws(WASI.Errno) in
            try write(WriteBuffers(start: buffers, count: 1), at: offset)
        }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(WASI.Errno) -> Int {
        try withUnsafePointer(to: buffer) { (buffers) throws(WASI.Errno) in
            try read(into: ReadBuffers(start: buffers, count: 1), at: offset)
        }
    }

    package func writeAll(_ buffer: UnsafeRawBufferPointer, at offset: UInt64) throws(WASI.Errno) {
        var rest = buffer
        while !rest.isEmpty {
            let count = try write(rest, at: offset + UInt64(buffer.count - rest.count))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    package func append(_ buffer: UnsafeRawBufferPointer) throws(WASI.Errno) -> (count: Int, end: UInt64) {
        try withUnsafePointer(to: buffer) { (buffers) throws(WASI.Errno) in
            try append(WriteBuffers(start: buffers, count: 1))
        }
    }
}
