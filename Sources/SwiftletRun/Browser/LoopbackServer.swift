import SwiftletBuild

/// A server on this machine's own address and a free port, driven by its owner's `poll`: no thread, no waiting inside.
///
/// It answers any number of connections but is made for one browser: an answer is written at once and whole.
final class LoopbackServer {
    typealias ConnectionID = Int32

    let port: UInt16
    private let listener: Int32
    private var received: [ConnectionID: [UInt8]] = [:]

    init() throws(RunError) {
        #if canImport(Glibc) || canImport(Musl)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &size) == 0
            }
        }
        guard listener >= 0, isListening else {
            let reason = systemMessage()
            if listener >= 0 { close(listener) }
            throw RunError("cannot serve the page on 127.0.0.1: \(reason)")
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        closeOnExec(listener)
    }

    deinit {
        for connection in received.keys { close(connection) }
        close(listener)
    }

    /// The descriptors whose input `serve` wants to know of.
    var descriptors: [Int32] { [listener] + received.keys }

    /// Reads what has come on one of ``descriptors`` and hands over each whole request.
    func serve(_ descriptor: Int32, _ handle: (HTTPRequest, ConnectionID) -> Void) {
        guard descriptor != listener else { return accept() }
        guard received[descriptor] != nil else { return }
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return drop(descriptor) }
        received[descriptor]?.append(contentsOf: chunk[..<count])
        while let bytes = received[descriptor] {
            switch HTTPRequest.parse(bytes) {
            case .incomplete:
                return
            case .malformed:
                return drop(descriptor)
            case .request(let request, let size):
                received[descriptor]?.removeFirst(size)
                handle(request, descriptor)
            }
        }
    }

    func answer(_ connection: ConnectionID, _ response: HTTPResponse) {
        guard received[connection] != nil else { return }
        if !Platform.writeAll(response.bytes, to: connection) { drop(connection) }
    }

    private func accept() {
        #if canImport(Darwin)
            let connection = Darwin.accept(listener, nil, nil)
        #elseif canImport(Musl)
            let connection = Musl.accept(listener, nil, nil)
        #else
            let connection = Glibc.accept(listener, nil, nil)
        #endif
        guard connection >= 0 else { return }
        closeOnExec(connection)
        // A browser that reads no more must not hold us for ever.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        received[connection] = []
    }

    private func drop(_ connection: ConnectionID) {
        received[connection] = nil
        close(connection)
    }
}

/// Keeps a descriptor from the processes that are started.
func closeOnExec(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
}
