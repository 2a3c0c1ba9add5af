import SwiftletBuild

/// Builds one package again and again, and asks SwiftPM about it only when that can have changed.
final class PackageRebuild: Rebuild {
    var contents: String?
    private let folder: String
    private let products: String
    private var build: PackageBuild
    private var preparation: PackageBuild.Preparation?
    /// How to build without SwiftPM, as long as that is possible.
    private var plan: BuildPlan?
    /// What has changed since the last build that succeeded.
    private var changed: Set<String> = []
    private var knownDependencies: Set<String> = []

    /// - Parameter folder: the package, without symbolic links.
    init(
        folder: String, configuration: SDKBundle.Configuration, product: String?,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.folder = folder
        products = PackageRebuild.products(folder)
        build = PackageBuild(package: folder, configuration: configuration, product: product)
        build.isCancelled = isCancelled
    }

    /// Where the modules lie: apart from the package's `dist`, which is for modules that are given away.
    static func products(_ folder: String) -> String { folder + "/.build/swiftlet-serve" }

    func failure(_ error: BuildError) -> BuildFailure { BuildFailure(error.description, package: folder) }

    /// Asks SwiftPM what the package is made of, unless that is known.
    func prepare() throws(BuildError) -> PackageBuild.Preparation {
        if let preparation { return preparation }
        let new = try build.prepare()
        preparation = new
        return new
    }

    func run(progress: (String) -> Void) throws(BuildError) -> BuildProduct {
        let start = ContinuousClock.now
        let preparation = try prepare()
        build.output = products + "/" + preparation.productName + ".wasm"
        if let plan,
            let product = try build.rerun(preparation, plan: plan, changed: changed, since: start, progress: progress)
        {
            changed = []
            return product
        }
        plan = nil
        let product = try build.run(preparation, since: start, progress: progress)
        plan = build.plan(preparation)
        changed = []
        return product
    }

    /// Takes note of changes. What SwiftPM said is forgotten if they can make it say something else: all but new
    /// contents of known files.
    func note(_ changes: Set<String>) {
        guard let preparation else { return }
        let known = preparation.sources
        let isSettled = changes.allSatisfy { path in
            if known.contains(path) { return Files.exists(path) }
            // Editors write files beside the one they save, and take them away again.
            return !Files.exists(path) && !known.contains { $0.hasPrefix(path + "/") }
        }
        if isSettled {
            changed.formUnion(changes.filter(known.contains))
        } else {
            self.preparation = nil
            plan = nil
        }
    }

    /// The folders of packages on this machine that it depends on and that were not named before.
    func newDependencies() -> [String] {
        let new = Set(preparation?.localDependencies ?? []).map(Files.canonical).filter {
            !knownDependencies.contains($0)
        }
        knownDependencies.formUnion(new)
        return new
    }
}
