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
    public var deadline: ContinuousClock.Instant?

    let control: StoreControl
    let block: UnsafeMutablePointer<StoreBlock>
    let stackLimit: UnsafeMutablePointer<UInt64>
    let stack: UnsafeMutableRawPointer
    private let stackByteCount: Int
    /// One instruction that ends a run: the return address of calls from the host.
    private let exitStub: UnsafeMutableRawPointer

    /// What guests make on it goes when they cannot reach it any more.
    let heap: Heap
    /// What the host holds of the heap.
    let hostRoots = HostRoots()

    // What else the store owns. Only ever added to.
    private(set) var instances: [InstanceStorage] = []
    private var memories: [LinearMemory] = []
    private(set) var tables: [TableStorage] = []
    private(set) var globals: [GlobalStorage] = []
    private var hostFunctions: [HostFunction] = []
    private var tags: [TagStorage] = []
    private var functionBlocks: [UnsafeMutablePointer<FunctionBlock>] = []

    private var depth = 0
    /// Whether a guest runs, or waits for the host that it called.
    private var isRunning = false
    private var pendingError: (any Error)?

    /// Slots beyond the limit that a callee's parameters, results and header may take before its size is checked, and
    /// those of a call back from the host on top of them: see ``BinaryModule/maximumArity``.
    private static let reserveSlots = 4 * (2 * BinaryModule.maximumArity + FrameHeader.slotCount)

    public init(engine: Engine = Engine(), limits: Limits = Limits()) {
        self.engine = engine
        self.limits = limits
        let slots = max(limits.stackBytes, 0) / 8
        stackByteCount = (slots + Store.reserveSlots) * 8
        // Untouched pages of the stack cost nothing: the system gives them when they are first used.
        stack = UnsafeMutableRawPointer.allocate(byteCount: stackByteCount, alignment: 16)
        let bottom = stack.bindMemory(to: UInt64.self, capacity: slots + Store.reserveSlots)
        stackLimit = bottom + slots
        control = StoreControl(limit: stackLimit)
        heap = Heap(byteLimit: limits.heapBytes)
        block = .allocate(capacity: 1)
        block.initialize(
            to: StoreBlock(
                top: bottom, pc: nil, sp: nil, instance: nil, trap: .unreachable, heap: heap.front, types: heap.types,
                exception: 0,
                registers: .init(pc: nil, sp: nil, cx: nil, mb: nil, ms: 0)))
        exitStub = .allocate(byteCount: 8, alignment: 8)
        let exit: Handler = opExit
        exitStub.storeBytes(of: unsafeBitCast(exit, to: UInt.self), as: UInt.self)
    }

    deinit {
        control.close()
        engine.watchdog.cancel(control)
        instances = []
        for block in functionBlocks { block.deallocate() }
        stack.deallocate()
        exitStub.deallocate()
        block.deallocate()
    }

    /// Stops this store's guests, from any thread.
    public var interrupter: Interrupter { Interrupter(control: control) }

    /// Whether guests of this store were asked to stop and have not stopped yet. A host function that waits looks here.
    public var isInterrupted: Bool { control.interruption != nil }

    // MARK: Making things

    func add(_ instance: InstanceStorage) throws(LinkError) {
        guard instances.count < limits.instances else {
            throw .limitExceeded("an instance more than the store's \(limits.instances)")
        }
        instances.append(instance)
    }

    func makeMemory(_ type: MemoryType) throws(LinkError) -> LinearMemory {
        try checkMemoryCount()
        let memory = try LinearMemory(type, limits: limits)
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

    // MARK: Running

    /// A host function, or a translation, failed: `call` will throw the error.
    func fail(with error: any Error, _ pc: PC, _ sp: SP, _ cx: CX) {
        pendingError = error
        block.pointee.pc = pc
        block.pointee.sp = sp
        block.pointee.instance = cx
    }

    /// Call a function.
    /// - Parameters:
    ///   - caller: the instance on whose behalf a host function is called, if it is one.
    ///   - write: puts the arguments into the slots it is given.
    ///   - read: takes the results out of them.
    func call<Result>(
        _ function: UnsafeMutablePointer<FunctionBlock>, from caller: InstanceStorage? = nil,
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result
    ) throws -> Result {
        let frame = block.pointee.top
        let header = frame + function.headerSlot
        guard frame <= stackLimit, depth < limits.hostCallDepth else { throw Trap(.callStackExhausted) }
        depth += 1
        // Before the arguments are written: a collection in between must see those that are there already.
        block.pointee.top = header + FrameHeader.slotCount
        defer {
            block.pointee.top = frame
            depth -= 1
        }
        try write(frame)
        guard let record = function.pointee.record, let instance = function.pointee.instance else {
            try function.pointee.host!.takeUnretainedValue().body(Caller(store: self, instance: caller), frame)
            return try read(frame)
        }
        header[FrameHeader.returnAddress] = UInt64(UInt(bitPattern: exitStub))
        header[FrameHeader.callerFrame] = UInt64(UInt(bitPattern: frame))
        let status = withDeadline { () -> Status in
            if exceeds(frame, record, instance) {
                return limitReached(record.pointee.entry, frame, instance)
            }
            return run(record.pointee.entry, frame, instance)
        }
        switch status {
        case .done:
            return try read(frame)
        case .trap:
            throw Trap(block.pointee.trap, backtrace: backtrace())
        case .exception:
            throw takeException()
        default:
            let error = pendingError!
            pendingError = nil
            guard var trap = error as? Trap else { throw error }
            // A guest that the host called in between trapped: say who had called the host.
            trap.backtrace.append(Trap.Frame())
            trap.backtrace.append(contentsOf: backtrace())
            trap.backtrace = Array(trap.backtrace.prefix(Trap.maximumFrames))
            throw trap
        }
    }

    /// Whether a return address, with its bit, ends the run.
    func isExit(_ address: UInt) -> Bool { address & ~1 == UInt(bitPattern: exitStub) }

    /// Run with the watchdog set, if this is the outermost call of a guest and there is a deadline.
    private func withDeadline(_ body: () -> Status) -> Status {
        if isRunning { return body() }
        isRunning = true
        defer { isRunning = false }
        // A host function may set another deadline meanwhile: it is for the next call.
        let deadline = deadline
        if let deadline {
            let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
            let nanoseconds = Double(seconds) * 1e9 + Double(attoseconds) / 1e9
            if nanoseconds <= 0 {
                control.stop(.deadlineExceeded)
            } else {
                engine.watchdog.watch(control, until: LockCondition.now() &+ UInt64(min(nanoseconds, 9e18)))
            }
        }
        let status = body()
        if deadline != nil { engine.watchdog.cancel(control) }
        // An interruption that came too late to stop this call waits for the next; a deadline's is over with the call.
        let stopped = status == .trap && (block.pointee.trap == .interrupted || block.pointee.trap == .deadlineExceeded)
        if stopped || control.interruption == .deadlineExceeded { control.resume() }
        return status
    }

    /// The guest functions that were active where code stopped, innermost first.
    func backtrace() -> [Trap.Frame] {
        var frames: [Trap.Frame] = []
        guard var pc = block.pointee.pc, var sp = block.pointee.sp, var cx = block.pointee.instance else { return [] }
        while frames.count < Trap.maximumFrames {
            let module = cx.storage.module
            guard let record = module.code.function(at: pc) else { break }
            let index = record.pointee.index
            frames.append(Trap.Frame(module: module.name, functionIndex: index, name: module.name(ofFunction: index)))
            let header = sp + Int(record.pointee.headerSlot)
            let address = UInt(header[FrameHeader.returnAddress])
            if isExit(address) { break }
            if address & 1 != 0 { cx = CX(bitPattern: UInt(header[FrameHeader.callerInstance]))! }
            // A return address lies behind the call that it belongs to.
            pc = PC(bitPattern: (address & ~1) - 1)!
            sp = SP(bitPattern: UInt(header[FrameHeader.callerFrame]))!
        }
        return frames
    }
}

/// Stops the guests of one store, from any thread.
public struct Interrupter: Sendable {
    let control: StoreControl

    /// Let the guest that runs trap with ``Trap/Kind/interrupted``; when none runs, the next call traps.
    public func interrupt() { control.stop(.interrupted) }
}
