import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension WASI {
    /// Offers all functions of preview 1 to modules, once for any number of guests: each call uses the ``WASI`` of the store that its guest
    /// is in. In a store without one a call ends with `CallError.missingHostData`.
    public static func link(into linker: inout Linker) {
        linkProcess(into: &linker)
        linkDescriptors(into: &linker)
        linkFiles(into: &linker)
        linkPaths(into: &linker)
        linkSockets(into: &linker)
    }

    /// Runs a function of the caller's WASI on the caller's memory, and answers with its error code.
    @inline(__always)
    private static func answer(
        _ caller: Caller, _ body: (WASI, GuestMemory) throws(Errno) -> Void
    ) throws -> UInt32 {
        try caller.with(WASI.self) { wasi in
            do throws(Errno) {
                // A guest that has no memory gets `fault` for every address.
                try body(wasi, GuestMemory(caller.memoryBytes))
                return UInt32(Errno.success.rawValue)
            } catch {
                return UInt32(error.rawValue)
            }
        }
    }

    private static func linkProcess(into linker: inout Linker) {
        let module = moduleName
        linker.define(module, "args_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.argsGet(memory, argv: a, buffer: b) }
        }
        linker.define(module, "args_sizes_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.argsSizesGet(memory, count: a, size: b) }
        }
        linker.define(module, "environ_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.environGet(memory, environ: a, buffer: b) }
        }
        linker.define(module, "environ_sizes_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.environSizesGet(memory, count: a, size: b) }
        }
        linker.define(module, "clock_res_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.clockResGet(memory, clock: a, result: b) }
        }
        linker.define(module, "clock_time_get") { (caller, a: UInt32, _: UInt64, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.clockTimeGet(memory, clock: a, result: b) }
        }
        linker.define(module, "random_get") { (caller, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.randomGet(memory, caller.store, buffer: a, length: b)
            }
        }
        linker.define(module, "sched_yield") { (_: Caller) -> UInt32 in
            yieldProcessor()
            return UInt32(Errno.success.rawValue)
        }
        linker.define(module, "poll_oneoff") { (caller, a: UInt32, b: UInt32, c: UInt32, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pollOneoff(memory, caller.store, subscriptions: a, events: b, count: c, result: d)
            }
        }
        linker.define(module, "proc_exit") { (_: Caller, code: Int32) -> Void in throw WASIExit(code: code) }
        linker.define(module, "proc_raise") { (caller, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.procRaise(signal: a) }
        }
    }

    private static func yieldProcessor() { sched_yield() }

    private static func linkDescriptors(into linker: inout Linker) {
        let module = moduleName
        linker.define(module, "fd_close") { (caller, fd: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdClose(fd) }
        }
        linker.define(module, "fd_renumber") { (caller, fd: UInt32, to: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdRenumber(fd, to: to) }
        }
        linker.define(module, "fd_sync") { (caller, fd: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdSync(fd) }
        }
        linker.define(module, "fd_datasync") { (caller, fd: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdDatasync(fd) }
        }
        linker.define(module, "fd_fdstat_get") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.fdFdstatGet(memory, fd, result: a) }
        }
        linker.define(module, "fd_fdstat_set_flags") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdFdstatSetFlags(fd, flags: a) }
        }
        linker.define(module, "fd_fdstat_set_rights") { (caller, fd: UInt32, a: UInt64, b: UInt64) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdFdstatSetRights(fd, base: a, inheriting: b) }
        }
        linker.define(module, "fd_filestat_get") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.fdFilestatGet(memory, fd, result: a) }
        }
        linker.define(module, "fd_filestat_set_times") {
            (caller, fd: UInt32, a: UInt64, b: UInt64, c: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in
                try wasi.fdFilestatSetTimes(fd, access: a, modification: b, flags: c)
            }
        }
        linker.define(module, "fd_prestat_get") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.fdPrestatGet(memory, fd, result: a) }
        }
        linker.define(module, "fd_prestat_dir_name") { (caller, fd: UInt32, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdPrestatDirName(memory, fd, path: a, length: b)
            }
        }
        linker.define(module, "fd_readdir") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt64, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdReaddir(memory, fd, buffer: a, length: b, cookie: c, result: d)
            }
        }
    }

    private static func linkFiles(into linker: inout Linker) {
        let module = moduleName
        linker.define(module, "fd_read") { (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdRead(memory, caller.store, fd, buffers: a, count: b, result: c)
            }
        }
        linker.define(module, "fd_write") { (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdWrite(memory, caller.store, fd, buffers: a, count: b, result: c)
            }
        }
        linker.define(module, "fd_pread") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt64, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdPread(memory, fd, buffers: a, count: b, offset: c, result: d)
            }
        }
        linker.define(module, "fd_pwrite") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt64, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdPwrite(memory, fd, buffers: a, count: b, offset: c, result: d)
            }
        }
        linker.define(module, "fd_seek") { (caller, fd: UInt32, a: Int64, b: UInt32, c: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.fdSeek(memory, fd, offset: a, whence: b, result: c)
            }
        }
        linker.define(module, "fd_tell") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.fdTell(memory, fd, result: a) }
        }
        linker.define(module, "fd_advise") { (caller, fd: UInt32, a: UInt64, b: UInt64, c: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdAdvise(fd, offset: a, length: b, advice: c) }
        }
        linker.define(module, "fd_allocate") { (caller, fd: UInt32, a: UInt64, b: UInt64) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdAllocate(fd, offset: a, length: b) }
        }
        linker.define(module, "fd_filestat_set_size") { (caller, fd: UInt32, a: UInt64) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.fdFilestatSetSize(fd, size: a) }
        }
    }

    private static func linkPaths(into linker: inout Linker) {
        let module = moduleName
        linker.define(module, "path_open") {
            (
                caller, fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, open: UInt32, base: UInt64,
                _: UInt64, flags: UInt32, result: UInt32
            ) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathOpen(
                    memory, fd, lookup: lookup, path: path, length: length, open: open, base: base, flags: flags,
                    result: result)
            }
        }
        linker.define(module, "path_filestat_get") {
            (caller, fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, result: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathFilestatGet(memory, fd, lookup: lookup, path: path, length: length, result: result)
            }
        }
        linker.define(module, "path_filestat_set_times") {
            (
                caller, fd: UInt32, lookup: UInt32, path: UInt32, length: UInt32, access: UInt64,
                modification: UInt64, flags: UInt32
            ) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathFilestatSetTimes(
                    memory, fd, lookup: lookup, path: path, length: length, access: access,
                    modification: modification, flags: flags)
            }
        }
        linker.define(module, "path_create_directory") { (caller, fd: UInt32, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathCreateDirectory(memory, fd, path: a, length: b)
            }
        }
        linker.define(module, "path_remove_directory") { (caller, fd: UInt32, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathRemoveDirectory(memory, fd, path: a, length: b)
            }
        }
        linker.define(module, "path_unlink_file") { (caller, fd: UInt32, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in try wasi.pathUnlinkFile(memory, fd, path: a, length: b)
            }
        }
        linker.define(module, "path_rename") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, newFd: UInt32, c: UInt32, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathRename(memory, fd, path: a, length: b, newFd: newFd, newPath: c, newLength: d)
            }
        }
        linker.define(module, "path_link") {
            (
                caller, fd: UInt32, lookup: UInt32, a: UInt32, b: UInt32, newFd: UInt32, c: UInt32, d: UInt32
            ) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathLink(
                    memory, fd, lookup: lookup, path: a, length: b, newFd: newFd, newPath: c, newLength: d)
            }
        }
        linker.define(module, "path_symlink") {
            (caller, a: UInt32, b: UInt32, fd: UInt32, c: UInt32, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathSymlink(memory, target: a, targetLength: b, fd, path: c, length: d)
            }
        }
        linker.define(module, "path_readlink") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt32, d: UInt32, e: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.pathReadlink(memory, fd, path: a, length: b, buffer: c, bufferLength: d, result: e)
            }
        }
    }

    private static func linkSockets(into linker: inout Linker) {
        let module = moduleName
        linker.define(module, "sock_accept") { (caller, fd: UInt32, a: UInt32, b: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.sockAccept(memory, caller.store, fd, flags: a, result: b)
            }
        }
        linker.define(module, "sock_recv") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt32, d: UInt32, e: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.sockRecv(
                    memory, caller.store, fd, buffers: a, count: b, flags: c, result: d, resultFlags: e)
            }
        }
        linker.define(module, "sock_send") {
            (caller, fd: UInt32, a: UInt32, b: UInt32, c: UInt32, d: UInt32) -> UInt32 in
            try answer(caller) { (wasi, memory) throws(Errno) in
                try wasi.sockSend(memory, caller.store, fd, buffers: a, count: b, flags: c, result: d)
            }
        }
        linker.define(module, "sock_shutdown") { (caller, fd: UInt32, a: UInt32) -> UInt32 in
            try answer(caller) { (wasi, _) throws(Errno) in try wasi.sockShutdown(fd, how: a) }
        }
    }
}
