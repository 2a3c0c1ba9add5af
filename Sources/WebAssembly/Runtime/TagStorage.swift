/// A tag of the store (specification §4.2.10).
final class TagStorage {
    /// The tag's type; references hold the engine's numbers.
    let type: FunctionType
    /// What running code knows the tag by.
    let block: UnsafeMutablePointer<TagBlock>
    /// Where an exception keeps what it carries.
    let layout: ObjectLayout

    /// - Parameter number: the type's number in the engine.
    init(_ number: UInt32, in engine: Engine) {
        let (definition, layout) = engine.types.definition(number)
        // A tag's type index defines a function type: validation, or the caller, has seen to it.
        type = definition.function!
        self.layout = layout
        block = .allocate(capacity: 1)
        block.initialize(to: TagBlock(typeID: number, storage: Unmanaged.passUnretained(self)))
    }

    deinit { block.deallocate() }
}
