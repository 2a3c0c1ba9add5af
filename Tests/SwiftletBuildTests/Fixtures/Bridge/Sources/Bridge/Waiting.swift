import JavaScript

@JSImport("test.sleep") func sleep(_ milliseconds: Int, _ value: String) -> JSObject

@JSAsync func waitFor(_ text: String, milliseconds: Int) throws(JSException) -> String {
    // Something that lies on the stack while others run.
    var numbers: InlineArray<64, Int> = .init(repeating: 0)
    for index in 0..<64 { numbers[index] = index &* milliseconds }
    var result = ""
    for turn in 0..<3 {
        result += try sleep(milliseconds, text + String(turn)).wait().string ?? "?"
        for index in 0..<64 where numbers[index] != index &* milliseconds { return "the stack was overwritten" }
    }
    return result
}

@JSAsync func loadText(_ address: String) throws(JSException) -> String {
    let response = try JSObject.global.fetch(address).wait()
    return try response.text().wait().string ?? ""
}

@JSAsync func noWait(_ value: Double) -> Double { value * 2 }
@JSAsync func quiet() {}

// Functions of JavaScript whose promises are waited for.

@JSImport("test.soon") @JSAsync func soon(_ text: String, _ number: Int) throws(JSException) -> [String]
@JSImport("test.soonDone") @JSAsync func soonDone() throws(JSException)
@JSImport("test.soonDirection") @JSAsync func soonDirection() throws(JSException) -> Direction

@JSAsync func callSoon(_ text: String) throws(JSException) -> String {
    try soonDone()
    return try soon(text, 2).joined(separator: "+")
}
@JSAsync func callSoonDirection() throws(JSException) -> String {
    defer { cleanups += 1 }
    return try soonDirection().rawValue
}
@JSAsync func outcome(_ promise: JSObject) -> String {
    do throws(JSException) {
        return "value " + (try promise.wait().string ?? "?")
    } catch {
        return "error " + error.message
    }
}
@JSAsync func unparsed(_ promise: JSObject) throws(ParseError) -> Int {
    let text: String
    do throws(JSException) { text = try promise.wait().string ?? "" } catch { throw .empty }
    return try parse(text)
}
@JS func waitAnyway(_ promise: JSObject) throws(JSException) -> JSValue { try promise.wait() }
@JS func later() -> JSObject {
    JSClosure.async { (values: [JSValue]) throws(JSException) -> JSValue in
        let first = try values[0].wait().number ?? 0
        guard first >= 0 else { throw JSException("below zero") }
        return .number(first + (try values[1].wait().number ?? 0))
    }.object
}

/// What waits.
@JS final class Loader {
    @JS let name: String
    @JS nonisolated(unsafe) static var made = 0
    @JS init(name: String) {
        self.name = name
        Loader.made += 1
        livingCounters += 1
    }
    deinit { livingCounters -= 1 }
    /// Waits for a text.
    @JSAsync func load(_ promise: JSObject, times count: Int) throws(JSException) -> [String] {
        let text = try promise.wait().string ?? "?"
        return (0..<count).map { name + String($0) + text }
    }
    @JSAsync static func first(of promises: [JSObject]) throws(JSException) -> JSValue { try promises[0].wait() }
    @JS var checked: Int { get throws(ParseError) { try parse(name) } }
    @JS func renamed(_ change: (String) throws(JSException) -> String) throws(JSException) -> Loader {
        Loader(name: try change(name))
    }
}
