extension WASI {
    /// The error code that a preview 1 function returns to the guest (witx: `errno`).
    ///
    /// Names are those of the specification; `toobig` is its `2big`, which is no Swift name.
    public enum Errno: UInt16, Error, Hashable, Sendable {
        case success = 0
        case toobig, acces, addrinuse, addrnotavail, afnosupport, again, already, badf, badmsg, busy
        case canceled, child, connaborted, connrefused, connreset, deadlk, destaddrreq, dom, dquot, exist
        case fault, fbig, hostunreach, idrm, ilseq, inprogress, intr, inval, io, isconn
        case isdir, loop, mfile, mlink, msgsize, multihop, nametoolong, netdown, netreset, netunreach
        case nfile, nobufs, nodev, noent, noexec, nolck, nolink, nomem, nomsg, noprotoopt
        case nospc, nosys, notconn, notdir, notempty, notrecoverable, notsock, notsup, notty, nxio
        case overflow, ownerdead, perm, pipe, proto, protonosupport, prototype, range, rofs, spipe
        case srch, stale, timedout, txtbsy, xdev, notcapable
    }
}

typealias Errno = WASI.Errno
