import Attacks
import Testing

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A tree as a guest's whole root: absolute links lead on from its top, and nothing leads out.
@Suite struct GuestRootTests {
    /// A file system whose top is a guest's root.
    struct Rooted: FileSystem {
        let base: any FileSystem
        func openRoot() throws(Errno) -> any OpenFolder { try GuestRoot(base) }
    }

    private func make(_ kind: TreeKind) throws -> Tree {
        let tree = try kind.make()
        return Tree(Rooted(base: tree.fileSystem), folder: tree.folder)
    }

    @Test(arguments: TreeKind.allCases) func absoluteLinksLeadOnFromTheTop(_ kind: TreeKind) throws {
        let tree = try make(kind)
        try tree.makeFolder("a")
        try tree.makeFolder("a/b")
        try tree.write("secret", "mine")
        try tree.write("a/b/file", "deep")
        try tree.symlink("/secret", "a/b/absolute")
        try tree.symlink("/a/b", "folder")
        try tree.symlink("/folder/absolute", "chain")
        try tree.symlink("/", "a/top")
        try tree.symlink("/../../a/./b/../b/file", "around")
        try tree.symlink("/new", "a/dangling")
        #expect(try tree.readlink("a/b/absolute") == "/secret")
        #expect(try tree.read("a/b/absolute") == "mine")
        #expect(try tree.read("folder/file") == "deep")
        #expect(try tree.read("chain") == "mine")
        #expect(try tree.read("a/top/a/top/folder/../../secret") == "mine")
        #expect(try tree.read("around") == "deep")
        try tree.write("a/dangling", "made")
        #expect(try tree.read("new") == "made")
        #expect(try tree.status("a/top", follow: true).inode == tree.status(".").inode)
        // The link itself.
        #expect(try tree.status("chain").type == .symbolicLink)
        #expect(throws: Errno.loop) { try tree.open("chain") }
        try tree.makeFolder("a/top/made")
        try tree.rename("folder/file", "a/top/made/file")
        #expect(try tree.read("made/file") == "deep")
        try tree.link("a/top/secret", "a/top/linked")
        #expect(try tree.read("linked") == "mine")
        try tree.remove("a/top/linked")
        #expect(throws: Errno.noent) { try tree.status("linked") }
        #expect(throws: Errno.notempty) { try tree.removeFolder("a/top/made") }
    }

    @Test(arguments: TreeKind.allCases) func theTopIsAboveTheTop(_ kind: TreeKind) throws {
        let tree = try make(kind)
        try tree.makeFolder("a")
        try tree.write("secret", "mine")
        try tree.symlink("../../secret", "a/up")
        for path in ["../secret", "../../secret", "a/../../secret", "a/up", "./../a/../../a/up"] {
            #expect(try tree.read(path) == "mine")
        }
        #expect(try tree.names("..") == tree.names("."))
        #expect(throws: Errno.noent) { try tree.read("../inside/secret") }
        #expect(throws: Errno.noent) { try tree.read("../etc/passwd") }
        #expect(throws: Errno.notdir) { try tree.read("secret/../secret") }
        #expect(throws: Errno.noent) { try tree.read("b/../secret") }
        if let folder = tree.folder { #expect(folder.contents(of: "secret") == "secret") }
    }

    /// Links that somebody else has put there, to places of the host.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOfHost])
    func absoluteLinksOfTheHostStayInside(_ kind: TreeKind) throws {
        let tree = try make(kind)
        let folder = try #require(tree.folder)
        tree.hostSymlink("/etc/passwd", "passwd")
        tree.hostSymlink(folder.path + "/secret", "secret")
        tree.hostSymlink("/proc/self/root/etc/passwd", "magic")
        tree.hostSymlink("loop", "loop")
        for path in ["passwd", "secret", "magic", "../secret/x"] {
            #expect(throws: Errno.noent) { try tree.read(path) }
        }
        #expect(throws: Errno.loop) { try tree.read("loop") }
        try tree.makeFolder("etc")
        try tree.write("etc/passwd", "nobody")
        #expect(try tree.read("passwd") == "nobody")
    }

    @Test(arguments: TreeKind.allCases) func realPathsHaveNoLinks(_ kind: TreeKind) throws {
        let tree = try make(kind)
        let root = try #require(tree.root as? GuestRoot)
        try tree.makeFolder("a")
        try tree.makeFolder("a/b")
        try tree.symlink("/a/b", "l")
        try tree.write("a/b/file")
        func real(_ path: String) throws -> String {
            String(decoding: try root.realPath(of: GuestPath(path)), as: UTF8.self)
        }
        #expect(try real("l/../b/./file") == "a/b/file")
        #expect(try real("l/") == "a/b")
        #expect(try real("l/../../..") == "")
        #expect(throws: Errno.noent) { try real("l/missing") }
        #expect(throws: Errno.notdir) { try real("l/file/") }
    }

    /// The same random calls, absolute links among them, give the same answers on all file systems.
    @Test(arguments: 1...8) func randomCallsAnswerAlike(_ seed: UInt64) throws {
        let trees = try TreeKind.allCases.map { try make($0) }
        let random = SeededRandom(seed: seed &* 131)
        let targets = AlikeTests.targets + ["/a", "/", "/a/b", "/l", "/../b", "/c/"]
        func pick(_ count: Int) -> Int {
            var value: UInt32 = 0
            withUnsafeMutableBytes(of: &value) { random.fill($0) }
            return Int(value) % count
        }
        let paths = AlikeTests.paths.filter { !$0.hasPrefix("/") }
        for index in 0..<1500 {
            let call = Call(
                kind: pick(11), path: paths[pick(paths.count)], other: paths[pick(paths.count)],
                target: targets[pick(targets.count)], follow: pick(2) == 0,
                options: OpenOptions(rawValue: UInt16(pick(64))))
            let answers = trees.map(call.answer)
            guard Set(answers).count == 1 else {
                let each = zip(TreeKind.allCases, answers).map { "\($0): \($1)" }
                Issue.record("call \(index) of seed \(seed), \(call): \(each)")
                return
            }
        }
    }

    /// A link that is swapped between a relative one, an absolute one and a folder: whatever the race, nothing outside is read or made.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOfHost, .overlayOnHost])
    func racingLinksLeadNowhere(_ kind: TreeKind) throws {
        let tree = try make(kind)
        let folder = try #require(tree.folder)
        let outside = folder.path
        try tree.makeFolder("safe")
        try tree.write("safe/secret", "harmless")
        let racer = Racer { path in
            symlink("/safe", path + "/door")
            unlink(path + "/door")
            symlink(outside, path + "/door")
            unlink(path + "/door")
            symlink("..", path + "/door")
            unlink(path + "/door")
            mkdir(path + "/door", 0o700)
            rmdir(path + "/door")
        }
        racer.start(in: folder.inside)
        var outcomes: [String: Int] = [:]
        for index in 0..<5000 {
            do {
                if index % 3 == 0 {
                    try tree.write("door/made", "made")
                } else if index % 3 == 1 {
                    try tree.root.setMode(of: GuestPath("door/../../secret"), follow: true, 0o777)
                } else {
                    outcomes[try tree.read("door/secret"), default: 0] += 1
                }
            } catch {
                outcomes["\(error)", default: 0] += 1
            }
        }
        racer.stop()
        #expect(outcomes["secret"] == nil)
        #expect(outcomes["harmless"] != nil || outcomes["noent"] != nil, "the race never met the door: \(outcomes)")
        #expect(!folder.exists("made"))
        #expect(folder.entries() == ["inside", "secret"])
        var status = stat()
        #expect(stat(folder.path + "/secret", &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
}
