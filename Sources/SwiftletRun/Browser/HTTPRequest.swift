/// A request of HTTP/1.1, as far as a page of our own sends it: a method, a path, perhaps a body of a known length.
struct HTTPRequest: Equatable {
    var method: String
    /// With the leading slash, without the query.
    var path: String
    /// What follows the question mark.
    var query: String
    var body: [UInt8]

    enum Parsed: Equatable {
        case incomplete
        case malformed
        /// The request, and how many bytes it took.
        case request(HTTPRequest, size: Int)
    }

    /// The largest head that is read.
    private static let mostHeadBytes = 64 << 10

    /// Reads the first request of a connection's bytes.
    static func parse(_ bytes: [UInt8]) -> Parsed {
        guard let headEnd = endOfHead(bytes) else { return bytes.count > mostHeadBytes ? .malformed : .incomplete }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return .malformed }
        var length = 0
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .malformed }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-length":
                guard let number = Int(value), number >= 0 else { return .malformed }
                length = number
            case "transfer-encoding":
                return .malformed
            default:
                break
            }
        }
        let bodyStart = headEnd + 4
        guard bytes.count - bodyStart >= length else { return .incomplete }
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let request = HTTPRequest(
            method: String(words[0]),
            path: String(target[0]),
            query: target.count > 1 ? String(target[1]) : "",
            body: Array(bytes[bodyStart..<bodyStart + length]))
        return .request(request, size: bodyStart + length)
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let end: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= end.count else { return nil }
        return (0...min(bytes.count, mostHeadBytes) - end.count).first { bytes[$0..<$0 + end.count].elementsEqual(end) }
    }
}

struct HTTPResponse {
    var status = "200 OK"
    var type = "text/plain; charset=utf-8"
    var body: [UInt8] = []

    static let notFound = HTTPResponse(status: "404 Not Found", body: Array("nothing here\n".utf8))

    /// The response's bytes.
    ///
    /// The last two headers isolate the page, which gives its worker shared memory and so a way to wait.
    var bytes: [UInt8] {
        let head = """
            HTTP/1.1 \(status)\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            Cache-Control: no-store\r
            Cross-Origin-Opener-Policy: same-origin\r
            Cross-Origin-Embedder-Policy: require-corp\r
            \r

            """
        return Array(head.utf8) + body
    }

    /// The type by which a browser wants to see a file.
    static func type(ofFile path: String) -> String {
        if path.hasSuffix(".html") { return "text/html; charset=utf-8" }
        if path.hasSuffix(".js") { return "text/javascript; charset=utf-8" }
        if path.hasSuffix(".json") { return "application/json" }
        if path.hasSuffix(".wasm") { return "application/wasm" }
        return "application/octet-stream"
    }
}
