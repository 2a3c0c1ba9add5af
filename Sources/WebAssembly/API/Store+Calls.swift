// Calls from the host.

extension Store {
    /// Make room on the stack for the frame of a function that the host is about to call: arguments go where the result points.
    /// ``end(_:)`` must follow.
    ///
    /// - Throws: ``Trap`` of kind ``Trap/Kind/callStackExhausted``.
    func begin(_ function: UnsafeMutablePointer<FunctionBlock>) throws(Trap) -> UnsafeMutablePointer<UInt64> {
        let frame = block.pointee.top
        guard frame <= stackLimit, depth < limits.hostCallDepth else { throw Trap(.callStackExhausted) }
        depth += 1
        // Before the arguments are written: a collection in between must see those that are there already.
        block.pointee.top = frame + function.headerSlot + FrameHeader.slotCount
        return frame
    }

    /// The frame's results have been read, or there are none: the stack is as it was before.
    func end(_ frame: UnsafeMutablePointer<UInt64>) {
        block.pointee.top = frame
        depth -= 1
    }

    /// Call a function whose arguments are in its frame; then its results are.
    ///
    /// - Parameter caller: the instance on whose behalf a host function is called, if it is one.
    /// - Throws: as ``Function/call(_:)``.
    func run(
        _ function: UnsafeMutablePointer<FunctionBlock>, _ frame: UnsafeMutablePointer<UInt64>,
        from caller: InstanceStorage? = nil
    ) throws {
        guard let record = function.pointee.record, let instance = function.pointee.instance else {
            let host = function.pointee.host.unsafelyUnwrapped.takeUnretainedValue()
            guard host.asyncBody == nil else { throw CallError.asynchronousHostFunction }
            return try host.body(caller?.caller ?? self.caller, frame)
        }
        let couldSuspend = canSuspend
        canSuspend = false
        defer { canSuspend = couldSuspend }
        let isWatched = watchDeadline()
        let status = start(record, frame, instance)
        if isWatched { endWatch(status) }
        if status != .done { throw failure(status) }
    }

    /// Call a function.
    /// - Parameters:
    ///   - write: puts the arguments into the slots it is given.
    ///   - read: takes the results out of them.
    func call<Result>(
        _ function: UnsafeMutablePointer<FunctionBlock>, from caller: InstanceStorage? = nil,
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result
    ) throws -> Result {
        let frame = try begin(function)
        defer { end(frame) }
        try write(frame)
        try run(function, frame, from: caller)
        return try read(frame)
    }

    /// Run a guest function from its start until it is done, or suspended.
    func start(
        _ record: UnsafeMutablePointer<FunctionRecord>, _ frame: UnsafeMutablePointer<UInt64>,
        _ instance: UnsafeMutableRawPointer
    ) -> Status {
        let header = frame + Int(record.pointee.headerSlot)
        header[FrameHeader.returnAddress] = UInt64(UInt(bitPattern: exitStub))
        header[FrameHeader.callerFrame] = UInt64(UInt(bitPattern: frame))
        if exceeds(frame, record, instance) { return limitReached(record.pointee.entry, frame, instance) }
        return WebAssembly.run(record.pointee.entry, frame, instance)
    }

    /// A host function, or a translation, failed: the call from the host will throw the error.
    func fail(with error: any Error, _ pc: PC, _ sp: SP, _ cx: CX) {
        pendingError = error
        block.pointee.pc = pc
        block.pointee.sp = sp
        block.pointee.instance = cx
    }

    /// Why running code ended in another way than by returning.
    func failure(_ status: Status) -> any Error {
        switch status {
        case .trap:
            return Trap(block.pointee.trap, backtrace: backtrace())
        case .exception:
            return takeException()
        default:
            let error = pendingError!
            pendingError = nil
            guard var trap = error as? Trap else { return error }
            // A guest that the host called in between trapped: say who had called the host.
            trap.backtrace.append(Trap.Frame())
            trap.backtrace.append(contentsOf: backtrace())
            trap.backtrace = Array(trap.backtrace.prefix(Trap.maximumFrames))
            return trap
        }
    }

    // MARK: Deadlines

    /// Set the watchdog, if this is the outermost call of a guest and there is a deadline.
    /// - Returns: whether it was the outermost call: ``endWatch(_:)`` must follow then.
    @inline(__always)
    func watchDeadline() -> Bool {
        if isRunning { return false }
        isRunning = true
        // A host function may set another deadline meanwhile: it is for the next call.
        if hasDeadline { startWatch() }
        return true
    }

    @inline(never)
    private func startWatch() {
        guard let deadline else { return }
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
        let nanoseconds = Double(seconds) * 1e9 + Double(attoseconds) / 1e9
        if nanoseconds <= 0 {
            control.stop(.deadlineExceeded)
        } else {
            engine.watchdog.watch(control, until: LockCondition.now() &+ UInt64(min(nanoseconds, 9e18)))
        }
        isWatched = true
    }

    /// The outermost call of a guest is over.
    @inline(__always)
    func endWatch(_ status: Status) {
        isRunning = false
        if isWatched || status != .done { endInterruption(status) }
    }

    /// An interruption that came too late to stop this call waits for the next; a deadline's, and that of a task that was cancelled,
    /// is over with the call.
    @inline(never)
    private func endInterruption(_ status: Status) {
        if isWatched { engine.watchdog.cancel(control) }
        isWatched = false
        let stopped =
            status == .trap
            && [.interrupted, .deadlineExceeded, .cancelled].contains(block.pointee.trap)
        let interruption = control.interruption
        if stopped || interruption == .deadlineExceeded || interruption == .cancelled { control.resume() }
    }

    // MARK: Backtraces

    /// Whether a return address, with its bit, ends the run.
    func isExit(_ address: UInt) -> Bool { address & ~1 == UInt(bitPattern: exitStub) }

    /// The guest functions that were active where code stopped, innermost first.
    func backtrace() -> [Trap.Frame] {
        var frames: [Trap.Frame] = []
        var places: [(module: Module, pc: PC)] = []
        guard var pc = block.pointee.pc, var sp = block.pointee.sp, var cx = block.pointee.instance else { return [] }
        while frames.count < Trap.maximumFrames {
            let module = cx.storage.module
            guard let record = module.code.function(at: pc) else { break }
            let index = record.pointee.index
            frames.append(Trap.Frame(module: module.name, functionIndex: index, name: module.name(ofFunction: index)))
            places.append((module, pc))
            let header = sp + Int(record.pointee.headerSlot)
            let address = UInt(header[FrameHeader.returnAddress])
            if isExit(address) { break }
            if address & 1 != 0 { cx = CX(bitPattern: UInt(header[FrameHeader.callerInstance]))! }
            // A return address lies behind the call that it belongs to.
            pc = PC(bitPattern: (address & ~1) - 1)!
            sp = SP(bitPattern: UInt(header[FrameHeader.callerFrame]))!
        }
        locate(&frames, places)
        return frames
    }

    /// Fill in where the frames' instructions come from, for modules that say it.
    private func locate(_ frames: inout [Trap.Frame], _ places: [(module: Module, pc: PC)]) {
        var done: [ObjectIdentifier] = []
        for (module, _) in places where !done.contains(ObjectIdentifier(module)) {
            done.append(ObjectIdentifier(module))
            guard let lines = LineTables(module.binary) else { continue }
            let own = places.indices.filter { places[$0].module === module }
            let offsets = own.map { module.code.offset(at: places[$0].pc) }
            let locations = lines.locations(of: offsets.map { $0 ?? -1 })
            for (index, number) in own.enumerated() where offsets[index] != nil {
                frames[number].offset = offsets[index]
                frames[number].location = locations[index]
            }
        }
    }
}
