import Foundation
import TestTools
import Testing

private let missing = TestTool.missing("go")

/// Go's own compiler as a module: 53 MB, 20,000 functions and 100,000 data segments.
@Suite(.enabled(if: missing == nil, missing)) struct GoCompilerTests {
    private let go: URL

    init() throws { go = try #require(Tools.find("go")) }

    /// What `go env` says.
    private func setting(_ name: String) throws -> String {
        let result = try Finished.run(go, ["env", name])
        try #require(result.code == 0, "\(result.errors)")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The compiler's module, which stays for the next run: building it takes minutes.
    private func compiler() throws -> URL {
        let folder = Tools.packageRoot.appending(path: ".build/programs")
        let module = folder.appending(path: "Go-compile-\(try setting("GOVERSION")).wasm")
        return try GoCompilerTests.lock.withLock {
            if FileManager.default.fileExists(atPath: module.path) { return module }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var environment = ProcessInfo.processInfo.environment
            environment["GOOS"] = "wasip1"
            environment["GOARCH"] = "wasm"
            // Under its name only when it is whole.
            let unfinished = folder.appending(path: "Go-compile-\(UUID().uuidString)")
            let result = try Finished.run(
                go, ["build", "-trimpath", "-o", unfinished.path, "cmd/compile"], environment: environment,
                timeLimit: 1800)
            try #require(result.code == 0, "\(result.errors)")
            try FileManager.default.moveItem(at: unfinished, to: module)
            return module
        }
    }

    private static let lock = NSLock()

    /// It compiles a package of the standard library to the very bytes that the native compiler makes of it.
    @Test func compilesAsTheNativeOneDoes() throws {
        let source = URL(filePath: try setting("GOROOT")).appending(path: "src/container/list")
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let arguments = ["-p", "container/list", "-complete", "-c", "1"]
        let native = try Finished.run(
            go,
            ["tool", "compile"] + arguments
                + ["-trimpath", source.path, "-o", folder.appending(path: "native.a").path, "./list.go"],
            in: source)
        try #require(native.code == 0, "\(native.errors)\(native.output)")
        let guest = try Finished.run(
            Tools.swiftlet,
            [
                "run", "--dir", "\(source.path)::/src", "--dir", "\(folder.path)::/out",
                "--env", "GOOS=\(try setting("GOOS"))", "--env", "GOARCH=\(try setting("GOARCH"))", try compiler().path,
            ] + arguments + ["-trimpath", "/src", "-o", "/out/guest.a", "/src/list.go"], timeLimit: 1200)
        try #require(guest.code == 0, "\(guest.errors)\(guest.output)")
        let objects = try ["native.a", "guest.a"].map { try Data(contentsOf: folder.appending(path: $0)) }
        #expect(objects[0].count > 10_000)
        #expect(objects[0] == objects[1])
    }

    /// Before any function ran, with all of them validated. The bytes themselves are part of it.
    @Test func residentCost() throws {
        let cost = try Cost(of: compiler())
        #expect(cost["code"] > 30_000_000)
        #expect(cost["resident"] <= 3 * cost["code"], "\(cost["resident"]) bytes for \(cost["code"]) of code")
        print("Go's compiler: \(cost["resident"]) bytes resident for \(cost["code"]) of code, \(cost["bytes"]) in all")
    }
}
