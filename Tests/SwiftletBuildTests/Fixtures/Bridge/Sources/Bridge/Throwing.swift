import JavaScript

// Closures that throw, in both directions.

nonisolated(unsafe) var cleanups = 0
@JS func cleanedUp() -> Int { cleanups }

@JS func tried(_ values: [Int], _ body: (Int) throws(JSException) -> Int) -> [String] {
    values.map { value in
        defer { cleanups += 1 }
        do throws(JSException) {
            return String(try body(value))
        } catch {
            return "caught " + error.message
        }
    }
}
@JS func passOn(_ body: () throws(JSException) -> Void) throws(JSException) {
    defer { cleanups += 1 }
    try body()
}
@JS func parser() -> (String) throws(ParseError) -> Int { parse }
@JS func checker() -> (Int) throws(JSException) -> Void { check }
@JS func caught(_ body: (String) throws(ParseError) -> Int, _ text: String) -> String {
    do throws(ParseError) {
        return String(try body(text))
    } catch {
        switch error {
        case .empty: return "empty"
        case .unexpected(let character, let place): return character + " at " + String(place)
        }
    }
}

// More than a few parameters, structs with closures, closures of closures.

@JS func many(
    _ body: (Int, String, Bool, Double, [Int], Point?, Int64, UInt8) throws(JSException) -> String
) throws(JSException) -> String {
    try body(1, "two", true, 4.5, [5], Point(x: 6), 7, 8)
}
@JS func joiner() -> (Int, String, Bool, Double, [Int], Point?, Int64, UInt8) -> String {
    { "\($0)\($1)\($2)\(Int($3 * 10))\($4.count)\(Int($5?.x ?? 0))\($6)\($7)" }
}

@JS struct Handlers {
    var name: String
    var measure: (String) throws(JSException) -> Int
    var next: (() -> Handlers)?
}
@JS func measured(_ handlers: Handlers, _ text: String) throws(JSException) -> Int {
    let count = try handlers.measure(handlers.name + text)
    guard let next = handlers.next else { return count }
    return count + (try next().measure(text))
}
@JS func handlers() -> Handlers {
    Handlers(
        name: "swift", measure: { $0.utf8.count }, next: { Handlers(name: "inner", measure: { _ in 1 }, next: nil) })
}
@JS func curried(_ function: @escaping (Int) -> (Int) throws(JSException) -> Int) -> (Int) -> (Int) throws(JSException)
    ->
    Int
{
    { first in
        let inner = function(first)
        return { second throws(JSException) in try inner(second) }
    }
}
@JS enum Task {
    case run(() throws(JSException) -> String)
    case wait
}
@JS func perform(_ task: Task) throws(JSException) -> String {
    switch task {
    case .run(let body): try body()
    case .wait: "waits"
    }
}

// Any value's members that throw.

@JS func tryMembers(_ object: JSObject) -> [String] {
    var found: [String] = []
    func note(_ body: () throws(JSException) -> JSValue) {
        do throws(JSException) {
            found.append(try body().string ?? "?")
        } catch {
            found.append("caught " + error.message)
        }
    }
    note { () throws(JSException) in try object.throwing.fine(1, "a") }
    note { () throws(JSException) in try object.throwing.bad(1) }
    note { () throws(JSException) in try object.throwing.missing() }
    note { () throws(JSException) in try object.throwing.property }
    note { () throws(JSException) in try object.fine.throwing(2, "b") }
    note { () throws(JSException) in .object(try object.Bad.throwing.new()) }
    return found
}
@JS func throwingClosure() -> JSObject {
    JSClosure { (values: [JSValue]) throws(JSException) -> JSValue in
        guard let number = values.first?.number else { throw JSException("no number") }
        return .number(number * 2)
    }.object
}
