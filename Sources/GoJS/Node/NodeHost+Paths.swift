import WASI

/// Operations of `fs` on names.
extension NodeHost {
    func definePaths(_ fs: NodeFunctions) {
        for (name, follow) in [("stat", true), ("lstat", false)] as [(StaticString, Bool)] {
            defineStatus(fs, name, follow: follow)
        }
        define(fs, "mkdir", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let isOptions = call[1].object != nil
            let mode = try self.modeArgument(isOptions ? self.option(call[1], "mode") : call[1], default: 0o777)
            let isRecursive = try self.option(call[1], "recursive").isTruthy
            return { try self.makeFolder(path, mode & ~self.umask, isRecursive: isRecursive) }
        }
        defineSimple(fs, "rmdir") { host, path throws(WASI.Errno) in
            try host.files.removeFolder(at: host.path(path))
        }
        defineSimple(fs, "unlink") { host, path throws(WASI.Errno) in
            try host.files.removeFile(at: host.path(path))
        }
        defineDouble(fs, "rename", "oldPath", "newPath") { host, old, new throws(WASI.Errno) in
            try host.files.rename(host.path(old), to: host.files, host.path(new))
        }
        defineDouble(fs, "link", "existingPath", "newPath") { host, old, new throws(WASI.Errno) in
            try host.files.link(host.path(old), follow: false, to: host.files, host.path(new))
        }
        defineDouble(fs, "symlink", "target", "path") { host, target, path throws(WASI.Errno) in
            try host.files.createSymbolicLink(at: host.path(path), to: target.fileName)
        }
        define(fs, "readlink", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            return {
                let target = try NodeFailure.during("readlink", path) { () throws(WASI.Errno) in
                    try self.files.readSymbolicLink(at: self.path(path))
                }
                return [.string(JSString(fileName: target))]
            }
        }
        define(fs, "realpath", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            return {
                let real = try NodeFailure.during("realpath", path) { () throws(WASI.Errno) in
                    try self.files.realPath(of: self.path(path))
                }
                return [.string(JSString(fileName: [NodeHost.slash] + real))]
            }
        }
        define(fs, "access", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let mode = call[1].isUndefined ? 0 : try self.integer(call[1], "mode", 0...7)
            return {
                try NodeFailure.during("access", path) { () throws(WASI.Errno) in
                    try self.checkAccess(path, UInt32(mode))
                }
                return []
            }
        }
        define(fs, "utimes", parameters: 3) { try self.setTimes("utime", $0, follow: true) }
        define(fs, "lutimes", parameters: 3) { try self.setTimes("lutime", $0, follow: false) }
        define(fs, "truncate", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let size = try self.sizeArgument(call[1])
            return {
                let opened = try NodeFailure.during("open", path) { () throws(WASI.Errno) in
                    try self.files.open(self.path(path), follow: true, options: [.read, .write])
                }
                guard case .file(let file) = opened else { throw NodeFailure(.isdir, "open", path) }
                try NodeFailure.during("ftruncate") { () throws(WASI.Errno) in try file.setSize(size) }
                return []
            }
        }
    }

    /// `exists`, which tells no errors.
    func defineExistence(_ fs: JSObject) {
        fs.define("exists", parameters: 2) { call in
            let (rest, callback) = try self.split(call, at: 1)
            try self.begin()
            self.queue(.callback(callback), [.boolean(self.exists(rest[0]))])
            return .undefined
        }
        fs.define("existsSync", parameters: 1) { call in .boolean(self.exists(call[0])) }
    }

    // MARK: Forms

    private func defineSimple(
        _ fs: NodeFunctions, _ name: StaticString, _ body: @escaping (NodeHost, JSString) throws(WASI.Errno) -> Void
    ) {
        define(fs, name, parameters: 1) { call in
            let path = try self.pathArgument(call[0])
            return {
                try NodeFailure.during(name, path) { () throws(WASI.Errno) in try body(self, path) }
                return []
            }
        }
    }

    private func defineDouble(
        _ fs: NodeFunctions, _ name: StaticString, _ first: String, _ second: String,
        _ body: @escaping (NodeHost, JSString, JSString) throws(WASI.Errno) -> Void
    ) {
        define(fs, name, parameters: 2) { call in
            let old = try self.pathArgument(call[0], first)
            let new = try self.pathArgument(call[1], second)
            return {
                try NodeFailure.during(name, old, to: new) { () throws(WASI.Errno) in try body(self, old, new) }
                return []
            }
        }
    }

    private func defineStatus(_ fs: NodeFunctions, _ name: StaticString, follow: Bool) {
        define(fs, name, parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            try self.refuseBigIntegers(call[1])
            let mayBeMissing =
                try fs.form == .callbacks && self.option(call[1], "throwIfNoEntry").boolean == false
            return {
                do {
                    let status = try NodeFailure.during(name, path) { () throws(WASI.Errno) in
                        try self.files.status(of: self.path(path), follow: follow)
                    }
                    return [self.stats.object(status)]
                } catch let failure as NodeFailure {
                    if mayBeMissing, failure.errno == .noent { return [.undefined] }
                    throw failure
                }
            }
        }
    }

    /// There are no big integers here (decision 132).
    func refuseBigIntegers(_ options: JSValue) throws {
        if try option(options, "bigint").isTruthy {
            throw realm.valueError("options.bigint", "is not supported: there are no BigInt values here", true)
        }
    }

    func sizeArgument(_ value: JSValue) throws -> UInt64 {
        if value.isNullish { return 0 }
        return UInt64(max(0, try integer(value, "len", -0x1F_FFFF_FFFF_FFFF...0x1F_FFFF_FFFF_FFFF)))
    }

    // MARK: Work

    func exists(_ value: JSValue) -> Bool {
        guard let path = try? pathArgument(value) else { return false }
        return (try? files.status(of: self.path(path), follow: true)) != nil
    }

    /// By the permissions that the file system tells, as the kernel decides for a process with this user and group.
    private func checkAccess(_ path: JSString, _ wanted: UInt32) throws(WASI.Errno) {
        let status = try files.status(of: self.path(path), follow: true)
        let mode = NodeStats.mode(status)
        if wanted == 0 { return }
        let granted: UInt32
        if configuration.userID == 0 {
            granted = 6 | (mode & 0o111 != 0 || status.type == .directory ? 1 : 0)
        } else if status.owner ?? configuration.userID == configuration.userID {
            granted = mode >> 6 & 7
        } else if status.group ?? configuration.groupID == configuration.groupID {
            granted = mode >> 3 & 7
        } else {
            granted = mode & 7
        }
        if wanted & ~granted != 0 { throw .acces }
    }

    func makeFolder(_ path: JSString, _ mode: UInt32, isRecursive: Bool) throws -> [JSValue] {
        guard isRecursive else {
            try NodeFailure.during("mkdir", path) { () throws(WASI.Errno) in
                try files.createFolder(at: self.path(path), mode: mode)
            }
            return []
        }
        var first: JSString?
        let names = path.fileName.split(separator: Self.slash)
        var way: [UInt8] = path.fileName.first == Self.slash ? [Self.slash] : []
        for name in names {
            if way.last != Self.slash, !way.isEmpty { way.append(Self.slash) }
            way += name
            let here = JSString(fileName: way)
            try NodeFailure.during("mkdir", path) { () throws(WASI.Errno) in
                do throws(WASI.Errno) {
                    try files.createFolder(at: self.path(here), mode: mode)
                    if first == nil { first = here }
                } catch {
                    // Some systems say EISDIR of a root, or that they are read-only, before they say that it is there.
                    let there = try? files.status(of: self.path(here), follow: true)
                    guard there?.type == .directory else { throw error }
                }
            }
        }
        return first.map { [.string(JSString(fileName: NodePath.resolve([$0.fileName], workingDirectory)))] } ?? []
    }

    private func setTimes(_ name: StaticString, _ call: JSCall, follow: Bool) throws -> Work {
        let path = try pathArgument(call[0])
        let (access, modification) = try (timeArgument(call[1], "atime"), timeArgument(call[2], "mtime"))
        return {
            try NodeFailure.during(name, path) { () throws(WASI.Errno) in
                try self.files.setTimes(
                    of: self.path(path), follow: follow, access: access, modification: modification)
            }
            return []
        }
    }

    /// Seconds since 1970, or a `Date`. What lies before counts as 1970.
    func timeArgument(_ value: JSValue, _ name: String) throws -> TimeChange {
        var seconds = 0.0
        switch value {
        case .number(let number): seconds = number
        case .string: seconds = try realm.toNumber(value)
        case .object: seconds = try realm.toNumber(value) / 1000
        default: seconds = .nan
        }
        guard seconds.isFinite else {
            throw realm.argumentError(name, mustBe: "an instance of Date or of type number or string", not: value)
        }
        let whole = min(max(seconds, 0).rounded(.down), 1.8e10)
        let fraction = min(max(seconds - whole, 0), 0.999_999_999)
        return .set(nanoseconds: UInt64(whole) * 1_000_000_000 + UInt64(fraction * 1e9))
    }
}
