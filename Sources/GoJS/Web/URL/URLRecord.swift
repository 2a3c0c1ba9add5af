/// A URL in its parts (URL standard §4.1), each as it stands in the text: what must be escaped is escaped.
///
/// It is the only thing here that knows what a URL is: objects of programs, `fetch`, redirections and the hosts that a program may reach all
/// go by it, so that none of them sees another host than the others.
struct URLRecord: Sendable, Equatable {
    var scheme = ""
    var username: [UInt8] = []
    var password: [UInt8] = []
    /// Nil is none at all, which is not the same as an empty one.
    var host: URLHost?
    /// Nil for the scheme's usual one.
    var port: UInt16?
    /// Segments with a slash before each; of an opaque path, its text.
    var path: [UInt8] = []
    /// Whether the path is one text without meaning to anybody else, as in `mailto:somebody`.
    var hasOpaquePath = false
    var query: [UInt8]?
    var fragment: [UInt8]?

    /// The schemes of §4.2, whose addresses all have a host and a path, and their usual ports.
    static func isSpecial(_ scheme: String) -> Bool {
        switch scheme {
        case "http", "https", "ws", "wss", "ftp", "file": true
        default: false
        }
    }

    static func usualPort(_ scheme: String) -> UInt16? {
        switch scheme {
        case "http", "ws": 80
        case "https", "wss": 443
        case "ftp": 21
        default: nil
        }
    }

    var isSpecial: Bool { URLRecord.isSpecial(scheme) }
    var includesCredentials: Bool { !username.isEmpty || !password.isEmpty }

    /// Whether there is nobody to have a name, a password or a port.
    var cannotHaveCredentials: Bool { host == nil || host == .empty || scheme == "file" }

    /// The text of it (§4.5).
    func serialized(withFragment: Bool = true) -> [UInt8] {
        var text = Array(scheme.utf8)
        text.append(UInt8(ascii: ":"))
        if let host {
            text += "//".utf8
            if includesCredentials {
                text += username
                if !password.isEmpty {
                    text.append(UInt8(ascii: ":"))
                    text += password
                }
                text.append(UInt8(ascii: "@"))
            }
            text += host.text.utf8
            if let port { text += ":\(port)".utf8 }
        } else if !hasOpaquePath, path.starts(with: "//".utf8) {
            // Otherwise its first segment would be read as a host.
            text += "/.".utf8
        }
        text += path
        if let query {
            text.append(UInt8(ascii: "?"))
            text += query
        }
        if withFragment, let fragment {
            text.append(UInt8(ascii: "#"))
            text += fragment
        }
        return text
    }

    var text: String { String(decoding: serialized(), as: UTF8.self) }

    /// Host and port, as `host` gives them.
    var authority: String {
        guard let host else { return "" }
        return port.map { "\(host.text):\($0)" } ?? host.text
    }

    /// Who it belongs to (§4.7), as text: “null” for whatever has no host of its own.
    var origin: String {
        switch scheme {
        case "http", "https", "ws", "wss", "ftp": return "\(scheme)://\(authority)"
        case "blob":
            guard let inner = URLRecord(path), inner.scheme == "http" || inner.scheme == "https" else { return "null" }
            return inner.origin
        default: return "null"
        }
    }

    // MARK: The path

    /// Adds a segment.
    mutating func append(segment: [UInt8]) {
        path.append(UInt8(ascii: "/"))
        path += segment
    }

    /// Takes the last segment away, unless it is a drive of Windows (§4.1, to shorten a path).
    mutating func shorten() {
        if scheme == "file", path.count == 3, URLRecord.isDriveLetter(path[1...], normalized: true) { return }
        if let slash = path.lastIndex(of: UInt8(ascii: "/")) { path.removeLast(path.count - slash) }
    }

    /// `C:`, or `C|` where it is not normalized.
    static func isDriveLetter(_ text: some Collection<UInt8>, normalized: Bool = false) -> Bool {
        guard text.count == 2, let letter = text.first, isLetter(letter) else { return false }
        let mark = text[text.index(after: text.startIndex)]
        return mark == UInt8(ascii: ":") || !normalized && mark == UInt8(ascii: "|")
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
