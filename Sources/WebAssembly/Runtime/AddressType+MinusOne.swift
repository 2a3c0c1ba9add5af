extension AddressType {
    /// What growing answers when it fails: -1, all bits of the type, as it lies in a slot.
    var minusOne: UInt64 { maximumCount }
}
