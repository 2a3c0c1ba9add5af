/// The types of a function's locals, parameters included.
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

    mutating func removeAll() {
        first.truncate(to: 0)
        runs.truncate(to: 0)
        count = 0
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
}
