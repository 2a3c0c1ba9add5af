#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A descriptor that can be read from while it is raised: what a host function polls that waits in the system.
final class StopSignal {
    /// To be polled, and not read.
    let descriptor: CInt
    private let writer: CInt
    private var isRaised = false

    /// - Returns: nil when the process has no descriptor left.
    init?() {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        // Programs that the process starts have no use for them.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        descriptor = ends[0]
        writer = ends[1]
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    // The pipe holds one byte or none, so neither function ever waits.

    func raise() {
        if isRaised { return }
        var byte: UInt8 = 1
        isRaised = write(writer, &byte, 1) == 1
    }

    func lower() {
        if !isRaised { return }
        var byte: UInt8 = 0
        isRaised = read(descriptor, &byte, 1) != 1
    }
}
