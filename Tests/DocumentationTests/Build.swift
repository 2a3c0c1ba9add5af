import SwiftletBuild

/// The build that these tests belong to.
enum Build {
    /// Where programs are.
    static let folder = Files.parent(of: Files.absolute(CommandLine.arguments[0]))
    /// Where Swift's compiler finds modules.
    static let modules = folder + "/Modules"
}
