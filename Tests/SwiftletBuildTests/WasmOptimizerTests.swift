import Testing

@testable import SwiftletBuild

/// What becomes of a module when the program that should make it smaller does anything else. What the real one does is tested
/// beside the places where modules run.
@Suite struct WasmOptimizerTests {
    /// Exports the function `f`, of two instructions.
    private static let module: [UInt8] =
        [
            0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 5, 1, 3, 0, 1,
            0xb,
        ]
    /// The same with one instruction.
    private static let smaller: [UInt8] =
        [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0, 10, 4, 1, 2, 0, 0xb]

    /// Runs a shell script in the optimizer's place: `$out` is where the result belongs, `$good` a smaller module.
    private func optimize(_ script: String) throws -> (module: [UInt8], error: BuildError?, files: [String]) {
        try Places.withTemporaryFolder { folder in
            try Files.createFolder(folder + "/dist")
            try Files.write(Self.module, to: folder + "/dist/a.wasm")
            try Files.write(Self.smaller, to: folder + "/good")
            let program = folder + "/wasm-opt"
            let head = "#!/bin/sh\ngood='\(folder)/good'\nwhile [ \"$1\" != -o ]; do shift; done\nout=$2\n"
            try Files.write((head + script + "\n").utf8, to: program)
            try #require(chmod(program, 0o755) == 0)
            var error: BuildError?
            do throws(BuildError) {
                try WasmOptimizer(program: program).optimize(folder + "/dist/a.wasm")
            } catch let problem {
                error = problem
            }
            return (try Files.read(folder + "/dist/a.wasm"), error, Files.list(folder + "/dist"))
        }
    }

    @Test func aGoodResultReplacesTheModule() throws {
        let result = try optimize("cp \"$good\" \"$out\"")
        #expect(result.error == nil)
        #expect(result.module == Self.smaller)
        #expect(result.files == ["a.wasm"])
    }

    @Test(arguments: [
        ("exit 3", "exit code 3"), ("echo 'unknown option' >&2; exit 1", "unknown option"), ("exit 0", "wrote nothing"),
        ("kill -9 $$", "signal 9"), ("echo text > \"$out\"", "no module that can run"),
        ("head -c 30 \"$good\" > \"$out\"", "no module that can run"),
        ("head -c 8 \"$good\" > \"$out\"", "other exports"),
        ("head -c 20 \"$good\" > \"$out\"; exit 1", "exit code 1"),
    ])
    func anythingElseLeavesIt(script: String, words: String) throws {
        let result = try optimize(script)
        let error = try #require(result.error)
        #expect(error.message.contains(words), "\(error.message)")
        #expect(error.help.contains("a.wasm"))
        #expect(result.module == Self.module)
        #expect(result.files == ["a.wasm"])
    }
}
