/// What the synchronous side of an asynchronous host function throws: running code is to stop until the function is done.
struct SuspensionRequest: Error {}

/// A guest that waits for an asynchronous host function. Its frames stay where they are, in the store's stack; no thread and no
/// stack of the host's is kept (see decision 120).
struct Suspension {
    let host: HostFunction
    /// The function's arguments, then its results.
    let frame: SP
    /// The instruction that called it.
    let pc: PC
    let sp: SP
    let cx: CX
    /// Where the caller goes on, when the results are in place.
    var resumption: Resumption

    enum Resumption {
        /// With the next instruction.
        case next(PC)
        /// With the return of the caller, which ended with the call: its results and its own header are at these places of its
        /// frame, in slots.
        case `return`(resultCount: Int, header: Int)
    }
}

extension Store {
    /// Running code called an asynchronous host function.
    func suspend(
        _ host: HostFunction, _ frame: SP, _ pc: PC, _ sp: SP, _ cx: CX
    ) -> Status {
        guard canSuspend else {
            fail(with: CallError.asynchronousHostFunction, pc, sp, cx)
            return .hostError
        }
        suspension = Suspension(host: host, frame: frame, pc: pc, sp: sp, cx: cx, resumption: .next(pc))
        return .suspended
    }

    /// Go on behind an asynchronous host function that is done, until the next one or the end.
    func resume(_ suspension: Suspension) -> Status {
        switch suspension.resumption {
        case .next(let pc):
            return WebAssembly.run(pc, suspension.sp, suspension.cx)
        case .return(let resultCount, let header):
            // Lower slots first: the target never lies above the results.
            for index in 0..<resultCount { suspension.sp[index] = suspension.frame[index] }
            let header = suspension.sp + header
            let address = UInt(header[FrameHeader.returnAddress])
            // The header was written when the frame was entered.
            let caller = SP(bitPattern: UInt(header[FrameHeader.callerFrame])).unsafelyUnwrapped
            let instance =
                address & 1 == 0
                ? suspension.cx : CX(bitPattern: UInt(header[FrameHeader.callerInstance])).unsafelyUnwrapped
            return WebAssembly.run(PC(bitPattern: address & ~1).unsafelyUnwrapped, caller, instance)
        }
    }
}

/// A handler called an asynchronous host function: end the run, and remember where it goes on.
@inline(never)
func noteResumption(_ cx: CX, _ resumption: Suspension.Resumption) -> Status {
    cx.storage.store.suspension?.resumption = resumption
    return .suspended
}
