/// A request of HTTP/1.1 (RFC 9112) with its body.
struct Request: Sendable {
    var method: String
    /// The path as it was sent: encoded, without the query.
    var path: String
    var query = ""
    /// Field names in lower case; fields of the same name joined by a comma (RFC 9110 §5.3).
    var fields: [String: String] = [:]
    var body: [UInt8] = []
    /// Whether the client wants to send another request on the same connection.
    var keepsAlive = true

    /// What the client names as the server, without a port.
    var host: String? {
        guard let host = fields["host"] else { return nil }
        return host.hasPrefix("[")
            ? host.firstIndex(of: "]").map { String(host[...$0]) } : String(host.prefix { $0 != ":" })
    }
}
