/// A socket that a guest has from the start: one that listens, whose connections it accepts, or one that is connected.
///
/// A guest of preview 1 cannot open a socket or name an address; it has what it is given.
public struct PreopenedSocket: Sendable {
    let descriptor: CInt

    /// - Parameter descriptor: of this process. It stays yours to close, and must stay open while the guest lives. A socket
    ///   that listens is set to not block, so that a guest which waits for a connection can be stopped.
    public init(_ descriptor: CInt) { self.descriptor = descriptor }
}
