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
        guard var url = URLRecord(request.url) else { throw Failure(description: "\(request.url) is no URL") }
        var place = try place(url)
        for count in 0...mostRedirections {
            guard access.allows(host: place.host, port: place.port) else {
                throw Failure(
                    description:
                        "the program may not reach \(place.host):\(place.port)\(count > 0 ? ", to which it was redirected" : ""); allow it by --allow-net \(place.host) or NetworkAccess"
                )
            }
            url.fragment = nil
            // The text of what was judged, and not the one that it was read from.
            request.url = url.text
            let head = try await access.network.exchange(request)
            let location = head.headers.first { $0.name.lowercased() == "location" }?.value
            guard [301, 302, 303, 307, 308].contains(head.status), redirect != "manual", let location else {
                return Response(head: head, url: request.url, isRedirected: count > 0)
            }
            if redirect == "error" { throw Failure(description: "unexpected redirect") }
            // Somebody may wait for the end of the body before another request.
            while try await head.nextPart() != nil {}
            guard let next = URLRecord(location, base: url) else {
                throw Failure(description: "redirected to “\(location)”, which is no URL")
            }
            let nextPlace = try self.place(next)
            let isPost = request.method == "POST"
            if (head.status == 303 && request.method != "HEAD" && request.method != "GET")
                || ([301, 302].contains(head.status) && isPost)
            {
                request.method = "GET"
                request.body = nil
                request.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
            }
            // Another host must not learn what was meant for this one.
            if nextPlace != place || next.scheme != url.scheme {
                request.headers.removeAll {
                    ["authorization", "cookie", "proxy-authorization"].contains($0.name.lowercased())
                }
            }
            (url, place) = (next, nextPlace)
        }
        throw Failure(description: "redirect count exceeded")
    }

    /// Who answers at a URL, if `fetch` may ask for it at all.
    ///
    /// - Throws: ``Failure``. What another program could read otherwise than we do leads nowhere: names and passwords, which hide the host, and
    ///   marks in a host's name.
    private static func place(_ url: URLRecord) throws -> (host: String, port: UInt16) {
        guard url.scheme == "http" || url.scheme == "https", let host = url.host,
            let port = url.port ?? URLRecord.usualPort(url.scheme)
        else { throw Failure(description: "\(url.text) is no address of HTTP") }
        guard !url.includesCredentials else {
            throw Failure(description: "an address with a name or a password is not fetched")
        }
        if case .domain(let name) = host, !name.utf8.allSatisfy(NetworkAccess.Place.isNameByte) {
            throw Failure(description: "\(name) is no name of a host that can be fetched from")
        }
        return (host.text, port)
    }
}
