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

/// The handler of a comparison.
enum Handlers {
    /// Two slots to a slot; the relation needs no swap.
    static func compare(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): opI32Eq
        case (.i32, .ne): opI32Ne
        case (.i32, .ltS): opI32LtS
        case (.i32, .ltU): opI32LtU
        case (.i32, .geS): opI32GeS
        case (.i32, .geU): opI32GeU
        case (.i64, .eq): opI64Eq
        case (.i64, .ne): opI64Ne
        case (.i64, .ltS): opI64LtS
        case (.i64, .ltU): opI64LtU
        case (.i64, .geS): opI64GeS
        case (.i64, .geU): opI64GeU
        case (.f32, .eq): opF32Eq
        case (.f32, .ne): opF32Ne
        case (.f32, .ltS): opF32Lt
        case (.f32, .leS): opF32Le
        case (.f64, .eq): opF64Eq
        case (.f64, .ne): opF64Ne
        case (.f64, .ltS): opF64Lt
        case (.f64, .leS): opF64Le
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// A slot and a constant to a slot; integers only.
    static func compareImmediate(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): opI32EqImmediate
        case (.i32, .ne): opI32NeImmediate
        case (.i32, .ltS): opI32LtSImmediate
        case (.i32, .ltU): opI32LtUImmediate
        case (.i32, .gtS): opI32GtSImmediate
        case (.i32, .gtU): opI32GtUImmediate
        case (.i32, .leS): opI32LeSImmediate
        case (.i32, .leU): opI32LeUImmediate
        case (.i32, .geS): opI32GeSImmediate
        case (.i32, .geU): opI32GeUImmediate
        case (.i64, .eq): opI64EqImmediate
        case (.i64, .ne): opI64NeImmediate
        case (.i64, .ltS): opI64LtSImmediate
        case (.i64, .ltU): opI64LtUImmediate
        case (.i64, .gtS): opI64GtSImmediate
        case (.i64, .gtU): opI64GtUImmediate
        case (.i64, .leS): opI64LeSImmediate
        case (.i64, .leU): opI64LeUImmediate
        case (.i64, .geS): opI64GeSImmediate
        case (.i64, .geU): opI64GeUImmediate
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch by two slots; the relation needs no swap.
    static func branchCompare(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): opBranchI32Eq
        case (.i32, .ne): opBranchI32Ne
        case (.i32, .ltS): opBranchI32LtS
        case (.i32, .ltU): opBranchI32LtU
        case (.i32, .geS): opBranchI32GeS
        case (.i32, .geU): opBranchI32GeU
        case (.i64, .eq): opBranchI64Eq
        case (.i64, .ne): opBranchI64Ne
        case (.i64, .ltS): opBranchI64LtS
        case (.i64, .ltU): opBranchI64LtU
        case (.i64, .geS): opBranchI64GeS
        case (.i64, .geU): opBranchI64GeU
        case (.f32, .eq): opBranchF32Eq
        case (.f32, .ne): opBranchF32Ne
        case (.f32, .ltS): opBranchF32Lt
        case (.f32, .leS): opBranchF32Le
        case (.f64, .eq): opBranchF64Eq
        case (.f64, .ne): opBranchF64Ne
        case (.f64, .ltS): opBranchF64Lt
        case (.f64, .leS): opBranchF64Le
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch by a slot and a constant; integers only.
    static func branchCompareImmediate(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.i32, .eq): opBranchI32EqImmediate
        case (.i32, .ne): opBranchI32NeImmediate
        case (.i32, .ltS): opBranchI32LtSImmediate
        case (.i32, .ltU): opBranchI32LtUImmediate
        case (.i32, .gtS): opBranchI32GtSImmediate
        case (.i32, .gtU): opBranchI32GtUImmediate
        case (.i32, .leS): opBranchI32LeSImmediate
        case (.i32, .leU): opBranchI32LeUImmediate
        case (.i32, .geS): opBranchI32GeSImmediate
        case (.i32, .geU): opBranchI32GeUImmediate
        case (.i64, .eq): opBranchI64EqImmediate
        case (.i64, .ne): opBranchI64NeImmediate
        case (.i64, .ltS): opBranchI64LtSImmediate
        case (.i64, .ltU): opBranchI64LtUImmediate
        case (.i64, .gtS): opBranchI64GtSImmediate
        case (.i64, .gtU): opBranchI64GtUImmediate
        case (.i64, .leS): opBranchI64LeSImmediate
        case (.i64, .leU): opBranchI64LeUImmediate
        case (.i64, .geS): opBranchI64GeSImmediate
        case (.i64, .geU): opBranchI64GeUImmediate
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }

    /// Branch unless two floats compare so; the relation needs no swap.
    static func branchUnless(_ type: ComparedType, _ relation: Relation) -> Handler {
        switch (type, relation) {
        case (.f32, .eq): opBranchF32Ne
        case (.f32, .ne): opBranchF32Eq
        case (.f32, .ltS): opBranchF32NotLt
        case (.f32, .leS): opBranchF32NotLe
        case (.f64, .eq): opBranchF64Ne
        case (.f64, .ne): opBranchF64Eq
        case (.f64, .ltS): opBranchF64NotLt
        case (.f64, .leS): opBranchF64NotLe
        default: preconditionFailure("\(type) \(relation) is not normalised")
        }
    }
}
