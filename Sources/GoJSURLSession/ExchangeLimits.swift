import Foundation

/// What all exchanges of a network together may take.
final class ExchangeLimits: @unchecked Sendable {
    private let lock = NSLock()
    private let mostExchanges: Int
    private let mostBytes: Int
    // Guarded by `lock`.
    private var exchanges = 0
    private var bytes = 0

    init(exchanges: Int, bytes: Int) {
        mostExchanges = exchanges
        mostBytes = bytes
    }

    /// One more exchange, until it lets go of its place.
    func take() throws -> ExchangePlace {
        try lock.withLock {
            guard exchanges < mostExchanges else {
                throw URLSessionFailure(
                    description:
                        "\(mostExchanges) exchanges are under way, and there may be no more: read bodies to their end, or cancel them"
                )
            }
            exchanges += 1
        }
        return ExchangePlace(self)
    }

    fileprivate func leave() { lock.withLock { exchanges -= 1 } }

    /// - Returns: whether there was room.
    fileprivate func hold(_ count: Int) -> Bool {
        lock.withLock {
            guard count <= mostBytes - bytes else { return false }
            bytes += count
            return true
        }
    }

    fileprivate func give(_ count: Int) { lock.withLock { bytes -= count } }
}

/// The place of one exchange, and the bytes of its body that wait for the program. One transfer uses it, under its lock.
final class ExchangePlace: @unchecked Sendable {
    private let limits: ExchangeLimits
    private(set) var bytes = 0

    init(_ limits: ExchangeLimits) { self.limits = limits }

    deinit {
        limits.give(bytes)
        limits.leave()
    }

    /// - Returns: whether there was room.
    func hold(_ count: Int) -> Bool {
        guard limits.hold(count) else { return false }
        bytes += count
        return true
    }

    func give(_ count: Int) {
        bytes -= count
        limits.give(count)
    }
}
