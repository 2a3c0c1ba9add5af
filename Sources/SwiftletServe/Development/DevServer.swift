import SwiftletBuild
import SwiftletRun

/// A server for work on a page: builds, serves, watches, and tells the pages what has changed.
public final class DevServer: Sendable {
    private struct Changes {
        var paths: Set<String> = []
        var isStopped = false
    }

    /// How long it must be silent after a change, in milliseconds.
    private static let settling = 30

    private let target: ServeTarget
    private let options: ServeOptions
    private let status: PageStatus
    private let handler: SiteHandler
    private let server: Server
    private let changes: Lock<Changes>
    private let threads = Lock<[WorkerThread]>([])
    private let watchers = Lock<[Watcher]>([])
    private let log: @Sendable (String) -> Void
    private let progress: @Sendable (String) -> Void

    /// Takes the port; nothing is built or answered before ``start()``.
    ///
    /// - Parameters:
    ///   - log: hears what a person wants to know: builds, errors, traps. Called on several threads.
    ///   - progress: hears the steps of a build.
    public init(
        _ options: ServeOptions, log: @escaping @Sendable (String) -> Void,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(ServeError) {
        let target = try ServeTarget(options.path)
        if let product = options.product {
            guard case .package = target else {
                throw ServeError("--product \(product) is for packages, and \(options.path) has no Package.swift.")
            }
        }
        let listener = try DevServer.listen(options)
        var site = Site()
        site.isCrossOriginIsolated = options.isCrossOriginIsolated
        site.demandsLoopbackHost = listener.address.isLoopback
        var module: Site.Module?
        switch target {
        case .package(let folder):
            site.folders = ["Public", "Web"].map { Site.Folder(folder: StaticFolder(folder + "/" + $0)) }
            site.folders.append(Site.Folder(folder: StaticFolder(folder), needsIndex: true))
            site.products = DevServer.products(target)
            site.hasPlainPage = true
        case .program(let folder):
            site.folders = ["public", "static", "web", "Public", "Web"].map {
                Site.Folder(folder: StaticFolder(folder + "/" + $0))
            }
            site.folders.append(Site.Folder(folder: StaticFolder(folder), needsIndex: true))
            site.products = DevServer.products(target)
            site.offersProductsByName = true
            site.hasPlainPage = true
        case .module(let path):
            site.moduleFile = path
            site.hasPlainPage = true
            module = Site.Module(address: "/" + Files.name(of: path), name: Files.name(of: path))
        case .text:
            site.hasPlainPage = true
        case .folder(let folder):
            site.folders = [Site.Folder(folder: StaticFolder(folder))]
        }
        let status = PageStatus(target.isBuilt ? .building : .ready)
        let reports = PageReports(target: target, log: log)
        let handler = SiteHandler(site: site, status: status) { reports.take($0) }
        handler.module.withLock { $0 = module }
        self.target = target
        self.options = options
        self.status = status
        self.handler = handler
        self.log = log
        self.progress = progress
        changes = Lock(Changes())
        server = try Server(listener: listener, greeting: { status.event }) { handler.respond(to: $0) }
    }

    /// Where the page is.
    public var address: String { "http://\(server.address.host):\(server.address.port)/" }

    /// Whether other machines can reach the server.
    public var isPublic: Bool { !server.address.isLoopback }

    /// What to say about compression, where this machine has none but the oldest.
    public var compressionAdvice: String? {
        let has = { (coding: ContentCoding) in Command.find(coding.program) != nil }
        if has(.brotli) || has(.zstd) { return nil }
        return has(.gzip)
            ? "Answers are compressed by gzip alone; with brotli or zstd installed they are smaller."
            : "Answers are not compressed: neither brotli nor zstd nor gzip is installed."
    }

    /// What is served, in a word or two.
    public var subject: String {
        switch target {
        case .package(let path), .program(let path), .module(let path), .text(let path), .folder(let path):
            Files.name(of: path)
        }
    }

    /// Where the modules lie that are built here; nil if none are.
    static func products(_ target: ServeTarget) -> String? {
        switch target {
        case .package(let folder): PackageRebuild.products(folder)
        case .program(let folder): GoRebuild.products(folder)
        case .module, .text, .folder: nil
        }
    }

    private static func listen(_ options: ServeOptions) throws(ServeError) -> Listener {
        let wanted = options.port ?? ServeOptions.usualPort
        do throws(Listener.Failure) {
            return try Listener(host: options.host, port: wanted)
        } catch {
            if case .other(let message) = error { throw ServeError(message) }
        }
        guard wanted < .max, let free = Listener.freePort(host: options.host, from: wanted + 1) else {
            throw ServeError("port \(wanted) is in use, and so are the hundred after it. Choose another: --port NUMBER")
        }
        // Whoever named a port has told somebody else of it; any other would be no help.
        guard options.port == nil, let listener = try? Listener(host: options.host, port: free) else {
            throw ServeError("port \(wanted) is in use by another program. Port \(free) is free: --port \(free)")
        }
        return listener
    }

    // MARK: - Its life

    /// Begins to watch, to answer, and for a package to build; returns at once.
    ///
    /// - Parameter whenReady: called on a thread of its own when there is a page to look at: what was built, or why not.
    public func start(whenReady: @escaping @Sendable () -> Void = {}) throws(ServeError) {
        switch target {
        case .package(let folder):
            try watch([folder], ignoring: [folder + "/dist"])
        case .program(let folder):
            try watch([folder], ignoring: [folder + "/dist", folder + "/.swiftlet"])
        case .module(let path), .text(let path):
            try watch([Files.parent(of: path)])
        case .folder(let folder):
            try watch([folder])
        }
        let server = server
        run { server.run() }
        run { [self] in follow(whenReady) }
    }

    /// Ends everything, a build that is under way included, and waits until that is done.
    public func stop() {
        changes.signal { $0.isStopped = true }
        server.stop()
        while let watcher = watchers.withLock({ $0.popLast() }) { watcher.stop() }
        // The last one to end may have begun another.
        while let thread = threads.withLock({ $0.popLast() }) { thread.join() }
    }

    private func run(_ body: @escaping @Sendable () -> Void) {
        let thread = WorkerThread(body)
        threads.withLock { $0.append(thread) }
    }

    private func watch(_ folders: [String], ignoring: Set<String> = []) throws(ServeError) {
        let changes = changes
        let watcher = try Watcher(folders, ignoring: ignoring, complaint: log) { paths in
            changes.signal { $0.paths.formUnion(paths) }
        }
        watchers.withLock { $0.append(watcher) }
    }

    // MARK: - Changes

    /// Does what changes ask for, one after the other, until the end.
    private func follow(_ whenReady: @escaping @Sendable () -> Void) {
        let isCancelled: @Sendable () -> Bool = { [changes] in changes.withLock { $0.isStopped } }
        let rebuild: (any Rebuild)? =
            switch target {
            case .package(let folder):
                PackageRebuild(
                    folder: folder, configuration: options.configuration, product: options.product,
                    isCancelled: isCancelled)
            case .program(let folder):
                GoRebuild(folder: folder, configuration: options.configuration, isCancelled: isCancelled)
            case .module, .text, .folder: nil
            }
        if let rebuild { build(rebuild, changed: [], pagesChanged: false) }
        if case .text(let path) = target { translate(TextBuild(path: path), changed: []) }
        if !changes.withLock({ $0.isStopped }) { run(whenReady) }
        while let paths = nextChanges() {
            switch target {
            case .module(let path):
                if DevServer.concerns(paths, path) { reload(paths) }
            case .text(let path):
                if DevServer.concerns(paths, path) { translate(TextBuild(path: path), changed: paths) }
            case .folder:
                reload(paths)
            case .package(let folder), .program(let folder):
                guard let rebuild else { continue }
                let forPages = paths.filter { PageFiles.isForPages($0, package: folder) }
                if forPages.count == paths.count, status.phase == .ready {
                    reload(paths)
                } else {
                    rebuild.note(paths)
                    build(rebuild, changed: paths, pagesChanged: !forPages.isEmpty)
                }
            }
        }
    }

    /// Whether a file is among those that changed beside it.
    private static func concerns(_ paths: Set<String>, _ file: String) -> Bool {
        paths.contains { Files.name(of: $0) == Files.name(of: file) }
    }

    /// The next changes, once there is a moment of silence: a save is often several. Nil at the end.
    private func nextChanges() -> Set<String>? {
        let hasChanges = changes.wait { $0.isStopped ? false : $0.paths.isEmpty ? nil : true }
        guard hasChanges else { return nil }
        var count = 0
        for _ in 0..<20 {
            let now = changes.withLock { $0.paths.count }
            if now == count { break }
            count = now
            usleep(UInt32(DevServer.settling * 1000))
        }
        return changes.withLock { changes in
            defer { changes.paths = [] }
            return changes.isStopped ? nil : changes.paths
        }
    }

    private func reload(_ paths: Set<String>) {
        log("Reloading: \(names(paths)) changed.")
        server.broadcast(status.change(to: .ready, isNew: true))
    }

    private func build(_ rebuild: any Rebuild, changed: Set<String>, pagesChanged: Bool) {
        server.broadcast(status.change(to: .building))
        do throws(BuildError) {
            let product = try rebuild.run(progress: progress)
            let bytes = try Files.read(product.module)
            let isNew = rebuild.noteContents(fingerprint(bytes)) || pagesChanged
            let name = Files.name(of: product.module)
            let script = product.files.map(Files.name(of:)).first { $0 == "wasm_exec.js" }
            handler.module.withLock {
                $0 = Site.Module(address: "/dist/" + name, name: name, script: script.map { "/dist/" + $0 })
            }
            watchDependencies(rebuild)
            let cause = changed.isEmpty ? "" : " after \(names(changed)) changed"
            let note = isNew ? "" : "; the module is the same"
            log("Built \(name) in \(timeText(seconds: product.seconds)): \(sizeText(product.rawSize))\(cause)\(note).")
            if !product.warnings.isEmpty { log(product.warnings) }
            server.broadcast(status.change(to: .ready, isNew: isNew))
        } catch {
            guard !changes.withLock({ $0.isStopped }) else { return }
            fail(rebuild.failure(error))
        }
    }

    private func translate(_ text: TextBuild, changed: Set<String>) {
        server.broadcast(status.change(to: .building))
        do throws(BuildFailure) {
            let module = try text.run()
            let isNew = handler.module.withLock { old in
                defer { old = module }
                return old != module
            }
            let cause = changed.isEmpty ? "" : " after \(names(changed)) changed"
            let note = isNew ? "" : "; the module is the same"
            log("Translated \(text.name): \(sizeText(module.contents?.count ?? 0))\(cause)\(note).")
            server.broadcast(status.change(to: .ready, isNew: isNew))
        } catch {
            fail(error)
        }
    }

    private func fail(_ failure: BuildFailure) {
        log(failure.text + "\nThe build failed. It is tried again at the next save.")
        server.broadcast(status.change(to: .failed(failure)))
    }

    /// Watches the packages on this machine that ours depends on, once they are known.
    private func watchDependencies(_ rebuild: any Rebuild) {
        for folder in rebuild.newDependencies() {
            do throws(ServeError) {
                try watch([folder])
            } catch {
                log("\(error)")
            }
        }
    }

    private func names(_ paths: Set<String>) -> String {
        let folder: String =
            switch target {
            case .package(let path), .program(let path), .folder(let path): path
            case .module(let path), .text(let path): Files.parent(of: path)
            }
        let names = paths.sorted().map { $0.hasPrefix(folder + "/") ? String($0.dropFirst(folder.count + 1)) : $0 }
        return names.count > 3
            ? names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more" : names.joined(separator: ", ")
    }
}
