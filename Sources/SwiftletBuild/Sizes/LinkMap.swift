import WasmBinary

/// What the linker's map (`wasm-ld -Map=FILE`) says of a module: the symbols of its functions and data, which a stripped
/// module does not have itself.
///
/// A map has a line for each section, each piece of an input file in it, and each symbol in that; columns of eight characters
/// give address, offset and size, and the indentation behind them says which of the three a line is.
struct LinkMap: Sendable {
    /// A piece of an input file.
    struct Piece: Sendable {
        /// The address in memory; nil for functions.
        var address: Int?
        /// In the file; that of a function includes the number that says how long its body is.
        var size: Int
        /// The object file, or the archive with the object in parentheses.
        var file: String
        var symbol: String
    }

    /// In the order of the code section.
    private(set) var functions: [Piece] = []
    /// What lies in the file of the data section, by address.
    private(set) var data: [Piece] = []

    init(parsing text: String) {
        var section = ""
        // Symbols carry the text of string literals, line breaks included: a line that is not of the form is a part of such one.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let row = Row(line) else { continue }
            switch row.depth {
            case 0: if row.address == nil { section = row.name }
            case 8:
                guard let piece = row.piece else { continue }
                if section == "CODE" { functions.append(piece) }
                // What has no place in the file is memory that starts as zeros.
                if section == "DATA", row.offset > 0, row.size > 0 { data.append(piece) }
            default: break
            }
        }
        data.sort { ($0.address ?? 0) < ($1.address ?? 0) }
    }

    private struct Row {
        var address: Int?
        var offset: Int
        var size: Int
        var depth: Int
        var name: String

        init?(_ line: Substring.UTF8View) {
            let bytes = Array(line)
            guard bytes.count > 27, bytes[8] == 32, bytes[17] == 32, bytes[26] == 32 else { return nil }
            func number(_ range: Range<Int>) -> Int? {
                Int(String(decoding: bytes[range].drop { $0 == 32 }, as: UTF8.self), radix: 16)
            }
            guard let offset = number(9..<17), let size = number(18..<26) else { return nil }
            let rest = bytes[27...]
            address = number(0..<8)
            self.offset = offset
            self.size = size
            depth = rest.prefix { $0 == 32 }.count
            name = String(decoding: rest.dropFirst(depth), as: UTF8.self)
        }

        /// `FILE:(SYMBOL)`, where the symbol of data has its section's name before it.
        var piece: Piece? {
            guard let separator = name.firstRange(ofText: ":(") else { return nil }
            var symbol = name[separator.upperBound...]
            if symbol.hasSuffix(")") { symbol.removeLast() }
            if address != nil {
                for prefix in [".rodata.", ".data.rel.ro.", ".data."] where symbol.hasPrefix(prefix) {
                    symbol.removeFirst(prefix.count)
                    break
                }
            }
            return Piece(
                address: address, size: size, file: String(name[..<separator.lowerBound]), symbol: String(symbol))
        }
    }
}

extension String {
    /// Where a text first occurs, byte for byte.
    fileprivate func firstRange(ofText text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        var start = utf8.startIndex
        while let first = utf8[start...].firstIndex(of: wanted[0]) {
            if utf8[first...].starts(with: wanted) { return first..<utf8.index(first, offsetBy: wanted.count) }
            start = utf8.index(after: first)
        }
        return nil
    }
}
