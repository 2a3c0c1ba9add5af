import SwiftletBuild

/// Builds one package again and again, and asks SwiftPM about it only when that can have changed.
final class PackageRebuild {
    /// Where the modules lie: apart from `dist`, which is for modules that are given away.
    let products: String
    private var build: PackageBuild
    private var preparation: PackageBuild.Preparation?

    /// - Parameter folder: the package, without symbolic links.
    init(folder: String, configuration: SDKBundle.Configuration, product: String?, isCancelled: @escaping @Sendable () -> Bool) {
        products = folder + "/.build/swiftlet-serve"
        build = PackageBuild(package: folder, configuration: configuration, product: product)
        build.isCancelled = isCancelled
    }

    /// Asks SwiftPM what the package is made of, unless that is known.
    func prepare(progress: (String) -> Void) throws(BuildError) -> PackageBuild.Preparation {
        if let preparation { return preparation }
        let new = try build.prepare(progress: progress)
        preparation = new
        return new
    }

    func run(progress: (String) -> Void) throws(BuildError) -> BuildProduct {
        let preparation = try prepare(progress: progress)
        build.output = products + "/" + preparation.productName + ".wasm"
        return try build.run(preparation, progress: progress)
    }

    /// Forgets what SwiftPM said if these changes can make it say something else: all but new contents of known files.
    func forget(changed: Set<String>) {
        guard let preparation else { return }
        let known = preparation.sources
        let isKnown = changed.allSatisfy { known.contains($0) && Files.exists($0) }
        if !isKnown { self.preparation = nil }
    }
}
