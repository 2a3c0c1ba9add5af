import ModuleBytes
import Testing
import WasmBinary
import WebAssembly

/// Instructions give the same result wherever their operands come from: a local, a constant, another instruction.
@Suite struct OperandTests {
    private func type(_ name: Substring) -> UInt8 { ["i32": i32, "i64": i64, "f32": f32, "f64": f64][name]! }

    private func value(_ type: UInt8, _ number: Int) -> (Value, Code) {
        switch type {
        case i32: (.i32(Int32(truncatingIfNeeded: number)), .i32(Int32(truncatingIfNeeded: number)))
        case i64: (.i64(Int64(number) << 20), .i64(Int64(number) << 20))
        case f32: (.f32(Float(number) / 3), .f32(Float(number) / 3))
        default: (.f64(Double(number) / 3), .f64(Double(number) / 3))
        }
    }

    /// All instructions that take two numbers of one type and give one.
    static let binary: [Opcode] = [
        (.i32Add, .i32Rotr), (.i64Add, .i64Rotr), (.f32Add, .f32Copysign), (.f64Add, .f64Copysign),
    ].flatMap { (range: (Opcode, Opcode)) in
        (range.0.rawValue...range.1.rawValue).compactMap(Opcode.init(rawValue:))
    }

    @Test(arguments: binary) func twoOperands(_ opcode: Opcode) throws {
        let type = type("\(opcode)".prefix(3))
        let pairs = [(7, 3), (-100, 33), (1, -5), (123_456_789, 2)]
        for (a, b) in pairs {
            let (aValue, aCode) = value(type, a)
            let (bValue, bCode) = value(type, b)
            let operation = Code.op(opcode)
            let expected = try function([type, type], [type], .get(0), .get(1), operation).call([aValue, bValue])
            let computedA = Code.block(.result(type), .get(0))
            let computedB = Code.block(.result(type), .get(1))
            let others: [Code] = [
                [aCode, .get(1), operation], [.get(0), bCode, operation], [aCode, bCode, operation],
                [computedA, .get(1), operation], [.get(0), computedB, operation], [computedA, computedB, operation],
                [aCode, computedB, operation], [computedA, bCode, operation],
                // The result in the place of an operand, and on the stack with others.
                [.get(0), .get(1), operation, .set(0), .get(0)], [.get(0), .get(1), operation, .tee(1)],
                [.get(0), bCode, operation, .set(1), .get(1)],
                [.get(1), .get(0), bCode, operation, .set(0), .op(.drop), .get(0)],
            ]
            for (number, code) in others.enumerated() {
                let result = try function([type, type], [type], code).call([aValue, bValue])
                #expect(result == expected, "\(opcode) \(a) \(b), way \(number)")
            }
        }
    }

    /// Memory instructions with a constant in each place.
    @Test func memoryOperands() throws {
        var module = ModuleBuilder()
        module.memory(1)
        module.function([i32, i32], [], export: "both", .get(0), .get(1), .memory(.i32Store, offset: 4))
        module.function([i32], [], export: "value", .get(0), .i32(77), .memory(.i32Store, offset: 4))
        module.function([i32], [], export: "address", .i32(100), .get(0), .memory(.i32Store, offset: 4))
        module.function([i32], [i32], export: "load", .get(0), .memory(.i32Load, offset: 4))
        module.function([], [i32], export: "constant", .i32(100), .memory(.i32Load, offset: 4))
        module.function([i32], [], export: "fill", .i32(8), .get(0), .i32(4), .op(.memoryFill, [0]))
        module.function([], [], export: "copy", .i32(200), .i32(100), .i32(64), .op(.memoryCopy, [0, 0]))
        let instance = try module.instance()
        try instance.call("both", .i32(10), .i32(55))
        try instance.call("value", .i32(20))
        try instance.call("address", .i32(99))
        #expect(try instance.call("load", .i32(10)) == [.i32(55)])
        #expect(try instance.call("load", .i32(20)) == [.i32(77)])
        #expect(try instance.call("constant") == [.i32(99)])
        try instance.call("copy")
        #expect(try instance.call("load", .i32(200)) == [.i32(99)])
        try instance.call("fill", .i32(0x1FF))
        #expect(try instance.call("load", .i32(4)) == [.i32(-1)])
        #expect(try instance.call("load", .i32(6)) == [.i32(0xFFFF)])
    }
}
