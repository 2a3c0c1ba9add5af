import ModuleBytes
import Testing
import WebAssembly

/// Values on their way in and out of a call.
@Suite struct ValueTests {
    /// A value of each number type with its ends, and where the sign and the halves of a slot could be lost.
    private let numbers: [Value] = [
        .i32(0), .i32(1), .i32(-1), .i32(.min), .i32(.max),
        .i64(0), .i64(1), .i64(-1), .i64(.min), .i64(.max), .i64(0x1_0000_0000), .i64(0xFFFF_FFFF),
        .f32(0), .f32(1.5), .f32(-.infinity), .f32(.leastNonzeroMagnitude), .f32(-.greatestFiniteMagnitude),
        .f64(0), .f64(1.5), .f64(-.infinity), .f64(.leastNonzeroMagnitude), .f64(-.greatestFiniteMagnitude),
    ]

    private func byte(_ value: Value) -> UInt8 {
        switch value {
        case .i32: i32
        case .i64: i64
        case .f32: f32
        case .f64: f64
        case .v128: v128
        case .funcref: funcref
        case .externref: externref
        case .anyref: 0x6E
        case .exnref: 0x69
        }
    }

    @Test func comeBack() throws {
        for value in numbers { try check(value) }
    }

    private func check(_ value: Value) throws {
        let type = byte(value)
        #expect(try function([type], [type], .get(0)).call([value]) == [value])
        let constant: Code =
            switch value {
            case .i32(let value): .i32(value)
            case .i64(let value): .i64(value)
            case .f32(let value): .f32(value)
            case .f64(let value): .f64(value)
            default: []
            }
        #expect(try function([], [type], constant).call() == [value])
        #expect(try function([], [type], locals: [type], constant, .set(0), .get(0)).call() == [value])
    }

    /// The bits of a NaN are the guest's own, and zero has a sign.
    @Test func bitsOfFloats() throws {
        let single = Float(bitPattern: 0xFFA1_2345)
        let double = Double(bitPattern: 0xFFF4_5678_9ABC_DEF0)
        guard case .f32(let a) = try function([f32], [f32], .get(0)).call([.f32(single)])[0],
            case .f64(let b) = try function([f64], [f64], .get(0)).call([.f64(double)])[0],
            case .f32(let zero) = try function([], [f32], .f32(-0.0)).call()[0]
        else { throw CallError.results(expected: [.f32], given: []) }
        #expect(a.bitPattern == single.bitPattern)
        #expect(b.bitPattern == double.bitPattern)
        #expect(zero.sign == .minus)
    }

    /// A slot's high half is never seen: 32-bit values turn into 64-bit ones without an instruction.
    @Test func widening() throws {
        #expect(try function([i32], [i64], .get(0), .op(.i64ExtendI32U)).call([.i32(-1)]) == [.i64(0xFFFF_FFFF)])
        #expect(try function([], [i64], .i32(-1), .op(.i64ExtendI32U)).call() == [.i64(0xFFFF_FFFF)])
        #expect(
            try function([i32], [i64], .get(0), .i32(1), .op(.i32Sub, .i64ExtendI32U)).call([.i32(0)])
                == [.i64(0xFFFF_FFFF)])
        #expect(
            try function([i64], [i64], .get(0), .op(.i32WrapI64, .i64ExtendI32U)).call([.i64(-1)])
                == [.i64(0xFFFF_FFFF)])
        #expect(
            try function([i32], [i64], .get(0), .op(.i32Extend8S, .i64ExtendI32U)).call([.i32(0x80)])
                == [.i64(0xFFFF_FF80)])
        #expect(
            try function([f32], [i64], .get(0), .op(.i32ReinterpretF32, .i64ExtendI32U)).call([.f32(-0.0)])
                == [.i64(0x8000_0000)])
    }

    @Test func wrongArguments() throws {
        let add = try function([i32, i64], [], .op(.nop))
        for arguments in [[], [.i32(1)], [.i64(1), .i32(1)], [.i32(1), .i64(1), .i64(1)]] as [[Value]] {
            #expect(throws: CallError.arguments(expected: [.i32, .i64], given: arguments.map(\.type))) {
                try add.call(arguments)
            }
        }
        #expect(
            CallError.arguments(expected: [.i32, .i64], given: [.externref]).description
                == "the function takes (i32, i64), but was called with (externref)")
        // The refused calls left nothing behind.
        #expect(try add.call([.i32(1), .i64(2)]) == [])
    }

    @Test func missingExports() throws {
        var module = ModuleBuilder()
        module.memory(1, export: "heap")
        module.function(export: "run")
        module.function(export: "stop")
        let instance = try module.instance()
        let error = #expect(throws: CallError.self) { try instance.function("walk") }
        #expect(error?.description == "the module exports no function \"walk\"; it exports run, stop")
        #expect(
            #expect(throws: CallError.self) { try instance.table("run") }?.description
                == "the module exports no table \"run\"; it exports none")
        #expect(throws: CallError.missingExport(name: "run", kind: .memory, available: ["heap"])) {
            try instance.memory("run")
        }
        #expect(throws: CallError.missingExport(name: "heap", kind: .global, available: [])) {
            try instance.global("heap")
        }
        if instance.export("walk") != nil { Issue.record("an export that is not there") }
        #expect(instance.module.exports.map(\.name) == ["heap", "run", "stop"])
    }

    @Test func typesOfFunctions() throws {
        var module = ModuleBuilder()
        module.function([i32, f64], [i64, externref], export: "run", .i64(1), .null(externref))
        let run = try module.instance().function("run")
        #expect(run.type == FunctionType(parameters: [.i32, .f64], results: [.i64, .externref]))
        #expect(try run.call([.i32(1), .f64(2)]) == [.i64(1), .externref(nil)])
    }

    @Test func valuesAsText() throws {
        #expect("\(Value.i32(-1)) \(Value.i64(2)) \(Value.f32(1.5)) \(Value.f64(-0.0))" == "-1 2 1.5 -0.0")
        #expect("\(Value.funcref(nil)) \(Value.externref(nil))" == "null null")
        let run = try function([i32], [i32], .get(0))
        #expect("\(Value.funcref(run))" == "function (i32) -> (i32)")
    }
}
