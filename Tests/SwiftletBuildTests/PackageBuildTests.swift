import Testing

@testable import SwiftletBuild

extension Builds {
    @Suite struct PackageBuildTests {
        @Test func theCommandTemplateBuildsSmall() throws {
            try Places.withTemporaryFolder { folder in
                let package = try PackageTemplate.command.create(name: "Hello", in: folder)
                var steps: [String] = []
                let product = try PackageBuild(package: package).run { steps.append($0) }
                #expect(product.module == Files.canonical(package) + "/dist/Hello.wasm")
                #expect(product.rawSize <= 700, "hello has \(product.rawSize) bytes")
                if let gzipSize = product.gzipSize { #expect(gzipSize < product.rawSize) }
                #expect(product.seconds > 0)
                #expect(steps.contains { $0.contains("Compiling") })
                let outcome = try run(product.module)
                #expect(outcome.outputText == "Hello from WebAssembly!\n")
                #expect(outcome.status == .exited(0))

                // A debug build of the same package, to a place of our choice, keeps names.
                var debug = PackageBuild(package: package, configuration: .debug, output: folder + "/out/debug.wasm")
                let large = try debug.run()
                #expect(large.module == folder + "/out/debug.wasm")
                #expect(try Files.read(large.module).contains(sequence: "name"))
                #expect(try run(large.module).outputText == "Hello from WebAssembly!\n")

                debug.configuration = .release
                debug.keepsNames = true
                #expect(try debug.run().rawSize > product.rawSize)
            }
        }

        @Test func theReactorTemplateIsALibrary() throws {
            try Places.withTemporaryFolder { folder in
                let package = try PackageTemplate.reactor.create(name: "Adder", in: folder)
                let bytes = try Files.read(try PackageBuild(package: package).run().module)
                #expect(bytes.contains(sequence: "_initialize"))
                #expect(bytes.contains(sequence: "add"))
                #expect(!bytes.contains(sequence: "_start"))
            }
        }

        @Test func greeting() throws {
            let product = try PackageBuild(package: Places.examples + "/Greeting").run()
            #expect(product.rawSize <= 16_384, "Greeting has \(product.rawSize) bytes")
            #expect(try run(product.module).outputText == "一切都将从这里开始\n849d1b972ec01975a9d1e16f804fec94\n")
        }

        @Test func figletBothWays() throws {
            let small = try PackageBuild(package: Places.examples + "/Figlet").run()
            #expect(small.rawSize <= 8_192, "Figlet has \(small.rawSize) bytes")
            let ordinary = try PackageBuild(package: Places.fixtures + "/OrdinaryFiglet").run()
            #expect(ordinary.rawSize <= 120_000, "the ordinary Figlet has \(ordinary.rawSize) bytes")
            for arguments in [[], ["Swift", "!"], [String(decoding: UInt8(33)...126, as: UTF8.self)]] {
                let lines = try run(small.module, arguments).outputText
                #expect(lines == (try run(ordinary.module, arguments).outputText))
                #expect(lines.split(separator: "\n").count == 6)
            }
            #expect(try Files.read(small.module).contains(sequence: "HelloWorld"))
        }

        @Test func catReadsFilesAndInput() throws {
            let module = try PackageBuild(package: Places.examples + "/Cat").run().module
            try Places.withTemporaryFolder { folder in
                let large = (0..<30_000).map { "line \($0)\n" }.joined()
                try Files.write(large.utf8, to: folder + "/large.txt")
                try Files.write("no newline".utf8, to: folder + "/small.txt")
                var outcome = try run(module, ["large.txt", "-", "./small.txt"], input: "typed\n", folder: folder)
                #expect(outcome.outputText == large + "typed\nno newline")
                #expect(outcome.status == .exited(0))
                outcome = try run(module, ["small.txt", "missing.txt", "small.txt"], folder: folder)
                #expect(outcome.outputText == "no newlineno newline")
                #expect(outcome.errorText == "cat: missing.txt: No such file or directory\n")
                #expect(outcome.status == .exited(1))
                #expect(try run(module, input: "only input").outputText == "only input")
            }
        }

        @Test func theGuestLibraryNeedsNoImport() throws {
            let module = try PackageBuild(package: Places.fixtures + "/Guest").run().module
            try Places.withTemporaryFolder { folder in
                let outcome = try run(
                    module, ["a", "b"], input: "Ming\nsecond\nthird", folder: folder, environment: ["COLOUR=blue"])
                #expect(
                    outcome.outputText == """
                        1, a
                        1|2.5|true|four|五|6!

                        [1, 2, 3]
                        ["x"]
                        Optional(3)
                        [1.5] nil Optional(3)
                        left right
                        3.25 inf -1.0 0.1
                        0.8414709848078965 1024.0 1.4142135623730951 -3.0
                        true a+b+c
                        1267650600228229401496703205376 2
                        a,b
                        blue nothing
                        name? hello, Ming
                        [second
                        ]
                        [third]
                        one
                        two
                        No such file or directory 44
                        outside is refused
                        no newline at the end
                        """)
                #expect(outcome.errorText == "to standard error\n")
                #expect(outcome.status == .exited(7))
                #expect(try Files.readText(folder + "/notes.txt") == "one\ntwo\n")
            }
        }

        @Test func packagesWithDependencies() throws {
            // Without a network or SwiftPM's cache this fails, and SwiftPM's words say that it could not fetch.
            let product = try PackageBuild(package: Places.fixtures + "/Dependencies").run()
            #expect(try run(product.module).outputText == "[1, 2]\n[1, 3]\n[2, 3]\n[3, 1, 2]\nMing is 30\nAda is 36\n")
        }

        @Test func programsInC() throws {
            let module = try PackageBuild(package: Places.fixtures + "/CProgram").run().module
            let outcome = try run(module, ["x", "y z"])
            #expect(outcome.outputText == "1: x\n2: y z\nno newline at the end")
            #expect(outcome.status == .exited(3))
        }

        @Test func sourcesThatDoNotCompileAreExplained() throws {
            try Places.withTemporaryFolder { folder in
                let package = try writePackage(
                    "Wrong", in: folder, file: "main.swift",
                    source: """
                        var count = 1
                        func add() { count += 1 }
                        add()
                        """)
                let error = #expect(throws: BuildError.self) { try PackageBuild(package: package).run() }
                #expect(error?.kind == .compilation)
                #expect(
                    error?.message.contains("Sources/Wrong/main.swift:1:5: error: var 'count' is not concurrency-safe")
                        == true)
                #expect(error?.message.contains("main.swift:1:5: note: a variable at the top of main.swift") == true)

                try Files.write("func f() async {}\n".utf8, to: package + "/Sources/Wrong/main.swift")
                let crash = #expect(throws: BuildError.self) { try PackageBuild(package: package).run() }
                #expect(crash?.message.contains("main.swift:1:10: error: 'async' is not possible here") == true)

                let careless = "func f() {\n    let unused = 1\n}\nprint(1)\n"
                try Files.write(careless.utf8, to: package + "/Sources/Wrong/main.swift")
                let warnings = try PackageBuild(package: package).run().warnings
                #expect(warnings.contains("main.swift:2:9: warning: "))
            }
        }

        @Test func aCompilerThatDoesNotFinishIsStopped() throws {
            try Places.withTemporaryFolder { folder in
                let package = try writePackage("Slow", in: folder, source: "@main struct App { static func main() {} }")
                var build = PackageBuild(package: package)
                build.timeLimit = .milliseconds(1)
                let error = #expect(throws: BuildError.self) { try build.run() }
                #expect(error?.kind == .timeLimit)
            }
        }

        @Test func saysWhatIsMissing() throws {
            try Places.withTemporaryFolder { folder in
                let error = #expect(throws: BuildError.self) { try PackageBuild(package: folder).run() }
                #expect(error?.description.contains("no Package.swift") == true)
                let package = try writePackage("One", in: folder, source: "print(1)")
                let product = #expect(throws: BuildError.self) {
                    try PackageBuild(package: package, product: "Two").run()
                }
                #expect(product?.description.contains("It has: One.") == true)
            }
        }
    }
}

extension [UInt8] {
    func contains(sequence text: String) -> Bool {
        let pattern = Array(text.utf8)
        guard count >= pattern.count else { return false }
        return (0...count - pattern.count).contains { self[$0..<$0 + pattern.count].elementsEqual(pattern) }
    }
}
