import JavaScript

@JS func add(_ left: Int, _ right: Int) -> Int { left &+ right }
@JS func echo(_ text: String) -> String { text }

@JS func members(_ object: JSObject, count: Int) {
    for _ in 0..<count {
        let value: Double = object.x
        object.x = value + 1
    }
}

@JS func calls(_ object: JSObject, count: Int) {
    for _ in 0..<count { object.f("hello") }
}

@JSImport("target.f") func direct(_ text: String)
@JS func imports(count: Int) {
    for _ in 0..<count { direct("hello") }
}

@JS func objects(count: Int) {
    for _ in 0..<count { _ = JSObject.global.target }
}
