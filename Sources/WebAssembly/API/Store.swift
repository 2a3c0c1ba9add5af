#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Owns everything that guests make: instances, memories, tables, globals (specification §4.2.3). All of it lives as long
/// as the store; handles such as ``Instance`` and ``Memory`` keep the store alive.
///
/// A store belongs to one thread at a time. Only its ``interrupter`` may be used from elsewhere.
public final class Store {
    public let engine: Engine
    public let limits: Limits

    /// When guests must be done: whatever runs then, or starts later, traps with ``Trap/Kind/deadlineExceeded``.
    /// Takes effect at the next call from the host.
    ///
    /// The task of an asynchronous host function that the guest waits for is cancelled then; the guest traps when it has ended. A host
    /// function that is not asynchronous looks at ``isInterrupted``.
    public var deadline: ContinuousClock.Instant? {
        didSet { hasDeadline = deadline != nil }
    }
    private(set) var hasDeadline = false
    /// Whether somebody may interrupt guests.
    private(set) var hasInterrupter = false

    let control: StoreControl
    let block: UnsafeMutablePointer<StoreBlock>
    let stackLimit: UnsafeMutablePointer<UInt64>
    let stack: UnsafeMutableRawPointer
    private let stackSlot: MemoryPool.Slot
    /// One instruction that ends a run: the return address of calls from the host.
    let exitStub: UnsafeMutableRawPointer

    /// What guests make on it goes when they cannot reach it any more.
    let heap: Heap
    /// What the host holds of the heap.
    let hostRoots = HostRoots()

    /// What the host keeps here for its functions.
    @usableFromInline let hostData: UnsafeMutablePointer<HostData>

    /// What host functions get that the host calls.
    private(set) lazy var caller = Caller(self)

    // What else the store owns. Only ever added to.
    private(set) var instances: [InstanceStorage] = []
    private var memories: [LinearMemory] = []
    private(set) var tables: [TableStorage] = []
    private(set) var globals: [GlobalStorage] = []
    private var hostFunctions: [HostFunction] = []
    private var preparedImports: [PreparedImports] = []
    private var tags: [TagStorage] = []
    private var functionBlocks: [UnsafeMutablePointer<FunctionBlock>] = []

    /// Whether a guest runs, or waits for the host that it called.
    var isRunning = false
    /// Whether the watchdog was told of the deadline of the call that runs.
    var isWatched = false
    /// How deep the host and guests have called each other.
    var depth = 0
    /// What a host function threw, or why a translation failed, on its way to the caller.
    var pendingError: (any Error)?
    /// The asynchronous host function that running code called, and where it goes on.
    var suspension: Suspension?
    /// Whether the innermost call from the host may wait for an asynchronous host function.
    var canSuspend = false
    /// Whether some call waits for an asynchronous host function.
    var isSuspended = false

    /// Slots beyond the limit that a callee's parameters, results and header may take before its size is checked, and
    /// those of a call back from the host on top of them: see ``BinaryModule/maximumArity``.
    private static let reserveSlots = 4 * (2 * BinaryModule.maximumArity + FrameHeader.slotCount)

    public init(engine: Engine = Engine(), limits: Limits = Limits()) {
        self.engine = engine
        self.limits = limits
        let slots = max(limits.stackBytes, 0) / 8
        // Untouched pages of the stack cost nothing: the system gives them when they are first used.
        let byteCount = LinearMemory.wholePages((slots + Store.reserveSlots) * 8)
        guard let slot = engine.memories.take(byteCount, committed: byteCount, image: nil) else {
            preconditionFailure("the system has no \(byteCount) bytes for the stack of a store")
        }
        stackSlot = slot
        stack = slot.base
        let bottom = stack.bindMemory(to: UInt64.self, capacity: slots + Store.reserveSlots)
        stackLimit = bottom + slots
        control = StoreControl(limit: stackLimit)
        heap = Heap(byteLimit: limits.heapBytes)
        block = .allocate(capacity: 1)
        block.initialize(
            to: StoreBlock(
                top: bottom, pc: nil, sp: nil, instance: nil, trap: .unreachable, heap: heap.front, types: heap.types,
                exception: 0,
                registers: .init(pc: nil, sp: nil, cx: nil, mb: nil, ms: 0), fuel: 0))
        hostData = .allocate(capacity: 1)
        hostData.initialize(to: HostData())
        exitStub = .allocate(byteCount: 8, alignment: 8)
        let exit: Handler = opExit
        exitStub.storeBytes(of: unsafeBitCast(exit, to: UInt.self), as: UInt.self)
    }

    deinit {
        control.close()
        engine.watchdog.cancel(control)
        instances = []
        for block in functionBlocks { block.deallocate() }
        engine.memories.give(stackSlot)
        exitStub.deallocate()
        block.deallocate()
        for object in hostData.pointee.takeAll() { object.release() }
        hostData.deinitialize(count: 1)
        hostData.deallocate()
    }

    /// Stops this store's guests, from any thread.
    public var interrupter: Interrupter {
        hasInterrupter = true
        return Interrupter(control: control)
    }

    /// Whether guests of this store were asked to stop and have not stopped yet. A host function that waits looks here.
    public var isInterrupted: Bool { control.interruption != nil }

    /// For host functions that wait in the system: a descriptor to poll beside their own, which can be read from while ``isInterrupted``. It
    /// stays the store's. Nil when the process has none left.
    package var stopDescriptor: CInt? { control.stopDescriptor }

    // MARK: Making things

    func add(_ instance: InstanceStorage) throws(LinkError) {
        guard instances.count < limits.instances else {
            throw .limitExceeded("an instance more than the store's \(limits.instances)")
        }
        instances.append(instance)
    }

    /// - Parameter image: what the memory starts with, if that is not zeros.
    func makeMemory(_ type: MemoryType, image: MemoryImage? = nil) throws(LinkError) -> LinearMemory {
        try checkMemoryCount()
        let memory = try LinearMemory(type, limits: limits, pool: engine.memories, image: image)
        memories.append(memory)
        return memory
    }

    /// Let guests of this store use a memory that others use too.
    func add(_ memory: LinearMemory) throws(LinkError) {
        if memories.contains(where: { $0 === memory }) { return }
        try checkMemoryCount()
        memories.append(memory)
    }

    private func checkMemoryCount() throws(LinkError) {
        guard memories.count < limits.memories else {
            throw .limitExceeded("a memory more than the store's \(limits.memories)")
        }
    }

    func makeTable(_ type: TableType, value: UInt64) throws(LinkError) -> TableStorage {
        guard tables.count < limits.tables else {
            throw .limitExceeded("a table more than the store's \(limits.tables)")
        }
        let table = TableStorage(type, try .allocate(type, limits: limits, value: value))
        tables.append(table)
        return table
    }

    func add(_ global: GlobalStorage) { globals.append(global) }

    /// - Parameter number: the engine's number of the tag's type.
    func makeTag(_ number: UInt32) -> TagStorage {
        let tag = TagStorage(number, in: engine)
        tags.append(tag)
        return tag
    }

    /// All functions that a module imports.
    func makeFunctions(_ imports: PreparedImports) -> [UnsafeMutablePointer<FunctionBlock>] {
        if imports.functions.isEmpty { return [] }
        preparedImports.append(imports)
        add(imports.records)
        let blocks = UnsafeMutablePointer<FunctionBlock>.allocate(capacity: imports.functions.count)
        functionBlocks.append(blocks)
        for (index, function) in imports.functions.enumerated() {
            (blocks + index).initialize(
                to: FunctionBlock(
                    record: nil, instance: nil, host: Unmanaged.passUnretained(function.host), typeID: function.typeID))
        }
        return imports.functions.indices.map { blocks + $0 }
    }

    func makeFunction(_ host: HostFunction) -> UnsafeMutablePointer<FunctionBlock> {
        hostFunctions.append(host)
        let number = engine.types.number(of: host.type)
        add([engine.types.record(number)])
        let function = UnsafeMutablePointer<FunctionBlock>.allocate(capacity: 1)
        function.initialize(
            to: FunctionBlock(record: nil, instance: nil, host: Unmanaged.passUnretained(host), typeID: number))
        functionBlocks.append(function)
        return function
    }
}

/// Stops the guests of one store, from any thread.
public struct Interrupter: Sendable {
    let control: StoreControl

    /// Let the guest that runs trap with ``Trap/Kind/interrupted``; when none runs, the next call traps. The task of an asynchronous host
    /// function that the guest waits for is cancelled.
    public func interrupt() { control.stop(.interrupted) }
}
