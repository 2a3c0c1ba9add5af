import ModuleBytes
import WebAssembly

/// A module of fifty random bodies, and what they call.
struct RandomModule {
    struct Body {
        var nodes: [Node]
        var signature: Signature
        var locals: [UInt8]

        /// Arguments at random, and the locals that the body starts with.
        func arguments(_ random: inout SplitMix) -> (arguments: [Value], locals: [UInt64]) {
            var arguments: [Value] = []
            var locals = [UInt64](repeating: 0, count: self.locals.count)
            for (index, type) in signature.parameters.enumerated() {
                let bits = random.next() % 3 == 0 ? random.next() % 4 : random.next()
                locals[index] = type == i32 ? bits & 0xFFFF_FFFF : bits
                arguments.append(
                    type == i32 ? .i32(Int32(truncatingIfNeeded: bits)) : .i64(Int64(bitPattern: bits)))
            }
            return (arguments, locals)
        }
    }

    private(set) var bodies: [Body] = []
    private var module = ModuleBuilder()

    init(seed: UInt64) {
        var generator = BodyGenerator(seed: seed)
        _ = module.importFunction("env", "host", [i32, i32], [i32])
        _ = module.importFunction("env", "foreign", [i32, i64], [i64, i32])
        module.function(
            [i64], [i64, i64, i64], .get(0), .get(0), .i64(1), .op(.i64Add), .get(0), .i64(2), .op(.i64Add))
        module.function([], [i32], .i32(-7))
        module.table(4)
        module.elements(at: .i32(0), [0, 1, 2, 3])
        module.global(i64, isMutable: true, .i64(0), export: "global")
        for number in 0..<50 {
            let nodes = generator.body()
            let body = Body(nodes: nodes, signature: generator.signature, locals: generator.locals)
            let code = Code(nodes, &module)
            module.function(
                body.signature.parameters, body.signature.results,
                locals: Array(body.locals[body.signature.parameters.count...]), export: "\(number)", code)
            bodies.append(body)
        }
    }

    /// Each body is exported under its number; the global is `global`.
    func instance(in store: Store) throws -> Instance {
        var other = ModuleBuilder()
        other.function(
            [i32, i64], [i64, i32], export: "foreign",
            .get(1), .get(0), .op(.i64ExtendI32U, .i64Add), .get(0), .i32(5), .op(.i32Xor))
        var linker = Linker()
        linker.define("env", "host") { (_: Caller, a: UInt32, b: UInt32) -> UInt32 in 3 &* a &- b }
        linker.define("env", exportsOf: try other.instance(in: store))
        return try module.instance(linker, in: store)
    }
}
