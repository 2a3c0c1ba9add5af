import Testing

@testable import WasmBinary

/// A module that is put together by its declarations, and a last function with a body to be judged.
struct ModuleOfParts {
    var encoder = ModuleEncoder()
    private var typeCount: UInt32 = 0

    init() {}

    /// Adds a group of types.
    /// - Returns: The index of the first.
    @discardableResult
    mutating func types(_ group: SubType...) -> UInt32 {
        encoder.addTypes(group)
        typeCount += UInt32(group.count)
        return typeCount - UInt32(group.count)
    }

    mutating func functionType(_ parameters: [ValueType] = [], _ results: [ValueType] = []) -> UInt32 {
        types(SubType(composite: .function(FunctionType(parameters: parameters, results: results))))
    }

    /// Adds a function and makes a module of everything; `end` is added to the body.
    consuming func module(
        _ parameters: [ValueType] = [], _ results: [ValueType] = [], locals: [LocalRun] = [], _ body: [Piece]
    ) -> [UInt8] {
        let type = functionType(parameters, results)
        encoder.addFunction(type: type, locals: locals, body: Piece.bytes(body))
        return encoder.bytes
    }
}

/// A part of a body.
enum Piece {
    case instruction(Instruction)
    case bytes([UInt8])

    static func op(_ opcode: Opcode, _ index: UInt32 = 0, _ secondIndex: UInt32 = 0, bits: UInt64 = 0) -> Piece {
        var instruction = Instruction(opcode)
        instruction.index = index
        instruction.secondIndex = secondIndex
        instruction.bits = bits
        return .instruction(instruction)
    }

    static func op(_ opcode: Opcode, lane: UInt8) -> Piece {
        var instruction = Instruction(opcode)
        instruction.lane = lane
        return .instruction(instruction)
    }

    static func op(_ opcode: Opcode, _ type: ReferenceType) -> Piece {
        var instruction = Instruction(opcode)
        instruction.type = .ref(type)
        return .instruction(instruction)
    }

    static func cast(_ opcode: Opcode, _ label: UInt32, _ source: ReferenceType, _ target: ReferenceType) -> Piece {
        var instruction = Instruction(opcode)
        instruction.index = label
        instruction.type = .ref(source)
        instruction.secondType = .ref(target)
        return .instruction(instruction)
    }

    static func block(_ opcode: Opcode, _ type: BlockType = .empty) -> Piece {
        var instruction = Instruction(opcode)
        instruction.blockType = type
        return .instruction(instruction)
    }

    /// A load, a store or an atomic access.
    static func access(_ opcode: Opcode, memory: UInt32 = 0, alignment: UInt32? = nil, offset: UInt64 = 0) -> Piece {
        op(opcode, memory, alignment ?? opcode.naturalAlignment, bits: offset)
    }

    static func tryTable(_ type: BlockType = .empty, _ clauses: CatchClause...) -> Piece {
        var writer = ByteWriter()
        writer.appendTryTable(type, clauses)
        return .bytes(writer.bytes)
    }

    static func null(_ heap: HeapType) -> Piece { op(.refNull, ReferenceType(heapType: heap)) }
    static let i32 = op(.i32Const)
    static let i64 = op(.i64Const)
    static let f32 = op(.f32Const)
    static let v128 = op(.v128Const)
    static let drop = op(.drop)
    static let end = op(.end)

    /// The bytes of pieces and of an `end`.
    static func bytes(_ pieces: [Piece]) -> [UInt8] {
        var writer = ByteWriter()
        for piece in pieces + [.end] {
            switch piece {
            case .instruction(let instruction): writer.append(instruction)
            case .bytes(let bytes): writer.append(bytes: bytes)
            }
        }
        return writer.bytes
    }
}

extension ReferenceType {
    static func to(_ heap: HeapType) -> ReferenceType { ReferenceType(isNullable: false, heapType: heap) }
    static func null(_ heap: HeapType) -> ReferenceType { ReferenceType(isNullable: true, heapType: heap) }
}

extension ValueType {
    static func to(_ heap: HeapType) -> ValueType { .ref(.to(heap)) }
    static func null(_ heap: HeapType) -> ValueType { .ref(.null(heap)) }
}

/// Expects a module to be accepted when there is no message, and else to be refused with a message that contains it.
func judge(
    _ bytes: [UInt8], _ message: String = "", features: Features = .all,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do throws(ModuleError) {
        try BinaryModule(decoding: bytes, features: features).validate()
        #expect(message == "", "accepted", sourceLocation: sourceLocation)
    } catch {
        #expect(message != "" && "\(error)".contains(message), "\(error)", sourceLocation: sourceLocation)
    }
}
