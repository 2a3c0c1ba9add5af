/// What SwiftPM says of a package: as much of `swift package describe` as a build needs.
struct PackageDescription {
    struct Target {
        let name: String
        /// `executable`, `library`, `test`, `macro`, …
        let type: String
        /// `SwiftTarget`, `ClangTarget`, …
        let moduleType: String
        /// Absolute paths.
        let sources: [String]
        /// The names of the package's own targets that it depends on.
        let dependencies: [String]

        /// The target as the compiler names its module.
        var moduleName: String {
            String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
        }
    }

    struct Product {
        let name: String
        let isExecutable: Bool
        /// The names of its targets.
        let targets: [String]
    }

    let name: String
    let targets: [Target]
    let products: [Product]
    /// The folders of the packages that it depends on by path.
    let localDependencies: [String]

    init(package: String, toolchain: Toolchain) throws(BuildError) {
        guard Files.exists(package + "/Package.swift") else {
            throw BuildError(
                .package, "there is no Package.swift in \(package)",
                help: "Name a folder that holds a Swift package, or make one: swiftlet new Hello")
        }
        var command = Command(toolchain.swift, ["package", "--package-path", package, "describe", "--type", "json"])
        command.timeLimit = .seconds(300)
        let outcome = try command.capture()
        // Progress of fetching dependencies may come before the object.
        let start = outcome.output.firstIndex(of: UInt8(ascii: "{")) ?? outcome.output.endIndex
        guard outcome.status.isSuccess, let description = JSON(parsing: Array(outcome.output[start...])),
            let name = description["name"]?.string
        else {
            throw BuildError(
                .package, "SwiftPM cannot read the package in \(package):\n" + outcome.errorText + outcome.outputText)
        }
        self.name = name
        targets = (description["targets"]?.array ?? []).map { target in
            let path = target["path"]?.string ?? ""
            let folder = path.hasPrefix("/") ? path : package + "/" + path
            return Target(
                name: target["name"]?.string ?? "", type: target["type"]?.string ?? "",
                moduleType: target["module_type"]?.string ?? "",
                sources: (target["sources"]?.array ?? []).compactMap(\.string).map { folder + "/" + $0 },
                dependencies: (target["target_dependencies"]?.array ?? []).compactMap(\.string))
        }
        products = (description["products"]?.array ?? []).map { product in
            Product(
                name: product["name"]?.string ?? "", isExecutable: product["type"]?["executable"] != nil,
                targets: (product["targets"]?.array ?? []).compactMap(\.string))
        }
        localDependencies = (description["dependencies"]?.array ?? []).compactMap { dependency in
            dependency["type"]?.string == "fileSystem" ? dependency["path"]?.string : nil
        }
    }

    /// The executable product to build: the one that is named, or the only one, or the one called like the package.
    func executable(named wanted: String?) throws(BuildError) -> Product {
        let executables = products.filter(\.isExecutable)
        let names = executables.map(\.name).joined(separator: ", ")
        if let wanted {
            if let product = executables.first(where: { $0.name == wanted }) { return product }
            throw BuildError(
                .package, "the package \(name) has no executable product \(wanted)",
                help: executables.isEmpty ? PackageDescription.executableHelp : "It has: \(names).")
        }
        guard let first = executables.first else {
            throw BuildError(
                .package, "the package \(name) has no executable product, so there is no module to build",
                help: PackageDescription.executableHelp)
        }
        if let namesake = executables.first(where: { $0.name == name }) { return namesake }
        guard executables.count == 1 else {
            throw BuildError(
                .package, "the package \(name) has several executable products: \(names)",
                help: "Choose one: swiftlet build --product NAME")
        }
        return first
    }

    private static let executableHelp = "Add an .executableTarget to Package.swift; swiftlet new Hello shows the form."

    /// The package's own targets that a product is made of.
    func targets(of product: Product) -> [Target] {
        var found: [Target] = []
        var names = product.targets
        while let name = names.popLast() {
            guard let target = targets.first(where: { $0.name == name }), !found.contains(where: { $0.name == name })
            else {
                continue
            }
            found.append(target)
            names += target.dependencies
        }
        return found
    }

    /// The target that a product starts with.
    func mainTarget(of product: Product) -> Target? {
        targets.first { $0.type == "executable" && product.targets.contains($0.name) }
    }
}
