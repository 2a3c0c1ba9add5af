// Vector instructions that need no more than their operands to handlers (specification §4.3.5).

extension Translator {
    /// - Returns: false when the opcode is none of these.
    mutating func translateVectorNumeric(_ opcode: Opcode) -> Bool {
        translateBits(opcode) || translateNarrowLanes(opcode) || translateWideLanes(opcode)
            || translateFloatLanes(opcode)
            || translateRelaxed(opcode)
    }

    /// Vectors as a whole.
    private mutating func translateBits(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .v128Not: vectorUnary(opV128Not)
        case .v128And: vectorBinary(opV128And)
        case .v128Andnot: vectorBinary(opV128Andnot)
        case .v128Or: vectorBinary(opV128Or)
        case .v128Xor: vectorBinary(opV128Xor)
        case .v128Bitselect: vectorTernary(opV128Bitselect)
        case .v128AnyTrue: reduce(opV128AnyTrue)
        default: return false
        }
        return true
    }

    /// Lanes of 8 and 16 bits.
    private mutating func translateNarrowLanes(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .i8x16Swizzle: vectorBinary(opI8x16Swizzle)
        case .i8x16Eq: vectorBinary(opI8x16Eq)
        case .i8x16Ne: vectorBinary(opI8x16Ne)
        case .i8x16LtS: vectorBinary(opI8x16LtS)
        case .i8x16LtU: vectorBinary(opI8x16LtU)
        case .i8x16GtS: vectorSwapped(opI8x16LtS)
        case .i8x16GtU: vectorSwapped(opI8x16LtU)
        case .i8x16LeS: vectorBinary(opI8x16LeS)
        case .i8x16LeU: vectorBinary(opI8x16LeU)
        case .i8x16GeS: vectorSwapped(opI8x16LeS)
        case .i8x16GeU: vectorSwapped(opI8x16LeU)
        case .i8x16Abs: vectorUnary(opI8x16Abs)
        case .i8x16Neg: vectorUnary(opI8x16Neg)
        case .i8x16Popcnt: vectorUnary(opI8x16Popcnt)
        case .i8x16AllTrue: reduce(opI8x16AllTrue)
        case .i8x16Bitmask: reduce(opI8x16Bitmask)
        case .i8x16NarrowI16x8S: vectorBinary(opI8x16NarrowI16x8S)
        case .i8x16NarrowI16x8U: vectorBinary(opI8x16NarrowI16x8U)
        case .i8x16Shl: vectorShift(opI8x16Shl, opI8x16ShlImmediate)
        case .i8x16ShrS: vectorShift(opI8x16ShrS, opI8x16ShrSImmediate)
        case .i8x16ShrU: vectorShift(opI8x16ShrU, opI8x16ShrUImmediate)
        case .i8x16Add: vectorBinary(opI8x16Add)
        case .i8x16AddSatS: vectorBinary(opI8x16AddSatS)
        case .i8x16AddSatU: vectorBinary(opI8x16AddSatU)
        case .i8x16Sub: vectorBinary(opI8x16Sub)
        case .i8x16SubSatS: vectorBinary(opI8x16SubSatS)
        case .i8x16SubSatU: vectorBinary(opI8x16SubSatU)
        case .i8x16MinS: vectorBinary(opI8x16MinS)
        case .i8x16MinU: vectorBinary(opI8x16MinU)
        case .i8x16MaxS: vectorBinary(opI8x16MaxS)
        case .i8x16MaxU: vectorBinary(opI8x16MaxU)
        case .i8x16AvgrU: vectorBinary(opI8x16AvgrU)

        case .i16x8Eq: vectorBinary(opI16x8Eq)
        case .i16x8Ne: vectorBinary(opI16x8Ne)
        case .i16x8LtS: vectorBinary(opI16x8LtS)
        case .i16x8LtU: vectorBinary(opI16x8LtU)
        case .i16x8GtS: vectorSwapped(opI16x8LtS)
        case .i16x8GtU: vectorSwapped(opI16x8LtU)
        case .i16x8LeS: vectorBinary(opI16x8LeS)
        case .i16x8LeU: vectorBinary(opI16x8LeU)
        case .i16x8GeS: vectorSwapped(opI16x8LeS)
        case .i16x8GeU: vectorSwapped(opI16x8LeU)
        case .i16x8ExtaddPairwiseI8x16S: vectorUnary(opI16x8ExtaddPairwiseI8x16S)
        case .i16x8ExtaddPairwiseI8x16U: vectorUnary(opI16x8ExtaddPairwiseI8x16U)
        case .i16x8Abs: vectorUnary(opI16x8Abs)
        case .i16x8Neg: vectorUnary(opI16x8Neg)
        case .i16x8Q15mulrSatS: vectorBinary(opI16x8Q15mulrSatS)
        case .i16x8AllTrue: reduce(opI16x8AllTrue)
        case .i16x8Bitmask: reduce(opI16x8Bitmask)
        case .i16x8NarrowI32x4S: vectorBinary(opI16x8NarrowI32x4S)
        case .i16x8NarrowI32x4U: vectorBinary(opI16x8NarrowI32x4U)
        case .i16x8ExtendLowI8x16S: vectorUnary(opI16x8ExtendLowI8x16S)
        case .i16x8ExtendHighI8x16S: vectorUnary(opI16x8ExtendHighI8x16S)
        case .i16x8ExtendLowI8x16U: vectorUnary(opI16x8ExtendLowI8x16U)
        case .i16x8ExtendHighI8x16U: vectorUnary(opI16x8ExtendHighI8x16U)
        case .i16x8Shl: vectorShift(opI16x8Shl, opI16x8ShlImmediate)
        case .i16x8ShrS: vectorShift(opI16x8ShrS, opI16x8ShrSImmediate)
        case .i16x8ShrU: vectorShift(opI16x8ShrU, opI16x8ShrUImmediate)
        case .i16x8Add: vectorBinary(opI16x8Add)
        case .i16x8AddSatS: vectorBinary(opI16x8AddSatS)
        case .i16x8AddSatU: vectorBinary(opI16x8AddSatU)
        case .i16x8Sub: vectorBinary(opI16x8Sub)
        case .i16x8SubSatS: vectorBinary(opI16x8SubSatS)
        case .i16x8SubSatU: vectorBinary(opI16x8SubSatU)
        case .i16x8Mul: vectorBinary(opI16x8Mul)
        case .i16x8MinS: vectorBinary(opI16x8MinS)
        case .i16x8MinU: vectorBinary(opI16x8MinU)
        case .i16x8MaxS: vectorBinary(opI16x8MaxS)
        case .i16x8MaxU: vectorBinary(opI16x8MaxU)
        case .i16x8AvgrU: vectorBinary(opI16x8AvgrU)
        case .i16x8ExtmulLowI8x16S: vectorBinary(opI16x8ExtmulLowI8x16S)
        case .i16x8ExtmulHighI8x16S: vectorBinary(opI16x8ExtmulHighI8x16S)
        case .i16x8ExtmulLowI8x16U: vectorBinary(opI16x8ExtmulLowI8x16U)
        case .i16x8ExtmulHighI8x16U: vectorBinary(opI16x8ExtmulHighI8x16U)
        default: return false
        }
        return true
    }

    /// Lanes of 32 and 64 bits.
    private mutating func translateWideLanes(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .i32x4Eq: vectorBinary(opI32x4Eq)
        case .i32x4Ne: vectorBinary(opI32x4Ne)
        case .i32x4LtS: vectorBinary(opI32x4LtS)
        case .i32x4LtU: vectorBinary(opI32x4LtU)
        case .i32x4GtS: vectorSwapped(opI32x4LtS)
        case .i32x4GtU: vectorSwapped(opI32x4LtU)
        case .i32x4LeS: vectorBinary(opI32x4LeS)
        case .i32x4LeU: vectorBinary(opI32x4LeU)
        case .i32x4GeS: vectorSwapped(opI32x4LeS)
        case .i32x4GeU: vectorSwapped(opI32x4LeU)
        case .i32x4ExtaddPairwiseI16x8S: vectorUnary(opI32x4ExtaddPairwiseI16x8S)
        case .i32x4ExtaddPairwiseI16x8U: vectorUnary(opI32x4ExtaddPairwiseI16x8U)
        case .i32x4Abs: vectorUnary(opI32x4Abs)
        case .i32x4Neg: vectorUnary(opI32x4Neg)
        case .i32x4AllTrue: reduce(opI32x4AllTrue)
        case .i32x4Bitmask: reduce(opI32x4Bitmask)
        case .i32x4ExtendLowI16x8S: vectorUnary(opI32x4ExtendLowI16x8S)
        case .i32x4ExtendHighI16x8S: vectorUnary(opI32x4ExtendHighI16x8S)
        case .i32x4ExtendLowI16x8U: vectorUnary(opI32x4ExtendLowI16x8U)
        case .i32x4ExtendHighI16x8U: vectorUnary(opI32x4ExtendHighI16x8U)
        case .i32x4Shl: vectorShift(opI32x4Shl, opI32x4ShlImmediate)
        case .i32x4ShrS: vectorShift(opI32x4ShrS, opI32x4ShrSImmediate)
        case .i32x4ShrU: vectorShift(opI32x4ShrU, opI32x4ShrUImmediate)
        case .i32x4Add: vectorBinary(opI32x4Add)
        case .i32x4Sub: vectorBinary(opI32x4Sub)
        case .i32x4Mul: vectorBinary(opI32x4Mul)
        case .i32x4MinS: vectorBinary(opI32x4MinS)
        case .i32x4MinU: vectorBinary(opI32x4MinU)
        case .i32x4MaxS: vectorBinary(opI32x4MaxS)
        case .i32x4MaxU: vectorBinary(opI32x4MaxU)
        case .i32x4DotI16x8S: vectorBinary(opI32x4DotI16x8S)
        case .i32x4ExtmulLowI16x8S: vectorBinary(opI32x4ExtmulLowI16x8S)
        case .i32x4ExtmulHighI16x8S: vectorBinary(opI32x4ExtmulHighI16x8S)
        case .i32x4ExtmulLowI16x8U: vectorBinary(opI32x4ExtmulLowI16x8U)
        case .i32x4ExtmulHighI16x8U: vectorBinary(opI32x4ExtmulHighI16x8U)
        case .i32x4TruncSatF32x4S: vectorUnary(opI32x4TruncSatF32x4S)
        case .i32x4TruncSatF32x4U: vectorUnary(opI32x4TruncSatF32x4U)
        case .i32x4TruncSatF64x2SZero: vectorUnary(opI32x4TruncSatF64x2SZero)
        case .i32x4TruncSatF64x2UZero: vectorUnary(opI32x4TruncSatF64x2UZero)

        case .i64x2Abs: vectorUnary(opI64x2Abs)
        case .i64x2Neg: vectorUnary(opI64x2Neg)
        case .i64x2AllTrue: reduce(opI64x2AllTrue)
        case .i64x2Bitmask: reduce(opI64x2Bitmask)
        case .i64x2ExtendLowI32x4S: vectorUnary(opI64x2ExtendLowI32x4S)
        case .i64x2ExtendHighI32x4S: vectorUnary(opI64x2ExtendHighI32x4S)
        case .i64x2ExtendLowI32x4U: vectorUnary(opI64x2ExtendLowI32x4U)
        case .i64x2ExtendHighI32x4U: vectorUnary(opI64x2ExtendHighI32x4U)
        case .i64x2Shl: vectorShift(opI64x2Shl, opI64x2ShlImmediate)
        case .i64x2ShrS: vectorShift(opI64x2ShrS, opI64x2ShrSImmediate)
        case .i64x2ShrU: vectorShift(opI64x2ShrU, opI64x2ShrUImmediate)
        case .i64x2Add: vectorBinary(opI64x2Add)
        case .i64x2Sub: vectorBinary(opI64x2Sub)
        case .i64x2Mul: vectorBinary(opI64x2Mul)
        case .i64x2Eq: vectorBinary(opI64x2Eq)
        case .i64x2Ne: vectorBinary(opI64x2Ne)
        case .i64x2LtS: vectorBinary(opI64x2LtS)
        case .i64x2GtS: vectorSwapped(opI64x2LtS)
        case .i64x2LeS: vectorBinary(opI64x2LeS)
        case .i64x2GeS: vectorSwapped(opI64x2LeS)
        case .i64x2ExtmulLowI32x4S: vectorBinary(opI64x2ExtmulLowI32x4S)
        case .i64x2ExtmulHighI32x4S: vectorBinary(opI64x2ExtmulHighI32x4S)
        case .i64x2ExtmulLowI32x4U: vectorBinary(opI64x2ExtmulLowI32x4U)
        case .i64x2ExtmulHighI32x4U: vectorBinary(opI64x2ExtmulHighI32x4U)
        default: return false
        }
        return true
    }

    /// Lanes of floating-point numbers.
    private mutating func translateFloatLanes(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .f32x4Eq: vectorBinary(opF32x4Eq)
        case .f32x4Ne: vectorBinary(opF32x4Ne)
        case .f32x4Lt: vectorBinary(opF32x4Lt)
        case .f32x4Gt: vectorSwapped(opF32x4Lt)
        case .f32x4Le: vectorBinary(opF32x4Le)
        case .f32x4Ge: vectorSwapped(opF32x4Le)
        case .f32x4DemoteF64x2Zero: vectorUnary(opF32x4DemoteF64x2Zero)
        case .f32x4Ceil: vectorUnary(opF32x4Ceil)
        case .f32x4Floor: vectorUnary(opF32x4Floor)
        case .f32x4Trunc: vectorUnary(opF32x4Trunc)
        case .f32x4Nearest: vectorUnary(opF32x4Nearest)
        case .f32x4Abs: vectorUnary(opF32x4Abs)
        case .f32x4Neg: vectorUnary(opF32x4Neg)
        case .f32x4Sqrt: vectorUnary(opF32x4Sqrt)
        case .f32x4Add: vectorBinary(opF32x4Add)
        case .f32x4Sub: vectorBinary(opF32x4Sub)
        case .f32x4Mul: vectorBinary(opF32x4Mul)
        case .f32x4Div: vectorBinary(opF32x4Div)
        case .f32x4Min: vectorBinary(opF32x4Min)
        case .f32x4Max: vectorBinary(opF32x4Max)
        case .f32x4Pmin: vectorBinary(opF32x4Pmin)
        case .f32x4Pmax: vectorBinary(opF32x4Pmax)
        case .f32x4ConvertI32x4S: vectorUnary(opF32x4ConvertI32x4S)
        case .f32x4ConvertI32x4U: vectorUnary(opF32x4ConvertI32x4U)

        case .f64x2Eq: vectorBinary(opF64x2Eq)
        case .f64x2Ne: vectorBinary(opF64x2Ne)
        case .f64x2Lt: vectorBinary(opF64x2Lt)
        case .f64x2Gt: vectorSwapped(opF64x2Lt)
        case .f64x2Le: vectorBinary(opF64x2Le)
        case .f64x2Ge: vectorSwapped(opF64x2Le)
        case .f64x2PromoteLowF32x4: vectorUnary(opF64x2PromoteLowF32x4)
        case .f64x2Ceil: vectorUnary(opF64x2Ceil)
        case .f64x2Floor: vectorUnary(opF64x2Floor)
        case .f64x2Trunc: vectorUnary(opF64x2Trunc)
        case .f64x2Nearest: vectorUnary(opF64x2Nearest)
        case .f64x2Abs: vectorUnary(opF64x2Abs)
        case .f64x2Neg: vectorUnary(opF64x2Neg)
        case .f64x2Sqrt: vectorUnary(opF64x2Sqrt)
        case .f64x2Add: vectorBinary(opF64x2Add)
        case .f64x2Sub: vectorBinary(opF64x2Sub)
        case .f64x2Mul: vectorBinary(opF64x2Mul)
        case .f64x2Div: vectorBinary(opF64x2Div)
        case .f64x2Min: vectorBinary(opF64x2Min)
        case .f64x2Max: vectorBinary(opF64x2Max)
        case .f64x2Pmin: vectorBinary(opF64x2Pmin)
        case .f64x2Pmax: vectorBinary(opF64x2Pmax)
        case .f64x2ConvertLowI32x4S: vectorUnary(opF64x2ConvertLowI32x4S)
        case .f64x2ConvertLowI32x4U: vectorUnary(opF64x2ConvertLowI32x4U)
        default: return false
        }
        return true
    }

    /// Each with the results of the deterministic profile (decision 087): most are the strict instruction.
    private mutating func translateRelaxed(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .i8x16RelaxedSwizzle: vectorBinary(opI8x16Swizzle)
        case .i32x4RelaxedTruncF32x4S: vectorUnary(opI32x4TruncSatF32x4S)
        case .i32x4RelaxedTruncF32x4U: vectorUnary(opI32x4TruncSatF32x4U)
        case .i32x4RelaxedTruncF64x2SZero: vectorUnary(opI32x4TruncSatF64x2SZero)
        case .i32x4RelaxedTruncF64x2UZero: vectorUnary(opI32x4TruncSatF64x2UZero)
        case .f32x4RelaxedMadd: vectorTernary(opF32x4Madd)
        case .f32x4RelaxedNmadd: vectorTernary(opF32x4Nmadd)
        case .f64x2RelaxedMadd: vectorTernary(opF64x2Madd)
        case .f64x2RelaxedNmadd: vectorTernary(opF64x2Nmadd)
        case .f32x4RelaxedMin: vectorBinary(opF32x4Min)
        case .f32x4RelaxedMax: vectorBinary(opF32x4Max)
        case .f64x2RelaxedMin: vectorBinary(opF64x2Min)
        case .f64x2RelaxedMax: vectorBinary(opF64x2Max)
        case .i16x8RelaxedQ15mulrS: vectorBinary(opI16x8Q15mulrSatS)
        case .i16x8RelaxedDotI8x16I7x16S: vectorBinary(opI16x8DotI8x16S)
        case .i32x4RelaxedDotI8x16I7x16AddS: vectorTernary(opI32x4DotI8x16AddS)
        case .i8x16RelaxedLaneselect, .i16x8RelaxedLaneselect, .i32x4RelaxedLaneselect, .i64x2RelaxedLaneselect:
            vectorTernary(opV128Bitselect)
        default: return false
        }
        return true
    }

    // MARK: Shapes

    private mutating func vectorUnary(_ handler: Handler) {
        let a = popSlot()
        emit(handler, pushResult(isVector: true), a)
    }

    private mutating func vectorBinary(_ handler: Handler) {
        let b = popSlot()
        let a = popSlot()
        emit(handler, pushResult(isVector: true), a, b)
    }

    /// A comparison whose handler is the one of its mirror image.
    private mutating func vectorSwapped(_ handler: Handler) {
        let b = popSlot()
        let a = popSlot()
        emit(handler, pushResult(isVector: true), b, a)
    }

    private mutating func vectorTernary(_ handler: Handler) {
        let c = popSlot()
        let b = popSlot()
        let a = popSlot()
        emit(handler, pushResult(isVector: true), a, b, c)
    }

    private mutating func vectorShift(_ handler: Handler, _ immediate: Handler) {
        let count = stack.pop()
        if count.kind == .constant {
            let a = popSlot()
            emit(immediate, pushResult(isVector: true), a, Int(count.payload))
        } else {
            let count = slot(of: count, at: stack.count)
            let a = popSlot()
            emit(handler, pushResult(isVector: true), a, count)
        }
    }

    /// A vector to a scalar.
    private mutating func reduce(_ handler: Handler) {
        let a = popSlot()
        emit(handler, pushResult(), a)
    }
}
