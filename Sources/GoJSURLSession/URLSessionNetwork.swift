import Foundation
import GoJS

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Carries out the exchanges of `fetch` by Foundation's `URLSession`, which an app has anyway.
///
/// Redirections are responses, as `Network` asks for; `fetch` follows them, and only to allowed hosts. Bodies come as the program takes them. Of what it
/// has not taken some 256 KiB are kept, and then the server waits. FoundationNetworking, which stands for Foundation's network outside of Apple's
/// systems, cannot make a server wait: there, all of what comes is kept, and too much of it is an error.
///
/// Header fields of one name arrive as one field, joined by commas, and the status without a text: `URLSession` tells no more. A request has the
/// session's header fields, such as `User-Agent`, where the program gives none; a body of which it does not say what it is, is
/// `application/octet-stream`.
public final class URLSessionNetwork: Network {
    private let sessions: Sessions
    private let limits: ExchangeLimits

    /// A session that keeps nothing: no cookies, no cache, no passwords.
    public static var isolated: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpCookieAcceptPolicy = .never
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        return configuration
    }

    /// - Parameters:
    ///   - configuration: timeouts, proxies, and whether there are cookies and a cache. Without one there are none.
    ///   - exchanges: how many may be under way at once, with those whose bodies nobody has read to their end. One more is an error.
    ///   - waitingBytes: how many bytes of bodies may wait for the program, those of all exchanges together. One more ends its exchange by an error.
    public init(
        configuration: URLSessionConfiguration = isolated, exchanges: Int = 64, waitingBytes: Int = 1 << 28
    ) {
        sessions = Sessions(configuration)
        limits = ExchangeLimits(exchanges: exchanges, bytes: waitingBytes)
    }

    /// - Throws: ``URLSessionFailure``, whose text is the system's.
    public func exchange(_ request: NetworkRequest) async throws -> NetworkResponse {
        guard let url = URL(string: request.url) else {
            throw URLSessionFailure(description: "\(request.url) is no address")
        }
        var message = URLRequest(url: url)
        message.httpMethod = request.method
        for (name, value) in request.headers { message.addValue(value, forHTTPHeaderField: name) }
        if let body = request.body {
            message.httpBody = Data(body)
            // Otherwise the session says that it is a form.
            if message.value(forHTTPHeaderField: "Content-Type") == nil {
                message.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
            }
        }
        let transfer = sessions.transfer(message, try limits.take())
        let response = try await transfer.response()
        // Who lets go of the response ends the exchange.
        let rest = TransferRest(transfer)
        return NetworkResponse(
            status: response.statusCode, headers: response.fields, nextPart: { try await rest.nextPart() })
    }
}

/// Why there is no response, or no more of it.
public struct URLSessionFailure: Error, CustomStringConvertible {
    public let description: String

    init(description: String) { self.description = description }

    init(_ error: any Error) { description = error.localizedDescription }
}

extension HTTPURLResponse {
    fileprivate var fields: [(name: String, value: String)] {
        allHeaderFields.compactMap { name, value in
            guard let name = name as? String, let value = value as? String else { return nil }
            return (name: name, value: value)
        }.sorted { $0.name < $1.name }
    }
}

/// What of a transfer a program holds.
private final class TransferRest: Sendable {
    private let transfer: Transfer

    init(_ transfer: Transfer) { self.transfer = transfer }

    deinit { transfer.cancel() }

    func nextPart() async throws -> [UInt8]? { try await transfer.nextPart() }
}
