import WASI

/// Permissions and owners.
extension NodeHost {
    func defineOwners(_ fs: NodeFunctions) {
        define(fs, "chmod", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let mode = try self.modeArgument(call[1])
            return {
                try NodeFailure.during("chmod", path) { () throws(WASI.Errno) in
                    try self.files.setMode(of: self.path(path), follow: true, mode & 0o7777)
                }
                return []
            }
        }
        define(fs, "fchmod", parameters: 2, of: .descriptor("chmod")) { call in
            let number = try self.descriptorArgument(call[0])
            let mode = try self.modeArgument(call[1])
            return {
                try NodeFailure.during("fchmod") { () throws(WASI.Errno) in
                    try self.descriptors[number].openNode.setMode(mode & 0o7777)
                }
                return []
            }
        }
        for (name, follow) in [("chown", true), ("lchown", false)] as [(StaticString, Bool)] {
            define(fs, name, parameters: 3) { call in
                let path = try self.pathArgument(call[0])
                let (owner, group) = try (self.idArgument(call[1], "uid"), self.idArgument(call[2], "gid"))
                return {
                    try NodeFailure.during(name, path) { () throws(WASI.Errno) in
                        try self.files.setOwner(of: self.path(path), follow: follow, owner, group: group)
                    }
                    return []
                }
            }
        }
        define(fs, "fchown", parameters: 3, of: .descriptor("chown")) { call in
            let number = try self.descriptorArgument(call[0])
            let (owner, group) = try (self.idArgument(call[1], "uid"), self.idArgument(call[2], "gid"))
            return {
                try NodeFailure.during("fchown") { () throws(WASI.Errno) in
                    try self.descriptors[number].openNode.setOwner(owner, group: group)
                }
                return []
            }
        }
    }

    /// A user or group; nil for -1, which keeps what there is.
    private func idArgument(_ value: JSValue, _ name: String) throws -> UInt32? {
        let id = try integer(value, name, -1...Int(UInt32.max))
        return id == -1 || id == Int(UInt32.max) ? nil : UInt32(id)
    }
}
