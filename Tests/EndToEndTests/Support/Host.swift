import Foundation
import TestTools
import WASI
import WebAssembly

/// A place that runs WASI commands.
enum Host {
    /// Our runtime, by its Swift interface, in this process.
    case library
    /// Our runtime, by the command line tool.
    case tool
    case node
    case wasmtime
    /// The tool's headless browser, over our WASI in JavaScript.
    case browser(TestBrowser)
    /// The page of `swiftlet page`, in a headless browser.
    case page(TestBrowser)

    /// What a run of a program shows.
    struct Outcome: Equatable {
        /// 134 for a trap, as wasmtime's command line has it.
        var code: Int32
        var output: String
        var errors: String
        /// What is in the guest's folder afterwards: contents by path.
        var files: [String: String]
    }

    /// Runs a module as a program's test has it.
    func run(_ module: URL, _ program: Program) throws -> Outcome {
        let scratch = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: scratch) }
        let folder = scratch.appending(path: "data")
        if let files = program.files {
            try Data("nothing for guests".utf8).write(to: scratch.appending(path: "outside.txt"))
            for (path, contents) in files {
                let file = folder.appending(path: path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(contents.utf8).write(to: file)
            }
        }
        let finished =
            switch self {
            case .library: try runHere(module, program, folder: folder)
            case .tool: try run(Tools.swiftlet, ["run"], module, program, folder: folder)
            case .node:
                try run(
                    Tools.find("node")!,
                    ["--no-warnings", Tools.programs.appending(path: "Hosts/node-run.mjs").path],
                    module, program, folder: folder)
            case .browser(let browser):
                try run(
                    Tools.swiftlet, ["run", "--on", "browser"], module, program, folder: folder,
                    browser: browser.program)
            case .page(let browser):
                try runOnPage(
                    browser == .firefox ? .firefox : .chromium, module, program, folder: folder,
                    site: scratch.appending(path: "site"))
            case .wasmtime: try run(Tools.find("wasmtime-run")!, [], module, program, folder: folder)
            }
        return Outcome(
            code: finished.code, output: finished.output, errors: program.traps ? "" : finished.errors,
            files: program.files == nil ? [:] : try contents(of: folder))
    }

    private func run(
        _ command: URL, _ leading: [String], _ module: URL, _ program: Program, folder: URL, browser: String? = nil
    ) throws -> Finished {
        var environment = ProcessInfo.processInfo.environment
        if let browser { environment["SWIFTLET_BROWSER"] = browser }
        return try Finished.run(
            command, leading + options(program, folder: folder) + [module.path] + program.arguments,
            environment: environment, input: program.input)
    }

    private func options(_ program: Program, folder: URL) -> [String] {
        (program.files == nil ? [] : ["--dir", "\(folder.path)::/data"])
            + program.environment.flatMap { ["--env", $0] }
    }

    private func runOnPage(
        _ host: PageHost, _ module: URL, _ program: Program, folder: URL, site: URL
    ) throws -> Finished {
        let made = try Finished.run(
            Tools.swiftlet,
            ["page", "-o", site.path] + options(program, folder: folder) + ["--", module.path] + program.arguments)
        guard made.code == 0 else { throw Program.Failure(description: "swiftlet page: \(made.errors)") }
        return try host.run(site: site, input: program.input, folder: program.files == nil ? nil : folder)
    }

    private func runHere(_ module: URL, _ program: Program, folder: URL) throws -> Finished {
        let output = OutputBuffer()
        let errors = OutputBuffer()
        let store = Store()
        store.deadline = .now + .seconds(120)
        store[WASI.self] = try WASI(
            arguments: [module.path] + program.arguments, environment: program.environment,
            preopens: program.files == nil ? [] : [try Preopen("/data", hostFolder: folder.path)],
            standardInput: .text(program.input), standardOutput: .collecting(output), standardError: .collecting(errors)
        )
        var linker = Linker()
        WASI.link(into: &linker)
        var code: Int32
        do {
            let module = try Module([UInt8](Data(contentsOf: module)), engine: store.engine)
            code = try WASI.start(try linker.instantiate(module, in: store))
        } catch let trap as Trap {
            errors.bytes += Array("\(trap)".utf8)
            code = 134
        }
        return Finished(output: output.text, errors: errors.text, code: code)
    }

    private func contents(of folder: URL) throws -> [String: String] {
        var files: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let file = folder.appending(path: path)
            let type = try FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
            files[path] =
                switch type {
                case .typeDirectory: "(folder)"
                case .typeSymbolicLink: "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: file.path))
                default: String(decoding: try Data(contentsOf: file), as: UTF8.self)
                }
        }
        return files
    }
}
