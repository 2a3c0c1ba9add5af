import SwiftletBuild
import Testing

@testable import SwiftletRun

/// What a page says of changes in a folder, done to the folder: never outside it, whatever the page says.
@Suite struct FolderChangesTests {
    /// A folder to change, with one beside it that nothing may reach.
    private final class Place {
        let folder: TemporaryFolder
        var changes: FolderChanges
        var root: String { folder.path + "/given" }
        var outside: String { folder.path + "/outside" }

        init() throws {
            folder = try TemporaryFolder()
            for name in ["given/sub", "outside"] { try Files.createFolder(folder.path + "/" + name) }
            try Files.write("mine".utf8, to: folder.path + "/outside/file.txt")
            try Files.write("old".utf8, to: folder.path + "/given/sub/file.txt")
            changes = FolderChanges(folders: [folder.path + "/given"])
        }

        func say(_ kind: String, _ path: String, target: String? = nil, contents: String = "", folder: String = "0") {
            let target = target.map { ",\"target\":\(JSON.quoted($0))" } ?? ""
            let line = "{\"folder\":\(folder),\"kind\":\"\(kind)\",\"path\":\(JSON.quoted(path))\(target)}\n"
            changes.take(Array((line + contents).utf8))
        }
    }

    @Test func changesOfEveryKind() throws {
        let place = try Place()
        place.say("no file", "sub/file.txt")
        place.say("no folder", "sub")
        place.say("folder", "new")
        place.say("file", "new/file.txt", contents: "first\nsecond\n")
        place.say("file", "new/empty")
        place.say("link", "new/link", target: "file.txt")
        #expect(place.changes.failures == [])
        #expect(Files.list(place.root) == ["new"])
        #expect(try Files.readText(place.root + "/new/file.txt") == "first\nsecond\n")
        #expect(try Files.readText(place.root + "/new/link") == "first\nsecond\n")
        #expect(Files.size(place.root + "/new/empty") == 0)
        // A shorter file has nothing of the longer one.
        place.say("file", "new/file.txt", contents: "x")
        #expect(try Files.readText(place.root + "/new/file.txt") == "x")
    }

    @Test(arguments: [
        "../outside/file.txt", "sub/../../outside/file.txt", "/outside/file.txt", "sub//x", "./x", "", "sub/..",
        "way/file.txt", "sub/\u{0}x", "way", "deep/way/file.txt",
    ])
    func nothingOutsideIsTouched(_ path: String) throws {
        let place = try Place()
        #expect(symlink("../outside", place.root + "/way") == 0)
        for kind in ["file", "no file", "folder"] { place.say(kind, path, contents: "theirs") }
        #expect(try Files.readText(place.outside + "/file.txt") == "mine")
        #expect(Files.list(place.outside) == ["file.txt"])
        #expect(!Files.exists("/outside"))
        #expect(!place.changes.failures.isEmpty)
    }

    @Test func whatCannotBeDoneIsTold() throws {
        let place = try Place()
        place.say("link", "absolute", target: "/etc/passwd")
        place.say("file", "sub", contents: "a folder is there")
        place.say("no folder", "sub")
        place.say("strange", "x")
        place.say("file", "x", folder: "1")
        place.say("file", "x", folder: "0.5")
        place.changes.take(Array("no JSON".utf8))
        place.changes.take([])
        #expect(place.changes.failures.count == 8)
        #expect(place.changes.failures[1].hasPrefix("cannot bring a change in the page back to \(place.root)/sub: "))
        #expect(Files.list(place.root) == ["sub"])
        #expect(try Files.readText(place.root + "/sub/file.txt") == "old")
    }
}
