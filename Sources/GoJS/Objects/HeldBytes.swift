/// Bytes that the host keeps for a guest outside of array buffers. They count as those do (``JSRealm/Limits/bufferBytes``), or a guest could have one
/// buffer copied a thousand times.
final class HeldBytes {
    private let realm: JSRealm
    private(set) var bytes: [UInt8] = []

    init(_ realm: JSRealm) { self.realm = realm }

    /// - Throws: ``JSException`` with a `RangeError` if the limit of bytes is met.
    convenience init(_ realm: JSRealm, _ bytes: [UInt8]) throws {
        self.init(realm)
        try realm.takeBytes(bytes.count)
        self.bytes = bytes
    }

    deinit { realm.giveBytes(bytes.count) }

    /// - Throws: ``JSException`` with a `RangeError` if the limit of bytes is met.
    func append(_ more: some Collection<UInt8>) throws {
        try realm.takeBytes(more.count)
        bytes += more
    }

    /// Whoever takes them keeps them from now on.
    func take() -> [UInt8] {
        realm.giveBytes(bytes.count)
        defer { bytes = [] }
        return bytes
    }
}
