import WASI

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Every function of WASI with anything, over each kind of file system, while another thread swaps symbolic links in the folder.
package struct SystemAttack: Attack {
    package static let name = "WASI"
    private var chance: Chance
    private let folder: String
    private let descriptors: Int

    package init(seed: UInt64) throws {
        chance = Chance(seed: seed)
        var template = Array("/tmp/swiftlet-attack-XXXXXX".utf8CString)
        guard let made = template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) else {
            throw Harm("no temporary folder: \(String(cString: strerror(errno)))")
        }
        folder = String(cString: made)
        descriptors = Self.openDescriptors()
    }

    package mutating func attack() throws -> Int {
        let inside = folder + "/inside"
        guard mkdir(inside, 0o700) == 0, Self.write("secret", to: folder + "/secret") else {
            throw Harm("cannot prepare \(folder): \(String(cString: strerror(errno)))")
        }
        let racer = Racer { path in
            symlink("..", path + "/door")
            unlink(path + "/door")
            symlink("/proc/self/root", path + "/door")
            unlink(path + "/door")
            // Gives the processor back: the guest is to be met at work.
            usleep(50)
        }
        let kind = chance.pick(6)
        racer.start(in: inside)
        let calls = 300
        do {
            defer { racer.stop() }
            var ends: [CInt] = [-1, -1]
            #if canImport(Glibc)
                let type = CInt(SOCK_STREAM.rawValue)
            #else
                let type = SOCK_STREAM
            #endif
            guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Harm("no sockets: errno \(errno)") }
            defer { close(ends[0]) }
            // An end that is reached waits for nobody.
            close(ends[1])
            let guest = try CallingGuest(
                fileSystem(kind, inside), sockets: [PreopenedSocket(ends[0])], seed: chance.bits())
            for _ in 0..<calls {
                let before = ContinuousClock.now
                guest.call()
                let elapsed = ContinuousClock.now - before
                if elapsed > .seconds(30) { throw Harm("it took \(elapsed): \(guest.lastCall)") }
            }
            if let error = guest.otherErrors.first { throw Harm("over file system \(kind), \(error)") }
        }
        guard Self.read(folder + "/secret") == "secret" else { throw Harm("what is outside the folder was changed") }
        guard Self.entries(of: folder) == ["inside", "secret"] else {
            throw Harm("outside the folder there are now \(Self.entries(of: folder))")
        }
        Self.remove(inside)
        let open = Self.openDescriptors()
        guard open <= descriptors else { throw Harm("\(open - descriptors) descriptors stay open") }
        return calls
    }

    /// Leaves nothing behind.
    package func clean() { Self.remove(folder) }

    private func fileSystem(_ kind: Int, _ inside: String) throws -> any FileSystem {
        switch kind {
        case 0: MemoryFileSystem()
        case 1: try HostFolder(inside)
        case 2: try HostFolder(inside, kernelWalks: false)
        case 3: try OverlayFileSystem(HostFolder(inside))
        case 4: try OverlayFileSystem(MemoryFileSystem(), upper: HostFolder(inside))
        default: try MountedFileSystem(HostFolder(inside), mounts: ["a": MemoryFileSystem(device: 2)])
        }
    }

    // MARK: The host's files

    /// How many descriptors this process has; 0 where the system does not say.
    package static func openDescriptors() -> Int { entries(of: "/proc/self/fd").count }

    private static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        defer { fclose(file) }
        return fputs(text, file) >= 0
    }

    private static func read(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1000)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }

    private static func entries(of folder: String) -> [String] {
        entries(of: Array(folder.utf8CString)).map {
            String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        .sorted()
    }

    /// Names as the system has them, with the zero behind: a guest need not write UTF-8.
    private static func entries(of folder: [CChar]) -> [[CChar]] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [[CChar]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                Array($0.bindMemory(to: CChar.self).prefix { $0 != 0 })
            }
            if name != [46], name != [46, 46] { names.append(name + [0]) }
        }
        return names
    }

    private static func remove(_ path: String) { remove(Array(path.utf8CString)) }

    private static func remove(_ path: [CChar]) {
        if unlink(path) == 0 { return }
        // What a guest has put there may forbid looking into it.
        chmod(path, 0o700)
        for name in entries(of: path) { remove(path.dropLast() + [47] + name) }
        rmdir(path)
    }
}
