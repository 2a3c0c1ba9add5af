/// Answers for one thing that is served, after what the client has and can take: 200, 206, 304 or 416.
struct Delivery: Sendable {
    let compression: CompressionCache
    /// What every answer carries.
    let commonFields: [(name: String, value: String)]

    enum Content {
        case file(StaticFolder.File)
        case bytes([UInt8], tag: String)

        var tag: String {
            switch self {
            case .file(let file): file.tag
            case .bytes(_, let tag): tag
            }
        }

        var size: Int {
            switch self {
            case .file(let file): file.size
            case .bytes(let bytes, _): bytes.count
            }
        }

        func read() -> [UInt8]? {
            switch self {
            case .file(let file): file.open.readAll(sizeHint: file.size)
            case .bytes(let bytes, _): bytes
            }
        }

        func body(_ range: Range<Int>) -> Response.Body {
            switch self {
            case .file(let file): .file(file.open, range)
            case .bytes(let bytes, _): .bytes(Array(bytes[range]))
            }
        }
    }

    func answer(_ request: Request, with content: Content, type: String) -> Response {
        var fields = commonFields + [("Content-Type", type), ("Accept-Ranges", "bytes")]
        let isCompressible =
            ContentType.isCompressible(type) && !compression.codings.isEmpty
            && (CompressionCache.leastBytes...CompressionCache.mostBytesEach).contains(content.size)
        if isCompressible { fields.append(("Vary", "Accept-Encoding")) }

        var encoded: [UInt8]?
        var tag = "\"\(content.tag)\""
        // A part is a part of the plain bytes: what else it could mean, clients do not agree on.
        let range = wantedRange(request, tag: tag, size: content.size)
        if isCompressible, range == .whole,
            let coding = ContentCoding.best(request.fields["accept-encoding"], among: compression.codings),
            let bytes = compression.compressed(content.tag, coding, content.read)
        {
            encoded = bytes
            tag = "\"\(content.tag)-\(coding.rawValue)\""
            fields.append(("Content-Encoding", coding.rawValue))
        }
        fields.append(("ETag", tag))
        if let field = request.fields["if-none-match"], Delivery.matches(field, tag) {
            return Response(status: 304, fields: fields)
        }
        switch range {
        case .whole:
            return Response(
                status: 200, fields: fields, body: encoded.map { .bytes($0) } ?? content.body(0..<content.size))
        case .part(let part):
            fields.append(("Content-Range", "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(content.size)"))
            return Response(status: 206, fields: fields, body: content.body(part))
        case .unsatisfiable:
            var response = MessagePage.response(
                416, "416 Range Not Satisfiable", ["There are \(content.size) bytes; ask for a part of those."])
            response.fields += commonFields + [("Content-Range", "bytes */\(content.size)")]
            return response
        }
    }

    /// The range asked for, unless it belongs to an older version (RFC 9110 §13.1.5).
    private func wantedRange(_ request: Request, tag: String, size: Int) -> ByteRange {
        if let version = request.fields["if-range"], version != tag { return .whole }
        guard request.method == "GET" else { return .whole }
        return ByteRange(request.fields["range"], size: size)
    }

    private static func matches(_ field: String, _ tag: String) -> Bool {
        field.split(separator: ",").map(trimmed).contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
    }
}

/// A short name for bytes: the same bytes, the same name (FNV-1a, 64 bits).
func fingerprint(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return String(hash, radix: 36) + "-" + String(bytes.count, radix: 36)
}
