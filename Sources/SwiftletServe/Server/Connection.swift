import SwiftletBuild

/// One client's connection; only the server's own thread touches it.
final class Connection {
    enum Phase {
        /// Waiting for a request, or for the rest of one.
        case reading
        /// A worker makes the answer.
        case working
        case writing
        /// Takes events until the client goes.
        case events
    }

    let descriptor: Int32
    /// Never used twice, unlike descriptors.
    let identifier: UInt64
    var parser: RequestParser
    var phase = Phase.reading
    /// When something last went in or out; for a request that is not whole, when it began.
    var since = ContinuousClock.now
    var keepsAlive = true
    /// Whether the answer goes without its body (HEAD).
    var omitsBody = false

    private var output: [UInt8] = []
    private var written = 0
    private var file: (file: OpenFile, range: Range<Int>)?

    init(descriptor: Int32, identifier: UInt64, limits: RequestParser.Limits) {
        self.descriptor = descriptor
        self.identifier = identifier
        parser = RequestParser(limits: limits)
    }

    deinit { close(descriptor) }

    var hasOutput: Bool { written < output.count || file != nil }
    var unsentBytes: Int { output.count - written }

    enum ReadResult { case bytes, nothing, end }

    /// Reads what has come.
    func read() -> ReadResult {
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        if count < 0 { return errno == EAGAIN || errno == EINTR ? .nothing : .end }
        if count == 0 { return .end }
        if parser.isEmpty { since = .now }
        // What a listener of events says is nothing to us.
        if phase != .events { parser.append(chunk[..<count]) }
        return .bytes
    }

    func send(_ bytes: [UInt8]) {
        if written == output.count {
            output = bytes
            written = 0
        } else {
            output += bytes
        }
    }

    func send(_ response: Response) {
        send(response.head(keepsAlive: keepsAlive))
        guard !omitsBody else { return }
        switch response.body {
        case .bytes(let bytes): send(bytes)
        case .file(let open, let range): file = range.isEmpty ? nil : (open, range)
        case .events: break
        }
    }

    /// Writes as much as the client takes; false if the connection is of no more use.
    func write() -> Bool {
        while true {
            if written == output.count {
                guard refill() else { return false }
                if output.isEmpty { return true }
            }
            let count = output[written...].withUnsafeBytes {
                #if canImport(Darwin)
                    Darwin.send(descriptor, $0.baseAddress, $0.count, 0)
                #elseif canImport(Musl)
                    Musl.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #else
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #endif
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN
            }
            written += count
            since = .now
        }
    }

    /// The next piece of the file, when the last one is gone. A file that has become shorter than was promised ends
    /// the connection: the client must not take what comes next for the rest.
    private func refill() -> Bool {
        output = []
        written = 0
        guard let (open, range) = file else { return true }
        guard let bytes = open.read(at: range.lowerBound, count: min(range.count, 1 << 18)), !bytes.isEmpty else {
            return false
        }
        output = bytes
        let rest = range.lowerBound + bytes.count..<range.upperBound
        file = rest.isEmpty ? nil : (open, rest)
        return true
    }
}
