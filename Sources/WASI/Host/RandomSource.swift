#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where a guest's random bytes come from. Replace it to make runs repeatable.
public protocol RandomSource: AnyObject {
    func fill(_ buffer: UnsafeMutableRawBufferPointer)
}

/// The operating system's generator, fit for keys.
public final class SystemRandom: RandomSource, Sendable {
    public init() {}

    public func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        #if canImport(Darwin)
            if let base = buffer.baseAddress { arc4random_buf(base, buffer.count) }
        #else
            var rest = buffer[...]
            while !rest.isEmpty {
                let piece = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(Self.largestRequest))
                if getentropy(piece.baseAddress!, piece.count) != 0 {
                    // No kernel of today fails here, but a seccomp filter may forbid the call; predictable bytes
                    // would be worse than no service.
                    preconditionFailure("the operating system gives no random bytes (getentropy, errno \(errno))")
                }
                rest = rest.dropFirst(piece.count)
            }
        #endif
    }

    /// More than this at once `getentropy` refuses.
    private static let largestRequest = 256
}

/// The same bytes for the same seed (SplitMix64): for repeatable runs, not for keys.
public final class SeededRandom: RandomSource {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        var start = 0
        while start < buffer.count {
            let value = next()
            withUnsafeBytes(of: value.littleEndian) { bytes in
                let count = min(bytes.count, buffer.count - start)
                UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
                start += count
            }
        }
    }

    private func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
