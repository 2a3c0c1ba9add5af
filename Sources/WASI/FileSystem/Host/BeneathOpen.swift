#if os(Linux)
    #if canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// Linux's `openat2` with RESOLVE_BENEATH: the kernel itself walks a path and refuses to leave the folder.
    ///
    /// The C library has no function for it, and Swift cannot call the variadic `syscall`; it is looked up once and called with the
    /// fixed arguments of this one system call, which the platforms' calling conventions pass as they would the variadic ones.
    enum BeneathOpen {
        private typealias SystemCall =
            @convention(c) (CLong, CInt, UnsafePointer<CChar>, UnsafeRawPointer, Int) -> CLong

        /// The same number on every architecture.
        private static let number: CLong = 437
        /// RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS
        private static let resolveFlags: UInt64 = 0x08 | 0x02

        private static let systemCall: SystemCall? = {
            guard let symbol = dlsym(nil, "syscall") else { return nil }
            return unsafeBitCast(symbol, to: SystemCall.self)
        }()

        /// Whether the kernel has the call (5.6 and later) and lets this process use it; some containers do not.
        static let isAvailable: Bool = {
            let flags = hostPath | O_DIRECTORY | O_CLOEXEC
            guard let folder = try? HostHandle(openat(AT_FDCWD, ".", flags)) else { return false }
            return (try? HostHandle(open(folder.descriptor, ".", flags))) != nil
        }()

        /// Opens a path beneath a folder; -1 and `errno` if it fails, EXDEV if the path leads out.
        static func open(_ folder: CInt, _ path: UnsafePointer<CChar>, _ flags: CInt) -> CInt {
            guard let systemCall else {
                errno = ENOSYS
                return -1
            }
            // struct open_how { flags, mode, resolve }
            let how: (UInt64, UInt64, UInt64) = (UInt64(flags), 0, resolveFlags)
            return withUnsafeBytes(of: how) { how in
                CInt(truncatingIfNeeded: systemCall(number, folder, path, how.baseAddress!, how.count))
            }
        }
    }
#endif
