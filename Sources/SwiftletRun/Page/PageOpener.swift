import SwiftletBuild

/// Serves a module's page on this machine's own address and opens it in the person's browser.
public struct PageOpener {
    private let files: [String: [UInt8]]
    private let server: LoopbackServer
    /// The folder of the page's addresses. Nobody else on this machine can guess it.
    private let root = "/" + (0..<4).map { _ in String(UInt32.random(in: 0 ... .max), radix: 36) }.joined() + "/"

    public init(_ page: ModulePage) throws(RunError) {
        files = Dictionary(uniqueKeysWithValues: page.files(startsAtOnce: true).map { ($0.path, $0.bytes) })
        server = try LoopbackServer()
    }

    /// Where the page is.
    public var address: String { "http://127.0.0.1:\(server.port)\(root)" }

    /// Asks the system to show the page; false where it has no way to.
    public func open() -> Bool {
        let openers = ["xdg-open", "open", "wslview"]
        guard
            let program = Environment["BROWSER"].flatMap({ Command.find($0) })
                ?? openers.lazy.compactMap(Command.find).first
        else { return false }
        var command = Command(program, [address])
        command.timeLimit = .seconds(20)
        return (try? command.capture())?.status.isSuccess ?? false
    }

    /// Answers the browser until an interrupt.
    public func serve() {
        let signals = SignalHold()
        defer { signals.release() }
        let pipeHandler = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, pipeHandler) }
        while !signals.isPending {
            var polled = server.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&polled, nfds_t(polled.count), 200) > 0 else { continue }
            for entry in polled where entry.revents != 0 { server.serve(entry.fd, handle) }
        }
    }

    private func handle(_ request: HTTPRequest, _ connection: LoopbackServer.ConnectionID) {
        guard request.method == "GET", request.path.hasPrefix(root) else { return server.answer(connection, .notFound) }
        var path = PageOpener.unescaped(String(request.path.dropFirst(root.count)))
        if path.isEmpty { path = "index.html" }
        guard let bytes = files[path] else { return server.answer(connection, .notFound) }
        server.answer(connection, HTTPResponse(type: HTTPResponse.type(ofFile: path), body: bytes))
    }

    /// An address's path with its `%` pairs read.
    private static func unescaped(_ path: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
