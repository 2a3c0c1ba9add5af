/// The path of a request as names of folders and a file: decoded, and free of everything that leads elsewhere.
struct RequestPath: Equatable, Sendable {
    enum Problem: Error, Equatable {
        /// It cannot be decoded, or it holds what no name here has.
        case malformed
        /// It names something hidden, or leads out by `..`.
        case forbidden
    }

    var names: [String]
    /// Whether it ends in a slash: a folder is meant.
    var isFolder: Bool

    /// A path whose names are known to be harmless.
    init(names: [String], isFolder: Bool) {
        self.names = names
        self.isFolder = isFolder
    }

    /// Reads an encoded path (RFC 3986 §3.3).
    init(_ encoded: String) throws(Problem) {
        guard encoded.hasPrefix("/") else { throw .malformed }
        var names: [String] = []
        // Split first: an encoded slash is a part of a name, and no name has one.
        for part in encoded.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let bytes = try RequestPath.decode(part)
            guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7f || $0 == 0x2f || $0 == 0x5c }),
                let name = String(validating: bytes, as: UTF8.self)
            else { throw .malformed }
            // Hidden files and `..` alike.
            guard !name.hasPrefix(".") || name == "." else { throw .forbidden }
            names.append(name)
        }
        isFolder = names.last == "" || names.last == "."
        self.names = names.filter { !$0.isEmpty && $0 != "." }
    }

    private static func decode(_ part: Substring) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                throw .malformed
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map { UInt8($0) }
    }

    /// A name as a part of an address.
    static func encode(_ name: String) -> String {
        name.utf8.map { byte in
            let isPlain = byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || (0x30...0x39).contains(byte))
            if isPlain || "-._~".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
