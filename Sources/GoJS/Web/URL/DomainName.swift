/// Names of hosts in ASCII (URL standard §3.3; UTS 46, “ToASCII” as browsers ask for it).
///
/// The tables of UTS 46 are not in Swift's library, but what most of them say follows from what is: letters become small ones, wide forms of
/// ASCII plain ones, what is invisible goes. A name with any other character that the tables would replace, or with marks that might melt
/// into one with the letter before, is none: better an error than another host. So are those with joiners, and labels in which letters of Hebrew or
/// Arabic stand beside others: RFC 5893 has finer rules.
enum DomainName {
    /// No name of the net has more than 253 bytes. Longer ones are names while there is nothing to work out in them.
    private static let mostScalars = 1024

    /// Nil if it is no name. Of ASCII nothing is checked but labels that say that they are something else in disguise.
    static func ascii(_ name: String) -> [UInt8]? {
        let bytes = Array(name.utf8)
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let small = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        if isASCII, !hasEncodedLabel(small) { return small }
        let scalars = name.unicodeScalars
        guard scalars.count <= mostScalars, let mapped = map(scalars) else { return nil }
        var result: [UInt8] = []
        for label in mapped.split(separator: ".", omittingEmptySubsequences: false) {
            if label.startIndex > 0 { result.append(UInt8(ascii: ".")) }
            guard let ascii = self.ascii(label: Array(label)) else { return nil }
            result += ascii
        }
        return result
    }

    private static func hasEncodedLabel(_ name: [UInt8]) -> Bool {
        let prefix = Array("xn--".utf8)
        var start = 0
        while true {
            if name[start...].starts(with: prefix) { return true }
            guard let dot = name[start...].firstIndex(of: UInt8(ascii: ".")) else { return false }
            start = dot + 1
        }
    }

    private static func ascii(label: [Unicode.Scalar]) -> [UInt8]? {
        if label.allSatisfy(\.isASCII) {
            let bytes = label.map { UInt8($0.value) }
            guard bytes.starts(with: "xn--".utf8) else { return bytes }
            // It must be how its own text is written, or two names would look alike.
            guard let text = Punycode.decode(bytes.dropFirst(4)), !text.allSatisfy(\.isASCII), isValid(text),
                map(String.UnicodeScalarView(text)) == text, Punycode.encode(text) == Array(bytes.dropFirst(4))
            else { return nil }
            return bytes
        }
        guard isValid(label), let encoded = Punycode.encode(label) else { return nil }
        return Array("xn--".utf8) + encoded
    }

    // MARK: Characters

    /// What stands for each character (UTS 46 §4, step 1); nil if it must not be there, or is not known.
    private static func map(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        for scalar in scalars {
            switch scalar.value {
            case 0x41...0x5A: result.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            case 0..<0x80: result.append(scalar)
            // Full stops of other scripts.
            case 0x3002, 0xFF0E, 0xFF61: result.append(".")
            case 0xFF01...0xFF5E:
                let plain = UInt8(scalar.value - 0xFEE0)
                result.append(Unicode.Scalar(plain >= 0x41 && plain <= 0x5A ? plain | 0x20 : plain))
            case 0xAD, 0x34F, 0x180B...0x180D, 0x180F, 0x200B, 0x2060, 0x2064, 0xFEFF, 0xFE00...0xFE0F: continue
            default:
                let small = scalar.properties.lowercaseMapping.unicodeScalars
                for letter in small {
                    guard isKnown(letter) else { return nil }
                    result.append(letter)
                }
            }
        }
        return result
    }

    /// Whether a character stays as it is.
    private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return true }
        // Small letters in their own right, although they are compared as others.
        if scalar == "ß" || scalar == "ς" { return true }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: break
        }
        // The sign for what could not be decoded, and instructions how to draw a character, are no names.
        if (0x2FF0...0x2FFF).contains(scalar.value) || (0xFFF9...0xFFFD).contains(scalar.value) { return false }
        return !properties.changesWhenNFKCCaseFolded && !properties.isDefaultIgnorableCodePoint
    }

    /// UTS 46 §4.1, without what asks for tables.
    private static func isValid(_ label: [Unicode.Scalar]) -> Bool {
        guard let first = label.first else { return true }
        switch first.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return false
        default: break
        }
        // In ASCII, that says that the rest is something else.
        if label.prefix(4).elementsEqual("xn--".unicodeScalars) { return false }
        var previous: Unicode.Scalar?
        for scalar in label {
            if mayMelt(scalar, previous) { return false }
            previous = scalar
        }
        guard label.contains(where: isRightToLeft) else { return true }
        // Digits of both kinds must not meet (rule 4).
        if label.contains(where: { ("0"..."9").contains($0) }),
            label.contains(where: { (0x660...0x669).contains($0.value) })
        {
            return false
        }
        return isRightToLeft(first) && first.properties.generalCategory == .otherLetter && label.last != "-"
            && label.allSatisfy { scalar in
                isRightToLeft(scalar) || scalar == "-" || ("0"..."9").contains(scalar)
                    || scalar.properties.generalCategory == .nonspacingMark
            }
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    /// Whether a mark might become one with what stands before it (NFC): then the name would have to be written otherwise.
    private static func mayMelt(_ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?) -> Bool {
        let order = scalar.properties.canonicalCombiningClass.rawValue
        if order != 0 {
            // Several marks have an order.
            if let previous, previous.properties.canonicalCombiningClass.rawValue > order { return true }
            return order >= 200 || order == 8 || order == 1
                || order == 7 && [0x928, 0x930, 0x933].contains(previous?.value ?? 0)
        }
        switch scalar.value {
        case 0x9BE, 0x9D7, 0xB3E, 0xB56, 0xB57, 0xBBE, 0xBD7, 0xCC2, 0xCD5, 0xCD6, 0xD3E, 0xD57, 0xDCF, 0xDDF, 0x102E,
            0x1100...0x11FF, 0x1B35:
            return true
        default: return false
        }
    }
}

/// Other characters in letters and digits (RFC 3492).
enum Punycode {
    private static let (base, leastThreshold, mostThreshold, skew, damp) = (36, 1, 26, 38, 700)

    private static func threshold(_ place: Int, _ bias: Int) -> Int {
        min(max(place - bias, leastThreshold), mostThreshold)
    }

    private static func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / damp : delta / 2
        delta += delta / count
        var steps = 0
        while delta > (base - leastThreshold) * mostThreshold / 2 {
            delta /= base - leastThreshold
            steps += base
        }
        return steps + (base - leastThreshold + 1) * delta / (delta + skew)
    }

    /// The length is the caller's to limit: time grows with its square.
    static func encode(_ text: [Unicode.Scalar]) -> [UInt8]? {
        let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var result = text.filter(\.isASCII).map { UInt8($0.value) }
        let plain = result.count
        if plain > 0 { result.append(UInt8(ascii: "-")) }
        var (code, delta, bias, done) = (128, 0, 72, plain)
        while done < text.count {
            guard let next = text.lazy.map({ Int($0.value) }).filter({ $0 >= code }).min() else { return nil }
            delta += (next - code) * (done + 1)
            code = next
            for scalar in text {
                if scalar.value < code { delta += 1 }
                guard scalar.value == code else { continue }
                var (rest, place) = (delta, base)
                while true {
                    let threshold = threshold(place, bias)
                    if rest < threshold { break }
                    result.append(digits[threshold + (rest - threshold) % (base - threshold)])
                    rest = (rest - threshold) / (base - threshold)
                    place += base
                }
                result.append(digits[rest])
                bias = adapted(delta, done + 1, isFirst: done == plain)
                delta = 0
                done += 1
            }
            delta += 1
            code += 1
        }
        return result
    }

    static func decode(_ text: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar] = []
        var rest = text
        if let mark = text.lastIndex(of: UInt8(ascii: "-")) {
            result = text[..<mark].map { Unicode.Scalar($0) }
            rest = text[(mark + 1)...]
        }
        var (code, place, bias) = (128, 0, 72)
        while !rest.isEmpty {
            let before = place
            var (weight, position) = (1, base)
            while true {
                guard let byte = rest.popFirst(), let digit = digit(byte) else { return nil }
                let (product, isTooMuch) = digit.multipliedReportingOverflow(by: weight)
                guard !isTooMuch, place <= 1 << 40, product <= 1 << 40 else { return nil }
                place += product
                let threshold = threshold(position, bias)
                if digit < threshold { break }
                weight *= base - threshold
                guard weight <= 1 << 40 else { return nil }
                position += base
            }
            bias = adapted(place - before, result.count + 1, isFirst: before == 0)
            code += place / (result.count + 1)
            place %= result.count + 1
            guard code <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(code)) else { return nil }
            result.insert(scalar, at: place)
            place += 1
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x41...0x5A: Int(byte) - 0x41
        case 0x30...0x39: Int(byte) - 0x30 + 26
        default: nil
        }
    }
}
