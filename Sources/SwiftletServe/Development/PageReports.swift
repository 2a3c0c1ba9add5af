import SwiftletBuild
import SwiftletRun

/// Tells a person what the pages report: what stopped the module, where, and what it said last.
final class PageReports: Sendable {
    private let target: ServeTarget
    private let log: @Sendable (String) -> Void
    /// A module that traps in every frame of an animation says so sixty times a second.
    private let last = Lock<(report: String, time: ContinuousClock.Instant)?>(nil)

    init(target: ServeTarget, log: @escaping @Sendable (String) -> Void) {
        self.target = target
        self.log = log
    }

    /// Tells of a report; of one like the last only when some time has gone by.
    func take(_ report: String) {
        let isKnown = last.withLock { last in
            if let last, last.report == report, last.time.duration(to: .now) < .seconds(2) { return true }
            last = (report, .now)
            return false
        }
        if isKnown { return }
        let trap = TrapText(report: report)
        let path = modulePath(trap)
        let symbolizer = try? Toolchain.find().symbolizer
        let lines = path.map { SourceLines(module: $0, symbolizer: symbolizer ?? nil) }
        let name = path.map(Files.name) ?? trap.moduleName ?? "the module"
        let folder: String =
            switch target {
            case .package(let path), .program(let path), .folder(let path): path
            case .module, .text: Files.currentFolder()
            }
        if let text = trap.text(name: name, lines: lines, folder: folder) { log(text) }
    }

    /// The file of the module that a report is about.
    private func modulePath(_ trap: TrapText) -> String? {
        switch target {
        case .module(let path), .text(let path): return path
        case .package(let folder), .program(let folder):
            let products = DevServer.products(target) ?? folder
            let modules = Files.list(products).filter { $0.hasSuffix(".wasm") }
            let name = trap.moduleName.flatMap { modules.contains($0) ? $0 : nil } ?? modules.first
            return name.map { products + "/" + $0 }
        case .folder(let folder):
            guard let address = trap.address, let path = try? RequestPath(address),
                case .file = StaticFolder(folder).find(path)
            else { return nil }
            return ([folder] + path.names).joined(separator: "/")
        }
    }
}
