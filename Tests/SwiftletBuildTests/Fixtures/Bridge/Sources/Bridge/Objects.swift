import JavaScript

nonisolated(unsafe) var livingCounters = 0

/// Counts.
@JS final class Counter {
    /// Where it stands.
    @JS var count: Int
    @JS var name = "counter"
    @JS let step: Int
    @JS private(set) var history: [Int] = []
    @JS var double: Int { count * 2 }
    @JS var half: Double {
        get { Double(count) / 2 }
        set { count = Int(newValue * 2) }
    }
    var secret = 42

    @JS init(start: Int, step: Int = 1) {
        count = start
        self.step = step
        livingCounters += 1
    }

    deinit { livingCounters -= 1 }

    /// Goes on.
    @JS func increment() {
        history.append(count)
        count += step
    }
    @JS func add(_ other: Counter) -> Counter { Counter(start: count + other.count, step: step) }
    @JS func label(prefix: String) -> String { prefix + name }
    @JS static func zero() -> Counter { Counter(start: 0) }
    func hidden() {}
}

@JS func living() -> Int { livingCounters }
nonisolated(unsafe) var kept: Counter?
@JS func keepCounter(_ counter: Counter?) { kept = counter }
@JS func keptCount() -> Int? { kept?.count }
@JS func sum(of counters: [Counter]) -> Int { counters.reduce(0) { $0 + $1.count } }

// Errors.

@JS enum ParseError: Error {
    case empty
    case unexpected(character: String, at: Int)
}

@JS func parse(_ text: String) throws(ParseError) -> Int {
    if text.isEmpty { throw .empty }
    var result = 0
    for (index, byte) in text.utf8.enumerated() {
        guard (48...57).contains(byte) else {
            throw .unexpected(character: String(decoding: [byte], as: UTF8.self), at: index)
        }
        result = result * 10 + Int(byte) - 48
    }
    return result
}

@JS func check(_ value: Int) throws(JSException) {
    if value < 0 { throw JSException("negative: \(value)") }
}

// Closures.

@JS func apply(_ function: (Int, String) -> String) -> String { function(3, "三") }
@JS func repeatCall(_ count: Int, _ function: () -> Void) { for _ in 0..<count { function() } }
@JS func mapped(_ values: [Double], by function: (Double) -> Double) -> [Double] { values.map(function) }
@JS func adder(_ amount: Int) -> (Int) -> Int { { $0 + amount } }
@JS func compose(_ first: @escaping (Int) -> Int, _ second: @escaping (Int) -> Int) -> (Int) -> Int { { second(first($0)) } }
@JS func greeter() -> (String, Point?) -> String { { name, point in "Hello, \(name)" + (point == nil ? "" : "!") } }
nonisolated(unsafe) var stored: ((Int) -> Int)?
@JS func store(_ function: ((Int) -> Int)?) { stored = function }
@JS func callStored(_ value: Int) -> Int? { stored?(value) }
@JS func makers() -> [() -> Counter] { [{ Counter(start: 1) }, { Counter(start: 2) }] }
