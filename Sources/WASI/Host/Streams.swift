#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An open file that only flows. Each stream does one of reading and writing, or both.
class Stream: OpenFile {
    var type: FileType { .unknown }
    var isSeekable: Bool { false }
    var waitDescriptor: CInt? { nil }

    func status() throws(Errno) -> FileStatus { FileStatus(type: type) }
    func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int { throw .badf }
    func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int { throw .badf }
    func append(_ buffers: WriteBuffers) throws(Errno) -> (count: Int, end: UInt64) {
        (try write(buffers, at: 0), 0)
    }
    func setTimes(access: TimeChange, modification: TimeChange) throws(Errno) { throw .badf }
    func synchronize(dataOnly: Bool) throws(Errno) {}
    func setSize(_ size: UInt64) throws(Errno) { throw .inval }
    func allocate(offset: UInt64, length: UInt64) throws(Errno) { throw .spipe }
    func advise(offset: UInt64, length: UInt64, _ advice: FileAdvice) throws(Errno) { throw .spipe }
}

/// A descriptor of the process. It may be a file, but its position is shared with whoever else has it, so the guest can only
/// read and write on.
final class ProcessStream: Stream {
    private let handle: HostHandle
    /// Asked of the system when somebody wants to know: most guests of a server say nothing.
    private lazy var hostType: FileType = {
        let type = (try? handle.status()).map { FileType(mode: $0.st_mode) } ?? .unknown
        // Guests take a character device without positions for a terminal; /dev/null is none.
        return type == .characterDevice && isatty(handle.descriptor) == 0 ? .unknown : type
    }()

    init(_ descriptor: CInt) { handle = HostHandle(borrowing: descriptor) }

    override var type: FileType { hostType }
    override var waitDescriptor: CInt? { hostType == .regularFile ? nil : handle.descriptor }

    override func status() throws(Errno) -> FileStatus {
        var status = FileStatus(try handle.status())
        status.type = hostType
        return status
    }

    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        try HostTransfer.read(handle.descriptor, into: buffers)
    }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        try HostTransfer.write(handle.descriptor, buffers)
    }

    override func synchronize(dataOnly: Bool) throws(Errno) {
        if hostType == .regularFile { try handle.synchronize(dataOnly: dataOnly) }
    }
}

final class NullStream: Stream {
    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int { 0 }
    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        buffers.reduce(0) { $0 + $1.count }
    }
}

final class BytesStream: Stream {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        let before = rest.count
        for buffer in buffers {
            let piece = rest.prefix(buffer.count)
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
        }
        return before - rest.count
    }
}

final class ReadingStream: Stream {
    private let body: (Int) -> [UInt8]

    init(_ body: @escaping (Int) -> [UInt8]) { self.body = body }

    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        guard let buffer = buffers.first(where: { !$0.isEmpty }) else { return 0 }
        let bytes = body(buffer.count)
        let count = min(bytes.count, buffer.count)
        buffer.copyBytes(from: bytes.prefix(count))
        return count
    }
}

final class WritingStream: Stream {
    private let body: (UnsafeRawBufferPointer) -> Void

    init(_ body: @escaping (UnsafeRawBufferPointer) -> Void) { self.body = body }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        var count = 0
        for buffer in buffers where !buffer.isEmpty {
            body(buffer)
            count += buffer.count
        }
        return count
    }
}

final class CollectingStream: Stream {
    private let buffer: OutputBuffer

    init(_ buffer: OutputBuffer) { self.buffer = buffer }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        var count = 0
        for piece in buffers where !piece.isEmpty {
            let taken = piece.prefix(max(0, buffer.limit - buffer.bytes.count))
            buffer.bytes += taken
            count += taken.count
            if taken.count < piece.count { break }
        }
        if count == 0, buffers.contains(where: { !$0.isEmpty }) { throw .nospc }
        return count
    }
}

/// A file that flows: its position is here.
final class FileStream: Stream {
    private let file: any OpenFile
    private var position: UInt64 = 0

    init(_ file: any OpenFile) { self.file = file }

    override var type: FileType { file.type }
    override var waitDescriptor: CInt? { file.waitDescriptor }
    override func status() throws(Errno) -> FileStatus { try file.status() }
    override func synchronize(dataOnly: Bool) throws(Errno) { try file.synchronize(dataOnly: dataOnly) }

    override func read(into buffers: ReadBuffers, at offset: UInt64) throws(Errno) -> Int {
        let count = try file.read(into: buffers, at: position)
        position += UInt64(count)
        return count
    }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        let count = try file.write(buffers, at: position)
        position += UInt64(count)
        return count
    }
}
