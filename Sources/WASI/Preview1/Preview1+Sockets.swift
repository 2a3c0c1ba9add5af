import WebAssembly

// Sockets, which a guest cannot open: it has those that its host gave it, and what it accepts on them.
extension WASI {
    func sockAccept(
        _ memory: GuestMemory, _ store: Store, _ fd: UInt32, flags: UInt32, result: UInt32
    ) throws(Errno) {
        guard let bits = UInt16(exactly: flags), DescriptorFlags(rawValue: bits).isSubset(of: .nonblock) else {
            throw .inval
        }
        let (descriptor, socket) = try descriptors.socket(fd, .sockAccept)
        if !socket.listens { throw .inval }
        _ = try memory.bytes(result, 4)
        // Before the wait: who connects should not be taken and then dropped.
        try descriptors.checkRoom()
        let accepted = try descriptor.accept(socket, store)
        let rights = descriptor.rights.subtracting(.sockAccept).union([.fdRead, .fdWrite])
        let connection = Descriptor(.file(accepted), rights: rights, flags: DescriptorFlags(rawValue: bits))
        try memory.store(try descriptors.insert(connection), at: result)
    }

    func sockRecv(
        _ memory: GuestMemory, _ store: Store, _ fd: UInt32, buffers: UInt32, count: UInt32, flags: UInt32,
        result: UInt32, resultFlags: UInt32
    ) throws(Errno) {
        guard let bits = UInt16(exactly: flags), ReceiveFlags(rawValue: bits).isSubset(of: .all) else { throw .inval }
        let flags = ReceiveFlags(rawValue: bits)
        // Waiting for bytes that are not taken: no system call of the host's does it in pieces that can be stopped.
        if flags == .all { throw .notsup }
        let (descriptor, socket) = try descriptors.socket(fd, .fdRead)
        _ = try memory.bytes(result, 4)
        _ = try memory.bytes(resultFlags, 2)
        let received = try memory.withReadBuffers(buffers, count) { (buffers) throws(Errno) in
            try descriptor.receive(socket, into: buffers, flags, store)
        }
        try memory.store(UInt32(received.count), at: result)
        try memory.store(UInt16(received.isTruncated ? 1 : 0), at: resultFlags)
    }

    func sockSend(
        _ memory: GuestMemory, _ store: Store, _ fd: UInt32, buffers: UInt32, count: UInt32, flags: UInt32,
        result: UInt32
    ) throws(Errno) {
        // The preview has no flags for sending.
        if flags != 0 { throw .inval }
        let (descriptor, socket) = try descriptors.socket(fd, .fdWrite)
        _ = try memory.bytes(result, 4)
        let sent = try memory.withWriteBuffers(buffers, count) { (buffers) throws(Errno) in
            try descriptor.write(socket, buffers, store)
        }
        try memory.store(UInt32(sent), at: result)
    }

    func sockShutdown(_ fd: UInt32, how: UInt32) throws(Errno) {
        let (_, socket) = try descriptors.socket(fd, .sockShutdown)
        guard let bits = UInt8(exactly: how), bits != 0, ShutdownFlags(rawValue: bits).isSubset(of: .all) else {
            throw .inval
        }
        try socket.shutDown(ShutdownFlags(rawValue: bits))
    }
}
