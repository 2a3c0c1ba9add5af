import SwiftletBuild
import Testing

@testable import SwiftletServe

/// A folder of its own for one test, gone with the last reference.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = Files.canonical(try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-serve-"))
    }

    deinit { Files.remove(path) }

    func write(_ text: String, to name: String) throws {
        try Files.createFolder(Files.parent(of: path + "/" + name))
        try Files.write(text.utf8, to: path + "/" + name)
    }

    func link(_ name: String, to target: String) { #expect(symlink(target, path + "/" + name) == 0) }
}

/// A server of a folder on a free port, in this process.
final class TestSite {
    let folder: TemporaryFolder
    let status = PageStatus(.ready)
    let server: Server
    private let thread: WorkerThread

    init(
        limits: Server.Limits = Server.Limits(), isolated: Bool = false, codings: [ContentCoding]? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        var site = Site()
        site.folders = [Site.Folder(folder: StaticFolder(folder.path))]
        site.isCrossOriginIsolated = isolated
        let compression = codings.map { CompressionCache(codings: $0) } ?? CompressionCache()
        let handler = SiteHandler(site: site, status: status, compression: compression, report: report)
        let status = status
        let listener = try Listener(host: "127.0.0.1", port: 0)
        let server = try Server(listener: listener, limits: limits, greeting: { status.event }) {
            handler.respond(to: $0)
        }
        self.server = server
        thread = WorkerThread { server.run() }
    }

    deinit {
        server.stop()
        thread.join()
    }

    func client() throws -> RawClient { try RawClient(port: server.address.port) }

    /// One request on a connection of its own.
    func ask(
        _ path: String, method: String = "GET", _ fields: [String: String] = [:], body: String = ""
    ) throws -> RawClient.Answer {
        let client = try client()
        let all = ["Host": "127.0.0.1"].merging(fields) { $1 }
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.joined()
        let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
        client.send("\(method) \(path) HTTP/1.1\r\n\(lines)\(length)\r\n\(body)")
        return try #require(client.answer(hasBody: method != "HEAD"))
    }
}
