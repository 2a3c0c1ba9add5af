/// The code of one function while it is being written: handler addresses and 4-byte fields.
///
/// All displacements are relative to the instruction that holds them, so the finished bytes can lie anywhere.
struct CodeBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0
    /// Where the instruction that was appended last starts, or -1.
    private(set) var lastInstruction = -1
    /// Where the one before it starts, or -1.
    private var instructionBefore = -1

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        base = .allocate(byteCount: self.capacity, alignment: 8)
    }

    deinit { base.deallocate() }

    mutating func append(handler: Handler) {
        instructionBefore = lastInstruction
        lastInstruction = count
        append(unsafeBitCast(handler, to: UInt64.self))
    }

    mutating func append(_ field: Int) {
        append(UInt32(truncatingIfNeeded: field))
    }

    mutating func append(_ field: UInt32) {
        reserve(4)
        base.storeBytes(of: field, toByteOffset: count, as: UInt32.self)
        count += 4
    }

    mutating func append(_ field: UInt64) {
        reserve(8)
        base.storeBytes(of: field, toByteOffset: count, as: UInt64.self)
        count += 8
    }

    /// Overwrite a 4-byte field that was written before.
    mutating func patch(_ offset: Int, _ field: Int) {
        precondition(offset >= 0 && offset + 4 <= count)
        base.storeBytes(of: UInt32(truncatingIfNeeded: field), toByteOffset: offset, as: UInt32.self)
    }

    /// Forget everything from `count` on.
    mutating func truncate(to count: Int) {
        precondition(count <= self.count)
        lastInstruction = count == lastInstruction ? instructionBefore : -1
        instructionBefore = -1
        self.count = count
    }

    /// What follows can be reached from elsewhere: the last instruction is none that may be taken back.
    mutating func separate() {
        lastInstruction = -1
        instructionBefore = -1
    }

    /// Whether the last instruction is this one.
    func isLast(_ handler: Handler) -> Bool {
        guard lastInstruction >= 0 else { return false }
        return base.loadUnaligned(fromByteOffset: lastInstruction, as: UInt64.self)
            == unsafeBitCast(handler, to: UInt64.self)
    }

    /// A field of the last instruction; zero when that has no such field.
    func lastField(_ offset: Int) -> Int {
        guard lastInstruction >= 0, lastInstruction + offset + 4 <= count else { return 0 }
        return Int(base.loadUnaligned(fromByteOffset: lastInstruction + offset, as: Int32.self))
    }

    /// A copy of exactly the code's size, which the caller owns.
    func finish() -> UnsafeMutableRawPointer {
        let code = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 8)
        code.copyMemory(from: base, byteCount: count)
        return code
    }

    private mutating func reserve(_ bytes: Int) {
        if count + bytes <= capacity { return }
        let larger = max(capacity * 2, count + bytes)
        let copy = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 8)
        copy.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = copy
        capacity = larger
    }
}
