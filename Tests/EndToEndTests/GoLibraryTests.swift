import Foundation
import TestTools
import Testing

private let missing = TestTool.missing(["go", "wasmtime-run"])

/// Tests of Go's own library pass here that pass under wasmtime: three packages that take seconds. `scripts/go-tests` without arguments has
/// the rest, which takes minutes.
@Suite(.enabled(if: missing == nil, missing)) struct GoLibraryTests {
    @Test(arguments: [("io/fs", 20), ("path/filepath", 40), ("crypto/md5", 15)])
    func passesAsUnderWasmtime(_ package: String, _ count: Int) throws {
        var environment = ProcessInfo.processInfo.environment
        environment["SWIFTLET"] = Tools.swiftlet.path
        let script = Tools.packageRoot.appending(path: "scripts/go-tests")
        let finished = try Finished.run(script, [package], environment: environment, timeLimit: 600)
        #expect(finished.code == 0, "\(finished.output)\(finished.errors)")
        // `io/fs: 24 passed, 0 failed, 0 skipped, the same under wasmtime`
        let words = finished.output.split(separator: " ")
        let passed = try #require(words.dropFirst().first.flatMap { Int($0) }, "\(finished.output)")
        #expect(passed >= count, "\(finished.output)")
        #expect(finished.output.contains(" 0 failed"), "\(finished.output)")
    }
}
