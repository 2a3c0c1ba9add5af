import Attacks
import Testing

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// No path leaves the folder that it starts from.
@Suite struct ContainmentTests {
    /// Paths that lead out of the folder `inside`, which has a folder `a` and a folder `a/b`.
    static let escapes = [
        "..", "../", "../secret", "./../secret", "a/../../secret", "a/b/../../../secret", "a/../..", "a/b/../../..",
        "/", "/etc/passwd", "//etc/passwd", "../inside/a", "a/./.././../inside",
    ]

    @Test(arguments: TreeKind.allCases, escapes) func refusesPathsThatLeadOut(_ kind: TreeKind, path: String) throws {
        let tree = try kind.make()
        try tree.makeFolder("a")
        try tree.makeFolder("a/b")
        try tree.write("file", "x")
        #expect(throws: Errno.perm) { try tree.open(path) }
        #expect(throws: Errno.perm) { try tree.open(path, follow: true) }
        #expect(throws: Errno.perm) { try tree.open(path, [.create, .write], follow: true) }
        #expect(throws: Errno.perm) { try tree.status(path) }
        #expect(throws: Errno.perm) { try tree.status(path, follow: true) }
        #expect(throws: Errno.perm) { try tree.makeFolder(path) }
        #expect(throws: Errno.perm) { try tree.removeFolder(path) }
        #expect(throws: Errno.perm) { try tree.remove(path) }
        #expect(throws: Errno.perm) { try tree.rename(path, "x") }
        #expect(throws: Errno.perm) { try tree.rename("file", path) }
        #expect(throws: Errno.perm) { try tree.link(path, "x") }
        #expect(throws: Errno.perm) { try tree.link("file", path) }
        #expect(throws: Errno.perm) { try tree.symlink("file", path) }
        #expect(throws: Errno.perm) { try tree.readlink(path) }
        #expect(throws: Errno.perm) {
            try tree.root.setTimes(of: GuestPath(path), follow: true, access: .now, modification: .now)
        }
        if let folder = tree.folder { #expect(folder.exists("secret") && !folder.exists("file")) }
        #expect(try tree.names() == [".", "..", "a", "file"])
    }

    /// An open folder is a border too: what was opened deeper does not lead back up.
    @Test(arguments: TreeKind.allCases) func anOpenFolderIsABorder(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("a")
        try tree.makeFolder("a/b")
        try tree.write("file", "x")
        try tree.symlink("../file", "a/up")
        let folder = try tree.openFolder("a")
        #expect(throws: Errno.perm) { _ = try folder.open(GuestPath(".."), follow: false, options: .read) }
        #expect(throws: Errno.perm) { _ = try folder.open(GuestPath("../file"), follow: false, options: .read) }
        #expect(throws: Errno.perm) { _ = try folder.open(GuestPath("b/../../file"), follow: false, options: .read) }
        #expect(throws: Errno.perm) { _ = try folder.open(GuestPath("up"), follow: true, options: .read) }
        #expect(try tree.read("a/up") == "x")
    }

    @Test(arguments: TreeKind.allCases) func refusesLinksThatLeadOut(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.makeFolder("a")
        // A guest may make these, but never pass them.
        try tree.symlink("../secret", "out")
        try tree.symlink("..", "up")
        try tree.symlink("a/../../secret", "around")
        try tree.symlink("../../secret", "a/deep")
        try tree.symlink("out", "chain")
        try tree.symlink("../chain", "a/chain")
        try tree.symlink("../new", "outnew")
        for name in ["out", "up", "around", "a/deep", "chain", "a/chain", "outnew"] {
            #expect(throws: Errno.perm) { try tree.open(name, follow: true) }
            #expect(throws: Errno.perm) { try tree.open(name, [.create, .write, .truncate], follow: true) }
            #expect(throws: Errno.perm) { try tree.status(name, follow: true) }
            #expect(throws: Errno.perm) { try tree.link(name, "linked", follow: true) }
            #expect(throws: Errno.perm) {
                try tree.root.setTimes(of: GuestPath(name), follow: true, access: .now, modification: .now)
            }
            #expect(throws: Errno.loop) { try tree.open(name) }
        }
        for path in ["up/secret", "up/inside/a", "up/new", "chain/x", "up/", "up/."] {
            #expect(throws: Errno.perm) { try tree.open(path, follow: true) }
            #expect(throws: Errno.perm) { try tree.open(path, follow: false) }
            #expect(throws: Errno.perm) { try tree.status(path) }
        }
        #expect(throws: Errno.perm) { try tree.makeFolder("up/new") }
        #expect(throws: Errno.perm) { try tree.remove("up/secret") }
        #expect(throws: Errno.perm) { try tree.rename("up/secret", "stolen") }
        #expect(throws: Errno.perm) { try tree.rename("a", "up/a") }
        #expect(throws: Errno.perm) { try tree.link("up/secret", "stolen") }
        if let folder = tree.folder { #expect(folder.exists("secret") && !folder.exists("new")) }
    }

    @Test(arguments: TreeKind.allCases) func refusesToMakeAbsoluteLinks(_ kind: TreeKind) throws {
        let tree = try kind.make()
        #expect(throws: Errno.perm) { try tree.symlink("/", "link") }
        #expect(throws: Errno.perm) { try tree.symlink("/etc/passwd", "link") }
        #expect(throws: Errno.noent) { try tree.status("link") }
    }

    /// Links that somebody else has put there.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOfHost])
    func refusesAbsoluteLinksOfTheHost(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let folder = try #require(tree.folder)
        tree.hostSymlink("/etc", "etc")
        tree.hostSymlink("/etc/passwd", "passwd")
        tree.hostSymlink(folder.inside, "absolute")
        tree.hostSymlink("/proc/self/root", "magic")
        tree.hostSymlink("passwd", "chain")
        for path in ["etc/passwd", "passwd", "absolute", "absolute/x", "magic/etc/passwd", "chain", "etc/"] {
            #expect(throws: Errno.perm) { try tree.open(path, follow: true) }
            #expect(throws: Errno.perm) { try tree.status(path, follow: true) }
        }
        #expect(try tree.readlink("passwd") == "/etc/passwd")
        try tree.remove("passwd")
    }

    /// A link that is swapped in between lookups is never followed out: whatever the race, no secret is read.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOfHost, .overlayOnHost])
    func racingLinksLeadNowhere(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let folder = try #require(tree.folder)
        try tree.makeFolder("safe")
        try tree.write("safe/secret", "harmless")
        let racer = Racer { path in
            symlink("safe", path + "/door")
            unlink(path + "/door")
            symlink("..", path + "/door")
            unlink(path + "/door")
        }
        racer.start(in: folder.inside)
        let outcomes = outcomes(of: tree, ["door/secret"])
        racer.stop()
        #expect(outcomes["secret"] == nil)
        #expect(Set(outcomes.keys).isSubset(of: Self.harmless), "\(outcomes)")
        #expect(outcomes["harmless"] != nil || outcomes["perm"] != nil, "the race never met the door: \(outcomes)")
    }

    /// A folder that is moved up while a path goes down through it and up again: `..` never passes the top.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOfHost])
    func racingRenamesLeadNowhere(_ kind: TreeKind) throws {
        let tree = try kind.make()
        let folder = try #require(tree.folder)
        try tree.makeFolder("a")
        try tree.makeFolder("a/b")
        try tree.makeFolder("a/b/c")
        try tree.write("secret", "harmless")
        let racer = Racer { path in
            rename(path + "/a/b", path + "/moved")
            rename(path + "/moved", path + "/a/b")
        }
        racer.start(in: folder.inside)
        let outcomes = outcomes(of: tree, ["a/b/c/../../../secret", "a/b/c/../../../../secret", "a/b/../../secret"])
        racer.stop()
        #expect(outcomes["secret"] == nil)
        #expect(Set(outcomes.keys).isSubset(of: Self.harmless), "\(outcomes)")
    }

    private static let harmless: Set = ["harmless", "perm", "noent", "notdir", "loop", "again", "io", "inval"]

    /// How often reading each path gave which text or error.
    private func outcomes(of tree: Tree, _ paths: [String]) -> [String: Int] {
        var outcomes: [String: Int] = [:]
        for index in 0..<5000 {
            do {
                outcomes[try tree.read(paths[index % paths.count]), default: 0] += 1
            } catch {
                outcomes["\(error)", default: 0] += 1
            }
        }
        return outcomes
    }
}
