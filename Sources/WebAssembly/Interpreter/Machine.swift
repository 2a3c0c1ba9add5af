// The register machine: its registers, the shape of a handler, and how one instruction hands over to the next.
//
// An instruction is a handler's address followed by its operands in 4-byte fields (slots, immediates, displacements).
// Values live in 64-bit frame slots: an `i32` or `f32` in the low half, zero-extended.

/// Program counter: the current instruction.
typealias PC = UnsafeRawPointer
/// Frame pointer: slot 0 of the current frame.
typealias SP = UnsafeMutablePointer<UInt64>
/// The current instance's ``InstanceBlock``. Raw, as C functions cannot name a Swift type.
typealias CX = UnsafeMutableRawPointer
/// Base of memory 0.
typealias MB = UnsafeMutableRawPointer?
/// Size of memory 0 in bytes.
typealias MS = UInt

/// What a handler returns when it does not go on.
typealias Status = Int

extension Status {
    /// The outermost function of this run returned.
    static var done: Status { 0 }
    /// A trap; its kind is in the store's block.
    static var trap: Status { 1 }
    /// A host function threw; the error is in the store.
    static var hostError: Status { 2 }
    /// Go on with the registers in the store's block: loop dispatch does so after each instruction.
    static var next: Status { 3 }
    /// An exception that no guest function catches; it is in the store's block.
    static var exception: Status { 4 }
    /// An asynchronous host function was called; the store's ``Suspension`` says where to go on when it is done.
    static var suspended: Status { 5 }
}

/// One instruction's code. The five registers stay in the processor's argument registers from handler to handler.
typealias Handler = @convention(c) (PC, SP, CX, MB, MS) -> Status

extension UnsafeMutableRawPointer {
    /// The instance block behind a `CX`.
    @inline(__always) var block: UnsafeMutablePointer<InstanceBlock> {
        assumingMemoryBound(to: InstanceBlock.self)
    }
}

// Operands. Fields are 4-byte aligned only.
extension UnsafeRawPointer {
    @inline(__always) func int(_ offset: Int) -> Int {
        Int(truncatingIfNeeded: loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    @inline(__always) func uint32(_ offset: Int) -> UInt32 {
        loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    }

    @inline(__always) func uint64(_ offset: Int) -> UInt64 {
        loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always) func address(_ offset: Int) -> UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: loadUnaligned(fromByteOffset: offset, as: UInt.self)).unsafelyUnwrapped
    }
}

#if DEBUG
    /// Unoptimised code does not turn calls in tail position into jumps: go back to the loop in `run`.
    @inline(__always)
    func next(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        cx.block.pointee.store.pointee.registers = .init(pc: pc, sp: sp, cx: cx, mb: mb, ms: ms)
        return .next
    }
#else
    /// Go on with the instruction at `pc`. Compiled as an indirect jump: a handler ends here and owns nothing by then.
    @inline(__always)
    func next(_ pc: PC, _ sp: SP, _ cx: CX, _ mb: MB, _ ms: MS) -> Status {
        unsafeBitCast(pc.loadUnaligned(as: UInt.self), to: Handler.self)(pc, sp, cx, mb, ms)
    }
#endif

/// Run from `pc` until the code returns to the exit stub, traps, or a host function throws.
func run(_ pc: PC, _ sp: SP, _ cx: CX) -> Status {
    let memory = cx.block.pointee.memory
    var status = unsafeBitCast(pc.loadUnaligned(as: UInt.self), to: Handler.self)(
        pc, sp, cx, memory.pointee.base, memory.pointee.byteCount)
    let store = cx.block.pointee.store
    while status == .next {
        let r = store.pointee.registers
        let pc = r.pc.unsafelyUnwrapped
        status = unsafeBitCast(pc.loadUnaligned(as: UInt.self), to: Handler.self)(
            pc, r.sp.unsafelyUnwrapped, r.cx.unsafelyUnwrapped, r.mb, r.ms)
    }
    return status
}

/// How this build goes from one instruction to the next.
public enum Dispatch: Sendable {
    /// Each handler jumps to the next: optimised builds.
    case threaded
    /// Each handler returns to a loop: debug builds.
    case loop
}

/// Stop with a trap at the instruction `pc`. The registers come first, as in a handler: it calls this without moving them about.
@inline(never)
func trap(_ pc: PC, _ sp: SP, _ cx: CX, _ kind: Trap.Kind) -> Status {
    let store = cx.block.pointee.store
    store.pointee.trap = kind
    store.pointee.pc = pc
    store.pointee.sp = sp
    store.pointee.instance = cx
    return .trap
}

/// A frame or a taken branch met the stack limit: either there is no room, or somebody asked the guest to stop.
@inline(never)
func limitReached(_ pc: PC, _ sp: SP, _ cx: CX) -> Status {
    let storage = cx.block.pointee.storage.takeUnretainedValue()
    return trap(pc, sp, cx, storage.control.interruption ?? .callStackExhausted)
}
