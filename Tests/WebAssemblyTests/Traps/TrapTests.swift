import ModuleBytes
import Testing
import WasmBinary
import WebAssembly

/// Each reason to trap, by a small body; and that the store goes on afterwards.
@Suite struct TrapTests {
    /// A module with a memory of a page, a table of three elements with one function, and a passive segment of each kind.
    private func module() -> ModuleBuilder {
        var module = ModuleBuilder()
        module.memory(1, 2)
        module.table(3, 4)
        let nothing = module.function()
        module.elements(at: .i32(1), [nothing])
        module.passiveElements([nothing])
        module.passiveData([1, 2, 3])
        module.function([], [i32], export: "fine", .i32(0), .memory(.i32Load))
        return module
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var kind: Trap.Kind
        var code: Code

        init(_ what: String, _ kind: Trap.Kind, _ code: Code) {
            (testDescription, self.kind, self.code) = (what, kind, code)
        }
    }

    static let numbers: [Case] = [
        Case("unreachable", .unreachable, .op(.unreachable)),
        Case("i32.div_s by zero", .integerDivideByZero, [.i32(1), .i32(0), .op(.i32DivS, .drop)]),
        Case("i32.div_u by zero", .integerDivideByZero, [.i32(1), .i32(0), .op(.i32DivU, .drop)]),
        Case("i32.rem_s by zero", .integerDivideByZero, [.i32(1), .i32(0), .op(.i32RemS, .drop)]),
        Case("i32.rem_u by zero", .integerDivideByZero, [.i32(1), .i32(0), .op(.i32RemU, .drop)]),
        Case("i64.div_s by zero", .integerDivideByZero, [.i64(1), .i64(0), .op(.i64DivS, .drop)]),
        Case("i64.div_u by zero", .integerDivideByZero, [.i64(1), .i64(0), .op(.i64DivU, .drop)]),
        Case("i64.rem_s by zero", .integerDivideByZero, [.i64(1), .i64(0), .op(.i64RemS, .drop)]),
        Case("i64.rem_u by zero", .integerDivideByZero, [.i64(1), .i64(0), .op(.i64RemU, .drop)]),
        Case("i32.div_s overflow", .integerOverflow, [.i32(.min), .i32(-1), .op(.i32DivS, .drop)]),
        Case("i64.div_s overflow", .integerOverflow, [.i64(.min), .i64(-1), .op(.i64DivS, .drop)]),
        Case("i32.trunc_f32_s too large", .integerOverflow, [.f32(2_147_483_648), .op(.i32TruncF32S, .drop)]),
        Case("i32.trunc_f64_u negative", .integerOverflow, [.f64(-1), .op(.i32TruncF64U, .drop)]),
        Case("i64.trunc_f64_s infinite", .integerOverflow, [.f64(.infinity), .op(.i64TruncF64S, .drop)]),
        Case("i32.trunc_f32_s of NaN", .invalidConversionToInteger, [.f32(.nan), .op(.i32TruncF32S, .drop)]),
        Case("i64.trunc_f64_u of NaN", .invalidConversionToInteger, [.f64(.nan), .op(.i64TruncF64U, .drop)]),
    ]

    static let memory: [Case] = [
        Case("load at the end", .memoryOutOfBounds, [.i32(65_533), .memory(.i32Load), .op(.drop)]),
        Case("load beyond all", .memoryOutOfBounds, [.i32(-1), .memory(.i32Load8U), .op(.drop)]),
        Case("offset beyond all", .memoryOutOfBounds, [.i32(-1), .memory(.i64Load, offset: 0xFFFF_FFFF), .op(.drop)]),
        Case("offset at the end", .memoryOutOfBounds, [.i32(0), .memory(.i32Load8S, offset: 65_536), .op(.drop)]),
        Case("store at the end", .memoryOutOfBounds, [.i32(65_535), .i32(0), .memory(.i32Store16)]),
        Case("i64.store", .memoryOutOfBounds, [.i32(65_529), .i64(0), .memory(.i64Store)]),
        Case("f32.store", .memoryOutOfBounds, [.i32(65_533), .f32(0), .memory(.f32Store)]),
        Case("memory.fill", .memoryOutOfBounds, [.i32(65_535), .i32(0), .i32(2), .op(.memoryFill, [0])]),
        Case("memory.fill of nothing", .memoryOutOfBounds, [.i32(65_537), .i32(0), .i32(0), .op(.memoryFill, [0])]),
        Case("memory.copy to", .memoryOutOfBounds, [.i32(65_535), .i32(0), .i32(2), .op(.memoryCopy, [0, 0])]),
        Case("memory.copy from", .memoryOutOfBounds, [.i32(0), .i32(65_535), .i32(2), .op(.memoryCopy, [0, 0])]),
        Case("memory.copy of all", .memoryOutOfBounds, [.i32(1), .i32(1), .i32(-1), .op(.memoryCopy, [0, 0])]),
        Case("memory.init from", .memoryOutOfBounds, [.i32(0), .i32(2), .i32(2), .op(.memoryInit, [0, 0])]),
        Case("memory.init to", .memoryOutOfBounds, [.i32(65_534), .i32(0), .i32(3), .op(.memoryInit, [0, 0])]),
        Case(
            "memory.init after data.drop", .memoryOutOfBounds,
            [.op(.dataDrop, [0]), .i32(0), .i32(0), .i32(1), .op(.memoryInit, [0, 0])]),
    ]

    static let tables: [Case] = [
        Case("call beyond the table", .undefinedElement, [.i32(3), .op(.callIndirect, [0, 0])]),
        Case("call far beyond the table", .undefinedElement, [.i32(-1), .op(.callIndirect, [0, 0])]),
        Case("call of null", .uninitializedElement, [.i32(0), .op(.callIndirect, [0, 0])]),
        Case("call of another type", .indirectCallTypeMismatch, [.i32(1), .op(.callIndirect, [1, 0]), .op(.drop)]),
        Case("table.get", .tableOutOfBounds, [.i32(3), .op(.tableGet, [0]), .op(.drop)]),
        Case("table.set", .tableOutOfBounds, [.i32(-1), .null(funcref), .op(.tableSet, [0])]),
        Case("table.fill", .tableOutOfBounds, [.i32(2), .null(funcref), .i32(2), .op(.tableFill, [0])]),
        Case("table.copy", .tableOutOfBounds, [.i32(2), .i32(0), .i32(2), .op(.tableCopy, [0, 0])]),
        Case("table.init from", .tableOutOfBounds, [.i32(0), .i32(1), .i32(1), .op(.tableInit, [1, 0])]),
        Case("table.init to", .tableOutOfBounds, [.i32(3), .i32(0), .i32(1), .op(.tableInit, [1, 0])]),
        Case(
            "table.init after elem.drop", .tableOutOfBounds,
            [.op(.elemDrop, [1]), .i32(0), .i32(0), .i32(1), .op(.tableInit, [1, 0])]),
        Case(
            "table.init of an active segment", .tableOutOfBounds, [.i32(0), .i32(0), .i32(1), .op(.tableInit, [0, 0])]),
    ]

    @Test(arguments: numbers + memory + tables) func traps(_ example: Case) throws {
        var module = module()
        _ = module.type([], [i32])
        let inner = module.function([], [], example.code)
        module.function([], [], export: "run", .call(inner))
        let instance = try module.instance()
        for _ in 1...2 {
            let trap = trap { try instance.call("run") }
            #expect(trap?.kind == example.kind)
            #expect(trap?.backtrace.map(\.functionIndex) == [2, 3])
            #expect(try instance.call("fine") == [.i32(0)])
        }
    }

    @Test func messages() {
        let messages: [(Trap.Kind, String)] = [
            (.unreachable, "unreachable"), (.memoryOutOfBounds, "out of bounds memory access"),
            (.tableOutOfBounds, "out of bounds table access"), (.undefinedElement, "undefined element"),
            (.uninitializedElement, "uninitialized element"),
            (.indirectCallTypeMismatch, "indirect call type mismatch"),
            (.integerDivideByZero, "integer divide by zero"), (.integerOverflow, "integer overflow"),
            (.invalidConversionToInteger, "invalid conversion to integer"),
            (.callStackExhausted, "call stack exhausted"), (.deadlineExceeded, "deadline exceeded"),
            (.interrupted, "interrupted"),
        ]
        for (kind, message) in messages { #expect("\(Trap(kind))" == "trap: \(message)") }
    }

    /// What ran before the trap stays done (specification §4.4: no roll-back).
    @Test func effectsStay() throws {
        var module = ModuleBuilder()
        module.memory(1, export: "memory")
        module.global(i32, isMutable: true, .i32(0), export: "global")
        module.function(
            [], [], export: "run", .i32(0), .i32(9), .memory(.i32Store), .i32(8), .setGlobal(0), .op(.unreachable))
        let instance = try module.instance()
        #expect(trap { try instance.call("run") }?.kind == .unreachable)
        #expect(try instance.memory("memory").load(0, as: Int32.self) == 9)
        #expect(try instance.global("global").value == .i32(8))
    }

    /// A store that is out of bounds at its end writes none of its bytes.
    @Test func storesAreWhole() throws {
        var module = ModuleBuilder()
        module.memory(1, export: "memory")
        module.function([i32], [], export: "run", .get(0), .i64(-1), .memory(.i64Store))
        let instance = try module.instance()
        for address in 65_529...65_535 as ClosedRange<Int32> {
            #expect(trap { try instance.call("run", .i32(address)) }?.kind == .memoryOutOfBounds)
        }
        #expect(try instance.memory("memory").load(65_528, as: UInt64.self) == 0)
        try instance.call("run", .i32(65_528))
        #expect(try instance.memory("memory").load(65_528, as: UInt64.self) == .max)
    }
}
