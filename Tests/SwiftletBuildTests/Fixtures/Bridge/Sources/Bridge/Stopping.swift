import JavaScript

// What stops the module.

@JSImport("test.fail") func fail(_ text: String)
@JSImport("test.wrong") func wrong() -> Direction
@JSImport("test.nested") func nested() throws(JSException) -> Int

nonisolated(unsafe) var isInTheMiddle = false
@JS func callFail() {
    isInTheMiddle = true
    fail("text")
    isInTheMiddle = false
}
@JS func callWrong() -> String { wrong().rawValue }
@JS func callNested() -> Int {
    do throws(JSException) { return try nested() } catch { return -1 }
}
@JS func callMember(_ object: JSObject) { object.explode(1) }
@JS func readMember(_ object: JSObject) -> JSValue { object.explosive }
@JS func callNothing(_ object: JSObject) { object.nothing(1, 2) }
@JS func crash(_ values: [Int], _ index: Int) -> Int { values[index] }
@JSAsync func dig(_ depth: Int, _ promise: JSObject) throws(JSException) -> Int {
    var numbers: InlineArray<32, Int> = .init(repeating: depth)
    if depth > 0 { numbers[depth & 31] = try dig(depth - 1, promise) } else { _ = try promise.wait() }
    return numbers[0] &+ numbers[31]
}
