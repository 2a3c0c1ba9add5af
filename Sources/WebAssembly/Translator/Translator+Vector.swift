// Vector instructions with immediates: constants, lanes, memory (specification §4.6.7, §4.6.9).
//
// Lanes are bytes of the frame: where one lies follows from its vector's slot, so handlers get its place and not its number.

extension Translator {
    mutating func translateVector(_ instruction: Instruction) {
        let lane = Int(instruction.lane)
        switch instruction.opcode {
        case .v128Const:
            stack.push(constant: UInt64(vectors.count), isVector: true)
            vectors.append(V128(low: instruction.bits, high: instruction.highBits))
        case .i8x16Shuffle:
            translateShuffle(V128(low: instruction.bits, high: instruction.highBits).lanes())

        case .i8x16Splat: splat(opI8x16Splat)
        case .i16x8Splat: splat(opI16x8Splat)
        case .i32x4Splat, .f32x4Splat: splat(opI32x4Splat)
        case .i64x2Splat, .f64x2Splat: splat(opI64x2Splat)
        case .i8x16ExtractLaneS: extractLane(opI8x16ExtractLaneS, at: lane)
        case .i8x16ExtractLaneU: extractLane(opI8x16ExtractLaneU, at: lane)
        case .i16x8ExtractLaneS: extractLane(opI16x8ExtractLaneS, at: lane * 2)
        case .i16x8ExtractLaneU: extractLane(opI16x8ExtractLaneU, at: lane * 2)
        case .i32x4ExtractLane, .f32x4ExtractLane: extractLane(opI32x4ExtractLane, at: lane * 4)
        case .i64x2ExtractLane, .f64x2ExtractLane: extractLane(opI64x2ExtractLane, at: lane * 8)
        case .i8x16ReplaceLane: replaceLane(opI8x16ReplaceLane, at: lane)
        case .i16x8ReplaceLane: replaceLane(opI16x8ReplaceLane, at: lane * 2)
        case .i32x4ReplaceLane, .f32x4ReplaceLane: replaceLane(opI32x4ReplaceLane, at: lane * 4)
        case .i64x2ReplaceLane, .f64x2ReplaceLane: replaceLane(opI64x2ReplaceLane, at: lane * 8)

        default:
            let isKnown = translateVectorNumeric(instruction.opcode) || translateVectorMemory(instruction)
            precondition(isKnown, "\(instruction.opcode) is translated elsewhere")
        }
    }

    private mutating func splat(_ handler: Handler) {
        let a = popSlot()
        emit(handler, pushResult(isVector: true), a)
    }

    private mutating func extractLane(_ handler: Handler, at place: Int) {
        let vector = popSlot()
        emit(handler, pushResult(), vector * 8 + place)
    }

    private mutating func replaceLane(_ handler: Handler, at place: Int) {
        let scalar = popSlot()
        let vector = popSlot()
        emit(handler, pushResult(isVector: true), vector, scalar, place)
    }

    /// Lanes of 64 and 32 bits that stay whole move as such, and bytes that are in reverse order within lanes are swapped;
    /// otherwise each byte moves for itself.
    private mutating func translateShuffle(_ lanes: SIMD16<UInt8>) {
        let b = popSlot()
        let a = popSlot()
        // Where the byte of lane `index` lies, in bytes from the frame's start.
        func place(_ index: Int) -> Int {
            lanes[index] < 16 ? a * 8 + Int(lanes[index]) : b * 8 + Int(lanes[index]) - 16
        }
        func areWhole(_ width: Int) -> Bool {
            (0..<16).allSatisfy {
                place($0) == place($0 / width * width) + $0 % width && place($0) % width == $0 % width
            }
        }
        func areReversed(_ width: Int) -> Bool {
            (0..<16).allSatisfy { place($0) == place(width - 1) + ($0 ^ (width - 1)) }
        }
        // Whether lanes come from two halves by turns.
        func areInterleaved(_ width: Int) -> Bool {
            place(0) % 8 == 0 && place(width) % 8 == 0
                && (0..<16).allSatisfy {
                    place($0) == place($0 / width % 2 * width) + $0 / (2 * width) * width + $0 % width
                }
        }
        // The slots that the bytes go on in, if they follow each other in three.
        var window: (middle: Int, end: Int)? {
            let count = 8 - place(0) % 8
            guard count < 8 else { return nil }
            let starts = [place(0), place(count), place(count + 8)]
            guard starts[1] % 8 == 0, starts[2] % 8 == 0 else { return nil }
            let isOne = (0..<16).allSatisfy { index in
                index < count
                    ? place(index) == starts[0] + index
                    : place(index) == starts[1 + (index - count) / 8] + (index - count) % 8
            }
            return isOne ? (starts[1] / 8, starts[2] / 8) : nil
        }
        let to = pushResult(isVector: true)
        if areWhole(8) {
            emit(opI64x2Shuffle, to, place(0) / 8, place(8) / 8)
        } else if areWhole(4) {
            emit(opI32x4Shuffle, to, place(0), place(4), place(8), place(12))
        } else if areInterleaved(2) {
            emit(opI16x8Interleave, to, place(0) / 8, place(2) / 8)
        } else if areWhole(2) {
            emit(opI16x8Shuffle, to)
            for index in 0..<8 { code.append(place(index * 2)) }
        } else if areInterleaved(1) {
            emit(opI8x16Interleave, to, place(0) / 8, place(1) / 8)
        } else if let (middle, end) = window {
            emit(opI8x16Window, to, place(0) / 8, middle, end, place(0) % 8 * 8)
        } else if areReversed(2), place(1) % 8 == 0 {
            emit(opI16x8ByteSwap, to, place(1) / 8)
        } else if areReversed(4), place(3) % 8 == 0 {
            emit(opI32x4ByteSwap, to, place(3) / 8)
        } else if areReversed(8), place(7) % 8 == 0 {
            emit(opI64x2ByteSwap, to, place(7) / 8)
        } else {
            emit(opI8x16Shuffle, to)
            for index in 0..<16 { code.append(place(index)) }
        }
    }

    // MARK: Memory

    private mutating func translateVectorMemory(_ instruction: Instruction) -> Bool {
        switch instruction.opcode {
        case .v128Load: loadVector(instruction)
        case .v128Load8x8S: loadVector(opV128Load8x8S, far: opFarLoad64, opI16x8ExtendLowI8x16S, instruction)
        case .v128Load8x8U: loadVector(opV128Load8x8U, far: opFarLoad64, opI16x8ExtendLowI8x16U, instruction)
        case .v128Load16x4S: loadVector(opV128Load16x4S, far: opFarLoad64, opI32x4ExtendLowI16x8S, instruction)
        case .v128Load16x4U: loadVector(opV128Load16x4U, far: opFarLoad64, opI32x4ExtendLowI16x8U, instruction)
        case .v128Load32x2S: loadVector(opV128Load32x2S, far: opFarLoad64, opI64x2ExtendLowI32x4S, instruction)
        case .v128Load32x2U: loadVector(opV128Load32x2U, far: opFarLoad64, opI64x2ExtendLowI32x4U, instruction)
        case .v128Load8Splat: loadVector(opV128Load8Splat, far: opFarLoad8U, opI8x16Splat, instruction)
        case .v128Load16Splat: loadVector(opV128Load16Splat, far: opFarLoad16U, opI16x8Splat, instruction)
        case .v128Load32Splat: loadVector(opV128Load32Splat, far: opFarLoad32, opI32x4Splat, instruction)
        case .v128Load64Splat: loadVector(opV128Load64Splat, far: opFarLoad64, opI64x2Splat, instruction)
        case .v128Load32Zero: loadVector(opV128Load32Zero, far: opFarLoad32, opV128Low, instruction)
        case .v128Load64Zero: loadVector(opV128Load64Zero, far: opFarLoad64, opV128Low, instruction)
        case .v128Load8Lane: loadLane(opV128Load8Lane, far: opFarLoad8U, opI8x16ReplaceLane, instruction, width: 1)
        case .v128Load16Lane: loadLane(opV128Load16Lane, far: opFarLoad16U, opI16x8ReplaceLane, instruction, width: 2)
        case .v128Load32Lane: loadLane(opV128Load32Lane, far: opFarLoad32, opI32x4ReplaceLane, instruction, width: 4)
        case .v128Load64Lane: loadLane(opV128Load64Lane, far: opFarLoad64, opI64x2ReplaceLane, instruction, width: 8)
        case .v128Store: storeVector(instruction)
        case .v128Store8Lane: storeLane(opV128Store8Lane, opI8x16ExtractLaneU, far: opFarStore8, instruction, width: 1)
        case .v128Store16Lane:
            storeLane(opV128Store16Lane, opI16x8ExtractLaneU, far: opFarStore16, instruction, width: 2)
        case .v128Store32Lane:
            storeLane(opV128Store32Lane, opI32x4ExtractLane, far: opFarStore32, instruction, width: 4)
        case .v128Store64Lane:
            storeLane(opV128Store64Lane, opI64x2ExtractLane, far: opFarStore64, instruction, width: 8)
        default: return false
        }
        return true
    }

    private mutating func loadVector(_ instruction: Instruction) {
        if isNear(instruction.index) {
            let offset = Int(truncatingIfNeeded: instruction.bits)
            if let (address, constant) = popSum() {
                emit(opV128LoadSum, pushResult(isVector: true), address, constant, offset)
            } else {
                let address = popSlot()
                emit(opV128Load, pushResult(isVector: true), address, offset)
            }
        } else {
            let address = popSlot()
            emitFar(opFarV128Load, pushResult(isVector: true), address, instruction)
        }
    }

    /// In a memory that is not near, a load into a slot and then `expand` from there.
    private mutating func loadVector(
        _ near: Handler, far: Handler, _ expand: Handler, _ instruction: Instruction
    ) {
        let address = popSlot()
        let home = home(stack.count)
        if isNear(instruction.index) {
            emit(near, pushResult(isVector: true), address, Int(truncatingIfNeeded: instruction.bits))
        } else {
            emitFar(far, home, address, instruction)
            emit(expand, pushResult(isVector: true), home)
        }
    }

    private mutating func loadLane(
        _ near: Handler, far: Handler, _ replace: Handler, _ instruction: Instruction, width: Int
    ) {
        let vector = popSlot()
        let address = popSlot()
        let place = Int(instruction.lane) * width
        if isNear(instruction.index) {
            emit(
                near, pushResult(isVector: true), address, Int(truncatingIfNeeded: instruction.bits), vector, place)
        } else {
            // Behind the address and the vector: the result takes the homes of both.
            let scalar = home(stack.count + 3)
            stack.reserve(stack.count + 4)
            emitFar(far, scalar, address, instruction)
            emit(replace, pushResult(isVector: true), vector, scalar, place)
        }
    }

    private mutating func storeVector(_ instruction: Instruction) {
        let vector = popSlot()
        if isNear(instruction.index) {
            let offset = Int(truncatingIfNeeded: instruction.bits)
            if let (address, constant) = popSum() {
                emit(opV128StoreSum, vector * 8, address, constant, offset)
            } else {
                emit(opV128Store, vector * 8, popSlot(), offset)
            }
        } else {
            let address = popSlot()
            emitFar(opFarV128Store, address, vector, instruction)
        }
    }

    private mutating func storeLane(
        _ near: Handler, _ extract: Handler, far: Handler, _ instruction: Instruction, width: Int
    ) {
        let vector = popSlot()
        let home = home(stack.count)
        let address = popSlot()
        let place = vector * 8 + Int(instruction.lane) * width
        if isNear(instruction.index) {
            emit(near, place, address, Int(truncatingIfNeeded: instruction.bits))
        } else {
            emit(extract, home, place)
            emitFar(far, address, home, instruction)
        }
    }

    /// An access to a memory that is not near, see `Handlers+FarMemory.swift`.
    private mutating func emitFar(_ handler: Handler, _ a: Int, _ b: Int, _ instruction: Instruction) {
        emit(handler, a, b, layout.memory(instruction.index))
        code.append(instruction.bits)
    }
}

extension Opcode {
    /// Whether the instruction is about vectors: all with its prefix are.
    var isVector: Bool { rawValue & 0xF000 == 0x3000 }
}
