import Foundation
import Testing
import WASI
import WebAssembly

@testable import GoJS

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Go's package `os` over `fs` and `process`.
@Suite(.enabled(if: GoFixture.missing == nil, GoFixture.missing)) struct FileTests {
    /// An empty folder of the host, and one to look for beside it.
    private final class Folder {
        let path: String
        var inside: String { path + "/inside" }

        init() throws {
            path = "/tmp/gojs-files-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path + "/inside", withIntermediateDirectories: true)
            try "secret".write(toFile: path + "/secret", atomically: false, encoding: .utf8)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func empty() throws {
            for name in try FileManager.default.contentsOfDirectory(atPath: inside) {
                try FileManager.default.removeItem(atPath: inside + "/" + name)
            }
        }
    }

    /// Two runs that should be alike: what is not is said by the first line that differs.
    private func expectSame(_ here: GoFixture.Run, _ expected: GoFixture.Run, _ name: String) {
        #expect(here.code == expected.code, "\(name)")
        #expect(here.errors == expected.errors, "\(name)")
        let lines = here.output.split(separator: "\n")
        let expectedLines = expected.output.split(separator: "\n")
        let differing = zip(lines, expectedLines).first { $0 != $1 }
        if let differing { Issue.record("\(name): “\(differing.0)” should be “\(differing.1)”") }
        #expect(lines.count == expectedLines.count, "\(name)")
    }

    private func processMask() -> UInt32 {
        let mask = umask(0o022)
        umask(mask)
        return UInt32(mask)
    }

    /// The whole host as the program's files, in a folder of it; and the same folder in file systems that are none of the host's.
    @Test(arguments: ["tour", "promises"]) func filesAreAsInNode(_ part: String) throws {
        let fixture = try GoFixture("files")
        let folder = try Folder()
        let expected = try fixture.inNode([part], folder: folder.inside)
        #expect(expected.code == 0)
        try folder.empty()
        let mask = processMask()
        let here = try fixture.here([part]) {
            $0.files = try HostFolder("/")
            $0.workingDirectory = folder.inside
            $0.umask = mask
        }
        expectSame(here, expected, "host")
        try folder.empty()
        let kinds: [(String, any FileSystem)] = try [
            ("top", HostFolder(folder.inside)), ("memory", MemoryFileSystem()),
            ("overlay", OverlayFileSystem(HostFolder(folder.path))),
            ("mounted", MountedFileSystem(MemoryFileSystem(), mounts: ["work": MemoryFileSystem(device: 2)])),
        ]
        for (name, files) in kinds {
            try folder.empty()
            let run = try fixture.here([part]) {
                $0.files = files
                $0.workingDirectory = name == "overlay" ? "/inside" : name == "mounted" ? "/work" : "/"
                $0.umask = mask
            }
            expectSame(run, expected, name)
        }
    }

    @Test func functionsOfNodeAreAsInNode() throws {
        let fixture = try GoFixture("files")
        let folder = try Folder()
        let expected = try fixture.inNode(["api"], environment: ["GIVEN": "given"], folder: folder.inside)
        #expect(expected.code == 7)
        try folder.empty()
        let here = try fixture.here(["api"]) {
            $0.files = try HostFolder("/")
            $0.workingDirectory = folder.inside
            $0.environment = ["GIVEN=given"]
        }
        expectSame(here, expected, "host")
    }

    @Test func modulesAreAsInNode() throws {
        let fixture = try GoFixture("files")
        let folder = try Folder()
        let environment = ["HOME": "/home/of/somebody", "TMPDIR": "/of/temporary/files", "USER": "somebody"]
        let expected = try fixture.inNode(["modules"], environment: environment, folder: folder.inside)
        #expect(expected.code == 0)
        let here = try fixture.here(["modules"]) {
            $0.files = MemoryFileSystem()
            $0.environment = environment.map { "\($0.key)=\($0.value)" }
        }
        expectSame(here, expected, "memory")
    }

    @Test func whatIsNoModuleSaysWhatThereIs() throws {
        let run = try GoFixture("files").here(["missing"])
        let there = "A program has these modules here: crypto, fs, fs/promises, os,"
        #expect(
            run.output.contains(
                "require throws Error MODULE_NOT_FOUND <undefined> <undefined> <undefined> <undefined> Cannot find module 'nonsense'\n\(there)"
            ))
        #expect(run.output.contains("ERR_UNKNOWN_BUILTIN_MODULE"))
        #expect(run.output.contains("No such built-in module: node:nonsense\n\(there)"))
    }

    /// However many operations wait at once, the program is never called inside a call of its own.
    @Test func answersComeOneAfterTheOther() throws {
        var depth = 0
        let files = MemoryFileSystem()
        try files.write("12345", to: "file")
        var program: GoProgram?
        let run = try GoFixture("files").here(["many"]) {
            $0.files = files
        } prepare: {
            program = $0
        }
        depth = program?.guest.greatestDepth ?? 0
        #expect(run == GoFixture.Run(output: "total 15000\n", errors: "", code: 0))
        #expect(depth == 1)
    }

    @Test func nothingOutsideIsReached() throws {
        let folder = try Folder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.inside + "/planted", withDestinationPath: folder.path + "/secret")
        let run = try GoFixture("files").here(["escape", "planted", "planted/../../secret", folder.path + "/secret"]) {
            $0.files = try HostFolder(folder.inside)
        }
        #expect(run.code == 0)
        let reads = run.output.split(separator: "\n").filter { $0.hasPrefix("read:") }
        #expect(reads.count == 13)
        for line in reads { #expect(line.contains(" 0 open "), "\(line)") }
        #expect(run.output.contains("getwd: / <nil>"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["inside", "secret"])
        #expect(try String(contentsOfFile: folder.path + "/secret", encoding: .utf8) == "secret")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/secret")[.posixPermissions] as? Int
        #expect(mode != 0o777)
    }

    @Test func openFilesAreLimited() throws {
        let files = MemoryFileSystem()
        let run = try GoFixture("files").here(["limits"]) {
            $0.files = files
            $0.descriptors = 40
        }
        #expect(
            run.output == """
                37 open made: Too many open files
                open other: Too many open files
                stat other: No such file or directory
                <nil>
                true

                """)
    }

    /// However deep or wide a tree is, no more of it is held than there may be, and the host's stack stays as it is.
    @Test func treesAreLimited() throws {
        let run = try GoFixture("files").here(["deep"]) {
            $0.files = MemoryFileSystem()
            $0.folderEntries = 2000
            $0.descriptors = 40
        }
        #expect(
            run.output == """
                readdir 250
                cp 249
                rm 0
                readdirSync throws Error ENOMEM <number: -12> scandir a/b <undefined> ENOMEM: not enough memory, scandir 'a/b'
                cp 2401
                opendirSync throws Error EMFILE <number: -24> opendir a <undefined> EMFILE: too many open files, opendir 'a'
                opendir 37

                """)
    }

    @Test func namesThatAreNoTextStayWhole() throws {
        let run = try GoFixture("files").here(["names"]) { $0.files = MemoryFileSystem() }
        #expect(
            run.output == #"""
                mkdir: <nil>
                write: <nil> <nil>
                walk "." <nil>
                walk "a\xffb" <nil>
                walk "a\xffb/\xed\xa0\x80" <nil>
                walk "l\xfe" <nil>
                target "a\xffb/\xc3" <nil>
                chdir: <nil>
                getwd "/a\xffb" <nil>
                open: <nil>
                name "\xed\xa0\x80"
                error "open \xed\xa0\x81: No such file or directory"
                absolute <nil>

                """#)
    }

    /// Without files each operation on a path fails as in a browser.
    @Test func withoutFilesThereAreNone() throws {
        let run = try GoFixture("files").here(["limits"])
        #expect(run.output.hasPrefix("0 open made: not implemented on js\n"))
    }

    @Test func readOnlyFilesStay() throws {
        let files = MemoryFileSystem()
        try files.write("x", to: "made")
        let run = try GoFixture("files").here(["tour"]) { $0.files = ReadOnlyFileSystem(files) }
        #expect(run.output.contains("mkdir: mkdir a: Read-only file system"))
        #expect(run.output.contains("chmod: chmod a/new: Read-only file system"))
        #expect(try files.names() == ["made"])
    }

    @Test func aWorkingFolderMustBeThere() throws {
        var configuration = GoProgram.Configuration()
        configuration.files = MemoryFileSystem()
        configuration.workingDirectory = "/missing"
        let module = try Module(GoFixture("files").bytes)
        #expect(throws: GoProgramError.workingDirectory("/missing", .noent)) {
            try GoProgram(module, configuration: configuration)
        }
    }

    /// Timers go on while nothing comes in: each piece is only sent when they have.
    @Test func inputThatComesLateIsWaitedFor() throws {
        var ends: [CInt] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let (input, writer) = (ends[0], ends[1])
        defer { close(input) }
        var output: [UInt8] = []
        var pieces = ["hello\n", "world\n"]
        let run = try GoFixture("files").here(["input"]) {
            $0.standardInput = .descriptor(input)
            $0.standardOutput = .writing { bytes in
                output += bytes
                guard bytes.elementsEqual("ticked\n".utf8) else { return }
                if pieces.isEmpty {
                    close(writer)
                    return
                }
                _ = Array(pieces.removeFirst().utf8).withUnsafeBytes { write(writer, $0.baseAddress!, $0.count) }
            }
        }
        #expect(run.code == 0)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "ticked\nline hello\nticked\nline world\nticked\nend\n")
    }

    /// Timers go on while nobody reads what is written: it is read when they have.
    @Test func outputThatIsReadLateIsWaitedFor() throws {
        var ends: [CInt] = [-1, -1]
        #expect(pipe(&ends) == 0)
        let (reader, output) = (ends[0], ends[1])
        let total = Counter()
        let (started, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        Thread.detachNewThread {
            started.wait()
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(reader, &buffer, buffer.count)
                if count <= 0 { break }
                total.add(count)
            }
            close(reader)
            ended.signal()
        }
        var errors: [UInt8] = []
        let run = try GoFixture("files").here(["output"]) {
            $0.standardOutput = .descriptor(output)
            $0.standardError = .writing { bytes in
                errors += bytes
                started.signal()
            }
        }
        close(output)
        ended.wait()
        #expect(String(decoding: errors, as: UTF8.self) == "ticked\n1048576 <nil>\n")
        #expect(run.code == 0)
        #expect(total.value == 1 << 20)
    }
}

/// A number that two threads may use.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func add(_ amount: Int) { lock.withLock { count += amount } }
    var value: Int { lock.withLock { count } }
}
