#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Permissions and owners of the host's files.
extension HostOpenFolder {
    func setMode(_ mode: UInt32) throws(Errno) { try place.handle.setMode(mode) }
    func setOwner(_ owner: UInt32?, group: UInt32?) throws(Errno) { try place.handle.setOwner(owner, group: group) }

    func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(Errno) {
        let (folder, name) = try named(path, follow: follow)
        let mode = try HostHandle.hostMode(mode)
        // Never through a link that was put there since: the C libraries see to it by an O_PATH descriptor where the kernel has no call.
        if withCString(name, { fchmodat(folder.descriptor, $0, mode, AT_SYMLINK_NOFOLLOW) }) == 0 { return }
        let error = Errno.ofHost
        guard error == .notsup, try folder.existingType(of: name) != .symbolicLink else { throw error }
        // Older C libraries refuse the flag.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        let handle = try HostHandle(withCString(name) { openat(folder.descriptor, $0, flags) })
        try check(fchmod(handle.descriptor, mode))
    }

    func setOwner(of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?) throws(Errno) {
        let (folder, name) = try named(path, follow: follow)
        try check(
            withCString(name) {
                fchownat(folder.descriptor, $0, owner ?? .max, group ?? .max, AT_SYMLINK_NOFOLLOW)
            })
    }

    /// The folder and the name that a path leads to; `.` for the folder itself.
    private func named(_ path: GuestPath, follow: Bool) throws(Errno) -> (folder: HostPlace, name: [UInt8]) {
        let found = try place.resolve(path, follow: follow || path.mustBeFolder)
        let name = found.name ?? [.dot]
        if found.mustBeFolder, try found.folder.existingType(of: name) != .directory { throw .notdir }
        return (found.folder, name)
    }
}
