/// What modules share: the identity of function types. One engine serves a whole process.
///
/// Modules and stores that work together must come from the same engine.
public final class Engine: Sendable {
    /// How this build's interpreter goes from one instruction to the next.
    public static var dispatch: Dispatch {
        #if DEBUG
            .loop
        #else
            .threaded
        #endif
    }

    let types = FunctionTypeTable()
    let watchdog = Watchdog()

    public init() {}
}

/// Numbers function types, so that `call_indirect` compares numbers (specification §4.4.8.12).
final class FunctionTypeTable: @unchecked Sendable {
    private let lock = Lock()
    private var numbers: [FunctionType: UInt32] = [:]

    func number(of type: FunctionType) -> UInt32 {
        lock.withLock {
            if let number = numbers[type] { return number }
            let number = UInt32(numbers.count)
            numbers[type] = number
            return number
        }
    }
}
