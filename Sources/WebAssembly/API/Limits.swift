/// What a store's guests may take. A guest that asks for more gets what the specification has for it: growing fails,
/// a deep call traps, instantiation throws.
public struct Limits: Hashable, Sendable {
    /// Pages of 64 KiB that each memory may have. Default: 65,536, all that 32-bit addresses reach.
    public var memoryPages: UInt64 = MemoryType.maximumPages
    /// Elements that each table may have. Default: 10,000,000.
    public var tableElements = 10_000_000
    /// Bytes of stack for the frames of guest functions, which bounds the depth of calls. Default: 4 MiB.
    public var stackBytes = 4 << 20
    /// How deep the host and guests may call each other. Default: 200.
    public var hostCallDepth = 200
    /// Bytes for the structs, arrays and exceptions of all guests together. What no guest can reach does not count for long: a
    /// collection frees it. Default: 1 GiB, of which only what is used costs memory.
    public var heapBytes = 1 << 30
    /// Instances in the store. Default: 10,000.
    public var instances = 10_000
    /// Memories in the store. Default: 10,000.
    public var memories = 10_000
    /// Tables in the store. Default: 10,000.
    public var tables = 10_000

    public init() {}
}
