/// How much a guest may still write to its standard streams, all of them together.
final class OutputBudget {
    fileprivate var rest: UInt64

    init(_ byteCount: UInt64) { rest = byteCount }

    /// The stream, as far as the budget goes.
    func limit(_ file: any OpenFile) -> any OpenFile {
        rest == .max ? file : LimitedOutput(file, self)
    }
}

/// An output stream that ends where the budget does.
private final class LimitedOutput: Stream {
    private let base: any OpenFile
    private let budget: OutputBudget

    init(_ base: any OpenFile, _ budget: OutputBudget) {
        self.base = base
        self.budget = budget
    }

    override var type: FileType { base.type }
    override var waitDescriptor: CInt? { base.waitDescriptor }
    override func status() throws(Errno) -> FileStatus { try base.status() }
    override func synchronize(dataOnly: Bool) throws(Errno) { try base.synchronize(dataOnly: dataOnly) }

    override func write(_ buffers: WriteBuffers, at offset: UInt64) throws(Errno) -> Int {
        var allowed: [UnsafeRawBufferPointer] = []
        var room = budget.rest
        for buffer in buffers where !buffer.isEmpty {
            if room == 0 { break }
            allowed.append(UnsafeRawBufferPointer(rebasing: buffer[..<Int(min(UInt64(buffer.count), room))]))
            room -= UInt64(allowed.last!.count)
        }
        if allowed.isEmpty, buffers.contains(where: { !$0.isEmpty }) { throw .nospc }
        // Taken before it is used: a stream of the host's may call the guest, which may write again meanwhile.
        var unused = budget.rest - room
        budget.rest = room
        defer { budget.rest += unused }
        let count = try allowed.withUnsafeBufferPointer { (allowed) throws(Errno) in
            try base.write(allowed, at: offset)
        }
        unused -= UInt64(count)
        return count
    }
}
