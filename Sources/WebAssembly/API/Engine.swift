/// What modules share: the identity of types. One engine serves a whole process.
///
/// Modules and stores that work together must come from the same engine.
public final class Engine: Sendable {
    /// How this build's interpreter goes from one instruction to the next.
    public static var dispatch: Dispatch {
        #if DEBUG
            .loop
        #else
            .threaded
        #endif
    }

    /// What the interpreter executes: all that can be decoded. Modules that need another feature are refused.
    ///
    /// Threads need a system with atomic operations in its standard library: not macOS before 15, nor iOS before 18.
    public static let supportedFeatures: Features = {
        if #available(macOS 15, iOS 18, *) { .all } else { .all.subtracting(.threads) }
    }()

    /// What an engine's modules may use unless it is told otherwise: all that is supported, but for proposals that may still
    /// change.
    public static let defaultFeatures: Features = supportedFeatures.subtracting([.wideArithmetic, .customPageSizes])

    /// What modules of this engine may use.
    public let features: Features
    /// Whether guests pay for what they do, and stop when they cannot: see ``Store/fuel``.
    public let consumesFuel: Bool
    let types = TypeTable()
    let watchdog = Watchdog()
    /// Address space for the next memories and stacks.
    let memories: MemoryPool

    /// - Parameters:
    ///   - features: What modules may use; of these, what the interpreter does not execute stays off.
    ///   - consumesFuel: Whether guests pay with fuel for each instruction. A store has none at first: see ``Store/fuel``. Engines without
    ///     it run guests as if there were no such thing.
    ///   - pooledMemories: How many memories of stores that are gone wait, empty, for the next ones. They take address space, and a few
    ///     hundred bytes each.
    public init(features: Features = Engine.defaultFeatures, consumesFuel: Bool = false, pooledMemories: Int = 256) {
        self.consumesFuel = consumesFuel
        self.features = features.intersection(Engine.supportedFeatures)
        memories = MemoryPool(capacity: pooledMemories)
    }
}
