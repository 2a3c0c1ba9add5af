/// The values that the guest holds, each under a number that fits into the 64 bits of a Go `ref`.
///
/// A number that is not 0 or NaN is its own reference; 0 is `undefined`; everything else is a NaN with the kind of the value in the upper half
/// and a place of this table in the lower one. The same value has the same place, strings by their content, so that the guest can
/// compare references. The guest says when it does not need one any more.
struct ReferenceTable {
    private struct Slot {
        var value: JSValue
        /// How many references the guest holds; 0 for a free place.
        var count: Int
    }

    /// What the upper half of a reference begins with.
    static let nanHead: UInt64 = 0x7FF8_0000 << 32

    private enum Kind {
        static let object: UInt64 = 1 << 32
        static let string: UInt64 = 2 << 32
        static let symbol: UInt64 = 3 << 32
        static let function: UInt64 = 4 << 32
    }

    private enum Fixed {
        static let nan: UInt32 = 0
        static let zero: UInt32 = 1
        static let null: UInt32 = 2
        static let yes: UInt32 = 3
        static let no: UInt32 = 4
        static let global: UInt32 = 5
        static let go: UInt32 = 6
        static let count = 7
    }

    private var slots: [Slot]
    private var free: [UInt32] = []
    private var strings: [JSString: UInt32] = [:]
    /// How many places may be in use.
    private let limit: Int

    init(global: JSObject, go: JSObject, limit: Int) {
        let fixed: [JSValue] = [
            .number(.nan), .number(0 as Double), .null, .boolean(true), .boolean(false), .object(global), .object(go),
        ]
        slots = fixed.map { Slot(value: $0, count: .max) }
        self.limit = limit
        global.referenceID = Fixed.global
        go.referenceID = Fixed.go
    }

    /// How many values the guest holds now.
    var liveCount: Int { slots.count - free.count - Fixed.count }

    /// The places of values that every guest has.
    static var fixedCount: Int { Fixed.count }

    /// How many places there are: the most that were ever held at once.
    var capacity: Int { slots.count - Fixed.count }

    /// The value of a reference. What never was one, or is not any more, is `undefined`.
    @inline(__always)
    func load(_ reference: UInt64) -> JSValue {
        let number = Double(bitPattern: reference)
        if number == 0 { return .undefined }
        if !number.isNaN { return .number(number) }
        let id = Int(UInt32(truncatingIfNeeded: reference))
        return id < slots.count ? slots[id].value : .undefined
    }

    /// A reference to a value, which the guest holds from then on.
    ///
    /// - Throws: ``GoProgramError`` when the guest holds too many.
    @inline(__always)
    mutating func store(_ value: JSValue) throws(GoProgramError) -> UInt64 {
        switch value {
        case .undefined: return 0
        case .number(let number):
            if number == 0 { return ReferenceTable.nanHead | UInt64(Fixed.zero) }
            return number.isNaN ? ReferenceTable.nanHead : number.bitPattern
        case .null: return ReferenceTable.nanHead | UInt64(Fixed.null)
        case .boolean(let value): return ReferenceTable.nanHead | UInt64(value ? Fixed.yes : Fixed.no)
        case .string(let string):
            if let known = strings[string] {
                slots[Int(known)].count += 1
                return ReferenceTable.nanHead | Kind.string | UInt64(known)
            }
            let id = try insert(value)
            strings[string] = id
            return ReferenceTable.nanHead | Kind.string | UInt64(id)
        case .symbol(let symbol):
            if symbol.referenceID == 0 { symbol.referenceID = try insert(value) } else { hold(symbol.referenceID) }
            return ReferenceTable.nanHead | Kind.symbol | UInt64(symbol.referenceID)
        case .object(let object):
            if object.referenceID == 0 { object.referenceID = try insert(value) } else { hold(object.referenceID) }
            return ReferenceTable.nanHead | (object.isCallable ? Kind.function : Kind.object)
                | UInt64(object.referenceID)
        }
    }

    private mutating func hold(_ id: UInt32) {
        if slots[Int(id)].count != .max { slots[Int(id)].count += 1 }
    }

    private mutating func insert(_ value: JSValue) throws(GoProgramError) -> UInt32 {
        if let id = free.popLast() {
            slots[Int(id)] = Slot(value: value, count: 1)
            return id
        }
        guard slots.count < limit else { throw .tooManyValues(limit: limit) }
        slots.append(Slot(value: value, count: 1))
        return UInt32(slots.count - 1)
    }

    /// The guest does not need one reference any more. Returns the value if it was the last, for the caller to let go.
    mutating func release(_ id: UInt32) -> JSValue? {
        let index = Int(id)
        guard index < slots.count, slots[index].count > 0, slots[index].count != .max else { return nil }
        slots[index].count -= 1
        guard slots[index].count == 0 else { return nil }
        let value = slots[index].value
        slots[index].value = .undefined
        switch value {
        case .string(let string): strings[string] = nil
        case .symbol(let symbol): symbol.referenceID = 0
        case .object(let object): object.referenceID = 0
        default: break
        }
        free.append(id)
        return value
    }
}
