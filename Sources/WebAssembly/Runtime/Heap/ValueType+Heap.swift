extension ReferenceType {
    /// Whether a reference of the type may keep something alive that a collection could free: all but functions.
    var mayHoldObject: Bool { heapType != .func }
}

extension ValueType {
    var mayHoldObject: Bool {
        if case .ref(let type) = self { type.mayHoldObject } else { false }
    }
}
