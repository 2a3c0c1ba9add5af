/// Carries HTTP exchanges out for `fetch`. An app implements it by the HTTP client that it has anyway.
///
/// Which hosts a program may reach, redirections and the rest of `fetch` are none of its business: ``NetworkAccess`` and `fetch` see to
/// them before each exchange.
public protocol Network: Sendable {
    /// Sends a request and returns when the head of the response is there. Redirections are responses like any other.
    ///
    /// - Throws: any error when no response came; its description reaches the program. Cancellation ends the exchange.
    func exchange(_ request: NetworkRequest) async throws -> NetworkResponse
}

/// One HTTP request.
public struct NetworkRequest: Sendable {
    /// In capital letters.
    public var method: String
    /// `http:` or `https:`, without a fragment.
    public var url: String
    public var headers: [(name: String, value: String)]
    /// Nil when the request has none.
    public var body: [UInt8]?

    public init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// The head of an HTTP response, and its body as it comes.
public struct NetworkResponse: Sendable {
    public var status: Int
    public var statusText: String
    public var headers: [(name: String, value: String)]
    /// The next part of the body; nil at the end. Asked for one after the other, as the program takes them.
    public var nextPart: @Sendable () async throws -> [UInt8]?

    public init(
        status: Int, statusText: String = "", headers: [(name: String, value: String)] = [],
        nextPart: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        self.status = status
        self.statusText = statusText
        self.headers = headers
        self.nextPart = nextPart
    }
}

/// Which hosts a program may reach.
public struct NetworkAccess: Sendable {
    /// A host and, if only one is meant, a port.
    public struct Place: Hashable, Sendable {
        /// As it stands in URLs, in small letters and ASCII; `*.` at the start stands for any name that ends so, `*` alone for all hosts.
        public let host: String
        public let port: UInt16?

        /// - Parameter text: `HOST` or `HOST:PORT`; an address of version 6 stands in brackets. Nil for anything else.
        public init?(_ text: String) {
            var host = text[...]
            var port: UInt16?
            if let colon = text.lastIndex(of: ":"), text.hasPrefix("[") ? text[colon...].contains("]") == false : true {
                guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else { return nil }
                port = number
                host = text[..<colon]
            }
            let isPattern = host.hasPrefix("*.")
            let rest = isPattern ? host.dropFirst(2) : host
            if host == "*" {
                self.host = "*"
            } else {
                let isAddress = rest.first == "[" && rest.last == "]"
                guard isAddress || rest.utf8.allSatisfy({ Place.isNameByte($0) || $0 >= 0x80 }),
                    let known = URLHost(parsing: rest.utf8, isOpaque: false)
                else { return nil }
                self.host = (isPattern ? "*." : "") + known.text
            }
            self.port = port
        }

        static func isNameByte(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
            default: false
            }
        }

        func allows(host: String, port: UInt16) -> Bool {
            if let wanted = self.port, wanted != port { return false }
            if self.host == "*" { return true }
            if self.host.hasPrefix("*.") { return host.hasSuffix(self.host.dropFirst()) }
            return host == self.host
        }
    }

    public var network: any Network
    public var places: [Place]

    public init(_ network: any Network, allowing places: [Place]) {
        self.network = network
        self.places = places
    }

    func allows(host: String, port: UInt16) -> Bool {
        places.contains { $0.allows(host: host, port: port) }
    }
}
