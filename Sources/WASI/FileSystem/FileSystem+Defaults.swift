/// Without permissions of one's own.
extension OpenFolder {
    public func open(_ path: GuestPath, follow: Bool, options: OpenOptions) throws(WASI.Errno) -> OpenedNode {
        try open(path, follow: follow, options: options, mode: nil)
    }

    public func createFolder(at path: GuestPath) throws(WASI.Errno) { try createFolder(at: path, mode: nil) }
}

/// For file systems that know neither permissions nor owners, nor guests whose root they are.
extension OpenNode {
    public func setMode(_ mode: UInt32) throws(WASI.Errno) { throw .notsup }
    public func setOwner(_ owner: UInt32?, group: UInt32?) throws(WASI.Errno) { throw .notsup }
}

extension OpenFolder {
    public func setMode(of path: GuestPath, follow: Bool, _ mode: UInt32) throws(WASI.Errno) { throw .notsup }

    public func setOwner(
        of path: GuestPath, follow: Bool, _ owner: UInt32?, group: UInt32?
    ) throws(WASI.Errno) { throw .notsup }

    public func createRootedLink(at path: GuestPath, to target: [UInt8]) throws(WASI.Errno) {
        try createSymbolicLink(at: path, to: target)
    }
}
