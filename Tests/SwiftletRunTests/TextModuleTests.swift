import SwiftletBuild
import Testing

/// Modules as text: the subcommands for them, and every place that takes a module's file.
@Suite("Modules as text")
struct TextModuleTests {
    private static let sums = """
        (module $sums
          (func $add (export "add") (param i32 i32) (result i32)
            (i32.add (local.get 0) (local.get 1))))
        """
    private static let printed = """
        (module $sums
          (type (;0;) (func (param i32 i32) (result i32)))
          (export "add" (func $add))
          (func $add (type 0) (param i32 i32) (result i32)
            local.get 0
            local.get 1
            i32.add))

        """

    @Test func thereAndBack() throws {
        let folder = try TemporaryFolder()
        let text = try folder.add("sums.wat", Array(Self.sums.utf8))
        let translated = try Tool.run(["wat2wasm", text])
        #expect(translated.exitCode == 0 && translated.output == "" && translated.errors == "")
        let module = folder.path + "/sums.wasm"
        #expect(try Files.read(module).starts(with: [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]))
        #expect(try Tool.run(["wasm2wat", module]).output == Self.printed)

        // What wasm2wat printed is the same module again.
        let again = folder.path + "/again.wat"
        #expect(try Tool.run(["wasm2wat", module, "--output", again]).exitCode == 0)
        #expect(try Tool.run(["wat2wasm", again]).exitCode == 0)
        #expect(try Files.read(folder.path + "/again.wasm") == Files.read(module))
    }

    @Test func standardInputAndOutput() throws {
        #expect(try Tool.run(["wasm2wat", "-"], input: Self.sums).output == Self.printed)
        #expect(try Tool.run(["validate", "-"], input: Self.sums).exitCode == 0)
        let binary = try Tool.run(["wat2wasm", "-"], input: "(module)")
        #expect(binary.output == "\0asm\u{1}\0\0\0")
    }

    @Test func runsAndIsInspectedAsAnyModule() throws {
        let folder = try TemporaryFolder()
        let text = try folder.add("sums.wat", Array(Self.sums.utf8))
        #expect(try Tool.run(["run", "--invoke", "add", text, "2", "3"]).output == "5\n")
        #expect(try Tool.run(["inspect", text]).output.contains("add  function (i32, i32) -> (i32)"))
        let sizes = try Tool.run(["inspect", "--sizes", text])
        #expect(sizes.exitCode == 0 && sizes.output.contains("Bytes by reason"), "\(sizes.errors)")
        #expect(try Tool.run(["wasm2wat", text]).output == Self.printed)
        let site = folder.path + "/site"
        #expect(try Tool.run(["page", text, "-o", site]).exitCode == 0)
        #expect(try Files.read(site + "/sums.wasm").starts(with: [0, 0x61, 0x73, 0x6D]))
        guard Tool.has(.node) else { return }
        #expect(try Tool.run(["run", "--on", "node", "--invoke", "add", text, "2", "3"]).output == "5\n")
    }

    @Test func mistakesShowTheirPlace() throws {
        let folder = try TemporaryFolder()
        let typo = try folder.add("typo.wat", Array("(module\n  (func (i32.ad)))".utf8))
        for arguments in [["wat2wasm", typo], ["run", typo], ["inspect", typo], ["validate", typo]] {
            let result = try Tool.run(arguments)
            #expect(result.exitCode == 1)
            #expect(
                result.errors.contains(
                    """
                    typo.wat:2:10: unknown operator i32.ad; did you mean i32.add?
                     2 |   (func (i32.ad)))
                       |          ^~~~~~
                    """), "\(result.errors)")
        }
        #expect(!Files.exists(folder.path + "/typo.wasm"))

        let invalid = try folder.add("invalid.wat", Array("(module (func (result i32)))".utf8))
        #expect(try Tool.run(["wat2wasm", invalid]).errors.contains("invalid.wat: invalid module: type mismatch"))
        #expect(try Tool.run(["wat2wasm", "--no-validate", invalid]).exitCode == 0)
        #expect(try Tool.run(["validate", folder.path + "/invalid.wasm"]).exitCode == 1)
        #expect(
            try Tool.run(["wat2wasm", folder.path + "/invalid.wasm"]).errors.contains("is in the binary format already")
        )
    }

    @Test func features() throws {
        let source = "(module (memory 1) (memory 1))"
        #expect(try Tool.run(["validate", "-"], input: source).exitCode == 0)
        let refused = try Tool.run(["validate", "--features", "all,-multi-memory", "-"], input: source)
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("multi-memory"))
        #expect(try Tool.run(["validate", "--features", "wasm2,multi-memory", "-"], input: source).exitCode == 0)
        let unknown = try Tool.run(["validate", "--features", "memories", "-"], input: source)
        #expect(unknown.exitCode == 64)
        #expect(
            unknown.errors.contains("there is no feature “memories”. There are wasm2, wasm3, all, mutable-globals,"))
    }

    /// `--features` means the same wherever a module is loaded.
    @Test func featuresOfWhatRuns() throws {
        let folder = try TemporaryFolder()
        let program = try folder.add(
            "p.wat",
            Array(
                "(module (func (export \"_start\") (drop (i64.add128 (i64.const 1) (i64.const 0) (i64.const 1) (i64.const 0))) drop))"
                    .utf8))
        #expect(try Tool.run(["run", program]).errors.contains("wide arithmetic"))
        #expect(try Tool.run(["run", "--features", "all", program]).exitCode == 0)
        let page = ["page", program, "-o", folder.path + "/site"]
        #expect(try Tool.run(page).exitCode == 0)
        let refused = try Tool.run(page + ["--features", "wasm3"])
        #expect(refused.exitCode == 1 && refused.errors.contains("wide arithmetic"), "\(refused.errors)")
        guard Tool.has(.node) else { return }
        let elsewhere = try Tool.run(["run", "--on", "node", "--features", "wasm3", program])
        #expect(elsewhere.exitCode == 1 && elsewhere.errors.contains("wide arithmetic"), "\(elsewhere.errors)")
    }

    @Test func vectorsAndReferencesOfTheCommandLine() throws {
        let folder = try TemporaryFolder()
        let module = try folder.add(
            "v.wat",
            Array(
                """
                (module
                  (type $t (struct))
                  (func (export "double") (param v128 i32) (result v128 i32)
                    (i32x4.add (local.get 0) (local.get 0)) (local.get 1))
                  (func $null (export "null") (param externref (ref null $t)) (result externref (ref null $t) funcref)
                    (local.get 0) (local.get 1) (ref.func $null)))
                """.utf8))
        let doubled = try Tool.run(["run", "--invoke", "double", module, "i32x4:1,-1,3,0x7f", "5"])
        #expect(doubled.output == "i32x4:0x00000002,0xfffffffe,0x00000006,0x000000fe\n5\n", "\(doubled.errors)")
        let wrong = try Tool.run(["run", "--invoke", "double", module, "1", "5"])
        #expect(wrong.exitCode == 1)
        #expect(wrong.errors.contains("“1” is no v128 (a shape and its lanes, such as i32x4:1,2,3,4 or f64x2:0.5,-1)"))
        #expect(try Tool.run(["run", "--invoke", "null", module, "null", "null"]).output == "null\nnull\n(funcref)\n")
        guard Tool.has(.node) else { return }
        let there = try Tool.run(["run", "--on", "node", "--invoke", "double", module, "i32x4:1,2,3,4", "5"])
        #expect(there.exitCode == 1 && there.errors.contains("JavaScript has no values for those"), "\(there.errors)")
        // Node may not know structs.
        let old = try folder.add(
            "r.wat",
            Array(
                "(module (func $f (export \"f\") (param externref) (result externref funcref) local.get 0 ref.func $f))"
                    .utf8))
        let nulls = try Tool.run(["run", "--on", "node", "--invoke", "f", old, "null"])
        #expect(nulls.output == "null\n(funcref)\n", "\(nulls.errors)")
    }

    @Test func scripts() throws {
        let folder = try TemporaryFolder()
        let good =
            "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 1))"
        _ = try folder.add("a/good.wast", Array(good.utf8))
        let bad = try folder.add("b.wast", Array((good + "\n(assert_return (invoke \"f\") (i32.const 2))").utf8))
        let result = try Tool.run(["wast", folder.path])
        #expect(result.exitCode == 1)
        #expect(
            result.output == """
                \(bad):3: assert_return: got (i32.const 1), expected (i32.const 2)
                2 scripts: 4 passed, 1 failed

                """)
        let json = try Tool.run(["wast", "--json", folder.path + "/a"])
        #expect(json.exitCode == 0)
        #expect(json.output.contains("\"passed\": 2,\n  \"failed\": 0,\n  \"blocked\": 0\n}"))

        let noScript = try folder.add("c.wast", Array("(module)\n(assert_retrun)".utf8))
        let refused = try Tool.run(["wast", noScript])
        #expect(refused.exitCode == 1)
        #expect(refused.errors.contains("c.wast:2:2: unknown command assert_retrun; did you mean assert_return?"))
        #expect(try Tool.run(["wast", folder.path + "/none"]).errors.contains("no such file or folder"))
    }
}
