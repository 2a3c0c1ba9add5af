extension JSRealm {
    /// Methods of strings that ask what characters mean: case, order, normal forms (ECMA-262 §22.1.3).
    func addStringForms(to prototype: JSObject) {
        for name in ["toLowerCase", "toLocaleLowerCase"] as [StaticString] {
            prototype.method(name) { .string(try $0.thisString(name).lowercased) }
        }
        for name in ["toUpperCase", "toLocaleUpperCase"] as [StaticString] {
            prototype.method(name) { .string(try $0.thisString(name).uppercased) }
        }
        prototype.method("localeCompare", parameters: 1) { call in
            .number(Collation.compare(try call.thisString("localeCompare"), try call.string(0)))
        }
        prototype.method("normalize") { call in
            let string = try call.thisString("normalize")
            let form = call[0].isUndefined ? "NFC" : String(try call.string(0))
            let least: UInt32
            switch form {
            case "NFC": least = 0x300
            case "NFD": least = 0xC0
            case "NFKC", "NFKD": least = 0xA0
            default: throw call.realm.rangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
            }
            var index = 0
            while index < string.bytes.count {
                let (scalar, count) = string.scalar(at: index)
                guard scalar < least else {
                    throw call.realm.rangeError(
                        "this host cannot bring U+\(String(scalar, radix: 16, uppercase: true)) into the form \(form): use golang.org/x/text/unicode/norm"
                    )
                }
                index += count
            }
            return .string(string)
        }
    }
}

extension JSString {
    private func mapScalars(_ map: (Unicode.Scalar, _ index: Int, inout [UInt8]) -> Void) -> JSString {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (number, count) = scalar(at: index)
            if let scalar = Unicode.Scalar(number) {
                map(scalar, index, &result)
            } else {
                result += bytes[index..<index + count]
            }
            index += count
        }
        return JSString(bytes: result)
    }

    var lowercased: JSString {
        if isASCII { return JSString(bytes: bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }) }
        return mapScalars { scalar, index, result in
            // A sigma at the end of a word (Unicode 3.13, Final_Sigma).
            if scalar == "Σ", isCased(before: index), !isCased(after: index + 2) {
                result += Array("ς".utf8)
            } else {
                result += Array(scalar.properties.lowercaseMapping.utf8)
            }
        }
    }

    var uppercased: JSString {
        if isASCII { return JSString(bytes: bytes.map { $0 &- 0x61 < 26 ? $0 & ~0x20 : $0 }) }
        return mapScalars { scalar, _, result in result += Array(scalar.properties.uppercaseMapping.utf8) }
    }

    private func isCased(before end: Int) -> Bool {
        var index = end
        while index > 0 {
            index -= 1
            while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
            guard let scalar = Unicode.Scalar(scalar(at: index).scalar) else { return false }
            if !scalar.properties.isCaseIgnorable { return scalar.properties.isCased }
        }
        return false
    }

    private func isCased(after start: Int) -> Bool {
        var index = start
        while index < bytes.count {
            let (number, count) = scalar(at: index)
            guard let scalar = Unicode.Scalar(number) else { return false }
            if !scalar.properties.isCaseIgnorable { return scalar.properties.isCased }
            index += count
        }
        return false
    }
}

/// The order of texts as people expect it in English: letters before their accents, accents before case, small before capital.
///
/// It is the root order of Unicode's collation for ASCII and the Latin letters with accents; other characters come by their numbers.
enum Collation {
    private static let marks = Array("_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$".unicodeScalars)

    private struct Weight {
        var primary: UInt32
        var accent: UInt32
        var isCapital: Bool
    }

    private static func weight(_ scalar: Unicode.Scalar) -> Weight? {
        if scalar.value < 0x20, !(0x09...0x0D).contains(scalar.value) { return nil }
        if let place = marks.firstIndex(of: scalar) {
            return Weight(primary: 0x100 + UInt32(place), accent: 0, isCapital: false)
        }
        if JSNumber.isSpace(scalar) { return Weight(primary: scalar.value % 0x100, accent: 0, isCapital: false) }
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        var primary = 0x1000 + small.value
        var accent: UInt32 = 0
        if (0xE0...0x17F).contains(small.value), let base = baseLetter(small) {
            primary = 0x1000 + base.value
            accent = small.value
        }
        return Weight(primary: primary, accent: accent, isCapital: small != scalar)
    }

    /// The letter without its accent, by its name: “LATIN SMALL LETTER E WITH ACUTE”.
    private static func baseLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let parts = (scalar.properties.name ?? "").split(separator: " ")
        guard parts.count > 5, parts[2] == "LETTER", parts[4] == "WITH", parts[3].count == 1 else { return nil }
        return parts[3].lowercased().unicodeScalars.first
    }

    static func compare(_ a: JSString, _ b: JSString) -> Int {
        let x = String(a).unicodeScalars.compactMap(weight)
        let y = String(b).unicodeScalars.compactMap(weight)
        func order<Key: Comparable>(_ key: (Weight) -> Key) -> Int {
            for (left, right) in zip(x, y) where key(left) != key(right) { return key(left) < key(right) ? -1 : 1 }
            return 0
        }
        let primary = order(\.primary)
        if primary != 0 { return primary }
        if x.count != y.count { return x.count < y.count ? -1 : 1 }
        let accent = order(\.accent)
        return accent != 0 ? accent : order { $0.isCapital ? 1 : 0 }
    }
}
