import Testing
import WebAssembly

/// Calls through a table with indices of 64 bits: `scripts/fuzz --seed 3` found that the upper half did not count.
@Suite struct FarTableCallTests {
    @Test(arguments: ["call_indirect", "return_call_indirect"])
    func allBitsOfTheIndexCount(instruction: String) throws {
        let module = try Module(
            text: """
                (module
                  (table i64 2 funcref)
                  (elem (i64.const 1) $five)
                  (func $five (result i32) (i32.const 5))
                  (func (export "call") (param i64) (result i32)
                    (\(instruction) (result i32) (local.get 0))))
                """)
        let store = Store(engine: module.engine)
        let call = try Linker().instantiate(module, in: store).function("call")
        #expect(try call.call([.i64(1)]) == [.i32(5)])
        for index: Int64 in [1 << 32, 1 << 32 | 1, -1 << 41, .min | 1, -1] {
            let error = #expect(throws: Trap.self) { try call.call([.i64(index)]) }
            #expect(error?.kind == .undefinedElement)
        }
    }
}
