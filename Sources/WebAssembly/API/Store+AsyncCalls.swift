// Calls from a task, which may wait for asynchronous host functions.

extension Store {
    /// Call a function; its host functions may be asynchronous.
    ///
    /// Everything runs on the executor of the task that calls. When the task is cancelled, the guest traps.
    /// - Parameters:
    ///   - write: puts the arguments into the slots it is given.
    ///   - read: takes the results out of them.
    nonisolated(nonsending) func callAsync<Result>(
        _ function: UnsafeMutablePointer<FunctionBlock>,
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result
    ) async throws -> Result {
        // The frames of a suspended guest are at the top of the stack: another that waits could end after it.
        guard !isSuspended else { throw CallError.suspended }
        let control = control
        return try await withTaskCancellationHandler {
            let frame = try begin(function)
            defer { end(frame) }
            try write(frame)
            try await runAsync(function, frame)
            return try read(frame)
        } onCancel: {
            control.stop(.cancelled)
        }
    }

    private nonisolated(nonsending) func runAsync(
        _ function: UnsafeMutablePointer<FunctionBlock>, _ frame: UnsafeMutablePointer<UInt64>
    ) async throws {
        guard let record = function.pointee.record, let instance = function.pointee.instance else {
            let host = function.pointee.host.unsafelyUnwrapped.takeUnretainedValue()
            let caller = self.caller
            guard let asyncBody = host.asyncBody else { return try host.body(caller, frame) }
            isSuspended = true
            defer { isSuspended = false }
            return try await asyncBody(caller, frame)
        }
        let couldSuspend = canSuspend
        canSuspend = true
        defer { canSuspend = couldSuspend }
        let isWatched = watchDeadline()
        var status = start(record, frame, instance)
        while status == .suspended, let call = suspension {
            suspension = nil
            status = await finish(call)
        }
        if isWatched { endWatch(status) }
        if status != .done { throw failure(status) }
    }

    /// Run the asynchronous host function that a guest waits for, then the guest until its next one or its end.
    private nonisolated(nonsending) func finish(_ call: Suspension) async -> Status {
        let top = block.pointee.top
        block.pointee.top = call.frame + call.host.frameSlots
        isSuspended = true
        // What the function calls meanwhile cannot suspend.
        canSuspend = false
        var failure: (any Error)?
        do {
            try await call.host.asyncBody?(call.cx.storage.caller, call.frame)
        } catch {
            failure = error
        }
        canSuspend = true
        isSuspended = false
        block.pointee.top = top
        if let failure {
            guard let exception = failure as? Exception, exception.tag.store === self else {
                fail(with: failure, call.pc, call.sp, call.cx)
                return .hostError
            }
            var isLeaving = false
            if case .return = call.resumption { isLeaving = true }
            let status = unwind(exception.object.reference, call.pc, call.sp, call.cx, isLeaving: isLeaving)
            guard status == .next, let pc = block.pointee.registers.pc, let sp = block.pointee.registers.sp,
                let cx = block.pointee.registers.cx
            else { return status }
            return WebAssembly.run(pc, sp, cx)
        }
        if call.cx.block.pointee.stackLimit == nil { return limitReached(call.pc, call.sp, call.cx) }
        return resume(call)
    }
}
