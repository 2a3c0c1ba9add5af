import JavaScript

@JS func echoValue(_ value: JSValue) -> JSValue { value }
@JS func echoValues(_ values: [JSValue]) -> [JSValue] { values }

@JS func useMembers(_ object: JSObject) -> String {
    object.text = "set"
    object.number = 1.5
    object.count = 3
    object.flag = true
    object.nothing = nil
    object.value = .bigInt(-7)
    let copy: String = object.text
    let count: Int = object.count
    object.count = count + 1
    object.inner.deep = copy + "!"
    return object.join("a", 2, true, object.inner.deep).string ?? "no text"
}

@JS func useFunctions(_ function: JSObject) -> Double {
    let date = JSObject.global.Date.expectObject().new(86_400_000)
    let time = date.getTime().number ?? 0
    return (function(1, "2").number ?? 0) + time
}

@JS func useArray(_ array: JSObject) -> Int {
    array[0] = "first"
    array.push(9)
    return array.length + (array[1].int ?? 0)
}

nonisolated(unsafe) var heard: [String] = []
@JS func listen(to target: JSObject, for seconds: Double) {
    target.addEventListener("ping", JSClosure { event in heard.append(event.type.string ?? "?") })
    JSObject.global.setTimeout(JSClosure { heard.append("timer") }, 1)
    JSObject.global.Promise.resolve("promised").then(JSClosure { value in heard.append(value.string ?? "?") })
}
@JS func hearing() -> [String] { heard }

// Many of each, in each direction.

@JS func makeObjects(_ count: Int) -> Int {
    var sum = 0
    for index in 0..<count {
        let object = JSObject.global.Object.expectObject().new()
        object.index = index
        sum &+= object.index
    }
    return sum
}
@JS func callMany(_ count: Int, _ function: (String) -> String) -> Int {
    var total = 0
    for _ in 0..<count { total &+= function("some text for you").utf8.count }
    return total
}
@JS func pass(_ function: (Int) -> Int) -> Int { function(1) }
@JS func print(_ text: String) { Swift.print(text) }
