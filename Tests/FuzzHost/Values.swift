import WebAssembly

extension ValueType {
    /// Whether there is an argument of the type that both engines can be given.
    var hasArguments: Bool {
        guard case .ref(let type) = self else { return true }
        // To what hierarchy a type of the module belongs is not known here.
        if case .type = type.heapType { return false }
        return type.isNullable
    }

    /// An argument: numbers at the borders of their types, null.
    func argument(row: Int, column: Int) -> Value {
        let choice = row * 5 + column * 3
        func pick<T>(_ values: [T]) -> T { values[choice % values.count] }
        switch self {
        case .i32: return .i32(pick([7, .min, -1, 0, .max, 1, 0x1_0000]))
        case .i64: return .i64(pick([-1, 9, .min, 0, .max, 1, 0x1_0000_0000]))
        case .f32: return .f32(pick([-0.0, 1.5, .infinity, .leastNonzeroMagnitude, -3e9, 2_147_483_648]))
        case .f64:
            return .f64(pick([1e300, -0.0, -.infinity, .leastNonzeroMagnitude, -3e9, 9_223_372_036_854_775_808]))
        case .v128:
            return .v128(
                pick([
                    V128(low: 0, high: 0), V128(low: 0x7fff_8000_00ff_ff01, high: 0x8000_0000_7fff_ffff),
                    V128(low: .max, high: .max), V128(low: 0x3ff0_0000_3f80_0000, high: 0xff80_0000_0080_7f01),
                ]))
        case .ref(let type):
            switch type.heapType {
            case .func, .nofunc: return .funcref(nil)
            case .extern, .noextern: return .externref(nil)
            case .exn, .noexn: return .exnref(nil)
            default: return .anyref(nil)
            }
        }
    }
}

extension Value {
    /// Type and bits in hexadecimal. Of a reference only whether it is null: the rest means nothing to another engine.
    var bits: String {
        func hexadecimal(_ bits: some FixedWidthInteger) -> String { String(bits, radix: 16) }
        switch self {
        case .i32(let value): return "i32:" + hexadecimal(UInt32(bitPattern: value))
        case .i64(let value): return "i64:" + hexadecimal(UInt64(bitPattern: value))
        case .f32(let value): return "f32:" + hexadecimal(value.bitPattern)
        case .f64(let value): return "f64:" + hexadecimal(value.bitPattern)
        case .v128(let value): return "v128:" + hexadecimal(value.high) + ":" + hexadecimal(value.low)
        case .funcref(let reference): return reference == nil ? "funcref:null" : "funcref:some"
        case .externref(let reference): return reference == nil ? "externref:null" : "externref:some"
        case .anyref(let reference): return reference == nil ? "anyref:null" : "anyref:some"
        case .exnref(let reference): return reference == nil ? "exnref:null" : "exnref:some"
        }
    }
}
