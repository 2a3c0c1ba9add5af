import SwiftletBuild

/// A program of `Examples/`, and how the demo runs it.
struct Example: Sendable {
    /// One way to run a program.
    struct Use: Sendable {
        /// What tells it from the example's other uses, for the table.
        var label = ""
        /// Options of `swiftlet run`.
        var options: [String] = []
        /// The program's own arguments.
        var arguments: [String] = []
        var input: [UInt8] = []
    }

    /// The package's name, and its folder's.
    let name: String
    let folder: String

    /// Whether the example is a page with a module in it, and no program to run by itself.
    var isPage: Bool { Files.exists(folder + "/index.html") }

    /// What the demo runs: an example without a word here runs once, with nothing.
    var uses: [Use] {
        switch name {
        case "Figlet":
            [Use(), Use(label: " --invoke HelloWorld", options: ["--invoke", "HelloWorld"])]
        case "Cat":
            [
                Use(
                    label: " of a file", options: ["--dir", "\(folder)::/example"],
                    arguments: ["/example/Package.swift"]),
                Use(label: " of its input", input: Array("一切都将从这里开始\n".utf8)),
            ]
        default:
            [Use()]
        }
    }

    /// The examples of the clone that a folder lies in.
    static func all(from folder: String = Files.currentFolder()) throws(RunError) -> [Example] {
        var root = folder
        while true {
            let examples = root + "/Examples"
            let names = Files.list(examples).filter { Files.exists("\(examples)/\($0)/Package.swift") }
            if !names.isEmpty {
                // The ones that a newcomer reads first come first.
                let first = ["Greeting", "Figlet", "Cat"].filter(names.contains)
                return (first + names.filter { !first.contains($0) }).map {
                    Example(name: $0, folder: "\(examples)/\($0)")
                }
            }
            guard root != "/" else { break }
            root = Files.parent(of: root)
        }
        throw RunError(
            """
            there is no folder Examples with packages here or above.
            Run the demo in a clone of Swiftlet: swift run -c release swiftlet demo
            """)
    }

    /// The module, built again only if something has changed since.
    func build(progress: ProgressLine) throws -> String {
        let module = "\(folder)/dist/\(name).wasm"
        if let built = Files.changed(module), let tool = Files.changed(ExampleRuns.tool),
            built > tool, built > Files.newestChange(in: folder, skipping: [".build", "dist"])
        {
            return module
        }
        progress.show("\(name): building")
        return try PackageBuild(package: folder, output: module).run { progress.show("\(name): \($0)") }.module
    }
}

extension Files {
    /// When a file last changed, in seconds since 1970; nil if there is none.
    fileprivate static func changed(_ path: String) -> Double? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        #if canImport(Darwin)
            let time = information.st_mtimespec
        #else
            let time = information.st_mtim
        #endif
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// When the last of the files in a folder changed.
    fileprivate static func newestChange(in folder: String, skipping: Set<String>) -> Double {
        list(folder).filter { !skipping.contains($0) }.map { name in
            let path = folder + "/" + name
            return isFolder(path) ? newestChange(in: path, skipping: skipping) : changed(path) ?? 0
        }
        .max() ?? 0
    }
}
