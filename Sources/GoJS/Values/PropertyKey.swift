/// The name of a property: one object for each name of a realm, so that keys are compared by identity (ECMA-262 §6.1.7).
///
/// ``AtomTable`` makes those of strings.
final class PropertyKey {
    let string: JSString
    /// The number, if the string is the usual form of one below 2³² - 1: an array index.
    let index: UInt32?
    /// A symbol's own key; the symbol owns it.
    weak var symbol: JSSymbol?
    #if JavaScriptCore
        /// What the engine has for a symbol.
        var counterpart: AnyObject?
    #endif
    let isSymbol: Bool
    let hash: UInt
    private weak var table: AtomTable?

    init(string: JSString, hash: UInt, in table: AtomTable) {
        self.string = string
        self.hash = hash
        self.table = table
        isSymbol = false
        index = PropertyKey.index(of: string.bytes)
    }

    init(symbol: JSSymbol) {
        self.symbol = symbol
        string = symbol.description ?? JSString("")
        isSymbol = true
        index = nil
        hash = 0
    }

    deinit {
        if !isSymbol { table?.remove(self) }
    }

    /// The key as a value: a string or a symbol.
    var value: JSValue {
        isSymbol ? .symbol(symbol ?? JSSymbol(of: self)) : .string(string)
    }

    private static func index(of bytes: [UInt8]) -> UInt32? {
        guard !bytes.isEmpty, bytes.count <= 10, bytes[0] != UInt8(ascii: "0") || bytes.count == 1 else { return nil }
        var number: UInt64 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return number < UInt64(UInt32.max) ? UInt32(number) : nil
    }
}

extension PropertyKey: Hashable {
    public static func == (a: PropertyKey, b: PropertyKey) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// All keys of a realm by their strings. A key that nobody holds any more goes.
final class AtomTable {
    /// Open addressing; a power of two, at most half full. A place holds a key, or nothing, or nothing any more.
    private enum Place {
        case empty, removed
        // Unretained: a key takes itself out when it goes.
        case key(Unmanaged<PropertyKey>)
    }

    private var places = [Place](repeating: .empty, count: 1024)
    /// Keys, and places that held one.
    private var used = 0
    private var live = 0

    func key(_ string: JSString) -> PropertyKey {
        string.bytes.withUnsafeBytes { key($0, string) }
    }

    /// The key of some bytes; no string is made of them when the key is known.
    func key(_ bytes: UnsafeRawBufferPointer) -> PropertyKey { key(bytes, nil) }

    private func key(_ bytes: UnsafeRawBufferPointer, _ string: JSString?) -> PropertyKey {
        let hash = AtomTable.hash(bytes)
        var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
        var free: Int?
        search: while true {
            switch places[place] {
            case .empty:
                free = free ?? place
                break search
            case .removed:
                free = free ?? place
            case .key(let known):
                let found = known._withUnsafeGuaranteedRef { key in
                    key.hash == hash && key.string.bytes.withUnsafeBytes { $0.elementsEqual(bytes) } ? key : nil
                }
                if let found { return found }
            }
            place = (place + 1) & (places.count - 1)
        }
        let key = PropertyKey(string: string ?? JSString(bytes: Array(bytes)), hash: hash, in: self)
        if case .empty = places[free!] { used += 1 }
        places[free!] = .key(.passUnretained(key))
        live += 1
        if used * 2 > places.count { rebuild() }
        return key
    }

    fileprivate func remove(_ key: PropertyKey) {
        var place = Int(truncatingIfNeeded: key.hash) & (places.count - 1)
        while true {
            switch places[place] {
            case .empty: return
            case .key(let known) where known.toOpaque() == Unmanaged.passUnretained(key).toOpaque():
                places[place] = .removed
                live -= 1
                return
            default: place = (place + 1) & (places.count - 1)
            }
        }
    }

    private func rebuild() {
        let old = places
        places = Array(repeating: .empty, count: max(1024, (live * 4).nextPowerOfTwo))
        for case .key(let key) in old {
            var place = Int(truncatingIfNeeded: key._withUnsafeGuaranteedRef { $0.hash }) & (places.count - 1)
            while case .key = places[place] { place = (place + 1) & (places.count - 1) }
            places[place] = .key(key)
        }
        used = live
    }

    /// FNV-1a, eight bytes at a time. Guests choose the names, but a guest that makes its names collide slows down only itself.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
        var index = 0
        while index + 8 <= bytes.count {
            hash = (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
            index += 1
        }
        hash ^= hash >> 32
        return UInt(truncatingIfNeeded: hash)
    }
}

extension Int {
    fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
