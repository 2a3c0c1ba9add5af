import Testing
import WebAssembly

@Suite struct TextTests {
    @Test func aModuleFromText() throws {
        let module = try Module(text: "(module (func (export \"one\") (result i32) (i32.const 1)))")
        let instance = try Linker().instantiate(module, in: Store(engine: module.engine))
        #expect(try instance.function("one").call() == [.i32(1)])
    }

    @Test func errors() {
        let error = #expect(throws: TextError.self) { try Module(text: "(module\n  (func foo))") }
        #expect(error?.line == 2 && error?.column == 9)
        _ = #expect(throws: ModuleError.self) { try Module(text: "(module (func (result i32)))") }
    }
}
