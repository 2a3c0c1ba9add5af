import SwiftletBuild

/// A compression that a client may take, made by a command of the same name (RFC 9110 §8.4.1).
enum ContentCoding: String, CaseIterable, Sendable {
    // The order of preference among those that a client likes equally.
    case brotli = "br"
    case zstd
    case gzip

    var program: String { self == .brotli ? "brotli" : rawValue }

    /// Enough to be worth it over a network, and quick enough that nobody waits.
    private var arguments: [String] {
        switch self {
        case .brotli: ["-q", "6", "-c"]
        case .zstd: ["-9", "-q", "-c"]
        case .gzip: ["-6", "-n", "-c"]
        }
    }

    /// The bytes compressed; nil if the command is not there or fails.
    func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var command = Command(program, arguments)
        command.input = .bytes(bytes)
        command.timeLimit = .seconds(30)
        guard let outcome = try? command.capture(), outcome.status.isSuccess else { return nil }
        return outcome.output
    }

    /// The best of some codings for an Accept-Encoding field; nil stands for none (RFC 9110 §12.5.3).
    static func best(_ field: String?, among available: [ContentCoding]) -> ContentCoding? {
        guard let field else { return nil }
        var weights: [String: Double] = [:]
        for item in field.lowercased().split(separator: ",") {
            let parts = item.split(separator: ";").map(trimmed)
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
            weights[name] = weight ?? 1
        }
        let wanted = available.map { (coding: $0, weight: weights[$0.rawValue] ?? weights["*"] ?? 0) }
        guard let most = wanted.map(\.weight).max(), most > 0 else { return nil }
        return wanted.first { $0.weight == most }?.coding
    }
}

/// Compressed versions of what is served, each made once.
final class CompressionCache: Sendable {
    private struct Key: Hashable {
        var tag: String
        var coding: ContentCoding
    }

    private struct State {
        /// Nil for what does not become smaller.
        var versions: [Key: [UInt8]?] = [:]
        var byteCount = 0
    }

    /// The most that is kept; then all is forgotten, since old versions are never asked for again.
    private static let mostBytes = 256 << 20
    /// Compressing less than this saves no packet.
    static let leastBytes = 1 << 10
    /// Compressing more than this takes longer than anybody waits.
    static let mostBytesEach = 64 << 20

    let codings: [ContentCoding]
    private let state = Lock(State())

    init(codings: [ContentCoding] = ContentCoding.allCases.filter { Command.find($0.program) != nil }) {
        self.codings = codings
    }

    /// Something compressed; nil if that does not make it smaller.
    ///
    /// - Parameter tag: what is compressed: the same tag, the same bytes.
    func compressed(_ tag: String, _ coding: ContentCoding, _ bytes: () -> [UInt8]?) -> [UInt8]? {
        let key = Key(tag: tag, coding: coding)
        if let known = state.withLock({ $0.versions[key] }) { return known }
        guard let plain = bytes() else { return nil }
        let result = coding.compress(plain).flatMap { $0.count < plain.count ? $0 : nil }
        state.withLock { state in
            if state.byteCount > CompressionCache.mostBytes { state = State() }
            state.versions[key] = .some(result)
            state.byteCount += result?.count ?? 0
        }
        return result
    }
}
