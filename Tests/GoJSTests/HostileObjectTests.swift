import Testing

@testable import GoJS

/// What a guest may do to its host by objects: nothing but get an exception.
@Suite struct HostileObjectTests {
    private let realm = JSRealm()

    private func function(_ body: @escaping (JSCall) throws -> JSValue) -> JSValue {
        .object(realm.function("f", body))
    }

    private func global(_ name: String) throws -> JSObject { try #require(realm.global[name].object) }

    /// The text of what a call throws.
    private func problem(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch let exception as JSException {
            return exception.description
        } catch {
            return "\(error)"
        }
    }

    @Test func longChainsGoWithoutDepth() throws {
        let objects = try global("Object")
        var chain = JSValue.null
        for _ in 0..<1_000_000 { chain = try objects.call("create", chain) }
        #expect(chain.object?["missing"].isUndefined == true)
        #expect(try objects.call("setPrototypeOf", try objects.call("create", .null), chain).object != nil)
        chain = .null
        var list = JSValue.null
        let array = try global("Array")
        for _ in 0..<300_000 { list = .object(try array.construct([list, 1], newTarget: array)) }
        list = .null
        var maps = JSValue.undefined
        let map = try global("Map")
        for _ in 0..<50_000 {
            let next = try map.new()
            try next.call("set", 1, maps)
            maps = .object(next)
        }
        maps = .undefined
        realm.close()
    }

    @Test func longChainsOfPromisesRunAndGo() throws {
        let promise = try global("Promise")
        var resolve = JSValue.undefined
        let first = try promise.new(
            function { call in
                resolve = call[0]
                return .undefined
            })
        var last = JSValue.object(first)
        let next = function { .number(($0[0].number ?? 0) + 1) }
        for _ in 0..<50_000 { last = try #require(last.object).call("then", next) }
        let start = try #require(resolve.object)
        try start.callAsFunction(0)
        try realm.runJobs()
        #expect((last.object as? JSPromise)?.value.number == 50_000)
        // One that is never settled goes as well.
        var waiting = JSValue.object(try promise.new(function { _ in .undefined }))
        for _ in 0..<50_000 { waiting = try #require(waiting.object).call("then", next) }
        waiting = .undefined
        last = .undefined
        realm.close()
    }

    @Test func chainsOfBoundFunctionsEnd() throws {
        var bound = function { .number($0.arguments.count) }
        for _ in 0..<100_000 { bound = try #require(bound.object).call("bind", .null) }
        #expect(problem { _ = try bound.object!() } == "RangeError: Maximum call stack size exceeded")
        #expect(problem { _ = try realm.isInstance(.object(realm.object()), of: bound) } != nil)
        bound = .undefined
        realm.close()
    }

    @Test func hugeArraysCostNothing() throws {
        let array = realm.array([1])
        try array.set("length", 4_294_967_295)
        #expect(array.length == 4_294_967_295)
        #expect(try array.call("indexOf", 1).number == 0)
        #expect(try array.call("lastIndexOf", 1).number == 0)
        #expect(try array.call("reduce", function { $0[0] }).number == 1)
        #expect(try array.call("map", function { $0[0] }).object?["length"].number == 4_294_967_295)
        #expect(try array.call("slice", 1).object?["length"].number == 4_294_967_294)
        #expect(problem { try array.call("push", 1, 2) }?.hasPrefix("RangeError") == true)
        #expect(problem { try array.call("join") } == "RangeError: Invalid string length")
        #expect(problem { try array.call("fill", 0) } == "RangeError: Invalid array length")
        #expect(problem { try array.call("toSorted") } == "RangeError: Invalid array length")
        #expect(problem { _ = try global("Array").call("from", .object(array)) } == "RangeError: Invalid array length")
        #expect(problem { _ = try global("Reflect").call("apply", function { _ in 1 }, .null, .object(array)) } != nil)
        #expect(
            Inspector.text(.object(array), realm) == "[ 1, <4294967294 empty items>, '4294967295': 1, '4294967296': 2 ]"
        )
        #expect(problem { _ = try global("Float64Array").new(1e9) } == "RangeError: Array buffer allocation failed")
        #expect(
            problem { _ = try global("Uint8Array").new(9e15) }?.hasPrefix("RangeError: Invalid typed array") == true)
        #expect(problem { _ = try global("ArrayBuffer").new(1e300) } == "RangeError: Invalid array buffer length")
    }

    @Test func aStoppedProgramLeavesLoopsOfTheHost() throws {
        struct Stopped: Error {}
        realm.checkStop = { throw Stopped() }
        let object = realm.object(["length": 9_007_199_254_740_991])
        let find = try #require(realm.arrayPrototype["find"].object)
        #expect(throws: Stopped.self) { try find.call(this: .object(object), [function { _ in false }]) }
        let endless = realm.object()
        endless.define(realm.symbols.iterator.key, function { $0.this }, .hidden)
        endless.define("next") { $0.realm.object(["done": false]).asValue }
        #expect(throws: Stopped.self) { try global("Set").new(.object(endless)) }
    }

    @Test func comparatorsMayDoWhatTheyLike() throws {
        let array = realm.array((0..<1000).map { .number(Double(($0 * 7919) % 1009)) })
        var calls = 0
        try array.call(
            "sort",
            function { call in
                calls += 1
                if calls % 3 == 0 { try array.call("pop") }
                if calls % 5 == 0 { try array.call("push", 1, 2, 3) }
                return .number(calls % 7 - 3)
            })
        #expect(array.length >= 1000)
        let fail = function { throw $0.realm.typeError("no") }
        #expect(problem { try array.call("sort", fail) } == "TypeError: no")
        let empty = function { _ in
            try array.set("length", 0)
            return 1
        }
        #expect(problem { try array.call("map", empty) } == nil)
    }

    @Test func nestingHasALimit() throws {
        let json = try global("JSON")
        let deep = String(repeating: "[", count: 100_000)
        #expect(problem { try json.call("parse", .string(deep)) } == "RangeError: Maximum call stack size exceeded")
        var nested = JSValue.object(realm.array([]))
        for _ in 0..<100_000 { nested = .object(realm.array([nested])) }
        #expect(problem { try json.call("stringify", nested) } == "RangeError: Maximum call stack size exceeded")
        #expect(problem { try nested.object!.call("join") } == "RangeError: Maximum call stack size exceeded")
        #expect(
            problem { try nested.object!.call("flat", .number(.infinity)) }
                == "RangeError: Maximum call stack size exceeded")
        let clone = try global("structuredClone")
        #expect(problem { _ = try clone(nested) } == "RangeError: Maximum call stack size exceeded")
        #expect(Inspector.text(nested, realm, depth: 1_000_000).hasSuffix("]"))
    }

    @Test func textsHaveALimit() throws {
        let text = try global("String")
        let method = try #require(text["prototype"].object?["repeat"].object)
        #expect(problem { _ = try method.call(this: "ab", [1e9]) } == "RangeError: Invalid string length")
        let pad = try #require(text["prototype"].object?["padEnd"].object)
        #expect(problem { _ = try pad.call(this: "ab", [1e9]) } == "RangeError: Invalid string length")
    }

    /// Whatever a part consists of, it is read in one go: by squares of such counts all of these would take hours.
    @Test(.timeLimit(.minutes(2))) func longURLsAreReadInOneGo() throws {
        let types = try global("URL")
        let many = 100_000
        let wholes = ["/", "/a", "/..", "a/../", "%2e/", "?", "#", "?a&", "é", " ", "\\", "%", "a"]
        for part in wholes {
            let text = "http://h/" + String(repeating: part, count: many)
            let url = try types.new(.string(text))
            #expect(try url.get("href").string?.hasPrefix("http://h/") == true)
            try url.set("pathname", .string(text))
            try url.set("search", .string(text))
            try url.set("hash", .string(text))
        }
        for part in ["@", ":", "a@", "[", "1", "1.", "::", "0:", ".", "xn--", "a.xn--a.", "é", "%", "日本."] {
            let text = String(repeating: part, count: many)
            // Whether it is one or not.
            for start in ["http://", "foo://", "file://", "http://[", "http://h:", "http://0x", ""] {
                _ = URLRecord(start + text)
                _ = URLRecord(start + text + "/")
            }
        }
        let pairs = try global("URLSearchParams").new(.string(String(repeating: "b=1&a&", count: many / 2)))
        #expect(try pairs.get("size").number == Double(many))
        try pairs.call("sort")
        try pairs.call("delete", "a")
        try pairs.call("set", "b", "2")
        #expect(try pairs.call("toString").string == "b=2")
    }

    /// A stream that never ends is read as far as the limit of bytes, and one whose chunks are nothing until the program is stopped.
    @Test func endlessStreamsEnd() throws {
        struct Stopped: Error {}
        var limits = JSRealm.Limits()
        limits.bufferBytes = 1 << 20
        let realm = JSRealm(limits: limits)
        func body(_ chunk: @escaping () throws -> JSValue) throws -> JSPromise {
            let source = realm.object()
            source.define("pull") { call in try #require(call[0].object).call("enqueue", chunk()) }
            let stream = try #require(realm.global["ReadableStream"].object).new(.object(source))
            let response = try #require(realm.global["Response"].object).new(.object(stream))
            let text = try response.call("text").object as? JSPromise
            return try #require(text)
        }
        let large = try body { .object(try realm.bytes([UInt8](repeating: 1, count: 1000))) }
        large.mute()
        try realm.runJobs()
        #expect(JSException(large.value).description == "RangeError: Array buffer allocation failed")
        var asked = 0
        realm.checkStop = {
            asked += 1
            if asked > 10 { throw Stopped() }
        }
        let empty = JSValue.object(try realm.bytes([UInt8]()))
        let nothing = try body { empty }
        #expect(throws: Stopped.self) { try realm.runJobs() }
        #expect(nothing.state == .pending)
        realm.close()
    }

    /// One buffer that is handed over again and again is not copied without end.
    @Test func copiesOfBytesCount() throws {
        var limits = JSRealm.Limits()
        limits.bufferBytes = 1 << 20
        let realm = JSRealm(limits: limits)
        func make(_ name: String, _ arguments: JSValue...) throws -> JSObject {
            let type = try #require(realm.global[name].object)
            return try type.construct(arguments, newTarget: type)
        }
        let limit = "RangeError: Array buffer allocation failed"
        let bytes = JSValue.object(try realm.bytes([UInt8](repeating: 1, count: 1 << 18)))
        var responses: [JSObject] = []
        #expect(problem { for _ in 0..<10 { responses.append(try make("Response", bytes)) } } == limit)
        #expect(responses.count == 3)
        responses = []
        #expect(problem { _ = try make("Blob", .object(realm.array(Array(repeating: bytes, count: 10)))) } == limit)
        var blobs = [try make("Blob", .object(realm.array([bytes])))]
        // Parts of one share its bytes.
        for _ in 0..<100 { blobs.append(try #require(blobs[0].call("slice", 1).object)) }
        let form = try make("FormData")
        for _ in 0..<100 { try form.call("append", "f", .object(blobs[0])) }
        #expect(problem { _ = try make("Response", .object(form)) } == limit)
        blobs = []
        try form.call("delete", "f")
        #expect(problem { _ = try make("Response", bytes) } == nil)
        #expect(realm.heldBufferBytes == 1 << 18)
        realm.close()
    }

    @Test func stackedStreamsGoWithoutDepth() throws {
        let source = realm.object()
        source.define("start") { try #require($0[0].object).call("close") }
        var stream = try global("ReadableStream").new(.object(source))
        for _ in 0..<50_000 {
            stream = try #require(stream.call("tee").object?.getElement(1).object)
        }
        let read = try #require(stream.call("getReader").object?.call("read").object as? JSPromise)
        read.mute()
        try realm.runJobs()
        #expect(read.state != .pending)
        stream = realm.object()
        // Streams in streams.
        var chunk = JSValue.undefined
        for _ in 0..<50_000 {
            let inner = chunk
            let holder = realm.object()
            holder.define("start") { try #require($0[0].object).call("enqueue", inner) }
            chunk = .object(try global("ReadableStream").new(.object(holder)))
        }
        chunk = .undefined
        try realm.runJobs()
        realm.close()
    }

    @Test(.timeLimit(.minutes(1))) func manyHeadersAreSortedAtOnce() throws {
        let headers = try global("Headers").new()
        for index in 0..<20_000 { try headers.call("append", .string("name-\(index)"), "value") }
        #expect(try realm.list(.object(headers)).count == 20_000)
    }

    @Test func gettersThatThrowAreHeard() throws {
        let object = realm.object()
        object.getter("bad") { _ in throw JSException("thrown") }
        let index = try #require(object.table.find(realm.key("bad")))
        object.table.setAttributes([.enumerable, .configurable, .accessor], at: index)
        for name in ["assign", "values", "entries"] {
            let arguments: [JSValue] =
                name == "assign" ? [.object(realm.object()), .object(object)] : [.object(object)]
            let method = try #require(global("Object")[name].object)
            #expect(problem { _ = try method.call(this: .undefined, arguments) } == "thrown")
        }
        #expect(problem { _ = try global("JSON").call("stringify", .object(object)) } == "thrown")
        #expect(problem { _ = try global("structuredClone")(.object(object)) } == "thrown")
        #expect(Inspector.text(.object(object), realm) == "{ bad: [Getter] }")
        realm.close()
    }

    @Test func codeCannotBeCompiled() throws {
        for name in ["Function", "eval"] {
            let message = problem { _ = try global(name)("return 1") }
            #expect(message?.hasPrefix("EvalError: \(name) cannot compile code") == true)
        }
        #expect(realm.global["BigInt"].isUndefined)
    }

    @Test func weakMapsLetTheirKeysGo() throws {
        let map = try global("WeakMap").new()
        weak var value: JSObject?
        for _ in 0..<1000 {
            let held = realm.object()
            value = held
            try map.call("set", .object(realm.object()), .object(held))
        }
        for _ in 0..<1000 { try map.call("set", .object(realm.object()), 1) }
        #expect(value == nil)
    }

    @Test func whatTheHostSetsStays() throws {
        realm.global.define("URIError") { _ in "mine" }
        _ = realm.global["TypeError"]
        #expect(try global("URIError")().string == "mine")
        #expect(realm.global.keys.contains("URIError"))
    }
}

extension JSObject {
    fileprivate var asValue: JSValue { .object(self) }
}
