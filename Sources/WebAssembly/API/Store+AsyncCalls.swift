// Calls from a task, which may wait for asynchronous host functions.

extension Store {
    /// Call a function; its host functions may be asynchronous.
    ///
    /// Everything runs on the executor of the task that calls. When the task is cancelled, the guest traps.
    /// - Parameters:
    ///   - caller: the instance on whose behalf a host function is called, if it is one.
    ///   - write: puts the arguments into the slots it is given.
    ///   - read: takes the results out of them.
    nonisolated(nonsending) func callAsync<Result>(
        _ function: UnsafeMutablePointer<FunctionBlock>, from caller: InstanceStorage? = nil,
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result
    ) async throws -> Result {
        try await callAsync(function, from: caller, write: write, read: read, isolation: #isolation)
    }

    /// - Parameter isolation: the actor that calls. A closure stays on it if it mentions it, and leaves one that is only implied.
    private func callAsync<Result>(
        _ function: UnsafeMutablePointer<FunctionBlock>, from caller: InstanceStorage?,
        write: (UnsafeMutablePointer<UInt64>) throws -> Void, read: (UnsafeMutablePointer<UInt64>) throws -> Result,
        isolation: isolated (any Actor)?
    ) async throws -> Result {
        // The frames of a suspended guest are at the top of the stack: another that waits could end after it.
        guard !isSuspended else { throw CallError.suspended }
        let control = control
        return try await withTaskCancellationHandler {
            _ = isolation
            let frame = try begin(function)
            defer { end(frame) }
            try write(frame)
            try await runAsync(function, frame, from: caller)
            return try read(frame)
        } onCancel: {
            control.stop(.cancelled)
        }
    }

    private nonisolated(nonsending) func runAsync(
        _ function: UnsafeMutablePointer<FunctionBlock>, _ frame: UnsafeMutablePointer<UInt64>,
        from caller: InstanceStorage?
    ) async throws {
        guard let record = function.pointee.record, let instance = function.pointee.instance else {
            let host = function.pointee.host.unsafelyUnwrapped.takeUnretainedValue()
            let caller = caller?.caller ?? self.caller
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
            if let body = call.host.asyncBody { try await wait(for: body, call.cx.storage.caller, call.frame) }
        } catch {
            failure = error
        }
        canSuspend = true
        isSuspended = false
        block.pointee.top = top
        if let interruption = control.interruption, interruption != .cancelled {
            // The function was told to end. What it threw for that reason is not why the guest stops.
            return limitReached(call.pc, call.sp, call.cx)
        }
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

    /// Wait for an asynchronous host function, which is cancelled when the guest is to stop.
    private nonisolated(nonsending) func wait(
        for body: nonisolated(nonsending) @escaping (Caller, UnsafeMutablePointer<UInt64>) async throws -> Void,
        _ caller: Caller, _ frame: UnsafeMutablePointer<UInt64>
    ) async throws {
        // Without a deadline, and an interrupter in somebody's hands, only the end of this task could end it, of which it hears itself.
        guard isWatched || hasInterrupter else { return try await body(caller, frame) }
        let call = AsyncHostCall(body: body, caller: caller, frame: frame)
        let control = control
        let isolation = #isolation
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await call.run(isolation: isolation)
                return true
            }
            group.addTask {
                await control.untilStopped()
                return false
            }
            let isDone = try await group.next()
            group.cancelAll()
            if isDone == false { _ = try await group.next() }
        }
    }
}

/// A call of an asynchronous host function by a task of its own, so that it can be cancelled alone.
///
/// It is used by that task only, on the executor of the one that waits for it meanwhile.
private final class AsyncHostCall: @unchecked Sendable {
    private let body: HostFunction.AsyncBody
    private let caller: Caller
    private let frame: UnsafeMutablePointer<UInt64>

    init(body: @escaping HostFunction.AsyncBody, caller: Caller, frame: UnsafeMutablePointer<UInt64>) {
        self.body = body
        self.caller = caller
        self.frame = frame
    }

    func run(isolation: isolated (any Actor)?) async throws { try await body(caller, frame) }
}
