import Testing

@testable import WASI

/// What an overlay adds to the behaviour of all file systems: two layers, of which the lower one never changes.
@Suite struct OverlayTests {
    /// A lower layer with files and folders, and an overlay over it.
    private struct Layers {
        let lower = MemoryFileSystem()
        let upper: MemoryFileSystem
        let tree: Tree

        init(limits: WASI.Limits = WASI.Limits()) throws {
            try lower.write("one", to: "file")
            try lower.write("deep", to: "dir/sub/deep")
            try lower.write("beside", to: "dir/beside")
            try lower.openRoot().createSymbolicLink(at: GuestPath("link"), to: Array("dir/sub".utf8))
            upper = MemoryFileSystem(limits: limits, device: 2)
            tree = Tree(try OverlayFileSystem(lower, upper: upper, limits: limits), folder: nil)
        }

        func lowerText(_ path: String) throws -> String {
            String(decoding: try lower.contents(of: path), as: UTF8.self)
        }
        func upperText(_ path: String) throws -> String {
            String(decoding: try upper.contents(of: path), as: UTF8.self)
        }
    }

    @Test func readingChangesNothing() throws {
        let layers = try Layers()
        #expect(try layers.tree.read("link/deep") == "deep")
        #expect(try layers.tree.names("dir") == [".", "..", "beside", "sub"])
        #expect(try layers.upper.names() == [])
    }

    @Test func writingCopiesUp() throws {
        let layers = try Layers()
        let tree = layers.tree
        let before = try tree.status("dir/sub/deep")
        let file = try tree.openFile("dir/sub/deep", [.read, .write])
        try Array("D".utf8).withUnsafeBytes { _ = try file.write($0, at: 0) }
        #expect(try tree.read("dir/sub/deep") == "Deep")
        #expect(try layers.upperText("dir/sub/deep") == "Deep")
        #expect(try layers.lowerText("dir/sub/deep") == "deep")
        // It is the same file as before.
        let after = try tree.status("dir/sub/deep")
        #expect(after.device == before.device && after.inode == before.inode)
        #expect(try layers.upper.names(in: "dir") == ["sub"])
        #expect(try tree.names("dir") == [".", "..", "beside", "sub"])
    }

    @Test func whoeverReadsSeesTheChange() throws {
        let layers = try Layers()
        let reader = try layers.tree.openFile("file")
        let writer = try layers.tree.openFile("file", .write)
        try Array("two".utf8).withUnsafeBytes { _ = try writer.write($0, at: 0) }
        var bytes = [UInt8](repeating: 0, count: 3)
        #expect(try bytes.withUnsafeMutableBytes { try reader.read(into: $0, at: 0) } == 3)
        #expect(bytes == Array("two".utf8))
        #expect(try reader.status() == writer.status())
    }

    @Test func deletedFilesStayDeleted() throws {
        let layers = try Layers()
        let tree = layers.tree
        try tree.remove("file")
        #expect(throws: Errno.noent) { try tree.read("file") }
        #expect(throws: Errno.noent) { try tree.remove("file") }
        #expect(try tree.names() == [".", "..", "dir", "link"])
        #expect(try layers.lowerText("file") == "one")
        try tree.write("file", "new")
        #expect(try tree.read("file") == "new")
        try tree.remove("file")
        #expect(throws: Errno.noent) { try tree.read("file") }
        // A folder in its place is empty, and so is one in the place of a folder.
        try tree.makeFolder("file")
        #expect(throws: Errno.notempty) { try tree.removeFolder("dir") }
        try tree.remove("dir/beside")
        try tree.remove("dir/sub/deep")
        try tree.removeFolder("dir/sub")
        try tree.removeFolder("dir")
        try tree.makeFolder("dir")
        #expect(try tree.names("dir") == [".", ".."])
        #expect(throws: Errno.noent) { try tree.read("link/deep") }
    }

    @Test func foldersOfTheLowerLayerMove() throws {
        let layers = try Layers()
        let tree = layers.tree
        let before = try tree.status("dir")
        let open = try tree.openFolder("dir/sub")
        try tree.rename("dir", "moved")
        #expect(try tree.read("moved/sub/deep") == "deep")
        #expect(try tree.names("moved") == [".", "..", "beside", "sub"])
        #expect(throws: Errno.noent) { try tree.status("dir") }
        let after = try tree.status("moved")
        #expect(after.device == before.device && after.inode == before.inode)
        // Nothing was copied but the folder itself, and who has it open goes on.
        #expect(try layers.upper.names(in: "moved") == [])
        try open.createFolder(at: GuestPath("new"))
        #expect(try tree.names("moved/sub") == [".", "..", "deep", "new"])
        #expect(throws: Errno.inval) { try tree.rename("moved", "moved/sub/x") }
        // A new one of the old name is another.
        try tree.makeFolder("dir")
        #expect(try tree.names("dir") == [".", ".."])
        try tree.rename("moved/sub", "dir/sub")
        #expect(try tree.names("moved") == [".", "..", "beside"])
        #expect(try tree.read("dir/sub/deep") == "deep")
        #expect(try layers.lower.names(in: "dir") == ["sub", "beside"])
    }

    @Test func movedFoldersAreRememberedWhenNobodyHasThemOpen() throws {
        let layers = try Layers()
        for round in 0..<5 {
            try layers.tree.rename(round % 2 == 0 ? "dir" : "other", round % 2 == 0 ? "other" : "dir")
        }
        #expect(try layers.tree.names("other") == [".", "..", "beside", "sub"])
        #expect(throws: Errno.noent) { try layers.tree.status("dir") }
    }

    @Test func filesOfBothLayersReplaceEachOther() throws {
        let layers = try Layers()
        let tree = layers.tree
        try tree.write("new", "2")
        try tree.rename("new", "file")
        #expect(try tree.read("file") == "2")
        try tree.rename("dir/beside", "file")
        #expect(try tree.read("file") == "beside")
        try tree.link("dir/sub/deep", "hard")
        #expect(try tree.status("hard").linkCount == 2)
        try tree.rename("link", "moved")
        #expect(try tree.readlink("moved") == "dir/sub")
        #expect(try tree.names() == [".", "..", "dir", "file", "hard", "moved"])
    }

    /// Names neither go missing nor come twice while the guest changes the folder that it lists.
    @Test func listingsKeepTheirPlace() throws {
        let lower = MemoryFileSystem()
        for index in 0..<20 { try lower.write("x", to: "lower\(index)") }
        let tree = Tree(try OverlayFileSystem(lower), folder: nil)
        for index in 0..<20 { try tree.write("upper\(index)") }
        try tree.remove("lower3")
        let folder = try tree.openFolder(".")
        var names: [String] = []
        var cookie: UInt64 = 0
        while true {
            var found: (name: String, next: UInt64)?
            try folder.list(from: cookie) {
                found = (String(decoding: $0.name, as: UTF8.self), $0.next)
                return false
            }
            guard let (name, next) = found else { break }
            names.append(name)
            cookie = next
            // Files move from one layer to the other meanwhile, in front of and behind the place of the listing.
            if name == "lower5" {
                for index in [1, 5, 10, 19] { _ = try tree.openFile("lower\(index)", [.write]) }
                try tree.remove("lower6")
                try tree.remove("upper7")
                try tree.remove("lower12")
                try tree.write("lower12", "again")
            }
        }
        let expected = (0..<20).map { "lower\($0)" } + (0..<20).map { "upper\($0)" } + [".", ".."]
        #expect(names.count == Set(names).count)
        #expect(Set(names) == Set(expected).subtracting(["lower3", "lower6", "upper7"]))
    }

    @Test func timesAreKeptAndSet() throws {
        let layers = try Layers()
        let tree = layers.tree
        let before = try tree.status("file").modificationTime
        let file = try tree.openFile("file")
        try file.setTimes(access: .set(nanoseconds: 5), modification: .keep)
        #expect(try tree.status("file").accessTime == 5)
        #expect(try tree.status("file").modificationTime == before)
        #expect(try layers.lower.openRoot().status(of: GuestPath("file"), follow: false).accessTime != 5)
        try tree.root.setTimes(of: GuestPath("link"), follow: true, access: .keep, modification: .set(nanoseconds: 7))
        #expect(try tree.status("dir/sub").modificationTime == 7)
        // A file that is gone has no place for a change.
        let gone = try tree.openFile("dir/beside")
        try tree.remove("dir/beside")
        #expect(throws: Errno.rofs) { try gone.setTimes(access: .now, modification: .now) }
    }

    @Test func largeFilesAreNotCopied() throws {
        var limits = WASI.Limits()
        limits.copiedBytes = 3
        let layers = try Layers(limits: limits)
        try layers.tree.open("file", .write)
        #expect(throws: Errno.fbig) { try layers.tree.open("dir/beside", .write) }
        #expect(try layers.tree.read("dir/beside") == "beside")
        // Cutting it copies nothing.
        try layers.tree.open("dir/beside", [.write, .truncate])
        #expect(try layers.tree.read("dir/beside") == "")
    }

    @Test func aCopyThatFindsNoRoomLeavesTheFileAsItIs() throws {
        var limits = WASI.Limits()
        limits.storedBytes = 100
        let lower = MemoryFileSystem()
        try lower.write([UInt8](repeating: 1, count: 300_000), to: "big")
        let tree = Tree(
            try OverlayFileSystem(lower, upper: MemoryFileSystem(limits: limits, device: 2)), folder: nil)
        #expect(throws: Errno.nospc) { try tree.open("big", .write) }
        #expect(try tree.status("big").size == 300_000)
    }

    @Test func holesStayHoles() throws {
        let lower = MemoryFileSystem()
        try lower.write("", to: "sparse")
        guard case .file(let file) = try lower.openRoot().open(GuestPath("sparse"), follow: false, options: .write)
        else { return }
        try file.setSize(5_000_000)
        try Array("x".utf8).withUnsafeBytes { _ = try file.write($0, at: 3_000_000) }
        let upper = MemoryFileSystem(device: 2)
        let tree = Tree(try OverlayFileSystem(lower, upper: upper), folder: nil)
        try tree.open("sparse", .write)
        #expect(try upper.contents(of: "sparse") == lower.contents(of: "sparse"))
        #expect(upper.budget.byteCount < 1_000_000)
    }

    @Test func anUpperLayerOfTheHostHoldsTheChanges() throws {
        let folder = try TemporaryFolder()
        let lower = MemoryFileSystem()
        try lower.write("one", to: "a/file")
        let tree = Tree(try OverlayFileSystem(lower, upper: HostFolder(folder.inside)), folder: folder)
        try tree.write("a/file", "two")
        try tree.write("b", "new")
        #expect(folder.contents(of: "inside/a/file") == "two")
        #expect(folder.contents(of: "inside/b") == "new")
        // Another run finds them.
        let again = Tree(try OverlayFileSystem(lower, upper: HostFolder(folder.inside)), folder: nil)
        #expect(try again.read("a/file") == "two")
        #expect(try again.names() == [".", "..", "a", "b"])
    }
}
