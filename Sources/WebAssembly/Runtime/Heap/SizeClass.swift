/// The sizes of cells that small objects live in. A block of the heap holds cells of one size.
///
/// Up to 128 bytes each multiple of 8 has its own class; above, there are four to a doubling, so that no object wastes more than
/// a fifth of its cell. Objects beyond the last class take whole blocks.
enum SizeClass {
    /// Bytes of a block.
    static let blockShift = 15
    static let blockByteCount = 1 << blockShift
    /// The most cells that a block can have.
    static let cellShift = 11

    static let sizes: [Int] = {
        var sizes = Array(stride(from: 16, through: 128, by: 8))
        for base in [128, 256, 512, 1024] { sizes += (5...8).map { base / 4 * $0 } }
        // What is left of a block that is cut into 12, 10, 8, 6, 5, 4, 3 and 2 cells is less than 64 bytes.
        return sizes + [12, 10, 8, 6, 5, 4, 3, 2].map { blockByteCount / $0 & ~7 }
    }()

    static let count = sizes.count
    /// The largest object that lives in a cell.
    static let maximumByteCount = sizes[count - 1]

    /// The classes of small sizes, by the size in units of 8 bytes.
    static let byUnits: [UInt8] = (0...(HeapFront.smallByteCount / 8)).map { units in
        UInt8(sizes.firstIndex { $0 >= units * 8 }!)
    }

    /// The class for an object of so many bytes, header included; nil when it takes whole blocks.
    static func containing(_ byteCount: Int) -> Int? {
        if byteCount <= HeapFront.smallByteCount { return Int(byUnits[(byteCount + 7) / 8]) }
        return sizes.firstIndex { $0 >= byteCount }
    }
}
