/// A kind of exception (specification §4.2.10): exceptions are told apart by the tags that they were thrown with.
public struct Tag: Hashable {
    public let store: Store
    let storage: TagStorage

    init(store: Store, storage: TagStorage) {
        self.store = store
        self.storage = storage
    }

    /// A tag of the host's own, to be given to guests.
    /// - Parameter parameters: The types of what its exceptions carry.
    public init(_ parameters: [ValueType], in store: Store) {
        self.init(store: store, storage: store.makeTag(parameters))
    }

    /// The types of what its exceptions carry, as the parameters of a function without results. References to types of modules
    /// hold the engine's numbers.
    public var type: FunctionType { storage.type }

    public static func == (one: Tag, other: Tag) -> Bool { one.storage === other.storage }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(storage)) }
}
