import WebAssembly

// Arguments, environment, clocks, randomness and the end.
extension WASI {
    func argsGet(_ memory: GuestMemory, argv: UInt32, buffer: UInt32) throws(Errno) {
        try arguments.store(memory, pointers: argv, buffer: buffer)
    }

    func argsSizesGet(_ memory: GuestMemory, count: UInt32, size: UInt32) throws(Errno) {
        try arguments.storeSizes(memory, count: count, size: size)
    }

    func environGet(_ memory: GuestMemory, environ: UInt32, buffer: UInt32) throws(Errno) {
        try environment.store(memory, pointers: environ, buffer: buffer)
    }

    func environSizesGet(_ memory: GuestMemory, count: UInt32, size: UInt32) throws(Errno) {
        try environment.storeSizes(memory, count: count, size: size)
    }

    func clockResGet(_ memory: GuestMemory, clock: UInt32, result: UInt32) throws(Errno) {
        guard let clock = ClockID(rawValue: clock) else { throw .inval }
        try memory.store(clocks.resolution(clock), at: result)
    }

    /// The precision that the guest asks for is not needed: reading a clock exactly costs no more.
    func clockTimeGet(_ memory: GuestMemory, clock: UInt32, result: UInt32) throws(Errno) {
        guard let clock = ClockID(rawValue: clock) else { throw .inval }
        try memory.store(clocks.time(clock), at: result)
    }

    func randomGet(_ memory: GuestMemory, _ store: Store, buffer: UInt32, length: UInt32) throws(Errno) {
        if length > limits.randomBytes { throw .inval }
        // In pieces: filling gigabytes takes seconds, in which the guest may be stopped.
        var rest = try memory.bytes(buffer, length)[...]
        while !rest.isEmpty {
            if store.isInterrupted { throw .intr }
            let piece = rest.prefix(1 << 20)
            random.fill(UnsafeMutableRawBufferPointer(rebasing: piece))
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Raising a signal would be this process's, and WASI has no handlers for it.
    func procRaise(signal: UInt32) throws(Errno) { throw .notsup }
}
