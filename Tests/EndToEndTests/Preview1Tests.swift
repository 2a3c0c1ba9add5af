import Foundation
import TestTools
import Testing

/// The cases of the official test suite of the preview that are known by their specifications, as programs of our own in
/// `Programs/Preview1`: in our runtime, over a folder of the host, over an overlay and in memory, and under wasmtime.
@Suite(
    .serialized,
    .enabled(if: TestTool.missing(["zigcc", "wasmtime-run"]) == nil, TestTool.missing(["zigcc", "wasmtime-run"])))
struct Preview1Tests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments = ["fs-tests.dir"]
        var environment: [String] = []
        var output = ""
        var hasFolder = true
        var testDescription: String { name }
    }

    static let cases: [Case] =
        [
            Case(
                name: "args_get-multiple-arguments", arguments: ["first", "the \"second\" arg", "3"], hasFolder: false),
            Case(
                name: "environ_get-multiple-variables", arguments: [],
                environment: ["a=text", "b=escap \" ing", "c=new\nline"], hasFolder: false),
            Case(
                name: "environ_sizes_get-multiple-variables", arguments: [], environment: ["a=b", "b=c", "c=d"],
                hasFolder: false),
            Case(name: "fd_write-to-stdout", arguments: [], output: "hello", hasFolder: false),
        ]
        + ["lseek", "pread-with-access", "pwrite-with-access", "pwrite-with-append"].map {
            Case(name: $0, arguments: [])
        }
        + [
            "close_preopen", "dangling_symlink", "directory_seek", "fd_fdstat_set_rights", "fd_filestat_set",
            "fd_flags_set", "fd_readdir", "file_allocate", "file_seek_tell", "interesting_paths", "isatty",
            "nofollow_errors", "path_filestat", "path_open_create_existing", "path_open_missing",
            "path_open_nonblock", "path_open_preopen", "path_open_read_write", "path_symlink_trailing_slashes",
            "readlink", "remove_directory_trailing_slashes", "stdio", "symlink_create", "symlink_filestat",
            "symlink_loop", "truncation_rights",
        ].map { Case(name: $0) }

    /// What wasmtime does not do: it refuses to remove a folder by a name with a slash behind it.
    static let failsInWasmtime: Set = ["remove_directory_trailing_slashes"]

    /// The official suite's specifications, if they are beside the project.
    static let suite = Tools.packageRoot.deletingLastPathComponent().appending(path: "shared/wasi-testsuite")

    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: suite.path), "the official WASI suite is not beside the project")
    )
    func everySpecificationHasItsCase() throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: Self.suite.path).filter {
            $0.hasSuffix(".json")
        }
        .map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
        #expect(Set(names) == Set(Self.cases.map(\.name)))
    }

    @Test(arguments: ["", ":overlay"]) func passesInOurRuntime(_ access: String) throws {
        for each in Self.cases {
            let finished = try run(each, Tools.swiftlet, ["run"], access)
            #expect(finished.code == 0, "\(each.name): \(finished.errors)")
            #expect(finished.output == each.output, "\(each.name)")
        }
    }

    /// A program that needs no file to be there can do with a folder in memory.
    @Test func passesInMemory() throws {
        let withFiles: Set = ["lseek", "pread-with-access", "pwrite-with-access", "pwrite-with-append"]
        for each in Self.cases where each.hasFolder && !withFiles.contains(each.name) {
            var inMemory = each
            inMemory.hasFolder = false
            let finished = try run(inMemory, Tools.swiftlet, ["run", "--dir", "mem::fs-tests.dir"], "")
            #expect(finished.code == 0, "\(each.name): \(finished.errors)")
        }
    }

    @Test func sameUnderWasmtime() throws {
        for each in Self.cases {
            let finished = try run(each, try #require(Tools.find("wasmtime-run")), [], "")
            let fails = Self.failsInWasmtime.contains(each.name)
            #expect((finished.code != 0) == fails, "\(each.name): \(finished.errors)")
            if !fails { #expect(finished.output == each.output, "\(each.name)") }
        }
    }

    /// Compiles all cases into one module, which looks at its file's name to know which one it is, and runs one of them.
    private func run(_ each: Case, _ command: URL, _ leading: [String], _ access: String) throws -> Finished {
        let module = try Program(language: .preview1, name: "suite").compile()
        let scratch = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: scratch) }
        let copy = scratch.appending(path: each.name + ".wasm")
        try FileManager.default.createSymbolicLink(at: copy, withDestinationURL: module)
        var options: [String] = []
        if each.hasFolder {
            let folder = scratch.appending(path: "fs-tests.dir")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "writeable"), withIntermediateDirectories: true)
            for name in ["lseek.txt", "pread.txt"] {
                try Data("some text".utf8).write(to: folder.appending(path: name))
            }
            options = ["--dir", folder.path + "::fs-tests.dir" + access]
        }
        options += each.environment.flatMap { ["--env", $0] }
        return try Finished.run(command, leading + options + [copy.path] + each.arguments)
    }
}
