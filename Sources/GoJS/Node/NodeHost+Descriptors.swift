import WASI

/// Operations of `fs` that open files, and those on open ones that do not wait.
extension NodeHost {
    func defineDescriptors(_ fs: NodeFunctions) {
        define(fs, "open", parameters: 3) { call in
            let path = try self.pathArgument(call[0])
            let flags = try self.flagsArgument(call[1], default: NodeConstants.readOnly)
            let mode = try self.modeArgument(call[2], default: 0o666)
            let isPromise = fs.form == .promises
            return {
                let number = try self.open(path, flags, mode)
                if !isPromise { return [.number(number)] }
                let handle = JSFileHandle(self.realm, prototype: self.handlePrototype, descriptor: number)
                return [.object(handle)]
            }
        }
        // Closing a handle is more than that: `NodeHandle.swift`.
        define(fs, "close", parameters: 1, of: .descriptor(nil)) { call in
            let number = try self.descriptorArgument(call[0])
            return {
                try self.close(number)
                return []
            }
        }
        define(fs, "fstat", parameters: 2, of: .descriptor("stat")) { call in
            let number = try self.descriptorArgument(call[0])
            try self.refuseBigIntegers(call[1])
            return {
                let status = try NodeFailure.during("fstat") { () throws(WASI.Errno) in
                    try self.descriptors[number].openNode.status()
                }
                return [self.stats.object(status)]
            }
        }
        define(fs, "ftruncate", parameters: 2, of: .descriptor("truncate")) { call in
            let number = try self.descriptorArgument(call[0])
            let size = try self.sizeArgument(call[1])
            return {
                try NodeFailure.during("ftruncate") { () throws(WASI.Errno) in
                    guard case .file(let file) = try self.descriptors[number].node else { throw .inval }
                    guard try self.descriptors[number].writes else { throw .inval }
                    try file.setSize(size)
                }
                return []
            }
        }
        define(fs, "futimes", parameters: 3, of: .descriptor("utimes")) { call in
            let number = try self.descriptorArgument(call[0])
            let (access, modification) = try (
                self.timeArgument(call[1], "atime"), self.timeArgument(call[2], "mtime")
            )
            return {
                try NodeFailure.during("futime") { () throws(WASI.Errno) in
                    try self.descriptors[number].openNode.setTimes(access: access, modification: modification)
                }
                return []
            }
        }
        for (name, method, dataOnly) in [
            ("fsync", "sync", false), ("fdatasync", "datasync", true),
        ] as [(StaticString, StaticString, Bool)] {
            define(fs, name, parameters: 1, of: .descriptor(method)) { call in
                let number = try self.descriptorArgument(call[0])
                return {
                    try NodeFailure.during(name) { () throws(WASI.Errno) in
                        try self.descriptors[number].openNode.synchronize(dataOnly: dataOnly)
                    }
                    return []
                }
            }
        }
    }

    func flagsArgument(_ value: JSValue, default absent: Int) throws -> Int {
        if value.isNullish { return absent }
        guard case .string(let text) = value else { return try integer(value, "flags", 0...0x7FFF_FFFF) }
        guard let flags = NodeConstants.flags(String(text)) else {
            throw realm.valueError("flags", "is invalid", value)
        }
        return flags
    }

    func open(_ path: JSString, _ flags: Int, _ mode: UInt32) throws(NodeFailure) -> Int {
        try NodeFailure.during("open", path) { () throws(WASI.Errno) in
            let descriptor = try opened(path, flags, mode)
            return try descriptors.insert(descriptor)
        }
    }

    /// Opens a file that gets no number.
    func opened(_ path: JSString, _ flags: Int, _ mode: UInt32) throws(WASI.Errno) -> NodeDescriptor {
        // Before anything is made or cut.
        try descriptors.checkRoom()
        let access = flags & 3
        let reads = access != NodeConstants.writeOnly
        let writes = access != NodeConstants.readOnly
        var options: OpenOptions = []
        func take(_ flag: Int, _ option: OpenOptions) { if flags & flag == flag { options.insert(option) } }
        if reads { options.insert(.read) }
        if writes { options.insert(.write) }
        take(NodeConstants.create, .create)
        take(NodeConstants.exclusive, .exclusive)
        take(NodeConstants.truncate, .truncate)
        take(NodeConstants.folder, .folder)
        take(NodeConstants.dataSync, .dataSync)
        take(NodeConstants.sync, .fullSync)
        let node = try files.open(
            self.path(path), follow: flags & NodeConstants.noFollow == 0, options: options, mode: mode & ~umask)
        return NodeDescriptor(
            node, reads: reads, writes: writes, appends: flags & NodeConstants.append != 0)
    }

    func close(_ number: Int) throws(NodeFailure) {
        let descriptor = try NodeFailure.during("close") { () throws(WASI.Errno) in
            try descriptors.remove(number)
        }
        descriptor.isClosed = true
        // The host's descriptor may be another one's soon: nobody waits for it any more.
        for (watch, action) in descriptor.waiting.sorted(by: { $0.key < $1.key }) {
            loop.unwatch(watch)
            loop.enqueue(action)
        }
        descriptor.waiting = [:]
    }
}
