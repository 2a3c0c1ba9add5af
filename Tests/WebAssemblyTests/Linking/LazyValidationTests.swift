import ModuleBytes
import Testing
import WebAssembly

/// A module with `Module.Validation.lazy`: each body is checked by the time it is called, and everything else before.
@Suite struct LazyValidationTests {
    /// `good` gives 1 and calls nothing; the body of `broken` is not valid.
    private func module(_ broken: Code) -> ModuleBuilder {
        var module = ModuleBuilder()
        module.function([], [i32], export: "good", .i32(1))
        module.function([], [i32], export: "broken", broken)
        module.function([], [i32], export: "caller", .call(1))
        return module
    }

    @Test(arguments: [
        // A value of another type; bytes that are no instruction; a function that does not exist.
        Code.i64(1), Code([0xFF]), [.function(9), .op(.drop), .i32(1)],
    ])
    func callSaysWhatIsWrong(_ broken: Code) throws {
        let bytes = module(broken).bytes
        guard let expected = #expect(throws: ModuleError.self, performing: { try Module(bytes) }) else { return }
        let store = Store()
        let instance = try Linker().instantiate(Module(bytes, engine: store.engine, validation: .lazy), in: store)
        #expect(try instance.call("good") == [.i32(1)])
        for name in ["broken", "caller", "broken"] {
            let error = #expect(throws: ModuleError.self) { try instance.call(name) }
            #expect(error?.description == expected.description)
            #expect(error?.functionIndex == 1)
        }
        #expect(try instance.call("good") == [.i32(1)])
    }

    @Test func validModulesRun() throws {
        let store = Store()
        let bytes = module(.i32(2)).bytes
        let instance = try Linker().instantiate(Module(bytes, engine: store.engine, validation: .lazy), in: store)
        #expect(try instance.call("caller") == [.i32(2)])
        #expect(try instance.call("broken") == [.i32(2)])
    }

    @Test func declarationsAreCheckedAtOnce() {
        var module = module(.i32(2))
        module.export("good", .function, 0)
        let bytes = module.bytes
        let error = #expect(throws: ModuleError.self) { try Module(bytes, validation: .lazy) }
        #expect(error?.message.contains("duplicate export name") == true)
    }

    /// A start function that is not valid keeps the module from being instantiated.
    @Test func startFunction() throws {
        var module = ModuleBuilder()
        module.start = module.function([], [], .op(.drop))
        let store = Store()
        let compiled = try Module(module.bytes, engine: store.engine, validation: .lazy)
        #expect(throws: ModuleError.self) { try Linker().instantiate(compiled, in: store) }
    }
}
