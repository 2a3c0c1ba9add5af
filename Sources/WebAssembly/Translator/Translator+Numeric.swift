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

        case .i32Add: translateI32Add()
        case .i32Mul: commutative(opI32Mul, opI32MulImmediate, .i32)
        case .i32And: commutative(opI32And, opI32AndImmediate, .i32)
        case .i32Or: commutative(opI32Or, opI32OrImmediate, .i32)
        case .i32Xor:
            if fold(opI32ShlImmediate, into: opI32XorShl) || fold(opI32ShrUImmediate, into: opI32XorShrU)
                || fold(opI32RotlImmediate, into: opI32XorRotl)
            {
                break
            }
            commutative(opI32Xor, opI32XorImmediate, .i32)
        case .i32Sub: translateI32Sub()
        case .i32Shl: binary(opI32Shl, opI32ShlImmediate, .i32)
        case .i32ShrS: binary(opI32ShrS, opI32ShrSImmediate, .i32)
        case .i32ShrU: binary(opI32ShrU, opI32ShrUImmediate, .i32)
        case .i32Rotl:
            if fold(opI32Xor, withConstantInto: opI32RotlXor) { break }
            binary(opI32Rotl, opI32RotlImmediate, .i32)
        case .i32Rotr: binary(opI32Rotr, opI32RotrImmediate, .i32)
        case .i32DivS: binary(opI32DivS)
        case .i32DivU: binary(opI32DivU)
        case .i32RemS: binary(opI32RemS)
        case .i32RemU: binary(opI32RemU)
        case .i32Clz: unary(opI32Clz)
        case .i32Ctz: unary(opI32Ctz)
        case .i32Popcnt: unary(opI32Popcnt)
        case .i32Extend8S: unary(opI32Extend8S)
        case .i32Extend16S: unary(opI32Extend16S)
        case .i64Add:
            if foldLoad(.i64, into: .i64Add, swapped: .i64Add) { break }
            commutative(opI64Add, opI64AddImmediate, .i64)
        case .i64Mul: commutative(opI64Mul, opI64MulImmediate, .i64)
        case .i64And: commutative(opI64And, opI64AndImmediate, .i64)
        case .i64Or: commutative(opI64Or, opI64OrImmediate, .i64)
        case .i64Xor:
            if fold(opI64ShrUImmediate, into: opI64XorShrU) { break }
            commutative(opI64Xor, opI64XorImmediate, .i64)
        case .i64Sub: subtract(opI64Sub, opI64AddImmediate, .i64)
        case .i64Shl: binary(opI64Shl, opI64ShlImmediate, .i64)
        case .i64ShrS: binary(opI64ShrS, opI64ShrSImmediate, .i64)
        case .i64ShrU: binary(opI64ShrU, opI64ShrUImmediate, .i64)
        case .i64Rotl:
            if fold(opI64Xor, withConstantInto: opI64RotlXor) { break }
            binary(opI64Rotl, opI64RotlImmediate, .i64)
        case .i64Rotr: binary(opI64Rotr, opI64RotrImmediate, .i64)
        case .i64DivS: binary(opI64DivS)
        case .i64DivU: binary(opI64DivU)
        case .i64RemS: binary(opI64RemS)
        case .i64RemU: binary(opI64RemU)
        case .i64Clz: unary(opI64Clz)
        case .i64Ctz: unary(opI64Ctz)
        case .i64Popcnt: unary(opI64Popcnt)
        case .i64Extend8S: unary(opI64Extend8S)
        case .i64Extend16S: unary(opI64Extend16S)
        case .i64Extend32S: unary(opI64Extend32S)
        case .f32Add: binary(opF32Add, opF32AddImmediate, .f32)
        case .f32Mul: binary(opF32Mul, opF32MulImmediate, .f32)
        case .f32Sub: binary(opF32Sub, opF32SubImmediate, .f32)
        case .f32Div: binary(opF32Div, opF32DivImmediate, .f32)
        case .f32Min: binary(opF32Min)
        case .f32Max: binary(opF32Max)
        case .f32Copysign: binary(opF32Copysign)
        case .f32Abs: unary(opF32Abs)
        case .f32Neg: unary(opF32Neg)
        case .f32Ceil: unary(opF32Ceil)
        case .f32Floor: unary(opF32Floor)
        case .f32Trunc: unary(opF32Trunc)
        case .f32Nearest: unary(opF32Nearest)
        case .f32Sqrt: unary(opF32Sqrt)
        case .f64Add:
            if foldLoad(.i64, into: .f64Add, swapped: .f64Add) || fold(opF64Mul, into: opF64AddMul) { break }
            binary(opF64Add, opF64AddImmediate, .f64)
        case .f64Mul:
            if foldLoad(.i64, into: .f64Mul, swapped: .f64Mul) { break }
            binary(opF64Mul, opF64MulImmediate, .f64)
        case .f64Sub:
            if foldLoad(.i64, into: .f64Sub, swapped: .f64SubFrom)
                || fold(opF64Mul, into: opF64SubMul, isCommutative: false)
            {
                break
            }
            binary(opF64Sub, opF64SubImmediate, .f64)
        case .f64Div: binary(opF64Div, opF64DivImmediate, .f64)
        case .f64Min: binary(opF64Min)
        case .f64Max: binary(opF64Max)
        case .f64Copysign: binary(opF64Copysign)
        case .f64Abs: unary(opF64Abs)
        case .f64Neg: unary(opF64Neg)
        case .f64Ceil: unary(opF64Ceil)
        case .f64Floor: unary(opF64Floor)
        case .f64Trunc: unary(opF64Trunc)
        case .f64Nearest: unary(opF64Nearest)
        case .f64Sqrt: unary(opF64Sqrt)

        case .i32TruncF32S: unary(opI32TruncF32S)
        case .i32TruncSatF32S: unary(opI32TruncSatF32S)
        case .f32ConvertI32S: unary(opF32ConvertI32S)
        case .i32TruncF32U: unary(opI32TruncF32U)
        case .i32TruncSatF32U: unary(opI32TruncSatF32U)
        case .f32ConvertI32U: unary(opF32ConvertI32U)
        case .i32TruncF64S: unary(opI32TruncF64S)
        case .i32TruncSatF64S: unary(opI32TruncSatF64S)
        case .f64ConvertI32S: unary(opF64ConvertI32S)
        case .i32TruncF64U: unary(opI32TruncF64U)
        case .i32TruncSatF64U: unary(opI32TruncSatF64U)
        case .f64ConvertI32U: unary(opF64ConvertI32U)
        case .i64TruncF32S: unary(opI64TruncF32S)
        case .i64TruncSatF32S: unary(opI64TruncSatF32S)
        case .f32ConvertI64S: unary(opF32ConvertI64S)
        case .i64TruncF32U: unary(opI64TruncF32U)
        case .i64TruncSatF32U: unary(opI64TruncSatF32U)
        case .f32ConvertI64U: unary(opF32ConvertI64U)
        case .i64TruncF64S: unary(opI64TruncF64S)
        case .i64TruncSatF64S: unary(opI64TruncSatF64S)
        case .f64ConvertI64S: unary(opF64ConvertI64S)
        case .i64TruncF64U: unary(opI64TruncF64U)
        case .i64TruncSatF64U: unary(opI64TruncSatF64U)
        case .f64ConvertI64U: unary(opF64ConvertI64U)
        case .i32WrapI64: wrap()
        case .i64ExtendI32S: unary(opI64ExtendI32S)
        case .f32DemoteF64: unary(opF32DemoteF64)
        case .f64PromoteF32: unary(opF64PromoteF32)
        case .i32ReinterpretF32, .i64ReinterpretF64, .f32ReinterpretI32, .f64ReinterpretI64, .i64ExtendI32U:
            break  // A slot holds the bits, whatever their type; those of 32-bit types are zero-extended.
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

    /// The lower half of a local needs no code where it is an address, or a summand of one: what reads 32 bits of a slot reads just these.
    private mutating func wrap() {
        let entry = stack[stack.count - 1]
        guard entry.kind == .local else { return unary(opI32WrapI64) }
        stack.pop()
        stack.push(local: UInt32(entry.payload), plus: 0, isWrapped: true)
    }

    private mutating func translateI32Add() {
        let b = stack[stack.count - 1]
        let a = stack[stack.count - 2]
        if b.kind == .constant, a.readsLocal { return add(b.payload, to: a) }
        if a.kind == .constant, b.readsLocal { return add(a.payload, to: b) }
        if fold(opI32ShlImmediate, withConstantInto: opI32ShlAddImmediate)
            || fold(opI32ShlImmediate, into: opI32AddShl) || foldLoad(.i32, into: .i32Add, swapped: .i32Add)
        {
            return
        }
        commutative(opI32Add, opI32AddImmediate, .i32)
    }

    private mutating func translateI32Sub() {
        let b = stack[stack.count - 1]
        let a = stack[stack.count - 2]
        if b.kind == .constant, a.readsLocal { return add(0 &- b.payload, to: a) }
        if a.kind == .constant, b.kind != .constant {
            let b = popSlot()
            stack.pop()
            return emit(immediate: opI32SubFromImmediate, b, a.payload, .i32)
        }
        subtract(opI32Sub, opI32AddImmediate, .i32)
    }

    /// A local plus a constant: code waits until it is known what the sum is for.
    private mutating func add(_ constant: UInt64, to entry: ValueStack.Entry) {
        stack.pop()
        stack.pop()
        stack.push(
            local: UInt32(entry.payload), plus: entry.addend &+ UInt32(truncatingIfNeeded: constant),
            isWrapped: entry.isWrapped)
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
