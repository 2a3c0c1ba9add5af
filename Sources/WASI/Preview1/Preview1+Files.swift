import WebAssembly

// Contents of files and streams.
extension WASI {
    func fdRead(
        _ memory: GuestMemory, _ store: Store, _ fd: UInt32, buffers: UInt32, count: UInt32, result: UInt32
    ) throws(Errno) {
        let (descriptor, file) = try descriptors.file(fd, .fdRead)
        _ = try memory.bytes(result, 4)
        let read = try memory.withReadBuffers(buffers, count) { (buffers) throws(Errno) in
            try descriptor.read(file, into: buffers, store)
        }
        try memory.store(UInt32(read), at: result)
    }

    func fdWrite(
        _ memory: GuestMemory, _ store: Store, _ fd: UInt32, buffers: UInt32, count: UInt32, result: UInt32
    ) throws(Errno) {
        let (descriptor, file) = try descriptors.file(fd, .fdWrite)
        _ = try memory.bytes(result, 4)
        let written = try memory.withWriteBuffers(buffers, count) { (buffers) throws(Errno) in
            try descriptor.write(file, buffers, store)
        }
        try memory.store(UInt32(written), at: result)
    }

    func fdPread(
        _ memory: GuestMemory, _ fd: UInt32, buffers: UInt32, count: UInt32, offset: UInt64, result: UInt32
    ) throws(Errno) {
        let (_, file) = try descriptors.file(fd, .fdRead)
        if !file.isSeekable { throw .spipe }
        _ = try memory.bytes(result, 4)
        let read = try memory.withReadBuffers(buffers, count) { (buffers) throws(Errno) in
            try file.read(into: buffers, at: offset)
        }
        try memory.store(UInt32(read), at: result)
    }

    /// Writes at the offset also in a file that is open for appending, as POSIX has it (Linux would append).
    func fdPwrite(
        _ memory: GuestMemory, _ fd: UInt32, buffers: UInt32, count: UInt32, offset: UInt64, result: UInt32
    ) throws(Errno) {
        let (_, file) = try descriptors.file(fd, .fdWrite)
        if !file.isSeekable { throw .spipe }
        _ = try memory.bytes(result, 4)
        let written = try memory.withWriteBuffers(buffers, count) { (buffers) throws(Errno) in
            try file.write(buffers, at: offset)
        }
        try memory.store(UInt32(written), at: result)
    }

    func fdSeek(
        _ memory: GuestMemory, _ fd: UInt32, offset: Int64, whence: UInt32, result: UInt32
    ) throws(Errno) {
        let (descriptor, file) = try descriptors.file(fd, [])
        if !file.isSeekable { throw .spipe }
        // Asking where one is changes nothing, and takes no more than the right to do that.
        try descriptor.require(offset == 0 && whence == 1 ? .fdTell : .fdSeek)
        let start: UInt64
        switch whence {
        case 0: start = 0
        case 1: start = descriptor.position
        case 2: start = try file.status().size
        default: throw .inval
        }
        guard let base = Int64(exactly: start) else { throw .overflow }
        let (position, overflow) = base.addingReportingOverflow(offset)
        if overflow { throw .overflow }
        guard let position = UInt64(exactly: position) else { throw .inval }
        try memory.store(position, at: result)
        descriptor.position = position
    }

    func fdTell(_ memory: GuestMemory, _ fd: UInt32, result: UInt32) throws(Errno) {
        try fdSeek(memory, fd, offset: 0, whence: 1, result: result)
    }

    func fdAdvise(_ fd: UInt32, offset: UInt64, length: UInt64, advice: UInt32) throws(Errno) {
        let (_, file) = try descriptors.file(fd, .fdAdvise)
        guard let advice = UInt8(exactly: advice).flatMap(FileAdvice.init) else { throw .inval }
        try file.advise(offset: offset, length: length, advice)
    }

    func fdAllocate(_ fd: UInt32, offset: UInt64, length: UInt64) throws(Errno) {
        let (_, file) = try descriptors.file(fd, .fdAllocate)
        try file.allocate(offset: offset, length: length)
    }

    func fdFilestatSetSize(_ fd: UInt32, size: UInt64) throws(Errno) {
        let (_, file) = try descriptors.file(fd, .fdFilestatSetSize)
        try file.setSize(size)
    }
}
