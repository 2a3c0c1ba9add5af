import ModuleBytes
import Testing
import WebAssembly

/// Host functions of Swift types, by parameter packs.
@Suite struct TypedHostFunctionTests {
    private let store = Store()

    /// Calls the host function `env.f` with constants, from a guest.
    private func guest(
        _ parameters: [UInt8], _ results: [UInt8], _ arguments: Code, define: (inout Linker) -> Void
    ) throws -> [Value] {
        var linker = Linker()
        define(&linker)
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", parameters, results)
        module.function([], results, export: "run", arguments, .call(imported))
        return try module.instance(linker, in: store).call("run")
    }

    @Test func noParameters() throws {
        var calls = 0
        #expect(
            try guest([], [], []) { $0.define("env", "f", Function(in: store) { (_: Caller) in calls += 1 }) } == [])
        #expect(calls == 1)
        #expect(try guest([], [i32], []) { $0.define("env", "f") { (_: Caller) -> Int32 in -5 } } == [.i32(-5)])
    }

    @Test func oneToFiveParameters() throws {
        #expect(
            try guest([i64], [i64], .i64(-2)) { $0.define("env", "f") { (_: Caller, a: Int64) -> Int64 in a * 3 } }
                == [.i64(-6)])
        #expect(
            try guest([i32, i64], [i64], [.i32(-1), .i64(5)]) {
                $0.define("env", "f") { (_: Caller, a: UInt32, b: UInt64) -> UInt64 in UInt64(a) + b }
            } == [.i64(0x1_0000_0004)])
        #expect(
            try guest([f32, f64, i32], [f64], [.f32(0.5), .f64(0.25), .i32(2)]) {
                $0.define("env", "f") { (_: Caller, a: Float, b: Double, c: Int32) -> Double in
                    Double(a) - b + Double(c)
                }
            } == [.f64(2.25)])
        #expect(
            try guest([i32, i32, i32, i32], [i32], [.i32(1), .i32(2), .i32(3), .i32(4)]) {
                $0.define("env", "f") { (_: Caller, a: Int32, b: Int32, c: Int32, d: Int32) -> Int32 in
                    a * 1000 + b * 100 + c * 10 + d
                }
            } == [.i32(1234)])
        #expect(
            try guest([i32, i64, f32, f64, i32], [f32], [.i32(1), .i64(2), .f32(3), .f64(4), .i32(5)]) {
                $0.define("env", "f") { (_: Caller, a: Int32, b: Int64, c: Float, d: Double, e: Bool) -> Float in
                    Float(a) + Float(b) + c + Float(d) + (e ? 100 : 0)
                }
            } == [.f32(110)])
    }

    @Test func severalResults() throws {
        #expect(
            try guest([i32, i64], [i64, i32], [.i32(1), .i64(2)]) {
                $0.define("env", "f") { (_: Caller, a: Int32, b: Int64) -> (Int64, Int32) in (b, a) }
            } == [.i64(2), .i32(1)])
        #expect(
            try guest([], [i32, f64, i32], []) {
                $0.define("env", "f") { (_: Caller) -> (Bool, Double, UInt32) in (true, -0.5, 9) }
            } == [.i32(1), .f64(-0.5), .i32(9)])
    }

    @Test func booleans() throws {
        for number in [0, 1, 2, -1, 256] as [Int32] {
            #expect(
                try guest([i32], [i32], .i32(number)) {
                    $0.define("env", "f") { (_: Caller, flag: Bool) -> Bool in !flag }
                } == [.i32(number == 0 ? 1 : 0)])
        }
    }

    @Test func references() throws {
        final class Box {}
        let box = ExternReference(Box())
        #expect(
            try guest([externref], [externref], .null(externref)) {
                $0.define(
                    "env", "f",
                    Function(in: store) { (_: Caller, given: ExternReference?) -> ExternReference? in
                        given == nil ? box : nil
                    })
            } == [.externref(box)])
        let seven = Function(in: store) { (_: Caller) -> Int32 in 7 }
        #expect(
            try guest([funcref], [funcref], .null(funcref)) {
                $0.define(
                    "env", "f",
                    Function(in: store) { (_: Caller, given: Function?) -> Function? in
                        given == nil ? seven : nil
                    })
            } == [.funcref(seven)])
    }

    @Test func types() {
        let function = Function(in: store) {
            (_: Caller, _: Int32, _: UInt64, _: Float, _: Double, _: Bool, _: Function?, _: ExternReference?)
                -> (UInt32, Int64) in (0, 0)
        }
        #expect(
            function.type
                == FunctionType(
                    parameters: [.i32, .i64, .f32, .f64, .i32, .funcref, .externref], results: [.i32, .i64]))
        #expect(Function(in: store) { (_: Caller) in }.type == FunctionType())
    }

    /// The host calls its own function: there is no instance behind the call.
    @Test func calledByTheHost() throws {
        let add = Function(in: store) { (caller: Caller, a: Int32, b: Int32) -> Int32 in
            if caller.instance != nil || caller.memory != nil { Issue.record("an instance that did not call") }
            return a &+ b
        }
        #expect(try add.call([.i32(.max), .i32(1)]) == [.i32(.min)])
        #expect(throws: CallError.arguments(expected: [.i32, .i32], given: [.i32])) { try add.call([.i32(1)]) }
    }

    @Test func calledThroughATable() throws {
        let table = try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 1)), in: store)
        let double = Function(in: store) { (caller: Caller, a: Int32) -> Int32 in
            if caller.instance == nil { Issue.record("no instance") }
            return a * 2
        }
        try table.set(0, to: .funcref(double))
        var linker = Linker()
        linker.define("env", "table", .table(table))
        var module = ModuleBuilder()
        _ = module.importTable("env", "table", 1)
        let type = module.type([i32], [i32])
        let wrong = module.type([i32], [i64])
        module.function([i32], [i32], export: "run", .i32(1), .get(0), .i32(0), .callIndirect(type: type), .op(.i32Add))
        module.function([i32], [i64], export: "wrong", .get(0), .i32(0), .callIndirect(type: wrong))
        let instance = try module.instance(linker, in: store)
        #expect(try instance.call("run", .i32(21)) == [.i32(43)])
        #expect(trap { try instance.call("wrong", .i32(21)) }?.kind == .indirectCallTypeMismatch)
    }

    /// An imported host function that is exported again is the same function.
    @Test func passedOn() throws {
        var linker = Linker()
        linker.define("env", "f") { (_: Caller, a: Int32) -> Int32 in a + 1 }
        var module = ModuleBuilder()
        let imported = module.importFunction("env", "f", [i32], [i32])
        module.export("g", .function, imported)
        let g = try module.instance(linker, in: store).function("g")
        #expect(g.type == FunctionType(parameters: [.i32], results: [.i32]))
        #expect(try g.call([.i32(1)]) == [.i32(2)])
    }

    @Test func callerKnowsItsInstance() throws {
        var linker = Linker()
        let function = Function(in: store) { (caller: Caller, address: UInt32) throws -> Int32 in
            #expect(caller.store === self.store)
            #expect(try caller.instance?.global("mark").value == .i32(5))
            return try #require(caller.memory).load(address, as: Int32.self)
        }
        linker.define("env", "peek", function)
        var module = ModuleBuilder()
        let peek = module.importFunction("env", "peek", [i32], [i32])
        module.memory(1)
        module.data(at: .i32(8), [1, 2, 0, 0])
        module.global(i32, .i32(5), export: "mark")
        module.function([], [i32], export: "run", .i32(8), .call(peek))
        #expect(try module.instance(linker, in: store).call("run") == [.i32(513)])
        // No memory, no pointer.
        linker.define("env", "peek") { (caller: Caller, _: UInt32) -> Int32 in caller.memory == nil ? 1 : 0 }
        var without = ModuleBuilder()
        let same = without.importFunction("env", "peek", [i32], [i32])
        without.function([], [i32], export: "run", .i32(8), .call(same))
        #expect(try without.instance(linker, in: store).call("run") == [.i32(1)])
    }
}
