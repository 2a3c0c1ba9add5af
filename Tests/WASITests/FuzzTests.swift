import Attacks
import Testing

@testable import WASI

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A module that calls every function of the preview with values that are right, nearly right, at a border or nonsense, over each
/// kind of file system: the host neither crashes nor hangs, nothing outside the folder is touched, and every descriptor
/// comes back. `scripts/attack` does the same for longer, with other seeds, and under a sanitizer.
@Suite(.serialized) struct FuzzTests {
    @Test(arguments: TreeKind.allCases) func everyFunctionWithAnything(_ kind: TreeKind) throws {
        let calls = 3000
        let temporary: TemporaryFolder?
        do {
            let tree = try kind.make()
            temporary = tree.folder
            var racer: Racer?
            if let folder = tree.folder {
                racer = Racer { path in
                    symlink("..", path + "/door")
                    unlink(path + "/door")
                    symlink("/proc/self/root", path + "/door")
                    unlink(path + "/door")
                    // Gives the processor back: the guest is to be met at work.
                    usleep(50)
                }
                racer?.start(in: folder.inside)
            }
            defer { racer?.stop() }
            let (near, far) = try HostSocket.pair()
            far.send("some bytes to receive")
            // An end that is reached waits for nobody.
            far.close()
            let sockets = [near, try HostSocket.listening(.unix)]
            defer { withExtendedLifetime(sockets) {} }
            let guest = try CallingGuest(
                tree.fileSystem, sockets: sockets.map { PreopenedSocket($0.descriptor) }, seed: 1)
            for index in 0..<calls {
                let before = ContinuousClock.now
                guest.call()
                let elapsed = ContinuousClock.now - before
                if elapsed > .seconds(20) {
                    Issue.record("call \(index) took \(elapsed): \(guest.lastCall)")
                    return
                }
            }
            #expect(guest.answers[UInt32(Errno.success.rawValue), default: 0] > calls / 50, "\(guest.answers)")
            #expect(guest.answers[UInt32(Errno.fault.rawValue), default: 0] > calls / 50, "\(guest.answers)")
            #expect(guest.functions.count == 46, "\(guest.functions)")
            #expect(guest.otherErrors == [])
        }
        guard let temporary else { return }
        #expect(temporary.entries() == ["inside", "secret"])
        #expect(temporary.contents(of: "secret") == "secret")
        #expect(temporary.openDescriptors() == 0)
    }
}
