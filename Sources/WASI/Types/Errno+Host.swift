#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension WASI.Errno {
    /// The error of the system call that has just failed on this thread.
    static var ofHost: WASI.Errno { WASI.Errno(host: errno) }

    /// The WASI code of a POSIX `errno` value; what WASI has no name for becomes `io`.
    init(host code: CInt) {
        self = Self.table.first { $0.0 == code }?.1 ?? .io
    }

    // A list and not a `switch`: some names share a value on one system and not on another (EAGAIN and EWOULDBLOCK,
    // ENOTSUP and EOPNOTSUPP), so the first match wins. The most frequent come first.
    private static let table: [(CInt, WASI.Errno)] = [
        (ENOENT, .noent), (EEXIST, .exist), (ENOTDIR, .notdir), (EISDIR, .isdir), (EACCES, .acces), (EBADF, .badf),
        (EINVAL, .inval), (EPERM, .perm), (ELOOP, .loop), (ENOTEMPTY, .notempty), (EAGAIN, .again), (EPIPE, .pipe),
        (EWOULDBLOCK, .again), (EINTR, .intr), (EXDEV, .xdev), (ENAMETOOLONG, .nametoolong), (ENOSPC, .nospc),
        (EROFS, .rofs), (ESPIPE, .spipe), (EBUSY, .busy), (EFBIG, .fbig), (EMFILE, .mfile), (ENFILE, .nfile),
        (EMLINK, .mlink), (ENOTSUP, .notsup), (EOPNOTSUPP, .notsup), (EDQUOT, .dquot), (EIO, .io), (ENXIO, .nxio),
        (E2BIG, .toobig), (EADDRINUSE, .addrinuse), (EADDRNOTAVAIL, .addrnotavail), (EAFNOSUPPORT, .afnosupport),
        (EALREADY, .already), (EBADMSG, .badmsg), (ECANCELED, .canceled), (ECHILD, .child),
        (ECONNABORTED, .connaborted), (ECONNREFUSED, .connrefused), (ECONNRESET, .connreset), (EDEADLK, .deadlk),
        (EDESTADDRREQ, .destaddrreq), (EDOM, .dom), (EFAULT, .fault), (EHOSTUNREACH, .hostunreach), (EIDRM, .idrm),
        (EILSEQ, .ilseq), (EINPROGRESS, .inprogress), (EISCONN, .isconn), (EMSGSIZE, .msgsize),
        (EMULTIHOP, .multihop), (ENETDOWN, .netdown), (ENETRESET, .netreset), (ENETUNREACH, .netunreach),
        (ENOBUFS, .nobufs), (ENODEV, .nodev), (ENOEXEC, .noexec), (ENOLCK, .nolck), (ENOLINK, .nolink),
        (ENOMEM, .nomem), (ENOMSG, .nomsg), (ENOPROTOOPT, .noprotoopt), (ENOSYS, .nosys), (ENOTCONN, .notconn),
        (ENOTRECOVERABLE, .notrecoverable), (ENOTSOCK, .notsock), (ENOTTY, .notty), (EOVERFLOW, .overflow),
        (EOWNERDEAD, .ownerdead), (EPROTO, .proto), (EPROTONOSUPPORT, .protonosupport), (EPROTOTYPE, .prototype),
        (ERANGE, .range), (ESRCH, .srch), (ESTALE, .stale), (ETIMEDOUT, .timedout), (ETXTBSY, .txtbsy),
    ]
}
