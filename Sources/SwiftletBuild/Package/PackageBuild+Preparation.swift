extension PackageBuild {
    /// What is asked of the toolchain and of SwiftPM before a build. It holds until `Package.swift` changes or source
    /// files come or go.
    public struct Preparation: Sendable {
        let folder: String
        let toolchain: Toolchain
        let description: PackageDescription
        let executable: PackageDescription.Product

        /// The executable product's name.
        public var productName: String { executable.name }

        /// The folder into which SwiftPM builds with our bundle.
        func binFolder(_ configuration: SDKBundle.Configuration) -> String {
            folder + "/.build/" + Toolchain.triple + "/" + configuration.rawValue
        }

        /// The paths of the package's own source files that the product is made of.
        public var sources: Set<String> { Set(description.targets(of: executable).flatMap(\.sources)) }

        /// The folders of the packages on this machine that it depends on by path.
        public var localDependencies: [String] { description.localDependencies }
    }

    /// Finds the toolchain and asks SwiftPM what the package is made of: half a second of every build.
    public func prepare() throws(BuildError) -> Preparation {
        let folder = Files.canonical(package)
        let toolchain = try Toolchain.find()
        let description = try PackageDescription(package: folder, toolchain: toolchain)
        return Preparation(
            folder: folder, toolchain: toolchain, description: description,
            executable: try description.executable(named: product))
    }
}
