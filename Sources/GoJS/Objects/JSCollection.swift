/// A `Map` or `Set` (ECMA-262 §24.1, 24.2): entries in the order in which they came, found by their keys.
final class JSCollection: JSObject {
    struct Entry {
        var key: JSValue
        var value: JSValue
    }

    let isMap: Bool
    /// Nil where an entry was deleted: iterators go by places, which must not move under them.
    private(set) var entries: [Entry?] = []
    private var places: [Key: Int] = [:]
    /// How often places moved.
    private(set) var era = 0

    /// What keys are compared by (`SameValueZero`).
    private enum Key: Hashable {
        case number(UInt64)
        case string(JSString)
        case identity(ObjectIdentifier)
        case special(UInt8)

        init(_ value: JSValue) {
            switch value {
            case .undefined: self = .special(0)
            case .null: self = .special(1)
            case .boolean(let value): self = .special(value ? 3 : 2)
            case .number(let number):
                self = .number(number.isNaN ? Double.nan.bitPattern : number == 0 ? 0 : number.bitPattern)
            case .string(let string): self = .string(string)
            case .symbol(let symbol): self = .identity(ObjectIdentifier(symbol))
            case .object(let object): self = .identity(ObjectIdentifier(object))
            }
        }
    }

    init(_ realm: JSRealm, isMap: Bool, prototype: JSObject?) {
        self.isMap = isMap
        super.init(realm, prototype: prototype)
    }

    deinit { bury() }

    private func bury() {
        var all = entries.flatMap { $0.map { [$0.key, $0.value] } ?? [] }
        entries = []
        realm.graveyard.bury(&all)
    }

    override func release() {
        entries = []
        places = [:]
        super.release()
    }

    override var className: String { isMap ? "Map" : "Set" }
    var count: Int { places.count }
    var values: [Entry] { entries.compactMap { $0 } }

    func value(_ key: JSValue) -> JSValue? { places[Key(key)].flatMap { entries[$0]?.value } }
    func contains(_ key: JSValue) -> Bool { places[Key(key)] != nil }

    func set(_ key: JSValue, _ value: JSValue) {
        if let place = places[Key(key)] {
            entries[place]?.value = value
            return
        }
        var key = key
        if case .number(let number) = key, number == 0 { key = .number(0 as Double) }
        places[Key(key)] = entries.count
        entries.append(Entry(key: key, value: value))
    }

    func remove(_ key: JSValue) -> Bool {
        guard let place = places.removeValue(forKey: Key(key)) else { return false }
        entries[place] = nil
        shrink()
        return true
    }

    func removeAll() {
        places = [:]
        moves.append((era, entries.map { _ in false }))
        era += 1
        bury()
        forgetMoves()
    }

    // MARK: Going through

    /// Which places stayed when they moved, by the era before, for iterators that were on their way.
    private var moves: [(era: Int, stayed: [Bool])] = []
    private var cursors = 0

    private func shrink() {
        guard entries.count > 32, places.count * 2 < entries.count else { return }
        if cursors > 0 { moves.append((era, entries.map { $0 != nil })) }
        era += 1
        entries.removeAll { $0 == nil }
        for (place, entry) in entries.enumerated() {
            if let entry { places[Key(entry.key)] = place }
        }
        forgetMoves()
    }

    private func forgetMoves() { if cursors == 0 { moves = [] } }

    /// Somebody's way through the entries, which may change meanwhile.
    final class Cursor {
        private let collection: JSCollection
        private var place = 0
        private var era: Int
        private var isDone = false

        init(_ collection: JSCollection) {
            self.collection = collection
            era = collection.era
            collection.cursors += 1
        }

        deinit { finish() }

        private func finish() {
            if isDone { return }
            isDone = true
            collection.cursors -= 1
            collection.forgetMoves()
        }

        func next() -> Entry? {
            if isDone { return nil }
            for move in collection.moves where move.era >= era {
                place = move.stayed.prefix(place).reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            era = collection.era
            while place < collection.entries.count {
                defer { place += 1 }
                if let entry = collection.entries[place] { return entry }
            }
            finish()
            return nil
        }
    }
}
