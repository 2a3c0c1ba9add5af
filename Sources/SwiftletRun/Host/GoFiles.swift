import GoJS
import SwiftletBuild
import WASI

/// The files that a program of Go for JavaScript sees: unlike one for WASI it knows no preopens but one tree, in which each folder it was
/// given has its place.
struct GoFiles {
    /// Nil when it was given none.
    let fileSystem: (any FileSystem)?
    let workingDirectory: String

    /// - Parameters:
    ///   - folders: one whose guest's name is relative lies where that leads from our own working folder, as under Node.
    ///   - start: where the program starts, if its environment (`PWD`) says so; else in the first folder.
    init(_ folders: [RunRequest.Folder], start: String?) throws {
        var mounts: [(path: String, fileSystem: any FileSystem)] = []
        var root: (any FileSystem)?
        for (number, folder) in folders.enumerated() {
            let fileSystem = try HostRunner.fileSystem(folder, number: number)
            let place = GoFiles.normalized(folder.guest)
            if place == "/" { root = fileSystem } else { mounts.append((place, fileSystem)) }
        }
        let first = folders.first.map { GoFiles.normalized($0.guest) }
        workingDirectory = start ?? first ?? "/"
        switch (root, mounts.isEmpty) {
        case (nil, true): fileSystem = nil
        case (let root?, true): fileSystem = root
        default:
            do {
                fileSystem = try MountedFileSystem(root, mounts: mounts)
            } catch {
                throw RunError("the folders of --dir do not fit into one tree: two may have the same place (\(error))")
            }
        }
    }

    /// Absolute, without `.`, `..` and double slashes.
    private static func normalized(_ path: String) -> String {
        var names: [Substring] = []
        for name in Files.absolute(path).split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }
}
