import SwiftletBuild

/// An answer: a status, header fields, and a body from memory or from a file.
struct Response: Sendable {
    enum Body: Sendable {
        case bytes([UInt8])
        case file(OpenFile, Range<Int>)
        /// A stream of server-sent events that stays open.
        case events
    }

    var status: Int
    var fields: [(name: String, value: String)] = []
    var body = Body.bytes([])

    /// The body's size in bytes; nil for what has no end.
    var contentLength: Int? {
        switch body {
        case .bytes(let bytes): bytes.count
        case .file(_, let range): range.count
        case .events: nil
        }
    }

    /// The head, to the empty line.
    func head(keepsAlive: Bool) -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(Response.reason(status))\r\nDate: \(Response.date())\r\n"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        // An answer 304 says nothing of a length: it would be that of the body that it lacks (RFC 9110 §8.6).
        if let contentLength, status != 304 { text += "Content-Length: \(contentLength)\r\n" }
        text += "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n"
        return Array(text.utf8)
    }

    static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 411: "Length Required"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 416: "Range Not Satisfiable"
        case 421: "Misdirected Request"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status \(status)"
        }
    }

    /// Now, as HTTP writes dates (RFC 9110 §5.6.7).
    private static func date() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 40)
        // The tool never sets a locale, so these are the English names.
        let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A file that is open for reading, closed with the last reference.
final class OpenFile: Sendable {
    let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    /// Bytes of the file, fewer than asked for at its end; nil if it cannot be read.
    func read(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let found = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
        guard found >= 0 else { return nil }
        return found == count ? bytes : Array(bytes[..<found])
    }

    /// The whole file, however large it has become.
    func readAll(sizeHint: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sizeHint)
        while true {
            guard let part = read(at: bytes.count, count: 1 << 18) else { return nil }
            if part.isEmpty { return bytes }
            bytes += part
        }
    }
}
