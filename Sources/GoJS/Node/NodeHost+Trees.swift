import WASI

/// Removing and copying whole trees: by lists and without recursion, as guests nest folders as deep as they like.
extension NodeHost {
    func defineTrees(_ fs: NodeFunctions) {
        define(fs, "rm", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let isRecursive = try self.option(call[1], "recursive").isTruthy
            let isForced = try self.option(call[1], "force").isTruthy
            return {
                try self.remove(path, isRecursive: isRecursive, isForced: isForced)
                return []
            }
        }
        define(fs, "cp", parameters: 3) { call in
            let source = try self.pathArgument(call[0], "src")
            let target = try self.pathArgument(call[1], "dest")
            let options = try CopyOptions(call[2], self)
            return {
                try self.copyTree(source, target, options)
                return []
            }
        }
    }

    // MARK: Removing

    private func remove(_ path: JSString, isRecursive: Bool, isForced: Bool) throws {
        do {
            let type = try NodeFailure.during("lstat", path) { () throws(WASI.Errno) in
                try files.status(of: self.path(path), follow: false).type
            }
            guard type == .directory else {
                return try NodeFailure.during("unlink", path) { () throws(WASI.Errno) in
                    try files.removeFile(at: self.path(path))
                }
            }
            if !isRecursive {
                throw realm.systemError("ERR_FS_EISDIR", "Path is a directory", "rm", .isdir, path, "is a directory")
            }
            try removeTree(path)
        } catch let failure as NodeFailure {
            if isForced, failure.errno == .noent { return }
            throw failure
        }
    }

    private func removeTree(_ top: JSString) throws {
        // A folder is on the list twice: to be emptied, then to be removed.
        var pending: [(path: [UInt8], isEmptied: Bool)] = [(top.fileName, false)]
        while let (path, isEmptied) = pending.popLast() {
            try realm.tick()
            let here = JSString(fileName: path)
            try NodeFailure.during("rm", top) { () throws(WASI.Errno) in
                if isEmptied { return try files.removeFolder(at: self.path(here)) }
                pending.append((path, true))
                for entry in try entries(of: here, follow: false, room: configuration.folderEntries - pending.count) {
                    let child = path + [Self.slash] + entry.name
                    if entry.type == .directory {
                        pending.append((child, false))
                    } else {
                        try files.removeFile(at: self.path(JSString(fileName: child)))
                    }
                }
            }
        }
    }

    // MARK: Copying

    private struct CopyOptions {
        var isRecursive = false
        var dereferences = false
        /// Whether files that are there are overwritten.
        var overwrites = true
        /// Whether one that is there, and is not overwritten, is an error.
        var mustBeNew = false
        var keepsTimes = false
        var keepsLinks = false
        var isExclusive = false
        var filter: JSObject?

        init(_ options: JSValue, _ host: NodeHost) throws {
            if options.isUndefined { return }
            guard case .object = options else {
                throw host.realm.argumentError("options", mustBe: "of type object", not: options)
            }
            func flag(_ name: String, _ absent: Bool) throws -> Bool {
                let value = try host.option(options, name)
                if value.isUndefined { return absent }
                guard case .boolean(let flag) = value else {
                    throw host.realm.argumentError("options.\(name)", mustBe: "of type boolean", not: value)
                }
                return flag
            }
            isRecursive = try flag("recursive", false)
            dereferences = try flag("dereference", false)
            overwrites = try flag("force", true)
            mustBeNew = try flag("errorOnExist", false)
            keepsTimes = try flag("preserveTimestamps", false)
            keepsLinks = try flag("verbatimSymlinks", false)
            let mode = try host.option(options, "mode")
            if !mode.isNullish { isExclusive = try host.integer(mode, "mode", 0...7) & 1 != 0 }
            let filter = try host.option(options, "filter")
            if filter.isUndefined { return }
            guard filter.isCallable else {
                throw host.realm.argumentError("options.filter", mustBe: "of type function", not: filter)
            }
            self.filter = filter.object
        }

        /// Whether a file or folder is to be copied. Nothing waits for the promise of an asynchronous filter.
        func takes(_ source: JSString, _ target: JSString) throws -> Bool {
            guard let filter else { return true }
            let answer = try filter.call(this: .undefined, [.string(source), .string(target)])
            if case .object(let object) = answer, object is JSPromise {
                throw object.realm.returnError("filter", mustGive: "boolean", not: answer)
            }
            return answer.isTruthy
        }
    }

    /// What is to be copied where.
    private struct Copy {
        let source: JSString
        let target: JSString
        var status: FileStatus
        var there: FileStatus?
    }

    private func copyTree(_ source: JSString, _ target: JSString, _ options: CopyOptions) throws {
        let first = try prepared(source, target, options)
        if first.status.type == .directory { try checkApart(source, target) }
        guard try options.takes(source, target) else { return }
        let parent = NodePath.dirname(NodePath.resolve([target.fileName], workingDirectory))
        _ = try makeFolder(JSString(fileName: parent), 0o777 & ~umask, isRecursive: true)
        if first.status.type == .directory, !options.isRecursive {
            throw realm.systemError(
                "ERR_FS_EISDIR", "Path is a directory", "cp", .isdir, source, "\(source) is a directory (not copied)")
        }
        // A folder is on the list twice: to be filled, then to get its permissions, which may forbid filling it.
        var pending: [(copy: Copy, isFilled: Bool)] = [(first, false)]
        while let (copy, isFilled) = pending.popLast() {
            try realm.tick()
            guard copy.status.type == .directory else {
                try copyFile(copy, options)
                continue
            }
            if isFilled {
                try NodeFailure.during("chmod", copy.target) { () throws(WASI.Errno) in
                    try setMode(of: copy.target, as: copy.status)
                }
                continue
            }
            if copy.there == nil {
                try NodeFailure.during("mkdir", copy.target) { () throws(WASI.Errno) in
                    try files.createFolder(at: path(copy.target), mode: 0o700)
                }
                pending.append((copy, true))
            }
            let names = try NodeFailure.during("opendir", copy.source) { () throws(WASI.Errno) in
                try entries(of: copy.source, room: configuration.folderEntries - pending.count)
            }
            for entry in names.reversed() {
                let source = JSString(fileName: NodePath.join([copy.source.fileName, entry.name]))
                let target = JSString(fileName: NodePath.join([copy.target.fileName, entry.name]))
                guard try options.takes(source, target) else { continue }
                pending.append((try prepared(source, target, options), false))
            }
        }
    }

    /// Looks at both ends, and refuses what cannot be.
    private func prepared(_ source: JSString, _ target: JSString, _ options: CopyOptions) throws -> Copy {
        let call: StaticString = options.dereferences ? "stat" : "lstat"
        let status = try NodeFailure.during(call, source) { () throws(WASI.Errno) in
            try files.status(of: path(source), follow: options.dereferences)
        }
        let there = try NodeFailure.during(call, target) { () throws(WASI.Errno) -> FileStatus? in
            do throws(WASI.Errno) {
                return try files.status(of: path(target), follow: options.dereferences)
            } catch {
                if error == .noent { return nil }
                throw error
            }
        }
        guard let there else { return Copy(source: source, target: target, status: status) }
        if there.inode == status.inode, there.device == status.device {
            throw realm.systemError(
                "ERR_FS_CP_EINVAL", "Invalid src or dest", "cp", .inval, target, "src and dest cannot be the same")
        }
        switch (status.type == .directory, there.type == .directory) {
        case (true, false):
            throw realm.systemError(
                "ERR_FS_CP_DIR_TO_NON_DIR", "Cannot overwrite non-directory with directory", "cp", .isdir, target,
                "cannot overwrite non-directory \(target) with directory \(source)")
        case (false, true):
            throw realm.systemError(
                "ERR_FS_CP_NON_DIR_TO_DIR", "Cannot overwrite directory with non-directory", "cp", .notdir, target,
                "cannot overwrite directory \(target) with non-directory \(source)")
        default: return Copy(source: source, target: target, status: status, there: there)
        }
    }

    /// A folder must not be copied into itself: that has no end.
    private func checkApart(_ source: JSString, _ target: JSString) throws {
        func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
            path.split(separator: Self.slash).starts(with: folder.split(separator: Self.slash))
        }
        /// The target's real path, as far as it is there.
        func real(_ path: [UInt8]) -> [UInt8] {
            var (path, rest) = (path, [[UInt8]]())
            while true {
                if let real = try? files.realPath(of: self.path(JSString(fileName: path))) {
                    return NodePath.join([[Self.slash] + real] + rest.reversed())
                }
                let parent = NodePath.dirname(path)
                if parent == path { return path }
                rest.append(NodePath.basename(path))
                path = parent
            }
        }
        let whole = [source, target].map { NodePath.resolve([$0.fileName], workingDirectory) }
        if isInside(whole[1], whole[0]) || isInside(real(whole[1]), real(whole[0])) {
            throw realm.systemError(
                "ERR_FS_CP_EINVAL", "Invalid src or dest", "cp", .inval, target,
                "cannot copy \(source) to a subdirectory of self \(target)")
        }
    }

    private func copyFile(_ copy: Copy, _ options: CopyOptions) throws {
        let (source, target) = (copy.source, copy.target)
        switch copy.status.type {
        case .symbolicLink: return try copyLink(copy, options)
        case .regularFile, .characterDevice, .blockDevice: break
        case .socketDatagram, .socketStream:
            throw realm.systemError(
                "ERR_FS_CP_SOCKET", "Cannot copy a socket file", "cp", .inval, target,
                "cannot copy a socket file: \(target)")
        default:
            throw realm.systemError(
                "ERR_FS_CP_FIFO_PIPE", "Cannot copy a FIFO pipe", "cp", .inval, target,
                "cannot copy a FIFO pipe: \(target)")
        }
        if copy.there != nil {
            if !options.overwrites {
                if !options.mustBeNew { return }
                throw realm.systemError(
                    "ERR_FS_CP_EEXIST", "Target already exists", "cp", .exist, target, "\(target) already exists")
            }
            try NodeFailure.during("unlink", target) { () throws(WASI.Errno) in
                try files.removeFile(at: path(target))
            }
        }
        try NodeFailure.during("copyfile", source, to: target) { () throws(WASI.Errno) in
            try self.copy(source, target, isExclusive: options.isExclusive)
            try setMode(of: target, as: copy.status)
        }
        if options.keepsTimes {
            try NodeFailure.during("utime", target) { () throws(WASI.Errno) in
                try files.setTimes(
                    of: path(target), follow: true, access: .set(nanoseconds: copy.status.accessTime),
                    modification: .set(nanoseconds: copy.status.modificationTime))
            }
        }
    }

    /// A link is made anew; one that is relative leads to the same place only if its target is told in full.
    private func copyLink(_ copy: Copy, _ options: CopyOptions) throws {
        let (source, target) = (copy.source, copy.target)
        var name = try NodeFailure.during("readlink", source) { () throws(WASI.Errno) in
            try files.readSymbolicLink(at: path(source))
        }
        if !options.keepsLinks, name.first != Self.slash {
            name = NodePath.resolve([NodePath.dirname(source.fileName), name], workingDirectory)
        }
        if copy.there != nil {
            try NodeFailure.during("unlink", target) { () throws(WASI.Errno) in
                try files.removeFile(at: path(target))
            }
        }
        try NodeFailure.during("symlink", JSString(fileName: name), to: target) { () throws(WASI.Errno) in
            try files.createSymbolicLink(at: path(target), to: name)
        }
    }

    /// Permissions of a copy; a file system without any keeps none.
    private func setMode(of path: JSString, as status: FileStatus) throws(WASI.Errno) {
        do throws(WASI.Errno) {
            try files.setMode(of: self.path(path), follow: true, NodeStats.mode(status) & 0o777)
        } catch {
            if error != .notsup { throw error }
        }
    }
}
