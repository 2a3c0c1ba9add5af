/// State of an open descriptor (witx: `fdflags`).
struct DescriptorFlags: OptionSet {
    let rawValue: UInt16

    static let append = DescriptorFlags(rawValue: 1 << 0)
    static let dsync = DescriptorFlags(rawValue: 1 << 1)
    static let nonblock = DescriptorFlags(rawValue: 1 << 2)
    static let rsync = DescriptorFlags(rawValue: 1 << 3)
    static let sync = DescriptorFlags(rawValue: 1 << 4)

    /// Those that `fd_fdstat_set_flags` can change once a file is open.
    static let changeable: DescriptorFlags = [.append, .nonblock]
    static let all: DescriptorFlags = [.append, .dsync, .nonblock, .rsync, .sync]
}

/// How `path_open` opens (witx: `oflags`).
struct OpenFlags: OptionSet {
    let rawValue: UInt16

    static let creat = OpenFlags(rawValue: 1 << 0)
    static let directory = OpenFlags(rawValue: 1 << 1)
    static let excl = OpenFlags(rawValue: 1 << 2)
    static let trunc = OpenFlags(rawValue: 1 << 3)
    static let all: OpenFlags = [.creat, .directory, .excl, .trunc]
}

/// How a path is looked up (witx: `lookupflags`).
struct LookupFlags: OptionSet {
    let rawValue: UInt32

    static let symlinkFollow = LookupFlags(rawValue: 1 << 0)
}

/// Which times a call sets, and to what (witx: `fstflags`).
struct TimeFlags: OptionSet {
    let rawValue: UInt16

    static let atim = TimeFlags(rawValue: 1 << 0)
    static let atimNow = TimeFlags(rawValue: 1 << 1)
    static let mtim = TimeFlags(rawValue: 1 << 2)
    static let mtimNow = TimeFlags(rawValue: 1 << 3)
    static let all: TimeFlags = [.atim, .atimNow, .mtim, .mtimNow]

    /// The change that `setFlag` and `nowFlag` ask for; both at once are `inval`.
    func change(_ setFlag: TimeFlags, _ nowFlag: TimeFlags, to time: UInt64) throws(Errno) -> TimeChange {
        switch (contains(setFlag), contains(nowFlag)) {
        case (false, false): return .keep
        case (true, false): return .set(nanoseconds: time)
        case (false, true): return .now
        case (true, true): throw .inval
        }
    }
}

/// How `sock_recv` reads (witx: `riflags`).
struct ReceiveFlags: OptionSet {
    let rawValue: UInt16

    static let peek = ReceiveFlags(rawValue: 1 << 0)
    static let waitAll = ReceiveFlags(rawValue: 1 << 1)
    static let all: ReceiveFlags = [.peek, .waitAll]
}

/// Which directions `sock_shutdown` ends (witx: `sdflags`).
struct ShutdownFlags: OptionSet {
    let rawValue: UInt8

    static let receiving = ShutdownFlags(rawValue: 1 << 0)
    static let sending = ShutdownFlags(rawValue: 1 << 1)
    static let all: ShutdownFlags = [.receiving, .sending]
}
