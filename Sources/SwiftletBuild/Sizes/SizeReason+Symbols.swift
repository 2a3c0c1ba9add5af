// Which symbol is there for which reason. The standard library's own names say it; where they are of no help, the object file does.

extension SizeReason {
    /// The reason for a function or a piece of data.
    ///
    /// - Parameters:
    ///   - symbol: As the linker knows it; empty if it is not known.
    ///   - file: The object file; empty if it is not known.
    ///   - mainModule: The module that `main` is in; nil if it is not known.
    init(symbol: String, file: String, mainModule: String?) {
        if let mainModule, SizeReason.mainNames.contains(symbol), !file.hasSuffix(")") {
            // Link-time optimisation puts `main`, and what only that calls, into the function that the host calls.
            self = .code(module: mainModule)
        } else if let reason = SizeReason.ofFile(file, symbol) {
            self = reason
        } else if symbol.isEmpty {
            self = .unknown
        } else if symbol.hasPrefix(".L.str") {
            self = .literals
        } else if let module = SizeReason.module(of: symbol) {
            switch module {
            case "Swift": self = SizeReason.ofStandardLibrary(readableName(symbol))
            case "JavaScript": self = .bridge
            case "SwiftletGuest": self = .guestLibrary
            default: self = .code(module: module)
            }
        } else {
            self = SizeReason.ofPlainName(symbol)
        }
    }

    static let mainNames: Set<String> = ["_start", "main", "__main_void", "__main_argc_argv"]

    // MARK: - By the object file

    private static func ofFile(_ file: String, _ symbol: String) -> SizeReason? {
        guard file.hasSuffix(")"), let open = file.lastIndex(of: "(") else {
            let name = Files.name(of: file)
            // The linker's own: texts that several files share, and functions around exports.
            if file == "<internal>" { return symbol.hasPrefix(".rodata") ? .literals : .start }
            return name.hasPrefix("crt1") ? .start : nil
        }
        let archive = Files.name(of: String(file[..<open]))
        let object = String(file[file.index(after: open)...].prefix { $0 != "." && $0 != ")" })
        if archive.hasPrefix("libswiftUnicodeDataTables") {
            switch object {
            case "UnicodeNormalization": return .normalization
            case "UnicodeGrapheme", "UnicodeEmoji": return .graphemes
            case "UnicodeData": return symbol.hasSuffix("getScalarBitArrayIdx") ? .graphemes : .normalization
            default: return .characterProperties
            }
        }
        guard archive.hasPrefix("libc.") else { return nil }
        switch object {
        case "malloc", "malloc_more": return .memory
        case "bridge_call", "bridge_input", "bridge_wait": return .bridge
        case "strtod", "decimal": return .floatParsing
        case "stdout", "stdin", "stdio", "printf", "file", "arguments", "main_arguments", "main_void":
            return .guestLibrary
        case "float128", "int128": return .wideArithmetic
        case "exponential", "float", "hyperbolic", "inverse", "logarithm", "power", "remainder", "rounding",
            "trigonometric":
            return .math
        default: return .cLibrary
        }
    }

    // MARK: - By a name of C

    private static func ofPlainName(_ symbol: String) -> SizeReason {
        if symbol.hasPrefix("_start") || symbol.hasPrefix("_initialize") || symbol.hasPrefix("__wasm_") {
            return .start
        }
        if symbol.hasPrefix("__js_") { return .bridge }
        if symbol.hasPrefix("_swift_stdlib_strtod") { return .floatParsing }
        // What a closure has captured is an object too.
        if symbol.hasPrefix(".Lobjectdestroy") || symbol.hasPrefix(".Lmetadata") { return .memory }
        if symbol.hasPrefix("swift_") || symbol.hasPrefix("_swift_") { return .memory }
        return symbol.hasPrefix(".L") ? .unknown : .exports
    }

    // MARK: - By a name of Swift

    /// The Swift module that a symbol belongs to: the first name in it. Nil when it is no symbol of Swift.
    static func module(of symbol: String) -> String? {
        guard symbol.hasPrefix("$e") || symbol.hasPrefix("$s") else { return nil }
        let rest = symbol.utf8.dropFirst(2)
        guard let first = rest.first else { return nil }
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        // Types and modules of the standard library have letters instead of names.
        guard !digits.isEmpty else { return first == UInt8(ascii: "s") || first == UInt8(ascii: "S") ? "Swift" : "C" }
        guard let count = Int(String(digits) ?? ""), count > 0 else { return "Swift code" }
        return String(rest.dropFirst(digits.count).prefix(count))
    }

    /// By words of the declaration, the most telling first: a function for sorting strings is there for the sorting. Only a
    /// name without any such word is judged by its types.
    private static func ofStandardLibrary(_ name: String) -> SizeReason {
        let symbol = SymbolText(name)
        for text in [symbol.subject, symbol.display] {
            for (reason, words) in vocabulary where words.contains(where: text.contains(text:)) { return reason }
        }
        return .standardLibrary
    }

    private static let vocabulary: [(SizeReason, [String])] = [
        (
            .normalization,
            [
                "NFCNormalizer", "NFDNormalizer", "NormData", "_InternalNFC", "_InternalNFD", "_nfcQuickCheck",
                "hasNormalizationBoundary",
                "_findBoundary", "NFCCodeUnits", "_nfd", "_nfc", "normData",
            ]
        ),
        (
            .comparison,
            [
                "_stringCompare", "_normalizedHash", "_slowCompare", "_StringGutsSlice.compare", "String.hash(into",
                "Substring.hash(into", "Character.hash(into", "_StringComparisonResult",
            ]
        ),
        (
            .graphemes,
            [
                "Grapheme", "CharacterStride", "NearestCharacter", "CharacterIndex", "hasBreakWhenPaired", "InCB",
                "_characterStride",
            ]
        ),
        (
            .floatPrinting,
            [
                "ToASCII", "powersOf10", "PowerOf10", "hexdigits", "asciiDigitTable", "_UInt128",
                "_wideMaskedShiftRight", "dtoa",
                "multipliedFullWidth", "Double.description", "Float.description", "Float16.description",
                "_finishFormatting", "_hexWithoutLeadingZeros",
                "Double.write", "Float.write",
            ]
        ),
        (.floatParsing, ["strtod", "strtof"]),
        (
            .characterProperties,
            [
                "Properties", "uppercased", "lowercased", "Mapping", "isLetter", "isWhitespace", "isNumber",
                "GeneralCategory",
                "caseFold",
            ]
        ),
        (
            .sorting,
            [
                "sort", "stableSort", "_merge", "insertionSort", "reverseRun", "finalizeRuns", "minimumMergeRunLength",
                "findNextRun",
            ]
        ),
        (
            .dictionaries,
            [
                "Dictionary", "NativeSet", "SetStorage", "_HashTable", "Hasher", "_UnsafeBitset", "Hashing",
                "SwiftNativeNSSet", "EmptySet",
                "Set.",
            ]
        ),
        (
            .integerText,
            [
                "radix", "BinaryInteger._description", "Int.description", "BinaryIntegerToString", "int64ToString",
                "_parseInteger", "_parseUnsigned", "_parseInt", "_ASCIIDigits",
            ]
        ),
        (.guestLibrary, ["print", "_Stdout", "readLine", "fatalError", "assertionFailure"]),
        (.memory, ["swift_", "HeapObject", "ClassMetadata", "malloc"]),
        (
            .strings,
            [
                "String", "Unicode", "UTF8", "UTF16", "ASCII", "Character", "Substring", "Breadcrumbs", "_decodeScalar",
                "repairUTF8",
            ]
        ),
        (
            .arrays,
            ["Array", "moveInitialize", "RangeReplaceable", "MutableCollection", "copyCollection", "SliceBuffer"]
        ),
        (.wideArithmetic, ["Int128"]),
    ]
}

extension String {
    /// Whether a text occurs, byte for byte.
    fileprivate func contains(text: String) -> Bool {
        let wanted = Array(text.utf8)
        var rest = self.utf8[...]
        while let first = rest.firstIndex(of: wanted[0]) {
            if rest[first...].starts(with: wanted) { return true }
            rest = rest[rest.index(after: first)...]
        }
        return false
    }
}
