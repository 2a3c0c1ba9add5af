import Testing
import WebAssembly

/// Calls of guests with Swift types.
@Suite struct TypedFunctionTests {
    private static let text = """
        (module
          (func (export "none"))
          (func (export "five") (result i32) (i32.const 5))
          (func (export "negate") (param i64) (result i64) (i64.sub (i64.const 0) (local.get 0)))
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "half") (param f64 f32 i32) (result f64)
            (f64.div (f64.add (local.get 0) (f64.promote_f32 (local.get 1))) (f64.convert_i32_s (local.get 2))))
          (func (export "four") (param i32 i64 i32 i64) (result i64)
            (i64.sub (local.get 1) (i64.add (local.get 3) (i64.extend_i32_s (i32.sub (local.get 0) (local.get 2))))))
          (func (export "six") (param i32 i32 i32 i32 i32 i32) (result i32)
            (i32.sub (local.get 5) (i32.mul (local.get 0) (i32.add (local.get 1)
              (i32.sub (local.get 2) (i32.mul (local.get 3) (local.get 4)))))))
          (func (export "divide") (param i32 i32) (result i32 i32)
            (i32.div_s (local.get 0) (local.get 1)) (i32.rem_s (local.get 0) (local.get 1)))
          (func (export "swap") (param v128 i32) (result i32 v128 f64)
            (local.get 1) (local.get 0) (f64.const 1.5))
          (func (export "same") (param externref) (result externref) (local.get 0))
          (func (export "exactly") (param (ref extern)) (result (ref extern)) (local.get 0))
          (global $kept (mut i32) (i32.const 0))
          (func (export "keep") (param i32) (global.set $kept (local.get 0)))
          (func (export "kept") (result i32) (global.get $kept)))
        """

    private func instance(in store: Store = Store()) throws -> Instance {
        try Linker().instantiate(Module(text: Self.text, engine: store.engine), in: store)
    }

    @Test func eachNumberOfParameters() throws {
        let instance = try instance()
        try instance.function("none", as: (() -> Void).self)()
        #expect(try instance.function("five", as: (() -> Int32).self)() == 5)
        #expect(try instance.function("negate", as: ((Int64) -> Int64).self)(7) == -7)
        #expect(try instance.function("add", as: ((Int32, Int32) -> Int32).self)(-3, 5) == 2)
        #expect(try instance.function("add", as: ((UInt32, UInt32) -> UInt32).self)(.max, 2) == 1)
        #expect(try instance.function("half", as: ((Double, Float, Int32) -> Double).self)(1, 0.5, 2) == 0.75)
        #expect(try instance.function("four", as: ((Int32, Int64, Int32, Int64) -> Int64).self)(7, 100, 3, 6) == 90)
        let six = try instance.function("six", as: ((Int32, Int32, Int32, Int32, Int32, Int32) -> Int32).self)
        #expect(try six(2, 3, 5, 7, 11, 13) == 13 - 2 * (3 + 5 - 7 * 11))
    }

    @Test func noResult() throws {
        let instance = try instance()
        try instance.function("keep", as: ((Int32) -> Void).self)(77)
        #expect(try instance.function("kept", as: (() -> Int32).self)() == 77)
    }

    @Test func severalResults() throws {
        let instance = try instance()
        let divide = try instance.function("divide", as: ((Int32, Int32) -> (Int32, Int32)).self)
        #expect(try divide(17, 5) == (3, 2))
        let swap = try instance.function("swap", as: ((V128, Int32) -> (Int32, V128, Double)).self)
        let vector = V128(low: 1, high: 2)
        #expect(try swap(vector, 9) == (9, vector, 1.5))
    }

    @Test func references() throws {
        let instance = try instance()
        final class Thing {}
        let thing = Thing()
        let same = try instance.function("same", as: ((ExternReference?) -> ExternReference?).self)
        #expect(try same(ExternReference(thing))?.object === thing)
        #expect(try same(nil) == nil)
        // A guest that takes no null cannot be given a type with one.
        #expect(throws: CallError.self) {
            try instance.function("exactly", as: ((ExternReference?) -> ExternReference?).self)
        }
    }

    @Test func otherTypesAreRefused() throws {
        let instance = try instance()
        for attempt in [
            { _ = try instance.function("add", as: ((Int32) -> Int32).self) },
            { _ = try instance.function("add", as: ((Int32, Int64) -> Int32).self) },
            { _ = try instance.function("add", as: ((Int32, Int32) -> Void).self) },
            { _ = try instance.function("add", as: ((Int32, Int32) -> Float).self) },
            { _ = try instance.function("add", as: ((Int32, Int32) -> (Int32, Int32)).self) },
        ] as [() throws -> Void] {
            let error = #expect(throws: CallError.self, performing: attempt)
            #expect(
                error?.description.hasPrefix("it is a function (i32, i32) -> (i32), not a function (i32") == true,
                "\(error!)")
        }
        #expect(throws: CallError.missingExport(name: "ad", kind: .function, available: instance.functionNames)) {
            try instance.function("ad", as: (() -> Void).self)
        }
    }

    @Test func trapsAndErrorsLeaveTheStackAsItWas() throws {
        let store = Store()
        let divide = try instance(in: store).function("divide", as: ((Int32, Int32) -> (Int32, Int32)).self)
        for _ in 0..<10_000 {
            let error = #expect(throws: Trap.self) { try divide(1, 0) }
            #expect(error?.kind == .integerDivideByZero)
        }
        #expect(try divide(9, 2) == (4, 1))
    }

    /// A host function calls back with the same typed function, to the limit of depth and back.
    @Test func recursionThroughTheHost() throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "down") { (caller, depth: Int32) -> Int32 in
            try caller.instance!.function("down", as: ((Int32) -> Int32).self)(depth - 1) + 1
        }
        let module = try Module(
            text: """
                (module (import "env" "down" (func $host (param i32) (result i32)))
                  (func (export "down") (param i32) (result i32)
                    (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 0)) (else (call $host (local.get 0))))))
                """, engine: store.engine)
        let down = try linker.instantiate(module, in: store).function("down", as: ((Int32) -> Int32).self)
        #expect(try down(150) == 150)
        let error = #expect(throws: Trap.self) { try down(1_000_000) }
        #expect(error?.kind == .callStackExhausted)
        #expect(try down(3) == 3)
    }
}

extension Instance {
    fileprivate var functionNames: [String] { module.exports.map(\.name) }
}
