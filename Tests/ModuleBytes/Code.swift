import WasmBinary

/// A piece of a function body: the bytes of some instructions (specification §5.4).
///
/// Written with leading dots: `[.get(0), .i32(1), .op(.i32Add)]`.
package struct Code: ExpressibleByArrayLiteral, Sendable {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }
    package init(_ pieces: [Code]) { bytes = pieces.flatMap(\.bytes) }
    package init(arrayLiteral pieces: Code...) { self.init(pieces) }

    package static func + (a: Code, b: Code) -> Code { Code(a.bytes + b.bytes) }

    /// Instructions without immediates.
    package static func op(_ opcodes: Opcode...) -> Code { Code(opcodes.flatMap(Code.bytes)) }

    /// An instruction with its immediates: indices, or what else is an unsigned number.
    package static func op(_ opcode: Opcode, _ immediates: [Int]) -> Code {
        Code(bytes(opcode) + immediates.flatMap(unsigned))
    }

    /// A piece for each number below `count`.
    package static func times(_ count: Int, _ piece: (Int) -> Code) -> Code { Code((0..<count).map(piece)) }

    private static func bytes(_ opcode: Opcode) -> [UInt8] {
        // The four high bits are the prefix, counted from 0xFB as 1.
        opcode.rawValue > 0xFF
            ? [UInt8(0xFA + opcode.rawValue >> 12)] + unsigned(Int(opcode.rawValue & 0x0FFF)) : [UInt8(opcode.rawValue)]
    }
}

extension Code {
    // MARK: Variables

    package static func get(_ local: Int) -> Code { op(.localGet, [local]) }
    package static func set(_ local: Int) -> Code { op(.localSet, [local]) }
    package static func tee(_ local: Int) -> Code { op(.localTee, [local]) }
    package static func global(_ index: Int) -> Code { op(.globalGet, [index]) }
    package static func setGlobal(_ index: Int) -> Code { op(.globalSet, [index]) }

    // MARK: Constants

    package static func i32(_ value: Int32) -> Code { Code([0x41] + signed(Int64(value))) }
    package static func i64(_ value: Int64) -> Code { Code([0x42] + signed(value)) }
    package static func f32(_ value: Float) -> Code {
        Code([0x43] + (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) })
    }
    package static func f64(_ value: Double) -> Code {
        Code([0x44] + (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) })
    }
    package static func v128(_ low: UInt64, _ high: UInt64) -> Code {
        Code([0xFD, 12] + [low, high].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (8 * $0)) } })
    }
    package static func null(_ type: UInt8) -> Code { Code([0xD0, type]) }
    package static func function(_ index: Int) -> Code { op(.refFunc, [index]) }

    // MARK: Control

    /// The type of a block.
    package enum Block: Sendable {
        case empty
        case result(UInt8)
        case type(Int)

        fileprivate var bytes: [UInt8] {
            switch self {
            case .empty: [0x40]
            case .result(let type): [type]
            case .type(let index): signed(Int64(index))
            }
        }
    }

    package static func block(_ type: Block = .empty, _ code: Code...) -> Code {
        Code([0x02] + type.bytes + Code(code).bytes + [end])
    }
    package static func loop(_ type: Block = .empty, _ code: Code...) -> Code {
        Code([0x03] + type.bytes + Code(code).bytes + [end])
    }
    package static func `if`(_ type: Block = .empty, _ then: Code, else: Code? = nil) -> Code {
        Code([0x04] + type.bytes + then.bytes + (`else`.map { [0x05] + $0.bytes } ?? []) + [end])
    }
    package static func br(_ label: Int) -> Code { op(.br, [label]) }
    package static func brIf(_ label: Int) -> Code { op(.brIf, [label]) }
    package static func brTable(_ labels: [Int], _ otherwise: Int) -> Code {
        op(.brTable, [labels.count] + labels + [otherwise])
    }
    package static func call(_ function: Int) -> Code { op(.call, [function]) }
    package static func callIndirect(type: Int, table: Int = 0) -> Code { op(.callIndirect, [type, table]) }

    // MARK: Vectors

    /// An instruction on a single lane.
    package static func lane(_ opcode: Opcode, _ lane: Int) -> Code { op(opcode, [lane]) }
    /// Sixteen bytes of two vectors, by number.
    package static func shuffle(_ lanes: [UInt8]) -> Code { op(.i8x16Shuffle, lanes.map { Int($0) }) }

    // MARK: Memory

    /// A load or a store.
    package static func memory(_ opcode: Opcode, offset: Int = 0) -> Code { op(opcode, [0, offset]) }
    package static let memorySize = op(.memorySize, [0])
    package static let memoryGrow = op(.memoryGrow, [0])
}
