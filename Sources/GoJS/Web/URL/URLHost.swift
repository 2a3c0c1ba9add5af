/// Whom a URL leads to (URL standard §3).
enum URLHost: Sendable, Equatable {
    /// A name, in small letters and ASCII.
    case domain(String)
    case address4(UInt32)
    case address6([UInt16])
    /// Of a scheme that is not special: any text.
    case opaque(String)
    case empty

    /// §3.5
    init?(parsing text: some Collection<UInt8>, isOpaque: Bool) {
        let text = Array(text)
        if text.first == UInt8(ascii: "[") {
            guard text.last == UInt8(ascii: "]"), let pieces = URLHost.address6(text.dropFirst().dropLast()) else {
                return nil
            }
            self = .address6(pieces)
            return
        }
        if isOpaque {
            guard !text.contains(where: URLHost.isForbidden) else { return nil }
            self =
                text.isEmpty
                ? .empty : .opaque(String(decoding: PercentEncodeSet.control.encode(text), as: UTF8.self))
            return
        }
        let decoded = String(decoding: PercentCoding.decode(text), as: UTF8.self)
        guard let name = DomainName.ascii(decoded), !name.isEmpty,
            !name.contains(where: URLHost.isForbiddenInDomain)
        else { return nil }
        if URLHost.endsInNumber(name) {
            guard let address = URLHost.address4(name) else { return nil }
            self = .address4(address)
        } else {
            self = .domain(String(decoding: name, as: UTF8.self))
        }
    }

    /// As it stands in a URL (§3.6).
    var text: String {
        switch self {
        case .domain(let name), .opaque(let name): name
        case .address4(let address):
            "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
        case .address6(let pieces): "[\(URLHost.text(of: pieces))]"
        case .empty: ""
        }
    }

    // MARK: What may not stand in one

    private static let forbidden = Set("\0\t\n\r #/:<>?@[\\]^|".utf8)

    private static func isForbidden(_ byte: UInt8) -> Bool { forbidden.contains(byte) }

    private static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
        isForbidden(byte) || byte <= 0x1F || byte == UInt8(ascii: "%") || byte == 0x7F
    }

    // MARK: Version 4

    /// Whether the last part is a number, so that all of it must be an address.
    private static func endsInNumber(_ name: [UInt8]) -> Bool {
        let parts = name.last == UInt8(ascii: ".") ? name.dropLast() : name[...]
        let last = parts.lastIndex(of: UInt8(ascii: ".")).map { parts[($0 + 1)...] } ?? parts
        if !last.isEmpty, last.allSatisfy(URLRecord.isDigit) { return true }
        return number4(last) != nil
    }

    /// §3.5, the parser of version 4: up to four numbers, the last of which fills the rest.
    private static func address4(_ name: [UInt8]) -> UInt32? {
        let text = name.last == UInt8(ascii: ".") ? name.dropLast() : name[...]
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count <= 4 else { return nil }
        var address: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = number4(part) else { return nil }
            if index < parts.count - 1 {
                guard number <= 255 else { return nil }
                address |= number << UInt64(8 * (3 - index))
            } else {
                guard number < 1 << UInt64(8 * (5 - parts.count)) else { return nil }
                address |= number
            }
        }
        return UInt32(exactly: address)
    }

    /// A number in base 10, 8 or 16; one that is too large is 2⁴⁰.
    private static func number4(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard let first = text.first else { return nil }
        var digits = text
        var base: UInt64 = 10
        if first == UInt8(ascii: "0"), text.count >= 2 {
            if text[text.startIndex + 1] | 0x20 == UInt8(ascii: "x") {
                (base, digits) = (16, text.dropFirst(2))
            } else {
                (base, digits) = (8, text.dropFirst())
            }
        }
        var number: UInt64 = 0
        for byte in digits {
            guard let digit = JSNumber.digit(byte), digit < base else { return nil }
            number = min(number * base + UInt64(digit), 1 << 40)
        }
        return number
    }

    // MARK: Version 6

    /// §3.5, the parser of version 6: eight pieces, of which `::` stands for those that are zero.
    private static func address6(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        var pieces = [UInt16](repeating: 0, count: 8)
        var count = 0
        var gap: Int?
        var rest = text
        if rest.first == UInt8(ascii: ":") {
            guard rest.starts(with: "::".utf8) else { return nil }
            rest = rest.dropFirst(2)
            gap = 0
        }
        while let first = rest.first {
            if count == 8 { return nil }
            if first == UInt8(ascii: ":") {
                if gap != nil { return nil }
                rest = rest.dropFirst()
                gap = count
                continue
            }
            let digits = rest.prefix(4).prefix { JSNumber.digit($0).map { $0 < 16 } ?? false }
            let after = rest.dropFirst(digits.count)
            if after.first == UInt8(ascii: ".") {
                // The last four bytes as in version 4.
                guard !digits.isEmpty, count <= 6, let tail = dotted(rest) else { return nil }
                pieces[count] = UInt16(tail >> 16)
                pieces[count + 1] = UInt16(truncatingIfNeeded: tail)
                count += 2
                rest = []
                break
            }
            pieces[count] = digits.reduce(0) { $0 << 4 | UInt16(JSNumber.digit($1) ?? 0) }
            count += 1
            rest = after
            if rest.isEmpty { break }
            guard rest.first == UInt8(ascii: ":"), rest.count > 1 else { return nil }
            rest = rest.dropFirst()
        }
        guard let gap else { return count == 8 ? pieces : nil }
        let moved = pieces[gap..<count]
        return pieces[..<gap] + [UInt16](repeating: 0, count: 8 - count) + moved
    }

    /// Four decimal numbers without zeros before them.
    private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var result: UInt32 = 0
        for part in parts {
            guard !part.isEmpty, part.count <= 3, part.allSatisfy(URLRecord.isDigit),
                part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            let number = part.reduce(0) { $0 * 10 + UInt32($1 - 0x30) }
            guard number <= 255 else { return nil }
            result = result << 8 | number
        }
        return result
    }

    /// The longest run of zeros, the first of equal ones, is left out.
    private static func text(of pieces: [UInt16]) -> String {
        var longest = 0..<0
        var index = 0
        while index < 8 {
            let end = pieces[index...].firstIndex { $0 != 0 } ?? 8
            if end - index > max(longest.count, 1) { longest = index..<end }
            index = max(end, index + 1)
        }
        func hex(_ pieces: ArraySlice<UInt16>) -> String {
            pieces.map { String($0, radix: 16) }.joined(separator: ":")
        }
        if longest.isEmpty { return hex(pieces[...]) }
        return hex(pieces[..<longest.lowerBound]) + "::" + hex(pieces[longest.upperBound...])
    }
}
