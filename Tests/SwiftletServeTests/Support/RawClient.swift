import SwiftletBuild

@testable import SwiftletServe

/// A client that says exactly what it is told, right or wrong.
final class RawClient {
    let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: UInt16) throws {
        #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw ServeError("cannot connect: \(systemMessage())") }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }
    func send(_ bytes: [UInt8]) { _ = Platform.writeAll(bytes, to: descriptor) }

    /// More bytes; false at the end, and when nothing comes for a long time.
    private func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }

    struct Answer {
        var status: Int
        /// Names in lower case.
        var fields: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The next answer; nil if the connection ends before.
    func answer(hasBody: Bool = true) -> Answer? {
        guard let head = take(until: [13, 10, 13, 10]) else { return nil }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = trimmed(line[line.index(after: colon)...])
        }
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        let length = hasBody && status != 304 ? Int(fields["content-length"] ?? "0") ?? 0 : 0
        while buffer.count < length { if !receive() { return nil } }
        defer { buffer.removeFirst(length) }
        return Answer(status: status, fields: fields, body: Array(buffer[..<length]))
    }

    /// The bytes up to an end mark, which is taken away with them.
    func take(until mark: [UInt8]) -> [UInt8]? {
        while true {
            if buffer.count >= mark.count,
                let start = (0...buffer.count - mark.count).first(where: { buffer[$0...].starts(with: mark) })
            {
                defer { buffer.removeFirst(start + mark.count) }
                return Array(buffer[..<start])
            }
            if !receive() { return nil }
        }
    }

    /// Whether the server has ended the connection.
    func isEnded() -> Bool { !receive() }

    /// The data of the next server-sent event.
    func event() -> String? {
        while let block = take(until: [10, 10]) {
            let lines = String(decoding: block, as: UTF8.self).split(separator: "\n")
            if let data = lines.first(where: { $0.hasPrefix("data: ") }) { return String(data.dropFirst(6)) }
        }
        return nil
    }
}
