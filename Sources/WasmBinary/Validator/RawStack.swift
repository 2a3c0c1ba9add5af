/// A growable stack of plain values in raw memory, which is kept when the stack empties.
///
/// The validator goes through its stacks millions of times; an `Array` would count references and check uniqueness there.
/// Invariant: the first `count` elements of `base` are initialized, and `count <= capacity`.
struct RawStack<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        precondition(capacity > 0, "doubling must get somewhere")
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(index >= 0 && index < count, "index beyond the stack")
            return base[index]
        }
        @inline(__always) set {
            precondition(index >= 0 && index < count, "index beyond the stack")
            base[index] = newValue
        }
    }

    /// The topmost element; there must be one.
    var top: Element { @inline(__always) get { self[count - 1] } }

    @inline(__always)
    mutating func push(_ element: Element) {
        if count == capacity { grow() }
        base[count] = element
        count += 1
    }

    /// Removes the topmost element; there must be one.
    @inline(__always)
    mutating func pop() -> Element {
        precondition(count > 0, "pop from an empty stack")
        count -= 1
        return base[count]
    }

    mutating func push(_ element: Element, times: Int) {
        for _ in 0..<times { push(element) }
    }

    /// Keeps the lowest `count` elements.
    @inline(__always)
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count, "truncation cannot grow a stack")
        self.count = count
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }
}
