import SwiftletBuild
import Testing

@testable import SwiftletServe

@Suite struct WatcherTests {
    /// What a watcher of a folder hears while something is done there.
    private func changes(
        in folder: TemporaryFolder, ignoring: Set<String> = [], until expected: Set<String>, _ work: () throws -> Void
    ) throws -> Set<String> {
        let heard = Lock<Set<String>>([])
        let watcher = try Watcher([folder.path], ignoring: ignoring) { paths in heard.signal { $0.formUnion(paths) } }
        try work()
        let full = Set(expected.map { folder.path + "/" + $0 })
        _ = heard.wait(milliseconds: 5000) { $0.isSuperset(of: full) ? true : nil }
        usleep(50_000)
        watcher.stop()
        return Set(heard.withLock { $0 }.map { String($0.dropFirst(folder.path.count + 1)) })
    }

    @Test func savesOfEveryKind() throws {
        let folder = try TemporaryFolder()
        try folder.write("1", to: "a.swift")
        try folder.write("1", to: "deep/er/b.swift")
        try folder.write("1", to: "gone.swift")
        let heard = try changes(in: folder, until: ["a.swift", "deep/er/b.swift", "gone.swift", "new.swift"]) {
            try folder.write("2", to: "deep/er/b.swift")
            // As editors save: a new file takes the old one's place.
            try folder.write("2", to: ".a.swift.tmp")
            #expect(rename(folder.path + "/.a.swift.tmp", folder.path + "/a.swift") == 0)
            Files.remove(folder.path + "/gone.swift")
            try folder.write("1", to: "new.swift")
        }
        #expect(heard == ["a.swift", "deep/er/b.swift", "gone.swift", "new.swift"])
    }

    @Test func newFoldersAreWatched() throws {
        let folder = try TemporaryFolder()
        let heard = try changes(in: folder, until: ["new/folder/a.swift"]) {
            try Files.createFolder(folder.path + "/new/folder")
            usleep(200_000)
            try folder.write("1", to: "new/folder/a.swift")
        }
        #expect(heard.contains("new/folder/a.swift"))
    }

    @Test func whatIsMadeIsIgnored() throws {
        let folder = try TemporaryFolder()
        for name in [".build", "dist", "node_modules"] { try Files.createFolder(folder.path + "/" + name) }
        let heard = try changes(in: folder, ignoring: [folder.path + "/dist"], until: ["last"]) {
            for name in [".build/a", "dist/a", "node_modules/a", ".hidden"] { try folder.write("1", to: name) }
            try folder.write("1", to: "last")
        }
        #expect(heard == ["last"])
    }

    @Test func missingFoldersAreTold() {
        #expect(throws: ServeError.self) { try Watcher(["/no/such/folder"]) { _ in } }
    }

    /// The tool, in a user namespace where the system grants few watches.
    @Test(.enabled(if: namespaceWorks, "no user namespaces here: the limit of watches was not tried"))
    func tooFewWatchesAreExplained() throws {
        let folder = try TemporaryFolder()
        for number in 0..<8 { try folder.write("x", to: "\(number)/deep/a.txt") }
        let script = "echo 5 > /proc/sys/user/max_inotify_watches && exec \"$0\" serve \"$1\" --port 0"
        var command = Command("unshare", ["-Ur", "sh", "-c", script, try Tool.path(), folder.path])
        command.timeLimit = .seconds(20)
        let outcome = try command.capture()
        #expect(outcome.status == .exited(1))
        #expect(outcome.errorText.contains("cannot watch \(folder.path)/"))
        #expect(outcome.errorText.contains("fs.inotify.max_user_watches"))
    }

    private static var namespaceWorks: Bool {
        let command = Command("unshare", ["-Ur", "sh", "-c", "echo 5 > /proc/sys/user/max_inotify_watches"])
        return (try? command.capture())?.status.isSuccess ?? false
    }
}
