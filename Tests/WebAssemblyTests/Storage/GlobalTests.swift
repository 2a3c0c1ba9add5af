import ModuleBytes
import Testing
import WebAssembly

/// Globals, from the guest and from the host.
@Suite struct GlobalTests {
    private let store = Store()

    @Test func ofTheHost() throws {
        let global = try Global(.f32(1.5), isMutable: true, in: store)
        #expect(global.type == GlobalType(value: .f32, isMutable: true))
        #expect(global.value == .f32(1.5))
        try global.set(.f32(-2))
        #expect(global.value == .f32(-2))
        let error = #expect(throws: CallError.self) { try global.set(.f64(1)) }
        #expect(error?.description == "the global holds f32, not f64")
        #expect(global.value == .f32(-2))
    }

    @Test func immutable() throws {
        let global = try Global(.i32(1), in: store)
        let error = #expect(throws: CallError.self) { try global.set(.i32(2)) }
        #expect(error?.description == "the global is immutable")
        #expect(global.value == .i32(1))
        var module = ModuleBuilder()
        module.global(i32, .i32(3), export: "fixed")
        let exported = try module.instance(in: store).global("fixed")
        #expect(throws: CallError.immutableGlobal) { try exported.set(.i32(2)) }
        #expect(exported.value == .i32(3))
    }

    /// A global of each type, its own and imported, read and written by the guest and by the host.
    @Test func ofEachType() throws {
        let object = Value.externref(ExternReference(store))
        let function = Value.funcref(Function(in: store) { (_: Caller) in })
        let rows: [(UInt8, Code, Value, Value)] = [
            (i32, .i32(-1), .i32(-1), .i32(.min)), (i64, .i64(-1), .i64(-1), .i64(.min)),
            (f32, .f32(0.5), .f32(0.5), .f32(-.infinity)), (f64, .f64(0.5), .f64(0.5), .f64(-.infinity)),
            (externref, .null(externref), .externref(nil), object), (funcref, .null(funcref), .funcref(nil), function),
        ]
        for (type, code, first, second) in rows {
            let host = try Global(first, isMutable: true, in: store)
            var linker = Linker()
            linker.define("env", "host", .global(host))
            var module = ModuleBuilder()
            let imported = module.importGlobal("env", "host", type, isMutable: true)
            let own = module.global(type, isMutable: true, code, export: "own")
            module.function([], [type, type], export: "get", .global(imported), .global(own))
            module.function([type], [], export: "set", .get(0), .setGlobal(imported), .get(0), .setGlobal(own))
            let instance = try module.instance(linker, in: store)
            #expect(try instance.call("get") == [first, first])
            try instance.call("set", second)
            #expect(host.value == second)
            #expect(try instance.global("own").value == second)
            try host.set(first)
            #expect(try instance.call("get") == [first, second])
            try instance.global("own").set(first)
            #expect(try instance.call("get") == [first, first])
        }
    }
}
