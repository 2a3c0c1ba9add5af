/// A request with the redirections behind it (Fetch standard §4.4), each of which must lead to an allowed host.
enum Exchange {
    struct Response: Sendable {
        var head: NetworkResponse
        var url: String
        var isRedirected: Bool
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let mostRedirections = 20

    static func run(_ request: NetworkRequest, redirect: String, _ access: NetworkAccess) async throws -> Response {
        var request = request
        guard var address = Address(request.url) else { throw Failure(description: "\(request.url) is no address") }
        for count in 0...mostRedirections {
            guard access.allows(host: address.host, port: address.port) else {
                throw Failure(
                    description:
                        "the program may not reach \(address.host):\(address.port)\(count > 0 ? ", to which it was redirected" : ""); allow it by --allow-net \(address.host) or NetworkAccess"
                )
            }
            request.url = address.text
            let head = try await access.network.exchange(request)
            let location = head.headers.first { $0.name.lowercased() == "location" }?.value
            guard [301, 302, 303, 307, 308].contains(head.status), redirect != "manual", let location else {
                return Response(head: head, url: address.text, isRedirected: count > 0)
            }
            if redirect == "error" { throw Failure(description: "unexpected redirect") }
            // Somebody may wait for the end of the body before another request.
            while try await head.nextPart() != nil {}
            guard let next = address.resolving(location) else {
                throw Failure(description: "redirected to “\(location)”, which is no address")
            }
            let isPost = request.method == "POST"
            if (head.status == 303 && request.method != "HEAD" && request.method != "GET")
                || ([301, 302].contains(head.status) && isPost)
            {
                request.method = "GET"
                request.body = nil
                request.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
            }
            // Another host must not learn what was meant for this one.
            if (next.host, next.port, next.scheme) != (address.host, address.port, address.scheme) {
                request.headers.removeAll {
                    ["authorization", "cookie", "proxy-authorization"].contains($0.name.lowercased())
                }
            }
            address = next
        }
        throw Failure(description: "redirect count exceeded")
    }

    /// An `http:` or `https:` address in its parts.
    struct Address {
        let scheme: String
        let host: String
        let port: UInt16
        /// With the query, from the slash on.
        let path: String

        init?(_ text: String) {
            let bytes = text.utf8
            guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }),
                let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://")
            else { return nil }
            scheme = text[..<colon].lowercased()
            guard scheme == "http" || scheme == "https" else { return nil }
            var rest = text[colon...].dropFirst(3)
            if let fragment = rest.firstIndex(of: "#") { rest = rest[..<fragment] }
            let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            var authority = rest[..<end]
            let tail = rest[end...]
            path = tail.hasPrefix("/") ? String(tail) : "/" + tail
            // Names and passwords in addresses hide where they lead; `fetch` refuses them.
            guard !authority.contains("@") else { return nil }
            var port: UInt16 = scheme == "https" ? 443 : 80
            if let colon = authority.lastIndex(of: ":"), authority[colon...].contains("]") == false {
                let digits = authority[authority.index(after: colon)...]
                if !digits.isEmpty {
                    guard let number = UInt16(digits) else { return nil }
                    port = number
                }
                authority = authority[..<colon]
            }
            self.port = port
            host = authority.lowercased()
            guard NetworkAccess.Place(host) != nil, !host.contains("*") else { return nil }
        }

        var text: String {
            let isUsual = port == (scheme == "https" ? 443 : 80)
            return scheme + "://" + host + (isUsual ? "" : ":\(port)") + path
        }

        /// Where a reference leads from here (RFC 3986 §5, for what servers send).
        func resolving(_ reference: String) -> Address? {
            if let absolute = Address(reference) { return absolute }
            if reference.contains("://") { return nil }
            let base = scheme + "://" + host + ":\(port)"
            if reference.hasPrefix("//") { return Address(scheme + ":" + reference) }
            if reference.hasPrefix("/") { return Address(base + reference) }
            let file = path.prefix { $0 != "?" }
            if reference.hasPrefix("?") { return Address(base + file + reference) }
            let folder = file.lastIndex(of: "/").map { file[...$0] } ?? "/"
            return Address(base + folder + reference)
        }
    }
}
