/// The finished code of a module's functions, found by address.
struct CodePieces {
    struct Piece {
        var code: UnsafeMutableRawPointer
        var byteCount: Int
        /// The number of the function's record.
        var record: Int
        var handlers: [ExceptionHandler]
    }

    /// In the order of their addresses.
    private var sorted: [Piece] = []
    /// The newest ones. Sorting each in at once would cost a large module time in the square of its functions.
    private var recent: [Piece] = []

    private static let maximumRecentCount = 64

    mutating func add(_ piece: Piece) {
        recent.append(piece)
        guard recent.count >= max(CodePieces.maximumRecentCount, sorted.count / 16) else { return }
        recent.sort { $0.code < $1.code }
        var merged: [Piece] = []
        merged.reserveCapacity(sorted.count + recent.count)
        var index = 0
        for piece in recent {
            while index < sorted.count, sorted[index].code < piece.code {
                merged.append(sorted[index])
                index += 1
            }
            merged.append(piece)
        }
        merged.append(contentsOf: sorted[index...])
        sorted = merged
        recent = []
    }

    /// The piece that an address lies in.
    func piece(at pc: UnsafeRawPointer) -> Piece? {
        // The last one that starts at or before the address, by bisection.
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if UnsafeRawPointer(sorted[middle].code) <= pc { low = middle + 1 } else { high = middle }
        }
        if low > 0, contains(sorted[low - 1], pc) { return sorted[low - 1] }
        return recent.first { contains($0, pc) }
    }

    private func contains(_ piece: Piece, _ pc: UnsafeRawPointer) -> Bool {
        pc >= UnsafeRawPointer(piece.code) && pc < UnsafeRawPointer(piece.code) + piece.byteCount
    }

    mutating func free() {
        for piece in sorted + recent { piece.code.deallocate() }
        sorted = []
        recent = []
    }
}
