#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A folder of the host and what lies beneath it, as a file system for guests.
///
/// Whatever path a guest gives, and whatever symbolic links stand in it, nothing outside the folder is reached: on Linux the
/// kernel walks with `openat2` and RESOLVE_BENEATH, elsewhere each name is opened by itself without following links. The
/// folder is held open, so it stays the same one if it is renamed.
///
/// Mount points and hard links beneath the folder are part of it, whatever they lead to.
public final class HostFolder: FileSystem, Sendable {
    private let place: HostPlace

    /// - Parameter path: of the folder, as the host names it.
    public convenience init(_ path: String) throws(PreopenError) {
        #if canImport(Darwin)
            try self.init(path, kernelWalks: false)
        #else
            try self.init(path, kernelWalks: BeneathOpen.isAvailable)
        #endif
    }

    /// - Parameter kernelWalks: false takes the walk name by name also where the kernel could do it.
    package init(_ path: String, kernelWalks: Bool) throws(PreopenError) {
        let result = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let code = errno
        guard let handle = try? HostHandle(result) else {
            throw PreopenError(path: path, errno: Errno(host: code), reason: String(cString: strerror(code)))
        }
        place = HostPlace(handle: handle, kernelWalks: kernelWalks)
    }

    public func openRoot() throws(WASI.Errno) -> any OpenFolder {
        HostOpenFolder(try place.reopened(), kernelWalks: place.kernelWalks)
    }
}
