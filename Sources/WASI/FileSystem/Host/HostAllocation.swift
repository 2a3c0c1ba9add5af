#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Linux's `fallocate`, which sets room on the disk aside.
///
/// Not `posix_fallocate`: where the file system cannot do it, that writes the whole range instead, and a guest's range may be
/// as long as the largest file. Swift's import of the C library leaves `fallocate` out, so it is looked up.
enum HostAllocation {
    #if os(Linux)
        private typealias Function = @convention(c) (CInt, CInt, off_t, off_t) -> CInt

        private static let function: Function? = {
            guard let symbol = dlsym(nil, "fallocate") else { return nil }
            return unsafeBitCast(symbol, to: Function.self)
        }()
    #endif

    /// Sets a range of a file aside, and lengthens the file to its end; false and `errno` if that fails, ENOTSUP if it cannot
    /// be done here.
    static func reserve(_ descriptor: CInt, offset: off_t, length: off_t) -> Bool {
        #if os(Linux)
            if let function {
                // More than there is: the kernel would take all of it first, which lasts.
                var space = statvfs()
                if fstatvfs(descriptor, &space) == 0, UInt64(length) / UInt64(max(1, space.f_frsize)) > space.f_bavail {
                    errno = ENOSPC
                    return false
                }
                return function(descriptor, 0, offset, length) == 0
            }
        #endif
        errno = ENOTSUP
        return false
    }
}
