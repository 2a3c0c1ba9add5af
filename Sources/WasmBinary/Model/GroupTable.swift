/// The groups of types that an interner knows, each as a row of numbers that is equal for equal groups.
///
/// All rows lie in one array, and a table of places is searched by their hashes: modules define tens of thousands of groups, and a
/// dictionary with an array for each took ten times as long. The hash is the standard library's, whose seed nobody knows, so that no
/// module can make all its groups meet in one place.
struct GroupTable: Sendable {
    private struct Entry {
        /// Where the row lies in ``words``.
        var row: Range<Int>
        var hash: Int
        /// The number of the group's first type.
        var number: UInt32
    }

    private var words: [UInt32] = []
    private var entries: [Entry] = []
    /// By hash: the index of an entry and 1, or 0 where there is none. Entries that meet go to the next places. At most half of
    /// the places are taken, and their count is a power of two. In the upper half of the bits is that of the entry's hash: a look at an
    /// entry is a look at memory far away, which others than the one sought are then not worth.
    private var places = [UInt64](repeating: 0, count: 64)

    /// The number of a known group. A new one is added with the number `new`, and nil returned.
    ///
    /// - Parameters:
    ///   - start: The index of the group's first type: references to an index from there on are to members.
    ///   - outside: The number of a type outside the group, by its index.
    mutating func number(
        of types: some Collection<SubType>, at start: Int, outside: (UInt32) -> UInt32, orNew new: UInt32
    ) -> UInt32? {
        let first = words.count
        for type in types { append(type, start, outside) }
        let row = first..<words.count
        let hash = hash(of: row)
        var place = hash & (places.count - 1)
        while places[place] != 0 {
            if places[place] >> 32 == UInt64(UInt(bitPattern: hash)) >> 32 {
                let entry = entries[Int(UInt32(truncatingIfNeeded: places[place])) - 1]
                if entry.hash == hash, isEqual(entry.row, row) {
                    words.removeSubrange(row)
                    return entry.number
                }
            }
            place = (place + 1) & (places.count - 1)
        }
        entries.append(Entry(row: row, hash: hash, number: new))
        places[place] = GroupTable.place(of: entries.count, hash)
        if entries.count > places.count / 2 { grow() }
        return nil
    }

    private func hash(of row: Range<Int>) -> Int {
        var hasher = Hasher()
        words.withUnsafeBytes {
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[row.lowerBound * 4..<row.upperBound * 4]))
        }
        return hasher.finalize()
    }

    private func isEqual(_ row: Range<Int>, _ other: Range<Int>) -> Bool {
        row.count == other.count && words[row].elementsEqual(words[other])
    }

    private static func place(of count: Int, _ hash: Int) -> UInt64 {
        UInt64(UInt32(count)) | UInt64(UInt(bitPattern: hash)) & ~0xFFFF_FFFF
    }

    private mutating func grow() {
        places = [UInt64](repeating: 0, count: places.count * 2)
        for (index, entry) in entries.enumerated() {
            var place = entry.hash & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = GroupTable.place(of: index + 1, entry.hash)
        }
    }

    // MARK: Rows

    /// Appends a definition, so that where it ends can be told from its words.
    private mutating func append(_ type: SubType, _ start: Int, _ outside: (UInt32) -> UInt32) {
        words.append(UInt32(type.supertypes.count) << 1 | (type.isFinal ? 1 : 0))
        for supertype in type.supertypes { append(reference: supertype, code: 0, start, outside) }
        switch type.composite {
        case .function(let function):
            words.append(0)
            words.append(UInt32(function.parameters.count))
            for type in function.parameters { append(type, start, outside) }
            words.append(UInt32(function.results.count))
            for type in function.results { append(type, start, outside) }
        case .structure(let fields):
            words.append(1)
            words.append(UInt32(fields.count))
            for field in fields { append(field, start, outside) }
        case .array(let element):
            words.append(2)
            append(element, start, outside)
        }
    }

    private mutating func append(_ field: FieldType, _ start: Int, _ outside: (UInt32) -> UInt32) {
        words.append(field.isMutable ? 1 : 0)
        switch field.storage {
        case .value(let type): append(type, start, outside)
        // Two numbers that no type has.
        case .i8: words.append(0x1000)
        case .i16: words.append(0x1001)
        }
    }

    private mutating func append(_ type: ValueType, _ start: Int, _ outside: (UInt32) -> UInt32) {
        let packed = PackedType(type)
        if packed.code.hasIndex {
            append(reference: packed.index, code: UInt32(packed.code.rawValue), start, outside)
        } else {
            words.append(UInt32(packed.code.rawValue))
        }
    }

    /// Members by their position, all others by their number.
    private mutating func append(
        reference index: UInt32, code: UInt32, _ start: Int, _ outside: (UInt32) -> UInt32
    ) {
        let isMember = Int(index) >= start
        words.append(code | (isMember ? 0x100 : 0))
        words.append(isMember ? index - UInt32(start) : outside(index))
    }
}
