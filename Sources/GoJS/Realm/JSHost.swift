import WASI

/// What built-in objects reach beyond their realm: clocks, random numbers, the standard streams and the event loop.
struct JSHost {
    var clocks: any ClockSource = SystemClocks()
    var random: any RandomSource = SystemRandom()
    /// Writes to a standard stream: 1 for output, 2 for errors.
    var write: (UInt64, UnsafeRawBufferPointer) -> Void = { _, _ in }
    /// The program's; nil where none runs, so that timers have nobody to fire them.
    weak var loop: EventLoop?

    func write(_ descriptor: UInt64, _ text: [UInt8]) {
        text.withUnsafeBytes { write(descriptor, $0) }
    }
}
