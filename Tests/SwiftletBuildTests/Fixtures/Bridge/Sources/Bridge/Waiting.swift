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
