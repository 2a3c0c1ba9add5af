import SwiftletBuild
import Testing

@testable import SwiftletServe

/// The tool as a person runs it: the program that was built beside these tests.
enum Tool {
    static func path() throws -> String {
        // macOS runs tests inside a bundle; elsewhere the test program lies beside the tool.
        var folder = Files.parent(of: Files.canonical(CommandLine.arguments[0]))
        while folder != "/", !Files.isExecutable(folder + "/swiftlet") { folder = Files.parent(of: folder) }
        return try #require(Files.isExecutable(folder + "/swiftlet") ? folder + "/swiftlet" : nil)
    }

    /// The output of a process, line by line.
    final class Output {
        private let descriptor: Int32
        init(_ descriptor: Int32) { self.descriptor = descriptor }
        deinit { close(descriptor) }

        func line() -> String? {
            var bytes: [UInt8] = []
            var byte: UInt8 = 0
            while Platform.read(descriptor, &byte, 1) == 1 {
                if byte == 10 { return String(decoding: bytes, as: UTF8.self) }
                bytes.append(byte)
            }
            return nil
        }
    }

    /// Starts a process that goes on while the test does.
    static func start(_ arguments: [String]) throws -> (process: pid_t, output: Output) {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = SpawnActions()
        defer { actions.destroy() }
        actions.duplicate(ends[1], as: 1)
        let process = try actions.spawn(
            arguments[0], arguments: arguments, environment: Environment.all, newGroup: true)
        close(ends[1])
        return (process, Output(ends[0]))
    }
}
