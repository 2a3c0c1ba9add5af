/// The packages that `swiftlet new` writes: each builds at once, for WebAssembly and for the host.
public enum PackageTemplate: String, Sendable, CaseIterable {
    /// A program that starts, prints and ends: a module with `_start`.
    case command
    /// A library that a host calls: a module with exported functions and no start of its own.
    case reactor

    /// Writes a package into the new folder `parent/name` and returns the folder's path.
    ///
    /// Throws an error of kind `.usage` for a name that is not allowed (see ``validate(name:)``) or a folder that is
    /// there already: nothing is ever overwritten.
    public func create(name: String, in parent: String = ".") throws(BuildError) -> String {
        try PackageTemplate.validate(name: name)
        let folder = Files.absolute(parent) + "/" + name
        guard !Files.exists(folder) else {
            throw BuildError(
                .usage, "\(folder) exists already",
                help: "Choose another name, or remove it first: swiftlet does not overwrite.")
        }
        for file in files(name: name) {
            let path = folder + "/" + file.path
            try Files.createFolder(Files.parent(of: path))
            try Files.write(file.text.utf8, to: path)
        }
        return folder
    }

    /// Whether a package, and with it a Swift module, may have this name: ASCII letters, digits, `_` and `-`, a letter
    /// first, at most 64 of them, and no word that Swift keeps for itself. Throws an error of kind `.usage` that says
    /// why not.
    public static func validate(name: String) throws(BuildError) {
        let rule =
            """
            A name starts with a letter and goes on with letters, digits, _ and - (ASCII, at most 64): \
            Hello, md5-tool.
            """
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let isAllowed = { (byte: UInt8) in
            letters.contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5f || byte == 0x2d
        }
        guard let first = name.utf8.first else { throw BuildError(.usage, "the name is empty", help: rule) }
        guard letters.contains(first | 0x20), name.utf8.allSatisfy(isAllowed), name.utf8.count <= 64 else {
            throw BuildError(.usage, "\"\(name)\" cannot be the name of a package", help: rule)
        }
        guard !reservedNames.contains(name.lowercased()) else {
            throw BuildError(
                .usage, "\"\(name)\" cannot be the name of a package: Swift keeps this word for itself",
                help: "Choose another: My\(name.prefix(1).uppercased())\(name.dropFirst()), for example.")
        }
    }

    /// Module names that the compiler refuses or that would hide a module that every package needs.
    private static let reservedNames: Set<String> = [
        "swift", "main", "builtin", "synchronization", "swiftletguest", "swiftshims", "foundation",
        "associatedtype", "class", "deinit", "enum", "extension", "fileprivate", "func", "import", "init", "inout",
        "internal",
        "let", "operator", "precedencegroup", "private", "protocol", "public", "rethrows", "static", "struct",
        "subscript",
        "typealias", "var", "break", "case", "catch", "continue", "default", "defer", "do", "else", "fallthrough",
        "for",
        "guard", "if", "in", "repeat", "return", "switch", "throw", "throws", "try", "while", "where", "any", "as",
        "false",
        "is", "nil", "self", "super", "true", "type",
    ]

    private func files(name: String) -> [(path: String, text: String)] {
        [
            (".gitignore", ".build/\ndist/\n"),
            (
                "Package.swift",
                """
                // swift-tools-version: 6.1
                import PackageDescription

                let package = Package(
                    name: "\(name)",
                    targets: [
                        .executableTarget(name: "\(name)")
                    ]
                )

                """
            ),
            ("Sources/\(name)/\(self == .command ? "App" : "Exports").swift", source),
        ]
    }

    private var source: String {
        switch self {
        case .command:
            """
            @main
            struct App {
                static func main() {
                    print("Hello from WebAssembly!")
                }
            }

            """
        case .reactor:
            """
            // Functions that a host calls by name. The module has no main: it is a library.

            @_expose(wasm, "add")
            @_cdecl("add")
            public func add(_ left: Int32, _ right: Int32) -> Int32 {
                left &+ right
            }

            """
        }
    }
}
