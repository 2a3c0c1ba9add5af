extension WASI {
    /// What one guest may make its host do at once, and in all. A guest that meets a limit gets an error code and goes on.
    ///
    /// Time, linear memory and the depth of calls are the store's to limit. The article on limiting guests has the same as a table.
    public struct Limits: Sendable {
        /// Descriptors open at once, those of the start included: beyond, `mfile`. Each open file of a ``HostFolder`` and
        /// each socket takes one of this process's.
        public var descriptors = 512
        /// The longest path and the longest symbolic link's target in bytes, ``GuestPath/maximumByteCount`` at most: beyond,
        /// `nametoolong`.
        public var pathBytes = GuestPath.maximumByteCount
        /// The largest buffer that one `fd_readdir` fills, in bytes, and so the number of entries (24 bytes and the name
        /// each): beyond, `inval`. A shorter answer would tell the guest that the folder ends there.
        public var listingBytes = 1 << 20
        /// Subscriptions in one `poll_oneoff`: beyond, `inval`.
        public var subscriptions = 4096
        /// Bytes that one `random_get` gives: beyond, `inval`.
        public var randomBytes = 64 << 20
        /// Bytes that the guest writes to standard output and standard error together: what goes beyond is cut off, and
        /// the next write gets `nospc`.
        public var outputBytes = UInt64.max
        /// Of a ``MemoryFileSystem``: the contents of all files together, as stored (holes are free), in bytes: beyond,
        /// writes are cut off, and the next gets `nospc`.
        public var storedBytes = 1 << 30
        /// Of a ``MemoryFileSystem``: files, folders and symbolic links, and likewise names, of which hard links give a file
        /// several: beyond, `nospc`.
        public var storedNodes = 1 << 18
        /// Of an ``OverlayFileSystem``: the size in bytes of a file that is copied because the guest wants to change it:
        /// beyond, `fbig`. Cutting the file to nothing as it is opened copies nothing.
        public var copiedBytes: UInt64 = 1 << 30

        public init() {}
    }
}
