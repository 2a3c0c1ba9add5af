// Number instructions to handlers (specification §4.3).

extension Translator {
    /// - Returns: false when the opcode is not a number instruction.
    mutating func translateNumeric(_ opcode: Opcode) -> Bool {
        switch opcode {
        case .i32Eqz: translateEqualsZero(.i32)
        case .i32Eq: translateComparison(.i32, .eq)
        case .i32Ne: translateComparison(.i32, .ne)
        case .i32LtS: translateComparison(.i32, .ltS)
        case .i32LtU: translateComparison(.i32, .ltU)
        case .i32GtS: translateComparison(.i32, .gtS)
        case .i32GtU: translateComparison(.i32, .gtU)
        case .i32LeS: translateComparison(.i32, .leS)
        case .i32LeU: translateComparison(.i32, .leU)
        case .i32GeS: translateComparison(.i32, .geS)
        case .i32GeU: translateComparison(.i32, .geU)
        case .i64Eqz: translateEqualsZero(.i64)
        case .i64Eq: translateComparison(.i64, .eq)
        case .i64Ne: translateComparison(.i64, .ne)
        case .i64LtS: translateComparison(.i64, .ltS)
        case .i64LtU: translateComparison(.i64, .ltU)
        case .i64GtS: translateComparison(.i64, .gtS)
        case .i64GtU: translateComparison(.i64, .gtU)
        case .i64LeS: translateComparison(.i64, .leS)
        case .i64LeU: translateComparison(.i64, .leU)
        case .i64GeS: translateComparison(.i64, .geS)
        case .i64GeU: translateComparison(.i64, .geU)
        case .f32Eq: translateComparison(.f32, .eq)
        case .f32Ne: translateComparison(.f32, .ne)
        case .f32Lt: translateComparison(.f32, .ltS)
        case .f32Gt: translateComparison(.f32, .gtS)
        case .f32Le: translateComparison(.f32, .leS)
        case .f32Ge: translateComparison(.f32, .geS)
        case .f64Eq: translateComparison(.f64, .eq)
        case .f64Ne: translateComparison(.f64, .ne)
        case .f64Lt: translateComparison(.f64, .ltS)
        case .f64Gt: translateComparison(.f64, .gtS)
        case .f64Le: translateComparison(.f64, .leS)
        case .f64Ge: translateComparison(.f64, .geS)

        case .i32Add: commutative(Handlers.i32Add, Handlers.i32AddImmediate, .i32)
        case .i32Mul: commutative(Handlers.i32Mul, Handlers.i32MulImmediate, .i32)
        case .i32And: commutative(Handlers.i32And, Handlers.i32AndImmediate, .i32)
        case .i32Or: commutative(Handlers.i32Or, Handlers.i32OrImmediate, .i32)
        case .i32Xor: commutative(Handlers.i32Xor, Handlers.i32XorImmediate, .i32)
        case .i32Sub: subtract(Handlers.i32Sub, Handlers.i32AddImmediate, .i32)
        case .i32Shl: binary(Handlers.i32Shl, Handlers.i32ShlImmediate, .i32)
        case .i32ShrS: binary(Handlers.i32ShrS, Handlers.i32ShrSImmediate, .i32)
        case .i32ShrU: binary(Handlers.i32ShrU, Handlers.i32ShrUImmediate, .i32)
        case .i32Rotl: binary(Handlers.i32Rotl, Handlers.i32RotlImmediate, .i32)
        case .i32Rotr: binary(Handlers.i32Rotr, Handlers.i32RotrImmediate, .i32)
        case .i32DivS: binary(Handlers.i32DivS)
        case .i32DivU: binary(Handlers.i32DivU)
        case .i32RemS: binary(Handlers.i32RemS)
        case .i32RemU: binary(Handlers.i32RemU)
        case .i32Clz: unary(Handlers.i32Clz)
        case .i32Ctz: unary(Handlers.i32Ctz)
        case .i32Popcnt: unary(Handlers.i32Popcnt)
        case .i32Extend8S: unary(Handlers.i32Extend8S)
        case .i32Extend16S: unary(Handlers.i32Extend16S)
        case .i64Add: commutative(Handlers.i64Add, Handlers.i64AddImmediate, .i64)
        case .i64Mul: commutative(Handlers.i64Mul, Handlers.i64MulImmediate, .i64)
        case .i64And: commutative(Handlers.i64And, Handlers.i64AndImmediate, .i64)
        case .i64Or: commutative(Handlers.i64Or, Handlers.i64OrImmediate, .i64)
        case .i64Xor: commutative(Handlers.i64Xor, Handlers.i64XorImmediate, .i64)
        case .i64Sub: subtract(Handlers.i64Sub, Handlers.i64AddImmediate, .i64)
        case .i64Shl: binary(Handlers.i64Shl, Handlers.i64ShlImmediate, .i64)
        case .i64ShrS: binary(Handlers.i64ShrS, Handlers.i64ShrSImmediate, .i64)
        case .i64ShrU: binary(Handlers.i64ShrU, Handlers.i64ShrUImmediate, .i64)
        case .i64Rotl: binary(Handlers.i64Rotl, Handlers.i64RotlImmediate, .i64)
        case .i64Rotr: binary(Handlers.i64Rotr, Handlers.i64RotrImmediate, .i64)
        case .i64DivS: binary(Handlers.i64DivS)
        case .i64DivU: binary(Handlers.i64DivU)
        case .i64RemS: binary(Handlers.i64RemS)
        case .i64RemU: binary(Handlers.i64RemU)
        case .i64Clz: unary(Handlers.i64Clz)
        case .i64Ctz: unary(Handlers.i64Ctz)
        case .i64Popcnt: unary(Handlers.i64Popcnt)
        case .i64Extend8S: unary(Handlers.i64Extend8S)
        case .i64Extend16S: unary(Handlers.i64Extend16S)
        case .i64Extend32S: unary(Handlers.i64Extend32S)
        case .f32Add: binary(Handlers.f32Add, Handlers.f32AddImmediate, .f32)
        case .f32Mul: binary(Handlers.f32Mul, Handlers.f32MulImmediate, .f32)
        case .f32Sub: binary(Handlers.f32Sub, Handlers.f32SubImmediate, .f32)
        case .f32Div: binary(Handlers.f32Div, Handlers.f32DivImmediate, .f32)
        case .f32Min: binary(Handlers.f32Min)
        case .f32Max: binary(Handlers.f32Max)
        case .f32Copysign: binary(Handlers.f32Copysign)
        case .f32Abs: unary(Handlers.f32Abs)
        case .f32Neg: unary(Handlers.f32Neg)
        case .f32Ceil: unary(Handlers.f32Ceil)
        case .f32Floor: unary(Handlers.f32Floor)
        case .f32Trunc: unary(Handlers.f32Trunc)
        case .f32Nearest: unary(Handlers.f32Nearest)
        case .f32Sqrt: unary(Handlers.f32Sqrt)
        case .f64Add: binary(Handlers.f64Add, Handlers.f64AddImmediate, .f64)
        case .f64Mul: binary(Handlers.f64Mul, Handlers.f64MulImmediate, .f64)
        case .f64Sub: binary(Handlers.f64Sub, Handlers.f64SubImmediate, .f64)
        case .f64Div: binary(Handlers.f64Div, Handlers.f64DivImmediate, .f64)
        case .f64Min: binary(Handlers.f64Min)
        case .f64Max: binary(Handlers.f64Max)
        case .f64Copysign: binary(Handlers.f64Copysign)
        case .f64Abs: unary(Handlers.f64Abs)
        case .f64Neg: unary(Handlers.f64Neg)
        case .f64Ceil: unary(Handlers.f64Ceil)
        case .f64Floor: unary(Handlers.f64Floor)
        case .f64Trunc: unary(Handlers.f64Trunc)
        case .f64Nearest: unary(Handlers.f64Nearest)
        case .f64Sqrt: unary(Handlers.f64Sqrt)

        case .i32TruncF32S: unary(Handlers.i32TruncF32S)
        case .i32TruncSatF32S: unary(Handlers.i32TruncSatF32S)
        case .f32ConvertI32S: unary(Handlers.f32ConvertI32S)
        case .i32TruncF32U: unary(Handlers.i32TruncF32U)
        case .i32TruncSatF32U: unary(Handlers.i32TruncSatF32U)
        case .f32ConvertI32U: unary(Handlers.f32ConvertI32U)
        case .i32TruncF64S: unary(Handlers.i32TruncF64S)
        case .i32TruncSatF64S: unary(Handlers.i32TruncSatF64S)
        case .f64ConvertI32S: unary(Handlers.f64ConvertI32S)
        case .i32TruncF64U: unary(Handlers.i32TruncF64U)
        case .i32TruncSatF64U: unary(Handlers.i32TruncSatF64U)
        case .f64ConvertI32U: unary(Handlers.f64ConvertI32U)
        case .i64TruncF32S: unary(Handlers.i64TruncF32S)
        case .i64TruncSatF32S: unary(Handlers.i64TruncSatF32S)
        case .f32ConvertI64S: unary(Handlers.f32ConvertI64S)
        case .i64TruncF32U: unary(Handlers.i64TruncF32U)
        case .i64TruncSatF32U: unary(Handlers.i64TruncSatF32U)
        case .f32ConvertI64U: unary(Handlers.f32ConvertI64U)
        case .i64TruncF64S: unary(Handlers.i64TruncF64S)
        case .i64TruncSatF64S: unary(Handlers.i64TruncSatF64S)
        case .f64ConvertI64S: unary(Handlers.f64ConvertI64S)
        case .i64TruncF64U: unary(Handlers.i64TruncF64U)
        case .i64TruncSatF64U: unary(Handlers.i64TruncSatF64U)
        case .f64ConvertI64U: unary(Handlers.f64ConvertI64U)
        case .i32WrapI64: unary(Handlers.i32WrapI64)
        case .i64ExtendI32S: unary(Handlers.i64ExtendI32S)
        case .i64ExtendI32U: unary(Handlers.i64ExtendI32U)
        case .f32DemoteF64: unary(Handlers.f32DemoteF64)
        case .f64PromoteF32: unary(Handlers.f64PromoteF32)
        case .i32ReinterpretF32, .i64ReinterpretF64, .f32ReinterpretI32, .f64ReinterpretI64:
            break  // A slot holds the bits, whatever their type.
        default:
            return false
        }
        return true
    }

    private mutating func unary(_ handler: Handler) {
        let a = popSlot()
        emit(handler, pushResult(), a)
    }

    private mutating func binary(_ handler: Handler) {
        let b = popSlot()
        let a = popSlot()
        emit(handler, pushResult(), a, b)
    }

    /// Two slots, or a slot and a constant.
    private mutating func binary(_ handler: Handler, _ immediate: Handler, _ type: ComparedType) {
        let b = stack.pop()
        let bIndex = stack.count
        if b.kind == .constant {
            let a = popSlot()
            emit(immediate: immediate, a, b.payload, type)
        } else {
            let b = slot(of: b, at: bIndex)
            let a = popSlot()
            emit(handler, pushResult(), a, b)
        }
    }

    /// As `binary`, with the constant on either side.
    private mutating func commutative(_ handler: Handler, _ immediate: Handler, _ type: ComparedType) {
        if stack[stack.count - 2].kind == .constant, stack[stack.count - 1].kind != .constant {
            let b = popSlot()
            let a = stack.pop()
            emit(immediate: immediate, b, a.payload, type)
        } else {
            binary(handler, immediate, type)
        }
    }

    /// Subtracting a constant is adding its negative.
    private mutating func subtract(_ handler: Handler, _ addImmediate: Handler, _ type: ComparedType) {
        let b = stack[stack.count - 1]
        guard b.kind == .constant else { return binary(handler) }
        stack.pop()
        let a = popSlot()
        emit(immediate: addImmediate, a, 0 &- b.payload, type)
    }

    private mutating func emit(immediate handler: Handler, _ a: Int, _ bits: UInt64, _ type: ComparedType) {
        emit(handler, pushResult(), a)
        append(immediate: bits, type)
    }
}
