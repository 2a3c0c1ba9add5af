import SwiftletBuild
import SwiftletRun

/// What is served, and where it comes from.
struct Site: Sendable {
    struct Folder: Sendable {
        var folder: StaticFolder
        /// Whether it is served only while it has an `index.html`: a folder of sources is no page.
        var needsIndex = false

        var isServed: Bool { !needsIndex || Files.exists(folder.root + "/index.html") }
    }

    struct Module: Equatable, Sendable {
        var address: String
        var name: String
        /// What was made of a text, and is in no file.
        var contents: [UInt8]?
        /// The address of Go's script, if it is this that runs the module.
        var script: String?
    }

    /// The folders whose files are served, the first one first.
    var folders: [Folder] = []
    /// What lies under `/dist/`: the folder of the modules built here. It may not be there yet.
    var products: String?
    /// Whether pages find modules and scripts built here in any folder, where no file is: pages for Go expect `wasm_exec.js` and
    /// `main.wasm` beside themselves.
    var offersProductsByName = false
    /// A module that is served alone.
    var moduleFile: String?
    /// Whether there is a page of ours where the folders have none: it runs the module and shows what that prints.
    var hasPlainPage = false
    /// Headers that isolate pages, which gives them shared memory.
    var isCrossOriginIsolated = false
    /// Whether only clients that name this machine are answered: another site could otherwise point its own name here
    /// and read what is served (DNS rebinding).
    var demandsLoopbackHost = true

    /// The bytes of a page's own error report, at most.
    static let mostReportBytes = 64 << 10
}

/// Answers requests from a ``Site``.
final class SiteHandler: Sendable {
    /// The module that the plain page runs, once it is known.
    let module = Lock<Site.Module?>(nil)
    private let site: Site
    private let status: PageStatus
    private let delivery: Delivery
    /// Hears what pages report.
    private let report: @Sendable (String) -> Void

    init(
        site: Site, status: PageStatus, compression: CompressionCache = CompressionCache(),
        report: @escaping @Sendable (String) -> Void
    ) {
        self.site = site
        self.status = status
        self.report = report
        var fields = [(name: "Cache-Control", value: "no-cache"), ("X-Content-Type-Options", "nosniff")]
        if site.isCrossOriginIsolated {
            fields += [
                ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ]
        }
        delivery = Delivery(compression: compression, commonFields: fields)
    }

    func respond(to request: Request) -> Response {
        if site.demandsLoopbackHost, let host = request.host?.lowercased(), !SiteHandler.isLoopback(host) {
            return message(
                421, "This server is for this machine alone",
                ["It was asked as “\(host)”. Use http://127.0.0.1, or start it with --host to serve others."])
        }
        let path: RequestPath
        do throws(RequestPath.Problem) {
            path = try RequestPath(request.path)
        } catch {
            switch error {
            case .malformed:
                return message(400, "This address cannot be read", ["Its path has what no file's name has here."])
            // Whether there is such a file is nobody's business.
            case .forbidden: return notFound(request.path)
            }
        }
        if path.names.first == "swiftlet", let response = own(request, path) { return response }
        guard request.method == "GET" || request.method == "HEAD" else {
            var response = message(
                405, "\(request.method) is not possible here", ["Files are read with GET or HEAD."])
            response.fields.append(("Allow", "GET, HEAD"))
            return response
        }
        return file(request, path)
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
            || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 == 0x2e || (0x30...0x39).contains($0) }
    }

    // MARK: - What the server itself offers pages

    private func own(_ request: Request, _ path: RequestPath) -> Response? {
        let name = path.names.dropFirst().joined(separator: "/")
        if name == "report" { return takeReport(request) }
        guard request.method == "GET" || request.method == "HEAD" else { return nil }
        switch name {
        case "events":
            return Response(
                status: 200,
                fields: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")] + isolation,
                body: .events)
        case "run/request.json":
            guard let module = module.withLock({ $0 }) else { return nil }
            let json = RunRequest(path: module.address, arguments: [module.name]).pageJSON(
                script: module.script)
            return delivery.answer(request, with: content(Array(json.utf8)), type: "application/json")
        case "run/input":
            // The plain page has no input: this is its end.
            return Response(status: 200, fields: [("Content-Type", "application/octet-stream")] + isolation)
        default:
            return web(name, request)
        }
    }

    private var isolation: [(name: String, value: String)] {
        delivery.commonFields.filter { $0.name.hasPrefix("Cross-Origin") }
    }

    private func web(_ path: String, _ request: Request) -> Response? {
        guard let bytes = WebFile.contents(path) else { return nil }
        return delivery.answer(request, with: content(bytes), type: ContentType.of(path))
    }

    private func takeReport(_ request: Request) -> Response {
        guard request.method == "POST" else {
            var response = message(405, "Reports come by POST", ["Pages that are served here send them by themselves."])
            response.fields.append(("Allow", "POST"))
            return response
        }
        // Another site's page must not write into this terminal.
        if let origin = request.fields["origin"], origin != "http://" + (request.fields["host"] ?? "") {
            return message(403, "Reports are taken from the pages served here", [])
        }
        guard request.body.count <= Site.mostReportBytes else {
            return message(413, "The report is too large", ["At most \(Site.mostReportBytes) bytes are read."])
        }
        report(String(decoding: request.body, as: UTF8.self))
        return Response(status: 204, fields: isolation)
    }

    // MARK: - Files

    private func file(_ request: Request, _ path: RequestPath) -> Response {
        let module = module.withLock { $0 }
        let isModule = "/" + path.names.joined(separator: "/") == module?.address
        if isModule, let contents = module?.contents {
            return delivery.answer(request, with: content(contents), type: ContentType.of(".wasm"))
        }
        if isModule, let moduleFile = site.moduleFile {
            // The person named this very file: links and hidden folders are theirs to choose.
            let folder = StaticFolder(Files.parent(of: Files.canonical(moduleFile)))
            let name = Files.name(of: Files.canonical(moduleFile))
            if case .file(let file) = folder.find(RequestPath(names: [name], isFolder: false)) {
                return deliver(request, file)
            }
            return message(404, "\(moduleFile) is not there", ["The page reloads when it is there again."])
        }
        if let products = site.products, path.names.first == "dist" {
            let below = RequestPath(names: Array(path.names.dropFirst()), isFolder: path.isFolder)
            if case .file(let file) = StaticFolder(products).find(below) { return deliver(request, file) }
            if isModule, let module {
                return message(503, "\(module.name) is not built yet", status.explanation)
            }
        }
        for folder in site.folders.lazy.filter(\.isServed).map(\.folder) {
            switch folder.find(path) {
            case .file(let file): return deliver(request, file)
            case .folder(let names):
                guard path.isFolder || path.names.isEmpty else { return redirect(path, request) }
                if names.contains("index.html") {
                    let index = RequestPath(names: path.names + ["index.html"], isFolder: false)
                    if case .file(let file) = folder.find(index) { return deliver(request, file) }
                }
                if !site.hasPlainPage { return listing(path, names) }
            case .nothing: break
            }
        }
        if let file = productByName(path, module) { return deliver(request, file) }
        if site.hasPlainPage, path.names.isEmpty || path.names == ["index.html"],
            let page = WebFile.contents("serve/page.html")
        {
            return html(request, page)
        }
        return notFound(request.path)
    }

    private func deliver(_ request: Request, _ file: StaticFolder.File) -> Response {
        let type = ContentType.of(file.name)
        // Larger pages than this were not written by hand.
        if type.hasPrefix("text/html"), file.size < 8 << 20, let bytes = file.open.readAll(sizeHint: file.size) {
            return html(request, bytes)
        }
        if type.hasPrefix("text/javascript"), WorkerScript.isWanted(by: request), file.size < 8 << 20,
            let bytes = file.open.readAll(sizeHint: file.size)
        {
            return delivery.answer(request, with: content(WorkerScript.inject(into: bytes)), type: type)
        }
        return delivery.answer(request, with: .file(file), type: type)
    }

    private func html(_ request: Request, _ bytes: [UInt8]) -> Response {
        let page = ReloadScript.inject(into: bytes, version: status.version)
        return delivery.answer(request, with: content(page), type: "text/html; charset=utf-8")
    }

    private func content(_ bytes: [UInt8]) -> Delivery.Content { .bytes(bytes, tag: fingerprint(bytes)) }

    private func redirect(_ path: RequestPath, _ request: Request) -> Response {
        let address = "/" + path.names.map(RequestPath.encode).joined(separator: "/") + "/"
        var response = message(301, "This is a folder", ["Its address ends in a slash."])
        response.fields.append(("Location", request.query.isEmpty ? address : address + "?" + request.query))
        return response
    }

    private func listing(_ path: RequestPath, _ names: [String]) -> Response {
        let list = names.map { name in
            let isFolder = name.hasSuffix("/")
            return (RequestPath.encode(isFolder ? String(name.dropLast()) : name) + (isFolder ? "/" : ""), name)
        }
        let up = path.names.isEmpty ? [] : [("../", "../")]
        return message(
            200, "/" + path.names.joined(separator: "/"), ["There is no index.html in this folder. It has:"],
            list: up + list)
    }

    /// What was built here and has the name that a page asks for, in whatever folder it expects it. `main.wasm` is the module.
    private func productByName(_ path: RequestPath, _ module: Site.Module?) -> StaticFolder.File? {
        guard site.offersProductsByName, let products = site.products, !path.isFolder, let name = path.names.last else {
            return nil
        }
        let wanted = name == "main.wasm" ? module?.name ?? name : name
        guard case .file(let file) = StaticFolder(products).find(RequestPath(names: [wanted], isFolder: false)) else {
            return nil
        }
        return file
    }

    private func notFound(_ path: String) -> Response {
        let folders = site.folders.filter(\.isServed).map(\.folder.root).joined(separator: ", ")
        let places =
            folders.isEmpty
            ? "Only one module is served here, with a page that runs it." : "Files are looked for in \(folders)."
        return message(
            404, "There is no \(path) here", [places, "Hidden files, and what links out of a folder, are not served."])
    }

    /// A page of our own. It reloads like any other, so that it goes away when what it complains of does.
    private func message(_ status: Int, _ title: String, _ paragraphs: [String], list: [(String, String)] = [])
        -> Response
    {
        var response = MessagePage.response(status, title, paragraphs, list: list)
        if case .bytes(let bytes) = response.body {
            response.body = .bytes(ReloadScript.inject(into: bytes, version: self.status.version))
        }
        response.fields += delivery.commonFields
        return response
    }
}
