/// What the operand stack holds at translation time. Reading a local or a constant emits no code: the entry remembers it
/// until somebody needs the value.
///
/// Entry `i` has a home, the temporary slot `i` of the frame. A block's parameters and results always lie in their homes
/// where control flow meets. A vector takes two entries, as it takes two slots; it is handled by the lower one.
struct ValueStack {
    enum Kind {
        /// In its home.
        case temporary
        /// Still in the local `payload`.
        case local
        /// The local `payload` plus ``Entry/addend``, an `i32`. Of a local that is an `i64`, the lower half.
        case sum
        /// The constant `payload`; of a vector, its number among the translator's ``Translator/vectors``.
        case constant
    }

    struct Entry {
        var kind: Kind
        var payload: UInt64
        var addend: UInt32 = 0
        /// Whether the local of a sum is an `i64`.
        var isWrapped = false
        /// The next lower entry that was pushed as the same local, or -1. Follows the chain of `newestReader`.
        var olderReader: Int32 = -1
        var isChained = false
        /// One half of a vector.
        var isVector = false

        /// Whether the value can be read without an instruction that makes it.
        var isSlot: Bool { kind == .temporary || kind == .local }
        /// Whether its lower half can be read so, which is all that an address is.
        var isAddressSlot: Bool { isSlot || kind == .sum && addend == 0 }
        /// Whether the value changes with a local.
        var readsLocal: Bool { kind == .local || kind == .sum }

        /// The entries, and slots, that the value takes.
        var slotCount: Int { isVector ? 2 : 1 }
    }

    private(set) var entries: [Entry] = []
    /// For each local, the topmost entry that still reads it, or -1: `local.set` finds the entries that it must save first
    /// without a search.
    private var newestReader: [Int32] = []
    /// Entries below this one read no local: control flow may meet here without a look at them.
    private var settled = 0
    /// The most entries there were.
    private(set) var highest = 0

    init() {}

    mutating func reset(localCount: Int) {
        entries.removeAll(keepingCapacity: true)
        newestReader.removeAll(keepingCapacity: true)
        newestReader.append(contentsOf: repeatElement(-1, count: localCount))
        settled = 0
        highest = 0
    }

    var count: Int { entries.count }

    subscript(_ index: Int) -> Entry { entries[index] }

    /// Whether the topmost value is a vector.
    var isVectorOnTop: Bool { entries[entries.count - 1].isVector }

    mutating func pushTemporary(isVector: Bool = false) {
        push(Entry(kind: .temporary, payload: 0, isVector: isVector))
    }

    mutating func push(constant: UInt64, isVector: Bool = false) {
        push(Entry(kind: .constant, payload: constant, isVector: isVector))
    }

    mutating func push(local: UInt32, isVector: Bool) {
        push(reader: Entry(kind: .local, payload: UInt64(local), isVector: isVector))
    }

    /// - Parameter isWrapped: whether the local is an `i64`, of which only the lower half counts.
    mutating func push(local: UInt32, plus addend: UInt32, isWrapped: Bool = false) {
        let isSum = addend != 0 || isWrapped
        push(
            reader: Entry(
                kind: isSum ? .sum : .local, payload: UInt64(local), addend: addend, isWrapped: isWrapped))
    }

    private mutating func push(reader: Entry) {
        var entry = reader
        entry.olderReader = newestReader[Int(entry.payload)]
        entry.isChained = true
        newestReader[Int(entry.payload)] = Int32(entries.count)
        push(entry)
    }

    /// Homes up to that of entry `count` are in use, without an entry in them.
    mutating func reserve(_ count: Int) {
        if count > highest { highest = count }
    }

    private mutating func push(_ entry: Entry) {
        entries.append(entry)
        if entry.isVector {
            // The upper half follows the lower one in all that happens to it; only that one is in the local's chain.
            var upper = entry
            upper.isChained = false
            entries.append(upper)
        }
        if entries.count > highest { highest = entries.count }
    }

    /// Pop a value. Its home is the one at the new ``count``.
    @discardableResult
    mutating func pop() -> Entry {
        if isVectorOnTop { entries.removeLast() }
        let entry = entries.removeLast()
        if entry.isChained { newestReader[Int(entry.payload)] = entry.olderReader }
        if settled > entries.count { settled = entries.count }
        return entry
    }

    mutating func pop(to height: Int) {
        while entries.count > height { pop() }
    }

    /// The value at entry `index` is in its home from now on. It stays in its local's chain.
    mutating func settle(_ index: Int) {
        entries[index].kind = .temporary
        if entries[index].isVector { entries[index + 1].kind = .temporary }
    }

    /// The topmost entry of a local's chain, or -1; the chain is empty from now on. Follow it with ``takeNextReader(_:)``.
    mutating func takeReaders(of local: UInt32) -> Int {
        let index = newestReader[Int(local)]
        newestReader[Int(local)] = -1
        return Int(index)
    }

    /// The entry below `index` in the chain that is being taken apart, or -1.
    mutating func takeNextReader(_ index: Int) -> Int {
        entries[index].isChained = false
        return Int(entries[index].olderReader)
    }

    /// The first value that control flow has to look at when it needs the topmost `count` entries in their homes.
    func firstUnsettled(top count: Int) -> Int { min(settled, entries.count - count) }

    /// No entry reads a local.
    mutating func markSettled() { settled = entries.count }
}
