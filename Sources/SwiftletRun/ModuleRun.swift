import GoJS
import SwiftletBuild
import WebAssembly

/// A module's file, read once, and run in any place.
public struct ModuleRun {
    /// The file's name, which the program sees as its own.
    public let name: String
    private let bytes: [UInt8]
    /// Whether the file has the module as text, so that other engines need a file of ours.
    private let isText: Bool
    /// What the module may use; nil for what the place knows.
    private let features: Features?

    /// Reads the file; text is translated.
    ///
    /// - Parameter features: What the module may use, in every place; nil leaves that to the place, and means
    ///   `Engine.defaultFeatures` in our own runtime.
    public init(path: String, features: Features? = nil) throws(RunError) {
        name = Files.name(of: path)
        self.features = features
        let file = try ModuleRun.file(path)
        isText = file.isText
        bytes = try file.binary()
    }

    /// A module's file.
    static func file(_ path: String) throws(RunError) -> ModuleFile {
        guard Files.exists(path) else {
            throw RunError(
                "\(path): no such file or folder. Give a .wasm or .wat file, or the folder of a package (swiftlet new makes one)."
            )
        }
        guard !Files.isFolder(path) else {
            throw RunError("\(path) is a folder. Give a .wasm file; swiftlet build makes one of a package.")
        }
        return try ModuleFile(path)
    }

    /// Whether Go made the module for JavaScript, so that its functions are not exports but properties of the global object.
    public var isGo: Bool {
        guard let module = try? BinaryModule(decoding: bytes, features: .all) else { return false }
        return GoDialect(module) != nil
    }

    /// The call of an exported function with values as a person wrote them.
    public func call(_ export: String, values: [String]) throws -> RunRequest.Call {
        do {
            return try RunRequest.Call(
                export: export, values: values, of: BinaryModule(decoding: bytes, features: .all), name: name)
        } catch let error as ModuleError {
            throw RunError("\(name): \(error)")
        }
    }

    /// Runs the module to its end.
    public func run(on place: Place, request: RunRequest) throws -> Outcome {
        do {
            switch place {
            case .host:
                return try HostRunner(features: features ?? Engine.defaultFeatures).run(request, module: bytes)
            case .node:
                let runner = try NodeRunner()
                try check(request)
                return named(try withBinaryFile(request) { try runner.run($0) })
            case .browser:
                let runner = try BrowserRunner()
                try check(request)
                return named(try runner.run(request, module: bytes))
            }
        } catch let error as ModuleError {
            throw RunError("\(name): \(error)")
        } catch LinkError.missingImport(let type) {
            throw RunError("\(name): missing import “\(type.name)” of “\(type.module)”: \(type.type).\n\(type.offer)")
        } catch let error as LinkError {
            throw RunError("\(name): \(error)")
        }
    }

    /// Runs with a request whose path leads to a file in the binary format: the module's own, or one that is there meanwhile.
    private func withBinaryFile<Result>(_ request: RunRequest, _ body: (RunRequest) throws -> Result) throws -> Result {
        guard isText else { return try body(request) }
        let folder: String
        var request = request
        do throws(BuildError) {
            folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-")
            request.path = folder + "/module.wasm"
            try Files.write(bytes, to: request.path)
        } catch {
            throw RunError("\(error)")
        }
        defer { Files.remove(folder) }
        return try body(request)
    }

    /// The outcome with the functions' names as our own runtime shows them: engines decorate them in their own ways.
    private func named(_ outcome: Outcome) -> Outcome {
        guard case .trapped(var trap) = outcome, let module = try? BinaryModule(decoding: bytes, features: .all),
            let names = NameSection(module)
        else { return outcome }
        for number in trap.frames.indices {
            guard let index = trap.frames[number].functionIndex else { continue }
            trap.frames[number].name = names.functionName(index) ?? trap.frames[number].name
        }
        return .trapped(trap)
    }

    /// Finds out before another engine does, in our words, what would keep the module from running.
    private func check(_ request: RunRequest) throws {
        if let option = request.optionOfOurs {
            throw RunError("\(option) works in our own runtime only: leave it out, or leave out --on.")
        }
        let module: BinaryModule
        do throws(ModuleError) {
            module = try BinaryModule(decoding: bytes, features: features ?? .all)
            if features != nil { try module.validate() }
        } catch {
            // The other engine may know a feature that ours lacks.
            if features == nil, case .unsupported = error.kind { return }
            throw error
        }
        if let call = request.call, (call.arguments.map(\.type) + call.results).contains(.v128) {
            throw RunError(
                "\(call.export) takes or returns a vector, and JavaScript has no values for those. Our own runtime can call it: leave --on away."
            )
        }
        if request.call == nil { try HostRunner.checkEntry(module, name: name) }
        for entry in module.imports {
            if entry.module == WASIFunctions.module, WASIFunctions.names.contains(entry.name) { continue }
            // The other engine says what is wrong with a type index out of range.
            guard let type = module.type(of: entry.description) else { return }
            throw LinkError.missingImport(ImportType(module: entry.module, name: entry.name, type: type))
        }
    }
}

extension ImportType {
    /// Who offers an import that no place does.
    fileprivate var offer: String {
        switch module {
        case WASIFunctions.module:
            "WASI preview 1 has no such function, or not with this type."
        case "wasi_unstable":
            "This is WASI preview 0. Build the program for preview 1 (wasm32-wasip1)."
        case "gojs", "go":
            "Go's JavaScript host offers it (GOOS=js). Build the program with GOOS=wasip1 GOARCH=wasm instead."
        case "swiftlet":
            "The JavaScript that swiftlet build writes beside the module offers it: import that, or see the page with swiftlet serve."
        case "wbg", "__wbindgen_placeholder__":
            "The JavaScript that wasm-bindgen writes beside the module offers it."
        default:
            """
            “\(module)” is a host of the program's own. swiftlet run offers WASI preview 1 (\(WASIFunctions.module)) and \
            nothing else; a Swift program offers more by Linker.define (import WebAssembly).
            """
        }
    }
}

/// What every place offers a module.
enum WASIFunctions {
    static let module = "wasi_snapshot_preview1"
    static let names: Set<String> = [
        "args_get", "args_sizes_get", "clock_res_get", "clock_time_get", "environ_get", "environ_sizes_get",
        "fd_advise",
        "fd_allocate", "fd_close", "fd_datasync", "fd_fdstat_get", "fd_fdstat_set_flags", "fd_fdstat_set_rights",
        "fd_filestat_get", "fd_filestat_set_size", "fd_filestat_set_times", "fd_pread", "fd_prestat_dir_name",
        "fd_prestat_get", "fd_pwrite", "fd_read", "fd_readdir", "fd_renumber", "fd_seek", "fd_sync", "fd_tell",
        "fd_write",
        "path_create_directory", "path_filestat_get", "path_filestat_set_times", "path_link", "path_open",
        "path_readlink",
        "path_remove_directory", "path_rename", "path_symlink", "path_unlink_file", "poll_oneoff", "proc_exit",
        "proc_raise",
        "random_get", "sched_yield", "sock_accept", "sock_recv", "sock_send", "sock_shutdown",
    ]
}
