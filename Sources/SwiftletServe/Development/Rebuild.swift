import SwiftletBuild

/// Builds one program again and again.
protocol Rebuild: AnyObject {
    /// A name of what the module was after the last build.
    var contents: String? { get set }

    /// Builds what is there now.
    func run(progress: (String) -> Void) throws(BuildError) -> BuildProduct
    /// Takes note of files that have changed.
    func note(_ changes: Set<String>)
    /// The folders of code on this machine that the program depends on and that were not named before.
    func newDependencies() -> [String]
    /// What to show of a build that has failed.
    func failure(_ error: BuildError) -> BuildFailure
}

extension Rebuild {
    /// Takes note of what the module is now; true if that is new.
    func noteContents(_ fingerprint: String) -> Bool {
        defer { contents = fingerprint }
        return contents != fingerprint
    }
}
