extension AddressType {
    /// What growing answers when it fails: -1, as it lies in a slot.
    var minusOne: UInt64 {
        switch self {
        case .i32: UInt64(UInt32.max)
        case .i64: .max
        }
    }

    /// The most elements of a table, so that its size is a number of the type.
    var maximumCount: UInt64 {
        switch self {
        case .i32: UInt64(UInt32.max)
        case .i64: .max
        }
    }
}

extension MemoryType {
    /// The size of a page in bytes.
    var pageByteCount: UInt64 { 1 << UInt64(pageSizeLog2) }

    /// The most pages, so that the size in pages is a number of the address type and all bytes have an address.
    var maximumPageCount: UInt64 {
        switch addressType {
        case .i32: min((1 << 32) >> UInt64(pageSizeLog2), UInt64(UInt32.max))
        case .i64: .max >> UInt64(pageSizeLog2)
        }
    }
}
