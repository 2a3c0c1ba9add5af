/// A comparison of two numbers; the float ones use the signed names.
enum Relation: UInt8 {
    case eq, ne, ltS, ltU, gtS, gtU, leS, leU, geS, geU

    /// The relation that holds between `b` and `a` when this one holds between `a` and `b`.
    var swapped: Relation {
        switch self {
        case .eq, .ne: self
        case .ltS: .gtS
        case .ltU: .gtU
        case .gtS: .ltS
        case .gtU: .ltU
        case .leS: .geS
        case .leU: .geU
        case .geS: .leS
        case .geU: .leU
        }
    }

    /// The relation that holds between integers when this one does not.
    var inverted: Relation {
        switch self {
        case .eq: .ne
        case .ne: .eq
        case .ltS: .geS
        case .ltU: .geU
        case .gtS: .leS
        case .gtU: .leU
        case .leS: .gtS
        case .leU: .gtU
        case .geS: .ltS
        case .geU: .ltU
        }
    }

    /// Whether two slots have to change places for this relation, which has no handler of its own.
    func needsSwap(_ type: ComparedType) -> Bool {
        switch (self, type) {
        case (.gtS, _), (.gtU, _): true
        case (.leS, .i32), (.leS, .i64), (.leU, _): true
        case (.geS, .f32), (.geS, .f64): true
        default: false
        }
    }
}

/// What is compared.
enum ComparedType: UInt8 {
    case i32, i64, f32, f64

    var isInteger: Bool { self == .i32 || self == .i64 }
}

extension Handlers {
    /// Two slots to a slot; the relation needs no swap.
    static func compare(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): i32Eq
        case (.i32, .ne): i32Ne
        case (.i32, .ltS): i32LtS
        case (.i32, .ltU): i32LtU
        case (.i32, .geS): i32GeS
        case (.i32, .geU): i32GeU
        case (.i64, .eq): i64Eq
        case (.i64, .ne): i64Ne
        case (.i64, .ltS): i64LtS
        case (.i64, .ltU): i64LtU
        case (.i64, .geS): i64GeS
        case (.i64, .geU): i64GeU
        case (.f32, .eq): f32Eq
        case (.f32, .ne): f32Ne
        case (.f32, .ltS): f32Lt
        case (.f32, .leS): f32Le
        case (.f64, .eq): f64Eq
        case (.f64, .ne): f64Ne
        case (.f64, .ltS): f64Lt
        case (.f64, .leS): f64Le
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// A slot and a constant to a slot; integers only.
    static func compareImmediate(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): i32EqImmediate
        case (.i32, .ne): i32NeImmediate
        case (.i32, .ltS): i32LtSImmediate
        case (.i32, .ltU): i32LtUImmediate
        case (.i32, .gtS): i32GtSImmediate
        case (.i32, .gtU): i32GtUImmediate
        case (.i32, .leS): i32LeSImmediate
        case (.i32, .leU): i32LeUImmediate
        case (.i32, .geS): i32GeSImmediate
        case (.i32, .geU): i32GeUImmediate
        case (.i64, .eq): i64EqImmediate
        case (.i64, .ne): i64NeImmediate
        case (.i64, .ltS): i64LtSImmediate
        case (.i64, .ltU): i64LtUImmediate
        case (.i64, .gtS): i64GtSImmediate
        case (.i64, .gtU): i64GtUImmediate
        case (.i64, .leS): i64LeSImmediate
        case (.i64, .leU): i64LeUImmediate
        case (.i64, .geS): i64GeSImmediate
        case (.i64, .geU): i64GeUImmediate
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch by two slots; the relation needs no swap.
    static func branchCompare(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): branchI32Eq
        case (.i32, .ne): branchI32Ne
        case (.i32, .ltS): branchI32LtS
        case (.i32, .ltU): branchI32LtU
        case (.i32, .geS): branchI32GeS
        case (.i32, .geU): branchI32GeU
        case (.i64, .eq): branchI64Eq
        case (.i64, .ne): branchI64Ne
        case (.i64, .ltS): branchI64LtS
        case (.i64, .ltU): branchI64LtU
        case (.i64, .geS): branchI64GeS
        case (.i64, .geU): branchI64GeU
        case (.f32, .eq): branchF32Eq
        case (.f32, .ne): branchF32Ne
        case (.f32, .ltS): branchF32Lt
        case (.f32, .leS): branchF32Le
        case (.f64, .eq): branchF64Eq
        case (.f64, .ne): branchF64Ne
        case (.f64, .ltS): branchF64Lt
        case (.f64, .leS): branchF64Le
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch by a slot and a constant; integers only.
    static func branchCompareImmediate(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): branchI32EqImmediate
        case (.i32, .ne): branchI32NeImmediate
        case (.i32, .ltS): branchI32LtSImmediate
        case (.i32, .ltU): branchI32LtUImmediate
        case (.i32, .gtS): branchI32GtSImmediate
        case (.i32, .gtU): branchI32GtUImmediate
        case (.i32, .leS): branchI32LeSImmediate
        case (.i32, .leU): branchI32LeUImmediate
        case (.i32, .geS): branchI32GeSImmediate
        case (.i32, .geU): branchI32GeUImmediate
        case (.i64, .eq): branchI64EqImmediate
        case (.i64, .ne): branchI64NeImmediate
        case (.i64, .ltS): branchI64LtSImmediate
        case (.i64, .ltU): branchI64LtUImmediate
        case (.i64, .gtS): branchI64GtSImmediate
        case (.i64, .gtU): branchI64GtUImmediate
        case (.i64, .leS): branchI64LeSImmediate
        case (.i64, .leU): branchI64LeUImmediate
        case (.i64, .geS): branchI64GeSImmediate
        case (.i64, .geU): branchI64GeUImmediate
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch unless two floats compare so; the relation needs no swap.
    static func branchUnless(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.f32, .eq): branchF32Ne
        case (.f32, .ne): branchF32Eq
        case (.f32, .ltS): branchF32NotLt
        case (.f32, .leS): branchF32NotLe
        case (.f64, .eq): branchF64Ne
        case (.f64, .ne): branchF64Eq
        case (.f64, .ltS): branchF64NotLt
        case (.f64, .leS): branchF64NotLe
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }
}
