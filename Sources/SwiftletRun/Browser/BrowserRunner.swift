import SwiftletBuild
import WebAssembly

/// Runs a module in a page of a headless browser, on a server of our own.
public struct BrowserRunner {
    /// How long the browser may take until its page asks for the module.
    static let startLimit = Duration.seconds(60)

    private let program: String

    public init() throws(RunError) {
        guard let program = ExternalTool.browser.find() else {
            throw RunError("no browser was found on this machine.\n\(ExternalTool.browser.howToGet)")
        }
        self.program = program
    }

    /// Runs the module to its end. What the page prints comes out on this process's streams as it is printed.
    public func run(_ request: RunRequest, module: [UInt8]) throws(RunError) -> Outcome {
        let folders = try FolderCopy(request.folders)
        let session = PageSession(request: request, module: module, folders: folders, server: try LoopbackServer())
        // A reader of our output that goes away must not end us before the browser; and an interrupt waits until the
        // browser is gone.
        let pipeHandler = signal(SIGPIPE, SIG_IGN)
        let signals = SignalHold()
        defer {
            signal(SIGPIPE, pipeHandler)
            signals.release()
        }
        let browser = try BrowserProcess(program: program, page: session.address)
        defer { browser.end() }
        let deadline = ContinuousClock.now + BrowserRunner.startLimit
        while true {
            session.step(browser)
            if let report = session.report {
                guard session.changes.failures.isEmpty else {
                    throw RunError(session.changes.failures.joined(separator: "\n"))
                }
                return try Outcome(report: report, results: request.call?.results)
            }
            if session.hasLostOutput { return .exited(code: 128 + UInt32(SIGPIPE)) }
            if signals.isPending { return .exited(code: 128 + UInt32(SIGINT)) }
            if session.pageHasCrashed {
                throw RunError(
                    "the page crashed, perhaps for lack of memory. Try --on host or --on node.")
            }
            if session.browserHasEnded {
                throw RunError("the browser \(program) ended before the module did.\(session.lastMessages)")
            }
            if !session.hasStarted, ContinuousClock.now > deadline {
                throw RunError(
                    """
                    the browser \(program) did not load the page within \(BrowserRunner.startLimit).\
                    \(session.lastMessages)
                    """
                )
            }
        }
    }
}

/// One page's conversation with us: it fetches the module and what goes with it, and sends back what the module does.
final class PageSession {
    private let request: RunRequest
    private let module: [UInt8]
    private let folders: FolderCopy
    /// What the program has changed in them.
    private(set) var changes: FolderChanges
    private let server: LoopbackServer
    /// The folder of the page's addresses. Nobody else on this machine can guess it.
    private let root = "/" + (0..<4).map { _ in String(UInt32.random(in: 0 ... .max), radix: 36) }.joined() + "/"
    /// The connection that waits for standard input, and the most bytes it takes.
    private var inputRequest: (connection: LoopbackServer.ConnectionID, limit: Int)?
    private var messages: [UInt8] = []

    /// What the page said at the module's end.
    private(set) var report: String?
    private(set) var hasStarted = false
    private(set) var browserHasEnded = false
    private(set) var pageHasCrashed = false
    /// The end of what the browser told by remote control.
    private var events: [UInt8] = []
    /// Whether our own output has no reader any more.
    private(set) var hasLostOutput = false

    init(request: RunRequest, module: [UInt8], folders: FolderCopy, server: LoopbackServer) {
        self.request = request
        self.module = module
        self.folders = folders
        changes = FolderChanges(folders: request.folders.map(\.host))
        self.server = server
    }

    var address: String { "http://127.0.0.1:\(server.port)\(root)run/page.html" }

    /// The end of what the browser said about itself, for an error message.
    var lastMessages: String {
        let lines = String(decoding: messages, as: UTF8.self).split(separator: "\n").suffix(5)
        return lines.isEmpty ? "" : " It said:\n" + lines.joined(separator: "\n")
    }

    /// Waits a moment for the page, the browser or standard input, and does what they ask for.
    func step(_ browser: BrowserProcess) {
        var polled = (server.descriptors + [browser.messages, browser.events]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if inputRequest != nil { polled.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0)) }
        guard poll(&polled, nfds_t(polled.count), 100) > 0 else { return }
        for entry in polled where entry.revents != 0 {
            switch entry.fd {
            case browser.messages: readMessages(browser.messages)
            case browser.events: readEvents(browser.events)
            case 0: passInput()
            default: server.serve(entry.fd, handle)
            }
        }
    }

    private func readMessages(_ descriptor: Int32) {
        var chunk = [UInt8](repeating: 0, count: 1 << 12)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else {
            browserHasEnded = true
            return
        }
        messages = Array((messages + chunk[..<count]).suffix(1 << 14))
    }

    private func readEvents(_ descriptor: Int32) {
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else {
            browserHasEnded = true
            return
        }
        events += chunk[..<count]
        let wanted = Array(BrowserProcess.crashEvent.utf8)
        for start in events.indices.dropLast(wanted.count - 1) where events[start] == wanted[0] {
            if events[start..<start + wanted.count].elementsEqual(wanted) { pageHasCrashed = true }
        }
        events = Array(events.suffix(wanted.count - 1))
    }

    /// Gives the page what standard input has; nothing means the end.
    private func passInput() {
        guard let (connection, limit) = inputRequest else { return }
        inputRequest = nil
        var chunk = [UInt8](repeating: 0, count: min(max(limit, 1), 1 << 20))
        let count = chunk.withUnsafeMutableBytes { Platform.read(0, $0.baseAddress, $0.count) }
        server.answer(connection, HTTPResponse(type: "application/octet-stream", body: Array(chunk[..<max(count, 0)])))
    }

    private func handle(_ http: HTTPRequest, _ connection: LoopbackServer.ConnectionID) {
        guard http.path.hasPrefix(root) else { return server.answer(connection, .notFound) }
        let path = String(http.path.dropFirst(root.count))
        switch (http.method, path) {
        case ("POST", "run/output"):
            if !writeOutput(http.body) { hasLostOutput = true }
            server.answer(connection, HTTPResponse())
        case ("POST", "run/change"):
            changes.take(http.body)
            server.answer(connection, HTTPResponse())
        case ("POST", "run/report"):
            report = String(decoding: http.body, as: UTF8.self)
            server.answer(connection, HTTPResponse())
        case ("GET", "run/input"):
            inputRequest = (connection, Int(http.query.drop { $0 != "=" }.dropFirst()) ?? 1)
        case ("GET", _):
            server.answer(connection, file(path))
        default:
            server.answer(connection, .notFound)
        }
    }

    private func file(_ path: String) -> HTTPResponse {
        let type = HTTPResponse.type(ofFile: path)
        if path == "run/request.json" {
            hasStarted = true
            let json = request.json(module: "module.wasm", entries: folders.entries)
            return HTTPResponse(type: type, body: Array(json.utf8))
        }
        if path == "run/module.wasm" { return HTTPResponse(type: type, body: module) }
        if path.hasPrefix("run/file/"), let number = Int(path.dropFirst("run/file/".count)),
            folders.files.indices.contains(number)
        {
            guard let bytes = try? Files.read(folders.files[number]) else {
                return HTTPResponse(status: "403 Forbidden", body: Array("cannot read \(folders.files[number])\n".utf8))
            }
            return HTTPResponse(type: type, body: bytes)
        }
        guard let bytes = WebFile.contents(path) else { return .notFound }
        return HTTPResponse(type: type, body: bytes)
    }

    /// Writes what the page sent: a byte that names the stream, four of length, the bytes; and so on.
    private func writeOutput(_ frames: [UInt8]) -> Bool {
        var pieces: [(stream: Int32, bytes: [UInt8])] = []
        var rest = frames[...]
        while rest.count >= 5 {
            let stream: Int32 = rest[rest.startIndex] == 2 ? 2 : 1
            let length = (1...4).reversed().reduce(0) { $0 << 8 | Int(rest[rest.startIndex + $1]) }
            let bytes = rest.dropFirst(5).prefix(length)
            // One call for what follows each other on one stream.
            if pieces.last?.stream == stream {
                pieces[pieces.count - 1].bytes += bytes
            } else {
                pieces.append((stream, Array(bytes)))
            }
            rest = rest.dropFirst(5 + length)
        }
        return pieces.allSatisfy { Platform.writeAll($0.bytes, to: $0.stream) }
    }
}
