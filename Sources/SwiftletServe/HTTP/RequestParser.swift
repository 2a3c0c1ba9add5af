/// Finds requests in the bytes of a connection, as they come.
struct RequestParser {
    struct Limits: Sendable {
        var targetBytes = 8 << 10
        var headBytes = 32 << 10
        var fieldCount = 100
        var bodyBytes = 256 << 10
    }

    /// What is wrong with a request, as the status that says so.
    struct Refusal: Error, Equatable {
        var status: Int
        var message: String
    }

    var limits = Limits()
    private(set) var buffer: [UInt8] = []
    /// How far the search for the head's end has come.
    private var searched = 0
    /// The request whose body is still coming, and where that starts.
    private var head: (request: Request, bodyStart: Int, bodyLength: Int)?

    init(limits: Limits = Limits()) { self.limits = limits }

    var isEmpty: Bool { buffer.isEmpty }
    var isReadingBody: Bool { head != nil }

    mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    /// Takes the next whole request; nil if there is none yet.
    mutating func next() throws(Refusal) -> Request? {
        if head == nil {
            // Empty lines before a request are nothing (RFC 9112 §2.2).
            while searched == 0, buffer.starts(with: [13, 10]) { buffer.removeFirst(2) }
            guard let end = endOfHead() else {
                if buffer.count > limits.headBytes { throw tooLargeHead }
                return nil
            }
            guard end <= limits.headBytes else { throw tooLargeHead }
            let request = try parseHead(buffer[..<end])
            head = (request, end + 4, try bodyLength(request))
        }
        guard let (request, start, length) = head, buffer.count >= start + length else { return nil }
        var whole = request
        whole.body = Array(buffer[start..<start + length])
        buffer.removeFirst(start + length)
        searched = 0
        head = nil
        return whole
    }

    private var tooLargeHead: Refusal {
        let hasTarget = buffer.prefix(limits.targetBytes + 16).contains(10)
        return hasTarget
            ? Refusal(status: 431, message: "The request's header fields are larger than \(limits.headBytes) bytes.")
            : Refusal(status: 414, message: "The address is longer than \(limits.targetBytes) bytes.")
    }

    private mutating func endOfHead() -> Int? {
        var index = searched
        while index + 4 <= buffer.count {
            if buffer[index] == 13, buffer[index + 1] == 10, buffer[index + 2] == 13, buffer[index + 3] == 10 {
                return index
            }
            index += 1
        }
        searched = index
        return nil
    }

    private func parseHead(_ bytes: ArraySlice<UInt8>) throws(Refusal) -> Request {
        guard !bytes.contains(0) else { throw Refusal(status: 400, message: "There is a zero byte in the header.") }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, !words[0].isEmpty, words[0].utf8.allSatisfy(isTokenByte) else {
            throw Refusal(status: 400, message: "The first line is not “METHOD PATH HTTP/1.1”.")
        }
        guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
            throw words[2].hasPrefix("HTTP/")
                ? Refusal(status: 505, message: "This server speaks HTTP/1.1.")
                : Refusal(status: 400, message: "The first line is not “METHOD PATH HTTP/1.1”.")
        }
        guard words[1].utf8.count <= limits.targetBytes else {
            throw Refusal(status: 414, message: "The address is longer than \(limits.targetBytes) bytes.")
        }
        guard lines.count - 1 <= limits.fieldCount else {
            throw Refusal(status: 431, message: "The request has more than \(limits.fieldCount) header fields.")
        }
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var request = Request(method: String(words[0]), path: RequestParser.path(ofTarget: String(target[0])))
        if target.count > 1 { request.query = String(target[1]) }
        for line in lines.dropFirst() {
            // A name must touch its colon, and lines must not be folded: both have hidden requests inside requests.
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
                line[..<colon].utf8.allSatisfy(isTokenByte)
            else { throw Refusal(status: 400, message: "A header field is not “Name: value”.") }
            let name = line[..<colon].lowercased()
            let value = trimmed(line[line.index(after: colon)...])
            if let before = request.fields[name] {
                guard name != "host", name != "content-length" else {
                    throw Refusal(status: 400, message: "The request has two \(name) fields.")
                }
                request.fields[name] = before + ", " + value
            } else {
                request.fields[name] = value
            }
        }
        if words[2] == "HTTP/1.1", request.fields["host"] == nil {
            throw Refusal(status: 400, message: "The request has no Host field.")
        }
        let connection = request.fields["connection"]?.lowercased() ?? ""
        request.keepsAlive = words[2] == "HTTP/1.1" && !connection.contains("close")
        return request
    }

    /// The path of a target, which may be a whole address (RFC 9112 §3.2.2).
    private static func path(ofTarget target: String) -> String {
        guard target.hasPrefix("http://") else { return target }
        let rest = target.dropFirst("http://".count)
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }

    private func bodyLength(_ request: Request) throws(Refusal) -> Int {
        guard request.fields["transfer-encoding"] == nil else {
            throw Refusal(status: 411, message: "Send the body with a Content-Length.")
        }
        guard let text = request.fields["content-length"] else { return 0 }
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text) else {
            throw Refusal(status: 400, message: "The Content-Length is not a number.")
        }
        guard length <= limits.bodyBytes else {
            throw Refusal(status: 413, message: "The body is larger than \(limits.bodyBytes) bytes.")
        }
        return length
    }
}

/// Whether a byte may stand in a method or a field's name (RFC 9110 §5.6.2).
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// Text without the white space around it (RFC 9110 §5.6.3).
func trimmed(_ text: Substring) -> String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    var rest = text.drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
}
