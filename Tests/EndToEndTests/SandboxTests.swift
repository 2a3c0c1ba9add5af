import Foundation
import TestTools
import Testing

/// What `swiftlet run` lets a program see: folders in four ways, input, clocks, randomness and sockets.
@Suite(.enabled(if: TestTool.missing(["zigcc"]) == nil, TestTool.missing(["zigcc"])))
struct SandboxTests {
    /// Runs the program with a folder that holds `note`; returns what it said and the names in the folder afterwards.
    private func run(
        _ options: [String], _ words: [String], input: String = ""
    ) throws -> (finished: Finished, files: [String]) {
        let module = try Program(language: .c, name: "sandbox").compile()
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("old".utf8).write(to: folder.appending(path: "note"))
        let options = options.map { $0.replacingOccurrences(of: "HOST", with: folder.path) }
        let finished = try Finished.run(Tools.swiftlet, ["run"] + options + [module.path] + words, input: input)
        return (finished, try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted())
    }

    @Test func foldersCanBeChanged() throws {
        let (finished, files) = try run(["--dir", "HOST::/data"], ["put:/data/new", "/data/new", "/data/note"])
        #expect(finished.output == "/data/new: written\n/data/note: old\n")
        #expect(files == ["new", "note"])
    }

    @Test func foldersCanBeReadOnly() throws {
        let (finished, files) = try run(
            ["--dir", "HOST::/data:ro"], ["put:/data/new", "put:/data/note", "/data/note"])
        #expect(
            finished.output == "/data/new: Read-only file system\n/data/note: Read-only file system\n/data/note: old\n")
        #expect(files == ["note"])
    }

    @Test(arguments: [["--dir", "HOST::/data:overlay"], ["--overlay", "--dir", "HOST::/data"]])
    func changesCanBeLost(_ options: [String]) throws {
        let (finished, files) = try run(
            options, ["put:/data/new", "put:/data/note", "/data/new", "/data/note"])
        #expect(finished.output == "/data/new: written\n/data/note: written\n")
        #expect(files == ["note"])
    }

    @Test func foldersCanBeInMemory() throws {
        let (finished, _) = try run(["--dir", "mem::/tmp"], ["put:/tmp/new", "/tmp/new", "/tmp/none"])
        #expect(finished.output == "/tmp/new: written\n/tmp/none: No such file or directory\n")
    }

    @Test func seedsAndClocksMakeRunsAlike() throws {
        let options = ["--seed", "7", "--clock", "fixed:2026-01-31T12:00:00Z"]
        let first = try run(options, ["random", "time", "random", "time", "sleep", "time"]).finished
        #expect(first.code == 0)
        #expect(
            first.output == (try run(options, ["random", "time", "random", "time", "sleep", "time"])).finished.output)
        let lines = first.output.split(separator: "\n")
        #expect(lines[0] != lines[2])
        #expect(lines[1] == "1769860800.000000000" && lines[3] == lines[1])
        // An hour has gone, though not for us.
        #expect(lines[4] == "1769864400.000000000")
        let other = try run(["--seed", "8", "--clock", "step:0"], ["random", "time", "time"]).finished.output
            .split(separator: "\n")
        #expect(other[0] != lines[0])
        #expect(other[1] < other[2] && other[2].hasPrefix("0.0"))
    }

    @Test func inputFromAFile() throws {
        let (finished, _) = try run(["--stdin", "HOST/note"], ["line", "line"], input: "not this")
        #expect(finished.output == "line: oldline: none\n")
    }

    @Test func aSocketThatListens() throws {
        let module = try Program(language: .c, name: "sandbox").compile()
        let process = Process()
        process.executableURL = Tools.swiftlet
        process.arguments = [
            "run", "--dir", "mem::/tmp", "--tcp-listen", "127.0.0.1:0", module.path, "serve", "4",
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        defer { process.terminate() }
        // `listening on 127.0.0.1:PORT (descriptor 4)`
        let line = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(line.hasSuffix("(descriptor 4)\n"))
        let port = try #require(UInt16(line.split(separator: ":").last?.split(separator: " ").first ?? ""))
        #expect(try Self.exchange("hello there", port: port) == "HELLO THERE")
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "served\n")
    }

    /// Sends a text to a port of this machine, and returns what comes back until the end.
    private static func exchange(_ text: String, port: UInt16) throws -> String {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        let bytes = Array(text.utf8)
        try #require(send(descriptor, bytes, bytes.count, 0) == bytes.count)
        shutdown(descriptor, Int32(SHUT_WR))
        var received: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 100)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            if count <= 0 { return String(decoding: received, as: UTF8.self) }
            received += piece[..<count]
        }
    }
}
