/// Parts of WebAssembly that were added to its first version, by the names of their proposals.
///
/// Decoding and validation take the set of features that a module may use; a module that needs another one is refused with
/// ``ModuleError/Kind/unsupported(feature:)``, which names it.
public struct Features: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public var rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    // WebAssembly 2.0 has these.

    /// Globals that are imported or exported may be mutable.
    public static let mutableGlobals = Features(rawValue: 1 << 0)
    public static let signExtension = Features(rawValue: 1 << 1)
    /// Conversions of floats to integers that do not trap.
    public static let saturatingFloatToInt = Features(rawValue: 1 << 2)
    /// Several results of functions, and parameters of blocks.
    public static let multiValue = Features(rawValue: 1 << 3)
    public static let bulkMemory = Features(rawValue: 1 << 4)
    public static let referenceTypes = Features(rawValue: 1 << 5)
    public static let simd = Features(rawValue: 1 << 6)

    // WebAssembly 3.0 adds these.

    public static let relaxedSIMD = Features(rawValue: 1 << 7)
    public static let extendedConstants = Features(rawValue: 1 << 8)
    public static let tailCalls = Features(rawValue: 1 << 9)
    public static let exceptions = Features(rawValue: 1 << 10)
    public static let typedFunctionReferences = Features(rawValue: 1 << 11)
    public static let gc = Features(rawValue: 1 << 12)
    public static let memory64 = Features(rawValue: 1 << 13)
    public static let multiMemory = Features(rawValue: 1 << 14)

    // Proposals that no version of the standard has yet.

    /// Shared memories and atomic instructions.
    public static let threads = Features(rawValue: 1 << 15)
    public static let wideArithmetic = Features(rawValue: 1 << 16)
    public static let customPageSizes = Features(rawValue: 1 << 17)

    /// WebAssembly 2.0.
    public static let wasm2: Features = [
        .mutableGlobals, .signExtension, .saturatingFloatToInt, .multiValue, .bulkMemory, .referenceTypes, .simd,
    ]
    /// WebAssembly 3.0.
    public static let wasm3: Features = [
        .wasm2, .relaxedSIMD, .extendedConstants, .tailCalls, .exceptions, .typedFunctionReferences, .gc, .memory64,
        .multiMemory,
    ]
    /// Everything that this package can decode and validate.
    public static let all: Features = [.wasm3, .threads, .wideArithmetic, .customPageSizes]
}

extension Features: CustomStringConvertible {
    private static let names: [(Features, String)] = [
        (.mutableGlobals, "mutable globals"),
        (.signExtension, "sign extension"),
        (.saturatingFloatToInt, "saturating float-to-int"),
        (.multiValue, "multi-value"),
        (.bulkMemory, "bulk memory"),
        (.referenceTypes, "reference types"),
        (.simd, "simd"),
        (.relaxedSIMD, "relaxed simd"),
        (.extendedConstants, "extended constant expressions"),
        (.tailCalls, "tail calls"),
        (.exceptions, "exceptions"),
        (.typedFunctionReferences, "typed function references"),
        (.gc, "gc"),
        (.memory64, "memory64"),
        (.multiMemory, "multi-memory"),
        (.threads, "threads"),
        (.wideArithmetic, "wide arithmetic"),
        (.customPageSizes, "custom page sizes"),
    ]

    /// The names of the features, separated by commas.
    public var description: String {
        Self.names.filter { contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}

extension ModuleError {
    /// A refusal because a feature is off; `what` says what showed that it is needed, as a noun.
    @inline(never)
    init(unsupported feature: Features, _ what: String, offset: Int, functionIndex: UInt32? = nil) {
        self.init(
            .unsupported(feature: feature.description),
            "\(what) needs the feature \"\(feature)\", which is off; load the module with it, or compile the module without it",
            offset: offset, functionIndex: functionIndex)
    }

    /// A refusal of exception handling as it was before it became a part of the standard.
    @inline(never)
    init(legacyExceptions what: String, offset: Int) {
        self.init(
            .unsupported(feature: "legacy exceptions"),
            "\(what) belongs to \"legacy exceptions\", which never became a part of the standard; compile the module with the"
                + " standard's try_table (Emscripten: -sWASM_LEGACY_EXCEPTIONS=0, LLVM: -wasm-use-legacy-eh=false)",
            offset: offset)
    }
}
