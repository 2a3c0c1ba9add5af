import Testing

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Permissions and owners, which WASI does not know, but other guests do.
@Suite struct ModeTests {
    @Test(arguments: TreeKind.allCases) func modesAreKept(_ kind: TreeKind) throws {
        let tree = try kind.make()
        func mode(_ path: String) throws -> UInt32? { try tree.status(path).mode }
        guard
            case .file(let file) = try tree.root.open(
                GuestPath("file"), follow: false, options: [.write, .create], mode: 0o640)
        else { throw Errno.io }
        try tree.root.createFolder(at: GuestPath("folder"), mode: 0o750)
        #expect(try mode("file") == 0o100640)
        #expect(try mode("folder") == 0o040750)
        try tree.root.setMode(of: GuestPath("file"), follow: false, 0o604)
        #expect(try mode("file") == 0o100604)
        #expect(try file.status().mode == 0o100604)
        try file.setMode(0o600)
        #expect(try mode("file") == 0o100600)
        try tree.openFolder("folder").setMode(0o1711)
        #expect(try mode("folder") == 0o041711)
        try tree.symlink("file", "link")
        try tree.root.setMode(of: GuestPath("link"), follow: true, 0o644)
        #expect(try mode("file") == 0o100644)
        #expect(throws: Errno.noent) { try tree.root.setMode(of: GuestPath("missing"), follow: true, 0o644) }
        #expect(throws: Errno.notdir) { try tree.root.setMode(of: GuestPath("file/"), follow: true, 0o644) }
        #expect(throws: Errno.perm) { try tree.root.setMode(of: GuestPath("../secret"), follow: true, 0o644) }
        #expect(throws: Errno.perm) {
            try tree.root.setOwner(of: GuestPath("../secret"), follow: true, 1, group: 1)
        }
        #expect(throws: Errno.self) { try tree.root.setMode(of: GuestPath("link"), follow: false, 0o600) }
        #expect(try mode("file") == 0o100644)
    }

    /// What a guest leaves in a folder of the host must not give the host's rights to those who run it.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk, .overlayOnHost])
    func noFileOfTheHostBecomesSetuid(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file")
        for mode: UInt32 in [0o4755, 0o2755, 0o6711] {
            #expect(throws: Errno.perm) { try tree.root.setMode(of: GuestPath("file"), follow: true, mode) }
            #expect(throws: Errno.perm) { try tree.openFile("file").setMode(mode) }
            _ = try tree.root.open(
                GuestPath("made\(mode)"), follow: true, options: [.write, .create], mode: mode)
            #expect(try tree.status("made\(mode)").mode! & 0o6000 == 0)
        }
    }

    @Test(arguments: [TreeKind.memory, .overlayOfHost, .overlayOfOverlay, .mounted])
    func ownersAreKept(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file")
        try tree.root.setOwner(of: GuestPath("file"), follow: true, 12, group: nil)
        try tree.openFile("file").setOwner(nil, group: 34)
        #expect(try tree.status("file").owner == 12)
        #expect(try tree.status("file").group == 34)
    }

    /// Of the host's files a guest may change the owner as far as the process may: not to another, unless it is the administrator's.
    @Test(arguments: [TreeKind.hostKernel, .hostWalk]) func ownersOfTheHost(_ kind: TreeKind) throws {
        let tree = try kind.make()
        try tree.write("file")
        try tree.root.setOwner(of: GuestPath("file"), follow: true, getuid(), group: getgid())
        #expect(try tree.status("file").owner == getuid())
        #expect(try tree.status("file").group == getgid())
        if getuid() != 0 {
            #expect(throws: Errno.perm) { try tree.root.setOwner(of: GuestPath("file"), follow: true, 0, group: nil) }
        }
    }

    /// A copy in the upper layer has the permissions of the original.
    @Test func copiesKeepTheirModes() throws {
        let lower = try TreeKind.hostKernel.make()
        _ = try lower.root.open(GuestPath("tool"), follow: false, options: [.write, .create], mode: 0o750)
        try lower.root.createFolder(at: GuestPath("private"), mode: 0o700)
        try lower.write("private/file")
        let tree = Tree(try OverlayFileSystem(lower.fileSystem), folder: nil)
        try tree.write("tool", "changed")
        try tree.write("private/new")
        #expect(try tree.status("tool").mode == 0o100750)
        #expect(try tree.status("private").mode == 0o040700)
        try tree.root.setMode(of: GuestPath("private/file"), follow: false, 0o444)
        #expect(try tree.status("private/file").mode == 0o100444)
        #expect(try lower.status("private/file").mode != 0o100444)
    }

    @Test func readOnlyFilesKeepTheirModes() throws {
        let base = MemoryFileSystem()
        try base.write("x", to: "file")
        let tree = Tree(ReadOnlyFileSystem(base), folder: nil)
        #expect(throws: Errno.rofs) { try tree.root.setMode(of: GuestPath("file"), follow: true, 0o600) }
        #expect(throws: Errno.rofs) { try tree.openFile("file").setMode(0o600) }
        #expect(throws: Errno.rofs) { try tree.root.setOwner(of: GuestPath("file"), follow: true, 1, group: 1) }
        #expect(throws: Errno.rofs) { try tree.root.createFolder(at: GuestPath("folder"), mode: 0o700) }
        #expect(try tree.status("file").mode == 0o100644)
    }
}
