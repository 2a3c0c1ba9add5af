// The shapes of the instructions on vectors. A `v128` lies in two slots; an operand names the first.

extension UnsafeMutablePointer<UInt64> {
    /// The vector that lies in a slot and the one behind it.
    @inline(__always) func vector<Lanes: BitwiseCopyable>(_ slot: Int, as type: Lanes.Type = Lanes.self) -> Lanes {
        // A frame's slots are the store's stack; validation and the translator keep vectors within them.
        UnsafeRawPointer(self + slot).loadUnaligned(as: type)
    }

    @inline(__always) func put<Lanes: BitwiseCopyable>(_ vector: Lanes, _ slot: Int) {
        UnsafeMutableRawPointer(self + slot).storeBytes(of: vector, as: Lanes.self)
    }
}
