/// The basic URL parser (URL standard §4.4), a state machine over the bytes of UTF-8. Each byte is looked at a few times at most.
struct URLParser {
    enum State {
        case schemeStart, scheme, noScheme, specialRelativeOrAuthority, pathOrAuthority, relative, relativeSlash
        case specialAuthoritySlashes, specialAuthorityIgnoreSlashes, authority, host, hostname, port
        case file, fileSlash, fileHost, pathStart, path, opaquePath, query, fragment
    }

    /// What a state does with a byte.
    private enum Step {
        /// The next one is looked at, if there is one.
        case next
        /// The same byte is looked at in another state.
        case again
        case done
        case failed
    }

    private var url: URLRecord
    private let base: URLRecord?
    private let input: [UInt8]
    private var state: State
    /// The part that alone is to be changed; nil while a whole URL is read.
    private let only: State?
    private var place = 0
    private var buffer: [UInt8] = []
    private var seesAtSign = false
    private var seesPassword = false
    private var isInBrackets = false

    private init(_ url: URLRecord, _ input: [UInt8], base: URLRecord?, only: State?) {
        self.url = url
        self.base = base
        self.only = only
        state = only ?? .schemeStart
        var text = input[...]
        if only == nil {
            text = text.drop { $0 <= 0x20 }
            while let last = text.last, last <= 0x20 { text.removeLast() }
        }
        self.input = text.filter { $0 != 9 && $0 != 10 && $0 != 13 }
    }

    /// A whole URL, or one from another on; nil if it is none.
    static func parse(_ input: [UInt8], base: URLRecord?) -> URLRecord? {
        var parser = URLParser(URLRecord(), input, base: base, only: nil)
        return parser.run() ? parser.url : nil
    }

    /// Changes a part of a URL, as far as that is possible (§6.1, the setters).
    static func change(_ url: inout URLRecord, _ part: State, to input: [UInt8]) {
        var parser = URLParser(url, input, base: nil, only: part)
        _ = parser.run()
        url = parser.url
    }

    private mutating func run() -> Bool {
        while true {
            let byte = place < input.count ? input[place] : nil
            switch step(byte) {
            case .next:
                // Some states have moved on themselves.
                if place >= input.count { return true }
                place += 1
            case .again: break
            case .done: return true
            case .failed: return false
            }
        }
    }

    private mutating func step(_ byte: UInt8?) -> Step {
        switch state {
        case .schemeStart: schemeStart(byte)
        case .scheme: scheme(byte)
        case .noScheme: noScheme(byte)
        case .specialRelativeOrAuthority: specialRelativeOrAuthority(byte)
        case .pathOrAuthority: then(byte == slash ? .authority : .path, again: byte != slash)
        case .relative: relative(byte)
        case .relativeSlash: relativeSlash(byte)
        case .specialAuthoritySlashes: specialAuthoritySlashes(byte)
        case .specialAuthorityIgnoreSlashes:
            byte == slash || byte == backslash ? .next : then(.authority, again: true)
        case .authority: authority(byte)
        case .host, .hostname: host(byte)
        case .port: port(byte)
        case .file: file(byte)
        case .fileSlash: fileSlash(byte)
        case .fileHost: fileHost(byte)
        case .pathStart: pathStart(byte)
        case .path: path(byte)
        case .opaquePath: opaquePath(byte)
        case .query: query(byte)
        case .fragment: fragment(byte)
        }
    }

    private mutating func then(_ next: State, again: Bool = false) -> Step {
        state = next
        return again ? .again : .next
    }

    private let slash = UInt8(ascii: "/"), backslash = UInt8(ascii: "\\")
    private let question = UInt8(ascii: "?"), hash = UInt8(ascii: "#")

    /// The input after a byte.
    private var rest: ArraySlice<UInt8> { input[min(place + 1, input.count)...] }

    /// Whether a host or a path ends here.
    private func endsPart(_ byte: UInt8?) -> Bool {
        byte == nil || byte == slash || byte == question || byte == hash || byte == backslash && url.isSpecial
    }

    private mutating func beginQuery() -> Step {
        url.query = []
        return then(.query)
    }

    private mutating func beginFragment() -> Step {
        url.fragment = []
        return then(.fragment)
    }

    // MARK: Schemes

    private mutating func schemeStart(_ byte: UInt8?) -> Step {
        if let byte, URLRecord.isLetter(byte) {
            buffer.append(byte | 0x20)
            return then(.scheme)
        }
        return only == nil ? then(.noScheme, again: true) : .failed
    }

    private mutating func scheme(_ byte: UInt8?) -> Step {
        if let byte {
            if PercentCoding.isAlphanumeric(byte) {
                buffer.append(URLRecord.isLetter(byte) ? byte | 0x20 : byte)
                return .next
            }
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
                buffer.append(byte)
                return .next
            }
        }
        guard byte == UInt8(ascii: ":") else {
            if only != nil { return .failed }
            buffer = []
            place = 0
            return then(.noScheme, again: true)
        }
        let scheme = String(decoding: buffer, as: UTF8.self)
        if only != nil {
            if URLRecord.isSpecial(scheme) != url.isSpecial { return .done }
            if scheme == "file", url.includesCredentials || url.port != nil { return .done }
            if url.scheme == "file", url.host == .empty { return .done }
            url.scheme = scheme
            if url.port == URLRecord.usualPort(scheme) { url.port = nil }
            return .done
        }
        url.scheme = scheme
        buffer = []
        if scheme == "file" { return then(.file) }
        if url.isSpecial {
            return then(base?.scheme == scheme ? .specialRelativeOrAuthority : .specialAuthoritySlashes)
        }
        if rest.first == slash {
            place += 1
            return then(.pathOrAuthority)
        }
        url.hasOpaquePath = true
        return then(.opaquePath)
    }

    private mutating func noScheme(_ byte: UInt8?) -> Step {
        guard let base else { return .failed }
        if base.hasOpaquePath {
            guard byte == hash else { return .failed }
            url = base
            return beginFragment()
        }
        return then(base.scheme == "file" ? .file : .relative, again: true)
    }

    private mutating func specialRelativeOrAuthority(_ byte: UInt8?) -> Step {
        if byte == slash, rest.first == slash {
            place += 1
            return then(.specialAuthorityIgnoreSlashes)
        }
        return then(.relative, again: true)
    }

    private mutating func specialAuthoritySlashes(_ byte: UInt8?) -> Step {
        if byte == slash, rest.first == slash {
            place += 1
            return then(.specialAuthorityIgnoreSlashes)
        }
        return then(.specialAuthorityIgnoreSlashes, again: true)
    }

    // MARK: From another URL on

    private mutating func relative(_ byte: UInt8?) -> Step {
        guard let base else { return .failed }
        url.scheme = base.scheme
        if byte == slash || byte == backslash && url.isSpecial { return then(.relativeSlash) }
        takeAuthority(of: base)
        url.path = base.path
        url.query = base.query
        if byte == question { return beginQuery() }
        if byte == hash { return beginFragment() }
        guard byte != nil else { return .next }
        url.query = nil
        url.shorten()
        return then(.path, again: true)
    }

    private mutating func relativeSlash(_ byte: UInt8?) -> Step {
        if url.isSpecial, byte == slash || byte == backslash { return then(.specialAuthorityIgnoreSlashes) }
        if byte == slash { return then(.authority) }
        if let base { takeAuthority(of: base) }
        return then(.path, again: true)
    }

    private mutating func takeAuthority(of base: URLRecord) {
        (url.username, url.password, url.host, url.port) = (base.username, base.password, base.host, base.port)
    }

    // MARK: Hosts

    private mutating func authority(_ byte: UInt8?) -> Step {
        if byte == UInt8(ascii: "@") {
            // A second one belongs to the name or password.
            let text = seesAtSign ? Array("%40".utf8) + buffer : buffer
            seesAtSign = true
            for byte in text {
                if byte == UInt8(ascii: ":"), !seesPassword {
                    seesPassword = true
                } else if seesPassword {
                    PercentEncodeSet.userinfo.append(byte, to: &url.password)
                } else {
                    PercentEncodeSet.userinfo.append(byte, to: &url.username)
                }
            }
            buffer = []
            return .next
        }
        guard endsPart(byte) else {
            buffer.append(byte!)
            return .next
        }
        if seesAtSign, buffer.isEmpty { return .failed }
        place -= buffer.count
        buffer = []
        return then(.host, again: true)
    }

    private mutating func host(_ byte: UInt8?) -> Step {
        if only != nil, url.scheme == "file" { return then(.fileHost, again: true) }
        if byte == UInt8(ascii: ":"), !isInBrackets {
            if buffer.isEmpty || only == .hostname { return .failed }
            guard takeHost() else { return .failed }
            return then(.port)
        }
        guard endsPart(byte) else {
            if byte == UInt8(ascii: "[") { isInBrackets = true }
            if byte == UInt8(ascii: "]") { isInBrackets = false }
            buffer.append(byte!)
            return .next
        }
        if buffer.isEmpty {
            if url.isSpecial { return .failed }
            if only != nil, url.includesCredentials || url.port != nil { return .failed }
        }
        guard takeHost() else { return .failed }
        if only != nil { return .done }
        return then(.pathStart, again: true)
    }

    private mutating func takeHost() -> Bool {
        guard let host = URLHost(parsing: buffer, isOpaque: !url.isSpecial) else { return false }
        url.host = host
        buffer = []
        return true
    }

    private mutating func port(_ byte: UInt8?) -> Step {
        if let byte, URLRecord.isDigit(byte) {
            buffer.append(byte)
            return .next
        }
        guard endsPart(byte) || only != nil else { return .failed }
        if !buffer.isEmpty {
            var port = 0
            for digit in buffer {
                port = port * 10 + Int(digit - 0x30)
                if port > 65535 { return .failed }
            }
            url.port = URLRecord.usualPort(url.scheme) == UInt16(port) ? nil : UInt16(port)
            buffer = []
            if only != nil { return .done }
        }
        if only != nil { return .failed }
        return then(.pathStart, again: true)
    }

    // MARK: Files

    private mutating func file(_ byte: UInt8?) -> Step {
        url.scheme = "file"
        url.host = .empty
        if byte == slash || byte == backslash { return then(.fileSlash) }
        guard let base, base.scheme == "file" else { return then(.path, again: true) }
        (url.host, url.path, url.query) = (base.host, base.path, base.query)
        if byte == question { return beginQuery() }
        if byte == hash { return beginFragment() }
        guard byte != nil else { return .next }
        url.query = nil
        if startsWithDrive() { url.path = [] } else { url.shorten() }
        return then(.path, again: true)
    }

    private mutating func fileSlash(_ byte: UInt8?) -> Step {
        if byte == slash || byte == backslash { return then(.fileHost) }
        if let base, base.scheme == "file" {
            url.host = base.host
            let first = base.path.dropFirst().prefix { $0 != slash }
            if !startsWithDrive(), URLRecord.isDriveLetter(first, normalized: true) {
                url.append(segment: Array(first))
            }
        }
        return then(.path, again: true)
    }

    /// Whether a drive of Windows follows.
    private func startsWithDrive() -> Bool {
        let rest = input[min(place, input.count)...]
        guard URLRecord.isDriveLetter(rest.prefix(2)) else { return false }
        guard let after = rest.dropFirst(2).first else { return true }
        return after == slash || after == backslash || after == question || after == hash
    }

    private mutating func fileHost(_ byte: UInt8?) -> Step {
        guard byte == nil || byte == slash || byte == backslash || byte == question || byte == hash else {
            buffer.append(byte!)
            return .next
        }
        // The drive stays in the buffer: it is the path's first segment.
        if only == nil, URLRecord.isDriveLetter(buffer) { return then(.path, again: true) }
        if buffer.isEmpty {
            url.host = .empty
        } else {
            guard takeHost() else { return .failed }
            if url.host == .domain("localhost") { url.host = .empty }
        }
        if only != nil { return .done }
        return then(.pathStart, again: true)
    }

    // MARK: Paths

    private mutating func pathStart(_ byte: UInt8?) -> Step {
        if url.isSpecial { return then(.path, again: byte != slash && byte != backslash) }
        if only == nil {
            if byte == question { return beginQuery() }
            if byte == hash { return beginFragment() }
        }
        if byte != nil { return then(.path, again: byte != slash) }
        if only != nil, url.host == nil { url.append(segment: []) }
        return .next
    }

    private mutating func path(_ byte: UInt8?) -> Step {
        let isSlash = byte == slash || byte == backslash && url.isSpecial
        guard byte == nil || isSlash || only == nil && (byte == question || byte == hash) else {
            PercentEncodeSet.path.append(byte!, to: &buffer)
            return .next
        }
        switch URLParser.dots(buffer) {
        case 2:
            url.shorten()
            if !isSlash { url.append(segment: []) }
        case 1: if !isSlash { url.append(segment: []) }
        default:
            if url.scheme == "file", url.path.isEmpty, URLRecord.isDriveLetter(buffer) {
                buffer[1] = UInt8(ascii: ":")
            }
            url.append(segment: buffer)
        }
        buffer.removeAll(keepingCapacity: true)
        if byte == question { return beginQuery() }
        if byte == hash { return beginFragment() }
        return .next
    }

    /// How many dots a segment consists of, escaped ones too; 0 for any other segment.
    private static func dots(_ segment: [UInt8]) -> Int {
        var rest = segment[...]
        var count = 0
        while let first = rest.first {
            if count == 2 { return 0 }
            if first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
            } else if rest.count >= 3, first == UInt8(ascii: "%"), rest[rest.startIndex + 1] == UInt8(ascii: "2"),
                rest[rest.startIndex + 2] | 0x20 == UInt8(ascii: "e")
            {
                rest = rest.dropFirst(3)
            } else {
                return 0
            }
            count += 1
        }
        return count
    }

    private mutating func opaquePath(_ byte: UInt8?) -> Step {
        if byte == question { return beginQuery() }
        if byte == hash { return beginFragment() }
        guard let byte else { return .next }
        // A space at the end would go when the text is read again.
        if byte == UInt8(ascii: " "), rest.first == question || rest.first == hash {
            url.path += "%20".utf8
        } else {
            PercentEncodeSet.control.append(byte, to: &url.path)
        }
        return .next
    }

    // MARK: After the path

    private mutating func query(_ byte: UInt8?) -> Step {
        if only == nil, byte == hash { return beginFragment() }
        if let byte {
            (url.isSpecial ? PercentEncodeSet.specialQuery : .query).append(byte, to: &url.query!)
        }
        return .next
    }

    private mutating func fragment(_ byte: UInt8?) -> Step {
        if let byte { PercentEncodeSet.fragment.append(byte, to: &url.fragment!) }
        return .next
    }
}

extension URLRecord {
    /// - Parameter text: UTF-8. Nil if it is no URL.
    init?(_ text: some Sequence<UInt8>, base: URLRecord? = nil) {
        guard let url = URLParser.parse(Array(text), base: base) else { return nil }
        self = url
    }

    init?(_ text: String, base: URLRecord? = nil) { self.init(text.utf8, base: base) }
}
