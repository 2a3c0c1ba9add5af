import WasmBinary

/// Goes through a module's bytes from first to last and says of each what it belongs to.
struct SizeInventory {
    let module: BinaryModule
    let map: LinkMap?
    /// The module that `main` is in; nil if it is not known.
    let mainModule: String?
    private(set) var items: [SizeReport.Item] = []

    /// The items of the defined functions: the number of the first of them.
    private(set) var firstFunction = 0
    /// Pieces of data with their addresses in memory, by address.
    private(set) var data: [Piece] = []

    struct Piece {
        var addresses: Range<Int>
        /// Where it starts in the file.
        var offset: Int
        var item: Int
    }
    /// Bytes that belong to nothing in particular.
    private var formatSize = 8

    init(module: BinaryModule, map: LinkMap?, mainModule: String?) {
        self.module = module
        self.map = map
        self.mainModule = mainModule
    }

    /// - Returns: False when the map does not fit the module.
    mutating func takeStock() -> Bool {
        var end = 8
        for section in module.sections {
            formatSize += section.contents.lowerBound - end
            end = section.contents.upperBound
            switch section.id {
            case 0: add(.section, "custom section “\(section.name)”", section.contents.count, .names)
            case 10: guard addCode(section.contents) else { return false }
            case 11: addData(section.contents)
            default: add(.section, "section “\(section.name)”", section.contents.count, .declarations)
            }
        }
        formatSize += module.bytes.count - end
        add(.section, "the file's header, sizes of sections and segments", formatSize, .format)
        return true
    }

    private mutating func add(
        _ kind: SizeReport.Item.Kind, _ name: String, symbol: String = "", _ size: Int, _ reason: SizeReason
    ) {
        items.append(SizeReport.Item(kind: kind, symbol: symbol, name: name, size: size, reason: reason))
    }

    // MARK: - Code

    private mutating func addCode(_ section: Range<Int>) -> Bool {
        if let map, map.functions.count != module.code.count { return false }
        let names = map == nil ? NameSection(module) : nil
        let imported = module.importedFunctions.count
        firstFunction = items.count
        // A body starts with its size, which counts with it.
        var end = section.lowerBound + bytesOfNumber(at: section.lowerBound)
        formatSize += end - section.lowerBound
        for (number, body) in module.code.enumerated() {
            let index = UInt32(imported + number)
            let size = body.range.upperBound - end
            end = body.range.upperBound
            if let map, map.functions[number].size != size { return false }
            let symbol = map?.functions[number].symbol ?? names?.functionName(index) ?? exportName(index) ?? ""
            add(
                .function(index), name(of: symbol, index), symbol: symbol, size,
                SizeReason(symbol: symbol, file: map?.functions[number].file ?? "", mainModule: mainModule))
        }
        formatSize += section.upperBound - end
        return true
    }

    private func name(of symbol: String, _ index: UInt32) -> String {
        if symbol.isEmpty { return "function \(index)" }
        if mainModule != nil, SizeReason.mainNames.contains(symbol) { return symbol + " with main" }
        return SymbolText(readableName(symbol)).display
    }

    private func exportName(_ index: UInt32) -> String? {
        module.exports.first { $0.kind == .function && $0.index == index }?.name
    }

    // MARK: - Data

    private mutating func addData(_ section: Range<Int>) {
        var rest = section.count
        for segment in module.dataSegments {
            rest -= segment.contents.count
            guard let map, case .active(0, let offset) = segment.mode, let start = constant(offset) else {
                add(.data, "data without a name", segment.contents.count, .unknown)
                continue
            }
            addData(start..<start + segment.contents.count, at: segment.contents.lowerBound, map)
        }
        formatSize += rest
    }

    private mutating func addData(_ addresses: Range<Int>, at offset: Int, _ map: LinkMap) {
        var end = addresses.lowerBound
        var padding = 0
        for piece in map.data {
            guard let address = piece.address, address >= end, address < addresses.upperBound else { continue }
            padding += address - end
            end = min(address + piece.size, addresses.upperBound)
            data.append(
                Piece(addresses: address..<end, offset: offset + address - addresses.lowerBound, item: items.count))
            let reason = SizeReason(symbol: piece.symbol, file: piece.file, mainModule: mainModule)
            add(.data, Self.dataName(piece.symbol, reason), symbol: piece.symbol, end - address, reason)
        }
        padding += addresses.upperBound - end
        if padding > 0 { add(.data, "padding between data", padding, .padding) }
    }

    /// Literals carry their text: `.L.str.5.Hello`.
    private static func dataName(_ symbol: String, _ reason: SizeReason) -> String {
        guard reason == .literals else {
            // C++ mangles the names of its own data in this one way.
            let plain = symbol.hasPrefix("_ZL") ? String(symbol.dropFirst(3).drop(while: \.isNumber)) : symbol
            return "data of " + SymbolText(readableName(plain)).display
        }
        guard symbol.hasPrefix(".L.str") else { return "shared texts" }
        let text = symbol.split(separator: ".", maxSplits: 3).last ?? ""
        let shown = text.unicodeScalars.map { $0.value < 32 ? " " : String($0) }.joined()
        return "“" + shown.prefix(40) + (shown.count > 40 ? "…" : "") + "”"
    }

    // MARK: - Numbers

    /// How many bytes a number in LEB128 takes (§5.2.2).
    private func bytesOfNumber(at offset: Int) -> Int {
        module.bytes[offset...].prefix { $0 & 0x80 != 0 }.count + 1
    }

    /// The value of a constant expression that is one `i32.const`.
    private func constant(_ expression: ConstantExpression) -> Int? {
        module.bytes.withUnsafeBytes { bytes in
            var reader = InstructionReader(bytes, range: expression.range)
            guard let instruction = try? reader.next(), instruction.opcode == .i32Const else { return nil }
            return Int(UInt32(truncatingIfNeeded: instruction.bits))
        }
    }
}
