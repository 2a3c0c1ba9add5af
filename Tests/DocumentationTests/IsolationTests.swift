import SwiftletBuild
import TestTools
import Testing

/// The compiler keeps a store, and all that belongs to it, with one task. The programs in `Isolation` say in which lines.
@Suite struct IsolationTests {
    private static let folder = TestTool.projectRoot + "/Tests/DocumentationTests/Isolation"

    /// The lines in which the compiler finds errors, and what it says.
    private func errors(in file: String) throws -> [Int: String] {
        // Who may send what is only known when the program's flow is: checking types is not enough.
        var compiler = Command(
            "swiftc",
            [
                "-emit-sil", "-Onone", "-swift-version", "6", "-parse-as-library", "-I", Build.modules, "-o",
                "/dev/null", file,
            ])
        compiler.timeLimit = .seconds(300)
        let outcome = try compiler.capture()
        var errors: [Int: String] = [:]
        for line in outcome.errorText.split(separator: "\n") where line.hasPrefix(file + ":") {
            let parts = line.dropFirst(file.count + 1).split(separator: ":", maxSplits: 3)
            guard parts.count == 4, parts[2] == " error", let number = Int(parts[0]) else { continue }
            errors[number] = String(parts[3])
        }
        #expect(outcome.status.isSuccess == errors.isEmpty, "\(outcome.errorText)")
        return errors
    }

    @Test(arguments: ["Allowed.swift", "RefusedForTheirTypes.swift", "RefusedForTheirUse.swift"])
    func theCompilerRefusesTheMarkedLinesAndNoOthers(name: String) throws {
        let file = Self.folder + "/" + name
        let lines = try Files.readText(file).split(separator: "\n", omittingEmptySubsequences: false)
        let marked = lines.indices.filter { lines[$0].hasSuffix("// error") }.map { $0 + 1 }
        #expect(marked.isEmpty == (name == "Allowed.swift"))
        let errors = try errors(in: file)
        for line in marked where errors[line] == nil {
            Issue.record("line \(line) of \(name) compiles: \(lines[line - 1])")
        }
        for (line, error) in errors where !marked.contains(line) {
            Issue.record("line \(line) of \(name) does not compile:\(error)")
        }
        // It is about who has the value, and not about a name that changed.
        for (line, error) in errors {
            let isAboutIsolation = ["sendable", "sending", "concurrency-safe", "data race"].contains {
                error.lowercased().contains($0)
            }
            #expect(isAboutIsolation, "line \(line) of \(name):\(error)")
        }
    }
}
