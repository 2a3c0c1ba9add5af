import ModuleBytes
import Testing
import WasmBinary
import WebAssembly

/// Each relation, where its result is a value, where a branch takes it in, and where `eqz` turns it around: with locals and
/// constants on either side.
@Suite struct ComparisonTests {
    struct Relation: CustomTestStringConvertible, Sendable {
        var opcode: Opcode
        /// What the relation says, by the order of the operands: less, equal, greater, unordered.
        var holds: [Order]
        var isSigned = true

        var testDescription: String { "\(opcode)" }
    }

    enum Order: Sendable { case less, equal, greater, unordered }

    static let relations: [(suffix: [Opcode], holds: [Order], isSigned: Bool)] = [
        ([.i32Eq, .i64Eq], [.equal], true), ([.i32Ne, .i64Ne], [.less, .greater], true),
        ([.i32LtS, .i64LtS], [.less], true), ([.i32LtU, .i64LtU], [.less], false),
        ([.i32GtS, .i64GtS], [.greater], true), ([.i32GtU, .i64GtU], [.greater], false),
        ([.i32LeS, .i64LeS], [.less, .equal], true), ([.i32LeU, .i64LeU], [.less, .equal], false),
        ([.i32GeS, .i64GeS], [.greater, .equal], true), ([.i32GeU, .i64GeU], [.greater, .equal], false),
        ([.f32Eq, .f64Eq], [.equal], true), ([.f32Ne, .f64Ne], [.less, .greater, .unordered], true),
        ([.f32Lt, .f64Lt], [.less], true), ([.f32Gt, .f64Gt], [.greater], true),
        ([.f32Le, .f64Le], [.less, .equal], true), ([.f32Ge, .f64Ge], [.greater, .equal], true),
    ]

    static let all: [Relation] = relations.flatMap { row in
        row.suffix.map { Relation(opcode: $0, holds: row.holds, isSigned: row.isSigned) }
    }

    private func order<T: Comparable>(_ a: T, _ b: T) -> Order {
        if a < b { .less } else if a == b { .equal } else if a > b { .greater } else { .unordered }
    }

    private func order(_ a: Value, _ b: Value, isSigned: Bool) -> Order {
        switch (a, b) {
        case (.i32(let a), .i32(let b)):
            isSigned ? order(a, b) : order(UInt32(bitPattern: a), UInt32(bitPattern: b))
        case (.i64(let a), .i64(let b)):
            isSigned ? order(a, b) : order(UInt64(bitPattern: a), UInt64(bitPattern: b))
        case (.f32(let a), .f32(let b)): order(a, b)
        case (.f64(let a), .f64(let b)): order(a, b)
        default: preconditionFailure("operands of one type")
        }
    }

    private func operands(of opcode: Opcode) -> (type: UInt8, values: [(Value, Code)]) {
        switch "\(opcode)".prefix(3) {
        case "i32": (i32, [0, 1, -1, 5, .min, .max].map { (.i32($0), .i32($0)) })
        case "i64": (i64, [0, 1, -1, 0x1_0000_0000, .min, .max].map { (.i64($0), .i64($0)) })
        case "f32": (f32, [0, -0.0, 1.5, -.infinity, .nan, .leastNonzeroMagnitude].map { (.f32($0), .f32($0)) })
        default: (f64, [0, -0.0, 1.5, -.infinity, .nan, .leastNonzeroMagnitude].map { (.f64($0), .f64($0)) })
        }
    }

    /// Ways to use a comparison whose operands are on the stack; each gives 1 when it holds, else 0.
    private func uses(_ opcode: Opcode) -> [Code] {
        let compare = Code.op(opcode)
        return [
            compare,
            [compare, .op(.i32Eqz), .op(.i32Eqz)],
            [compare, .op(.i32Eqz), .i32(1), .op(.i32Xor)],
            [compare, .if(.result(i32), .i32(1), else: .i32(0))],
            [compare, .op(.i32Eqz), .if(.result(i32), .i32(0), else: .i32(1))],
            [compare, .op(.i32Eqz), .op(.i32Eqz), .if(.result(i32), .i32(1), else: .i32(0))],
            [compare, .set(2), .i32(1), .get(2), .brIf(0), .op(.drop), .i32(0)],
            // A branch whose value is in its place, and one that has to move it.
            [.set(4), .set(3), .i32(1), .get(3), .get(4), compare, .brIf(0), .op(.drop), .i32(0)],
            [
                .set(4), .set(3),
                .block(.result(i32), .i32(9), .i32(1), .get(3), .get(4), compare, .brIf(0), .op(.drop, .drop), .i32(0)),
            ],
            [
                .set(4), .set(3),
                .block(
                    .result(i32), .i32(9), .i32(0), .get(3), .get(4), compare, .op(.i32Eqz), .brIf(0),
                    .op(.drop, .drop), .i32(1)),
            ],
            [.set(4), .set(3), .i32(1), .i32(0), .get(3), .get(4), compare, .op(.select)],
            [compare, .tee(2), .if(.result(i32), .get(2), else: .get(2))],
            // A value that is compared and stays on the stack.
            [.set(4), .set(3), .block(.empty, .get(3), .get(4), compare, .brIf(0), .i32(0), .op(.return)), .i32(1)],
        ]
    }

    @Test(arguments: all) func holds(_ relation: Relation) throws {
        let (type, values) = operands(of: relation.opcode)
        var module = ModuleBuilder()
        var functions: [String] = []
        func add(_ suffix: String, _ operands: Code) {
            for (number, use) in uses(relation.opcode).enumerated() {
                functions.append("\(number)\(suffix)")
                module.function(
                    [type, type], [i32], locals: [i32, type, type], export: functions.last, operands, use)
            }
        }
        for (place, value) in values.enumerated() {
            add(" \(place) on the left", [value.1, .get(1)])
            add(" \(place) on the right", [.get(0), value.1])
        }
        add("", [.get(0), .get(1)])
        add(" computed", [.block(.result(type), .get(0)), .block(.result(type), .get(1))])
        let instance = try module.instance()
        for (aPlace, a) in values.enumerated() {
            for (bPlace, b) in values.enumerated() {
                let expected: Int32 = relation.holds.contains(order(a.0, b.0, isSigned: relation.isSigned)) ? 1 : 0
                for suffix in ["", " computed", " \(aPlace) on the left", " \(bPlace) on the right"] {
                    for number in uses(relation.opcode).indices {
                        let result = try instance.call("\(number)\(suffix)", a.0, b.0)
                        if result != [.i32(expected)] {
                            Issue.record("\(a.0) \(relation.opcode) \(b.0) is \(result) in use \(number)\(suffix)")
                        }
                    }
                }
            }
        }
    }

    @Test func constantsOnBothSides() throws {
        #expect(try function([], [i32], .i32(1), .i32(2), .op(.i32LtS)).call() == [.i32(1)])
        #expect(try function([], [i32], .i64(-1), .i64(2), .op(.i64LtU)).call() == [.i32(0)])
        #expect(try function([], [i32], .f64(.nan), .f64(2), .op(.f64Ge)).call() == [.i32(0)])
        #expect(try function([], [i32], .f32(3), .f32(2), .op(.f32Gt)).call() == [.i32(1)])
        #expect(try function([], [i32], .i32(0), .op(.i32Eqz, .i32Eqz, .i32Eqz)).call() == [.i32(1)])
    }

    @Test func equalsZero() throws {
        let wide = try function([i64], [i32], .get(0), .op(.i64Eqz), .if(.result(i32), .i32(1), else: .i32(0)))
        #expect(try wide.call([.i64(0)]) == [.i32(1)])
        #expect(try wide.call([.i64(0x1_0000_0000)]) == [.i32(0)])
        let narrow = try function([i64], [i32], .get(0), .op(.i32WrapI64, .i32Eqz))
        #expect(try narrow.call([.i64(0x1_0000_0000)]) == [.i32(1)])
        let reference = try function([externref], [i32], .get(0), .op(.refIsNull), .op(.i32Eqz))
        #expect(try reference.call([.externref(nil)]) == [.i32(0)])
        #expect(try reference.call([.externref(ExternReference(reference.store))]) == [.i32(1)])
        // A condition of all 32 bits, not of the lowest.
        let bits = try function([i32], [i32], .get(0), .if(.result(i32), .i32(1), else: .i32(0)))
        #expect(try bits.call([.i32(2)]) == [.i32(1)])
    }
}
