// The raw blocks that running code reads: fixed layouts, no references, no bounds.
//
// Handlers address them through raw pointers, and native code will address them by field offset. Everything here is owned
// by a `Store` or a `Module`, which frees it when nothing can run any more; a pointer between blocks therefore stays valid
// as long as the store lives.
//
// A slot is 64 bits; a vector takes two, with its low half in the first.

/// What one instance needs at run time. The header below is followed, in the same allocation, by the variable part whose
/// places `InstanceLayout` gives: function pointers, table pointers, globals.
struct InstanceBlock {
    /// No frame may reach beyond this address. Null asks running code to stop: frames and taken branches compare with it,
    /// so that one test serves the stack limit, deadlines and cancellation.
    var stackLimit: UnsafeMutablePointer<UInt64>?
    /// Memory 0; an empty block when the module has no memory.
    var memory: UnsafeMutablePointer<MemoryBlock>
    var store: UnsafeMutablePointer<StoreBlock>
    /// The Swift side of this instance, for the slow paths.
    var storage: Unmanaged<InstanceStorage>
}

/// A linear memory. `base` never changes; `byteCount` grows. The host reads both without a call.
@usableFromInline @frozen
struct MemoryBlock {
    @usableFromInline var base: UnsafeMutableRawPointer?
    @usableFromInline var byteCount: UInt
    /// The size of a page is two to the power of this.
    @usableFromInline var pageSizeLog2: UInt64

    @usableFromInline
    init(base: UnsafeMutableRawPointer?, byteCount: UInt, pageSizeLog2: UInt64) {
        self.base = base
        self.byteCount = byteCount
        self.pageSizeLog2 = pageSizeLog2
    }

    var pages: UInt64 { @inline(__always) get { UInt64(byteCount) &>> pageSizeLog2 } }
}

/// A table's elements: references as ``FunctionBlock`` addresses or external handles; 0 is null.
struct TableBlock {
    var elements: UnsafeMutablePointer<UInt64>
    var count: Int
    var capacity: Int
    /// The most elements that the type and the store's limits allow.
    var maximum: Int
    /// What growing answers when it fails: -1 of the table's address type.
    var minusOne: UInt64
}

/// A tag of the store. Tags are the same when their blocks are.
struct TagBlock {
    /// The engine's number of the tag's type.
    var typeID: UInt32
    /// The tag's Swift side.
    var storage: Unmanaged<TagStorage>
}

/// A function of the store: what a `funcref` points at.
struct FunctionBlock {
    /// The code of a wasm function; nil for a host function.
    var record: UnsafeMutablePointer<FunctionRecord>?
    /// The instance that a wasm function belongs to.
    var instance: UnsafeMutableRawPointer?
    /// The host's side of a host function.
    var host: Unmanaged<HostFunction>?
    /// The engine's number of the function's type: equal types have equal numbers.
    var typeID: UInt32
}

extension UnsafeMutablePointer<FunctionBlock> {
    /// Where the function's frame keeps its header.
    var headerSlot: Int {
        pointee.record.map { Int($0.pointee.headerSlot) } ?? pointee.host!.takeUnretainedValue().headerSlot
    }
}

/// A function of a module, shared by all its instances: where its code starts, and how much frame it takes.
struct FunctionRecord {
    /// One instruction that translates the function and goes on in its code: `entry` points here until the first call.
    var translateStub: UInt
    var entry: UnsafeRawPointer
    /// The frame's size in slots, header included; 0 before translation.
    var frameSlots: Int
    /// Where the frame header starts: after the parameters and results, whichever are more.
    var headerSlot: Int32
    var index: UInt32
}

/// State of a store that running code and the host hand to each other.
struct StoreBlock {
    /// The first free slot of the stack while the host runs: calls from the host start here.
    var top: UnsafeMutablePointer<UInt64>
    /// Where running code stopped: set with a trap, and before each host call.
    var pc: UnsafeRawPointer?
    var sp: UnsafeMutablePointer<UInt64>?
    var instance: UnsafeMutableRawPointer?
    /// Why it stopped.
    var trap: Trap.Kind
    /// Where new structs and arrays go.
    var heap: HeapFront
    /// The types of objects and functions.
    var types: TypeRecords
    /// The exception that no guest function caught, on its way to the host; or null.
    var exception: UInt64
    /// The machine registers between two instructions, for the loop dispatch; or where an exception was caught.
    var registers: Registers
    /// What guests may still spend, in an engine that consumes fuel.
    var fuel: UInt64

    struct Registers {
        var pc: PC?
        var sp: SP?
        var cx: CX?
        var mb: MB
        var ms: MS
    }
}

/// Frame header: where a return goes. It lies in the callee's frame at `headerSlot`.
enum FrameHeader {
    /// The return address; its lowest bit is set when the caller belongs to another instance.
    static let returnAddress = 0
    /// The caller's frame.
    static let callerFrame = 1
    /// The caller's instance; written only when the bit is set.
    static let callerInstance = 2
    /// Slots that a header takes.
    static let slotCount = 3
}
