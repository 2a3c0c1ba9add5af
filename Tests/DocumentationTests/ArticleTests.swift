import SwiftletBuild
import TestTools
import Testing

/// Every piece of Swift in the documentation is code that is compiled, and run, by the tests.
@Suite struct ArticleTests {
    private static let root = TestTool.projectRoot
    private static let rooms = ["WebAssembly", "WASI", "GoJS"]

    /// Where compiled code is that articles may show.
    private static let compiled =
        [
            "Tests/DocumentationTests/Samples", "Examples/HelloWorld", "Examples/PluginHost", "Examples/Calculator",
        ].flatMap { folder in files(in: "\(root)/\(folder)", ending: ".swift") }

    private static func files(in folder: String, ending: String) -> [String] {
        Files.list(folder).sorted().flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            if Files.isFolder(path) { return files(in: path, ending: ending) }
            return name.hasSuffix(ending) ? [path] : []
        }
    }

    /// The articles, the part of each README that is about embedding, and the comments of public declarations.
    private static let documents: [String] = {
        rooms.flatMap { files(in: "\(root)/Sources/\($0)/\($0).docc", ending: ".md") }
            + rooms.flatMap { files(in: "\(root)/Sources/\($0)", ending: ".swift") }
            + ["\(root)/README.md", "\(root)/README.zh-CN.md"]
    }()

    /// A block of code in a document.
    fileprivate struct Block {
        var place: String
        var language: String
        var lines: [String]
    }

    private static func blocks(of document: String) throws -> [Block] {
        var blocks: [Block] = []
        var current: Block?
        var isAboutEmbedding = !document.hasSuffix("README.md") && !document.hasSuffix("README.zh-CN.md")
        let isSource = document.hasSuffix(".swift")
        for (number, line) in try Files.readText(document).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            var text = line.trimmed
            if isSource {
                guard text.hasPrefix("///") else { continue }
                text = text.dropFirst(3).trimmed
            }
            if text.hasPrefix("## "), current == nil, document.contains("README") {
                isAboutEmbedding = text == "## Embed it" || text == "## 嵌入到程序里"
            }
            guard text.hasPrefix("```") else {
                current?.lines.append(text)
                continue
            }
            if let block = current {
                if isAboutEmbedding { blocks.append(block) }
                current = nil
            } else {
                let name = document.dropFirst(root.count + 1)
                current = Block(place: "\(name):\(number + 1)", language: String(text.dropFirst(3)), lines: [])
            }
        }
        return blocks
    }

    @Test func everyBlockOfSwiftIsCompiled() throws {
        let sources = try Self.compiled.map { path in
            try Files.readText(path).split(separator: "\n", omittingEmptySubsequences: false).map(\.trimmed)
        }
        var count = 0
        for document in Self.documents {
            for block in try Self.blocks(of: document) where block.language == "swift" && !block.isManifest {
                count += 1
                // What a block imports stands at the top of a file of the tests.
                let imports = block.lines.filter { $0.hasPrefix("import ") }
                let code = Array(block.lines.drop { $0.isEmpty || $0.hasPrefix("import ") })
                let isCompiled = sources.contains { source in
                    imports.allSatisfy(source.contains) && source.contains(block: code)
                }
                #expect(isCompiled && !code.isEmpty, "\(block.place): no compiled source has these lines")
            }
        }
        #expect(count >= 25, "the documentation has lost its code, or this test its way to it")
    }

    /// Manifests of packages are read by SwiftPM.
    @Test func everyManifestIsRead() throws {
        var count = 0
        for document in Self.documents {
            for block in try Self.blocks(of: document) where block.language == "swift" && block.isManifest {
                count += 1
                let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-documentation-")
                defer { Files.remove(folder) }
                try Files.write(Array(block.lines.joined(separator: "\n").utf8), to: folder + "/Package.swift")
                var command = Command("swift", ["package", "--package-path", folder, "dump-package"])
                command.timeLimit = .seconds(300)
                let outcome = try command.capture()
                #expect(outcome.status.isSuccess, "\(block.place): \(outcome.errorText)")
                for product in ["WebAssembly", "WASI"] {
                    #expect(outcome.outputText.contains("\"\(product)\""), "\(block.place) does not use \(product)")
                }
            }
        }
        #expect(count == 1)
    }

    /// Every link to a symbol or an article leads somewhere, and every article is in the list of contents.
    @Test(.enabled(if: Command.find("docc") != nil, "not here: docc"), arguments: rooms)
    func linksLeadSomewhere(room: String) throws {
        let folder = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-documentation-")
        defer { Files.remove(folder) }
        let graphs = folder + "/graphs"
        try Files.createFolder(graphs)
        func run(_ program: String, _ arguments: [String]) throws -> Command.Outcome {
            var command = Command(program, arguments)
            command.timeLimit = .seconds(300)
            let outcome = try command.capture()
            try #require(outcome.status.isSuccess, "\(program): \(outcome.errorText)")
            return outcome
        }
        let target = try run("swiftc", ["-print-target-info"]).outputText
        let triple = try #require(target.firstMatch(of: /"unversionedTriple": "(.*?)"/)?.1)
        _ = try run(
            "swift-symbolgraph-extract",
            [
                "-module-name", room, "-I", Build.modules, "-target", String(triple), "-output-dir", graphs,
                "-minimum-access-level", "public",
            ])
        let outcome = try run(
            "docc",
            [
                "convert", "\(Self.root)/Sources/\(room)/\(room).docc", "--fallback-display-name", room,
                "--fallback-bundle-identifier", room, "--additional-symbol-graph-dir", graphs, "--output-dir",
                folder + "/out",
            ])
        // Parameters that need no words get none.
        let complaints = (outcome.outputText + outcome.errorText).split(separator: "\n").filter {
            ($0.contains("warning:") || $0.contains("error:")) && !$0.contains("is missing documentation")
        }
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
        #expect(Files.exists("\(folder)/out/data/documentation/\(room.lowercased()).json"))
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension [String] {
    /// Whether the lines of a block are among these, one behind the other.
    fileprivate func contains(block: [String]) -> Bool {
        let block = block.last == "" ? block.dropLast() : block[...]
        guard let first = block.first, count >= block.count else { return false }
        return indices.contains { start in
            self[start] == first && self[start...].starts(with: block)
        }
    }
}

extension ArticleTests.Block {
    fileprivate var isManifest: Bool { lines.first?.hasPrefix("// swift-tools-version") == true }
}
