/// A file's contents in memory, in chunks, where what was never written takes no room.
///
/// A guest may thus say that its file has a terabyte; only what it writes is stored, and that is what
/// ``WASI/Limits/storedBytes`` counts.
struct SparseBytes {
    private(set) var size: UInt64 = 0
    /// What the contents cost the host, in bytes, the bookkeeping of each chunk included.
    private(set) var storedByteCount = 0

    /// By position / `chunkSize`. A chunk may be shorter than that: the rest of it is zeros.
    private var chunks: [UInt64: [UInt8]] = [:]

    static let chunkSize: UInt64 = 65536
    private static let chunkOverhead = 96

    /// The largest size, as `off_t` has it.
    static let maximumSize = UInt64(Int64.max)

    /// Copies bytes from `offset` on, and returns how many there were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Int {
        guard offset < size else { return 0 }
        let count = Int(min(UInt64(buffer.count), size - offset))
        var done = 0
        while done < count {
            let position = offset + UInt64(done)
            let start = Int(position % Self.chunkSize)
            let length = min(count - done, Int(Self.chunkSize) - start)
            let target = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + length])
            let chunk = chunks[position / Self.chunkSize] ?? []
            let stored = max(0, min(length, chunk.count - start))
            if stored > 0 {
                chunk.withUnsafeBytes {
                    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + stored]))
                }
            }
            UnsafeMutableRawBufferPointer(rebasing: target[stored...]).initializeMemory(as: UInt8.self, repeating: 0)
            done += length
        }
        return count
    }

    /// Writes the whole buffer, or as much of it as `room` more stored bytes allow, and returns how many bytes that was.
    mutating func write(_ buffer: UnsafeRawBufferPointer, at offset: UInt64, room: Int) throws(Errno) -> Int {
        if buffer.isEmpty { return 0 }
        guard offset < Self.maximumSize, UInt64(buffer.count) <= Self.maximumSize - offset else { throw .fbig }
        let limit = storedByteCount + room
        var done = 0
        while done < buffer.count {
            let position = offset + UInt64(done)
            let index = position / Self.chunkSize
            let start = Int(position % Self.chunkSize)
            let length = min(buffer.count - done, Int(Self.chunkSize) - start)
            let source = UnsafeRawBufferPointer(rebasing: buffer[done..<done + length])

            let before = chunks[index].map { $0.count + Self.chunkOverhead } ?? 0
            let growth = max(before, start + length + Self.chunkOverhead) - before
            if growth > limit - storedByteCount {
                if done == 0 { throw .nospc }
                break
            }
            storedByteCount += growth
            Self.write(source, at: start, in: &chunks[index, default: []])
            done += length
        }
        size = max(size, offset + UInt64(done))
        return done
    }

    private static func write(_ source: UnsafeRawBufferPointer, at start: Int, in chunk: inout [UInt8]) {
        if chunk.count < start { chunk.append(contentsOf: repeatElement(0, count: start - chunk.count)) }
        let overlap = min(source.count, chunk.count - start)
        chunk.withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + overlap])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<overlap]))
        }
        chunk.append(contentsOf: source[overlap...])
    }

    /// Cuts or lengthens.
    mutating func resize(to newSize: UInt64) throws(Errno) {
        guard newSize <= Self.maximumSize else { throw .fbig }
        if newSize == 0 {
            chunks = [:]
            storedByteCount = 0
        } else if newSize < size {
            for (index, chunk) in chunks {
                let start = index * Self.chunkSize
                if start >= newSize {
                    chunks[index] = nil
                    storedByteCount -= chunk.count + Self.chunkOverhead
                } else if newSize - start < UInt64(chunk.count) {
                    let kept = Int(newSize - start)
                    chunks[index]!.removeLast(chunk.count - kept)
                    storedByteCount -= chunk.count - kept
                }
            }
        }
        size = newSize
    }
}
