/// An exception that left the guest's functions, or that a host function throws into them (specification §4.2.11).
///
/// A guest function catches what a host function throws, if the exception is of the guest's store and the function has a clause for
/// its tag; anything else that a host function throws ends the guest's call.
public struct Exception: Error, Hashable, @unchecked Sendable {
    // An error must be `Sendable`. Like everything of a store, an exception belongs to the thread that has the store.

    public let tag: Tag
    let object: HeapObject
    /// The active functions where it was thrown, innermost first; at most ``Trap/maximumFrames``.
    public let backtrace: [Trap.Frame]

    init(_ reference: UInt64, backtrace: [Trap.Frame], in store: Store) {
        object = HeapObject(reference, in: store)
        tag = Tag(store: store, storage: ExceptionObject.tag(reference))
        self.backtrace = backtrace
    }

    /// An exception of the host's.
    ///
    /// - Throws: ``CallError`` when the values are not what the tag's exceptions carry, ``Trap`` of kind
    ///   ``Trap/Kind/heapExhausted`` when the store's heap is full.
    public init(_ tag: Tag, _ arguments: [Value] = []) throws {
        let store = tag.store
        let types = tag.type.parameters
        guard arguments.count == types.count,
            zip(arguments, types).allSatisfy({ $0.matches($1, in: store) })
        else { throw CallError.arguments(expected: types, given: arguments.map(\.type)) }
        self.init(try store.makeException(tag.storage, arguments), backtrace: [], in: store)
    }

    /// What it carries.
    public var arguments: [Value] {
        let types = tag.type.parameters
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(types.slotCount, 1)) { slots in
            slots.initialize(repeating: 0)
            ExceptionObject.copyValues(of: object.reference, to: slots.baseAddress!)
            return Value.list(from: slots.baseAddress!, types, in: tag.store)
        }
    }

    public static func == (one: Exception, other: Exception) -> Bool { one.object == other.object }
    public func hash(into hasher: inout Hasher) { hasher.combine(object) }
}

extension Exception: CustomStringConvertible {
    public var description: String {
        let values = arguments.map(\.description).joined(separator: ", ")
        let what =
            values.isEmpty ? "an exception that nothing catches" : "an exception that nothing catches: (\(values))"
        return ([what] + backtrace.map { "    at \($0)" }).joined(separator: "\n")
    }
}

extension Exception: WasmReference {
    public static var referenceType: ReferenceType { ReferenceType(heapType: .exn) }

    public init(reference: UInt64, in store: Store) { self.init(reference, backtrace: [], in: store) }

    public func reference(in store: Store) -> UInt64 {
        precondition(tag.store === store, "an exception can only be used in its own store")
        return object.reference
    }
}

extension Store {
    func makeTag(_ parameters: [ValueType]) -> TagStorage {
        let number = engine.types.number(of: FunctionType(parameters: parameters))
        add([engine.types.record(number)])
        return makeTag(number)
    }

    /// - Throws: ``CallError`` for a reference of another store, ``Trap`` when the stack or the heap has no room.
    func makeException(_ tag: TagStorage, _ arguments: [Value]) throws -> UInt64 {
        // On the stack, where a collection sees the values.
        let slots = block.pointee.top
        guard slots <= stackLimit else { throw Trap(.callStackExhausted) }
        let slotCount = tag.type.parameters.slotCount
        slots.update(repeating: 0, count: slotCount)
        block.pointee.top = slots + slotCount
        defer { block.pointee.top = slots }
        try Value.write(arguments, to: slots, in: self)
        guard let object = allocate(tag.layout.byteCount) else { throw Trap(.heapExhausted) }
        ExceptionObject.fill(object, tag, from: slots)
        return UInt64(UInt(bitPattern: object))
    }

    /// The exception that has just left the guest.
    func takeException() -> Exception {
        let reference = block.pointee.exception
        block.pointee.exception = 0
        return Exception(reference, backtrace: backtrace(), in: self)
    }
}
