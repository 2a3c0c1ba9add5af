/// The types of a function's locals, parameters included, and which of them have a value.
///
/// A body can declare tens of thousands of locals in four bytes. So only the first ones are laid out one by one and the
/// others stay runs: validating a function never costs more than its bytes justify.
struct LocalTypes: ~Copyable {
    struct Run: BitwiseCopyable {
        /// The index after the run's last local.
        var end: Int
        var type: OperandType
    }

    private static let laidOutCount = 256

    private var first = RawStack<OperandType>(capacity: laidOutCount)
    private var runs = RawStack<Run>()
    private(set) var count = 0

    private var parameterCount = 0
    /// The locals that were given a value, of those that need one, in the order in which they were.
    private var initialized = RawStack<Int>()
    /// By local: the number of the body in which it has a value now. It is only as long as the highest such local asks for, and never
    /// cleared: the next body has another number.
    private var bodies = RawStack<UInt32>()
    private var body: UInt32 = 0

    mutating func removeAll() {
        first.truncate(to: 0)
        runs.truncate(to: 0)
        count = 0
    }

    /// The parameters have been appended; they have values.
    mutating func startBody() {
        parameterCount = count
        initialized.truncate(to: 0)
        body += 1
    }

    mutating func append(_ type: OperandType, count added: Int) {
        first.push(type, times: min(added, Self.laidOutCount - first.count))
        count += added
        if count > first.count { runs.push(Run(end: count, type: type)) }
    }

    /// The type of a local; the index must be less than ``count``.
    @inline(__always)
    subscript(index: Int) -> OperandType { index < first.count ? first[index] : typeInRuns(index) }

    /// The first run that ends after the local, by bisection.
    @inline(never)
    private func typeInRuns(_ index: Int) -> OperandType {
        var low = 0
        var high = runs.count - 1
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].end > index { high = middle } else { low = middle + 1 }
        }
        return runs[low].type
    }

    // MARK: Values (§3.4.4)

    /// How many locals were given a value, of those that need one.
    var initializedCount: Int { @inline(__always) get { initialized.count } }

    /// Whether a local has a value, which needs to be given one.
    func isInitialized(_ index: Int) -> Bool {
        index < parameterCount || index < bodies.count && bodies[index] == body
    }

    /// A local that needs a value has been given one.
    mutating func initialize(_ index: Int) {
        guard !isInitialized(index) else { return }
        if index >= bodies.count { bodies.push(0, times: index + 1 - bodies.count) }
        bodies[index] = body
        initialized.push(index)
    }

    /// Forgets the values that locals were given since there were `count` of them.
    mutating func uninitialize(to count: Int) {
        while initialized.count > count { bodies[initialized.pop()] = 0 }
    }
}
