import ModuleBytes

/// Modules that are much of one thing, each valid, with a function `run` that gives 7.
enum LargeModule: String, CaseIterable, Sendable {
    /// Blocks, loops and ifs in each other.
    case nesting
    /// One value on top of the other.
    case operands
    case locals
    /// Functions that declare as many locals as there may be, in five bytes each.
    case functionsOfManyLocals
    case branchTargets
    /// Targets that each take a thousand values along.
    case branchTargetsWithValues
    case dataSegments
    /// One body, in bytes.
    case bodyBytes
    /// Types of which no two are the same.
    case types
    case functions
    case globals
    case exports

    /// How much there may be of it.
    var limit: Int {
        switch self {
        case .nesting, .operands: 120_000
        case .locals: 50_000
        case .functionsOfManyLocals: 100_000
        case .branchTargets, .types: 1_000_000
        case .branchTargetsWithValues: 100_000
        case .dataSegments: 100_000
        case .bodyBytes: 760_000
        case .functions, .globals, .exports: 1_000_000
        }
    }

    func bytes(_ count: Int) -> [UInt8] {
        var types = [functionType([], [i32])]
        var functionTypes = [0]
        var sections: [UInt8: [UInt8]] = [:]
        var locals: [UInt8] = [0]
        var code: [UInt8] = []
        var moreCode: [UInt8] = []
        switch self {
        case .nesting:
            // block; loop; if that is taken
            for level in 0..<count { code += [[0x02, 0x40], [0x03, 0x40], [0x41, 1, 0x04, 0x40]][level % 3] }
            code += [0x0C] + unsigned(count - 1)
            code += Array(repeating: end, count: count)
        case .operands:
            for _ in 0..<count { code += [0x41, 0] }
            code += Array(repeating: 0x6A, count: count - 1) + [0x1A]
        case .locals:
            locals = unsigned(count)
            for index in 0..<count { locals += [1, [i32, i64, f32, f64][index % 4]] }
            for index in 0..<count { code += [0x20] + unsigned(index) + [0x21] + unsigned(index) }
        case .functionsOfManyLocals:
            functionTypes += Array(repeating: 0, count: count - 1)
            let body = sized([1] + unsigned(50_000) + [i64, 0x41, 0, end])
            for _ in 1..<count { moreCode += body }
        case .branchTargets:
            code += [0x02, 0x40, 0x02, 0x40, 0x41] + signed(Int64(count) - 1) + [0x0E] + unsigned(count)
            for index in 0..<count { code.append(UInt8(index & 1)) }
            code += [0, end, end]
        case .branchTargetsWithValues:
            types.append(functionType([], Array(repeating: i32, count: 1000)))
            code += [0x02, 1, 0x02, 1]
            for _ in 0..<1000 { code += [0x41, 0] }
            code += [0x41] + signed(Int64(count) - 1) + [0x0E] + unsigned(count)
            for index in 0..<count { code.append(UInt8(index & 1)) }
            code += [0, end, end] + Array(repeating: 0x1A, count: 1000)
        case .dataSegments:
            sections[5] = [1, 0] + unsigned(count / 65_536 + 1)
            var segments = unsigned(count)
            for index in 0..<count { segments += [0, 0x41] + signed(Int64(index)) + [end, 1, 5] }
            sections[11] = segments
            // The last byte must be 5.
            code += [0x41] + signed(Int64(count) - 1) + [0x2D, 0, 0, 0x41, 5, 0x47, 0x04, 0x40, 0x00, end]
        case .bodyBytes:
            locals = [1, 1, i32]
            while code.count < count - 10 { code += [0x20, 0, 0x41, 3, 0x6A, 0x41, 1, 0x73, 0x21, 0] }
        case .types:
            for index in 0..<count - 1 {
                types.append(functionType((0..<10).map { [i32, i64, f32, f64][index >> (2 * $0) & 3] }, [i64]))
            }
        case .functions:
            functionTypes += Array(repeating: 0, count: count - 1)
            let body = body([0x41, 0])
            for _ in 1..<count { moreCode += body }
        case .globals:
            var globals = unsigned(count)
            for _ in 0..<count { globals += [i32, 0, 0x41, 0, end] }
            sections[6] = globals
        case .exports:
            break
        }
        sections[1] = unsigned(types.count) + types.joined()
        sections[3] = unsigned(functionTypes.count) + functionTypes.flatMap(unsigned)
        var exports = name("run") + [0, 0]
        if self == .exports { for index in 1..<count { exports += name("\(index)") + [0, 0] } }
        sections[7] = unsigned(self == .exports ? count : 1) + exports
        sections[10] = unsigned(functionTypes.count) + sized(locals + code + [0x41, 7, end]) + moreCode
        return header + sections.sorted { $0.key < $1.key }.flatMap { section($0.key, $0.value) }
    }

    /// More than the tool validates as a whole before it starts: `good` gives 7, the body of `broken` is not valid.
    static let largeWithBrokenBody: [UInt8] = {
        let filling = Array(repeating: UInt8(0x01), count: 5 << 20)
        return header + section(1, vector(functionType([], [i32]))) + section(3, [3, 0, 0, 0])
            + section(7, vector(name("good") + [0, 0], name("broken") + [0, 1]))
            + section(10, [3] + body([0x41, 7]) + body([0x42, 7]) + body(filling + [0x41, 7]))
    }()
}
