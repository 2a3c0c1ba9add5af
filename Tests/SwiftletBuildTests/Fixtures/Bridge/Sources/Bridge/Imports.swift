import JavaScript

@JSImport("Math.hypot") func hypot(_ x: Double, _ y: Double) -> Double
@JSImport("test.join") func join(_ parts: [String], _ separator: String) -> String
@JSImport("test.note") func note(_ text: String)
@JSImport("test.describePoint") func describePoint(_ point: Point, _ shape: Shape?) -> Direction
@JSImport("test.big") func big(_ value: Int64, _ other: UInt64) -> UInt64
@JSImport("test.wide") func wide(_ value: UInt8) -> UInt8
@JSImport("test.later") func later(_ callback: @escaping (Int) -> String) -> Int
@JSImport("test.twice") func twice(_ counter: Counter) -> Counter
@JSImport("JSON.parse") func parseJSON(_ text: String) throws(JSException) -> JSObject
@JSImport("test.length") func length(_ object: JSObject) -> Int
@JSImport("test.maybe") func maybe(_ value: Int?) -> String?
@JSImport("test.maker") func maker() -> (Int) -> Int

@JS func callHypot() -> Double { hypot(3, 4) }
@JS func callJoin(_ parts: [String]) -> String { join(parts, "–") }
@JS func callNote() { note("noted 📝") }
@JS func callDescribe() -> Direction { describePoint(Point(x: 1, y: 2, label: "here"), .circle(center: .origin, radius: 2)) }
@JS func callBig() -> UInt64 { big(-5, UInt64.max) }
@JS func callWide() -> UInt8 { wide(200) }
@JS func callLater() -> Int { later { "got \($0)" } }
@JS func callTwice() -> Int { twice(Counter(start: 21)).count }
@JS func callParse(_ text: String) -> String {
    do throws(JSException) {
        return String(length(try parseJSON(text)))
    } catch {
        return error.message.isEmpty ? "" : "error"
    }
}
@JS func callMaybe() -> String { (maybe(nil) ?? "none") + (maybe(3) ?? "none") }
@JS func callMaker() -> Int { maker()(4) }
@JS func echoObject(_ object: JSObject) -> JSObject { object }
/// Calls JavaScript, which calls back into Swift while arguments are on their way.
@JS func reenter(_ depth: Int, _ text: String, _ next: (String) -> String) -> String { next(text + String(depth)) + text }
