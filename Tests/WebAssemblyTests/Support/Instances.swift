import ModuleBytes
import Testing
import WebAssembly

extension ModuleBuilder {
    /// An instance of the module, in a store of its own if none is given.
    func instance(_ linker: Linker = Linker(), in store: Store = Store()) throws -> Instance {
        try linker.instantiate(module(for: store), in: store)
    }

    func module(for store: Store) throws -> Module { try Module(bytes, engine: store.engine) }
}

extension Instance {
    @discardableResult
    func call(_ name: String, _ arguments: Value...) throws -> [Value] {
        try function(name).call(arguments)
    }
}

/// An instance whose function `run` has this body.
func function(
    _ parameters: [UInt8] = [], _ results: [UInt8] = [], locals: [UInt8] = [], in store: Store = Store(),
    _ body: Code...
) throws -> Function {
    var module = ModuleBuilder()
    module.function(parameters, results, locals: locals, export: "run", Code(body))
    return try module.instance(in: store).function("run")
}

extension Code {
    static func vector(_ value: V128) -> Code { .v128(value.low, value.high) }
}

/// The trap that a call ends with.
func trap(sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void) -> Trap? {
    #expect(throws: Trap.self, sourceLocation: sourceLocation, performing: body)
}
