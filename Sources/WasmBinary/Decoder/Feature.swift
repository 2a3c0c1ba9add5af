/// Parts of WebAssembly that are not decoded, recognised by the bytes that only they use, so that the refusal can name them.
enum Feature: String {
    case exceptions = "exceptions"
    case extendedConstants = "extended constant expressions"
    case garbageCollection = "gc"
    case legacyExceptions = "legacy exceptions"
    case memory64 = "memory64"
    case multiMemory = "multi-memory"
    case customPageSizes = "custom page sizes"
    case simd = "simd"
    case tailCalls = "tail calls"
    case threads = "threads"
    case typedReferences = "typed function references"

    /// The feature that a type's byte belongs to (§5.3.1 to §5.3.8 of WebAssembly 3.0).
    init?(typeCode: UInt8) {
        switch typeCode {
        case 0x7B: self = .simd
        case 0x63, 0x64: self = .typedReferences
        case 0x69, 0x74: self = .exceptions
        case 0x4E, 0x4F, 0x50, 0x5E, 0x5F, 0x6A...0x6E, 0x71...0x73: self = .garbageCollection
        default: return nil
        }
    }

    /// The feature that an instruction's first byte belongs to (§5.4 of WebAssembly 3.0, and later proposals).
    init?(opcode: UInt8) {
        switch opcode {
        case 0x06, 0x07, 0x09, 0x18, 0x19: self = .legacyExceptions
        case 0x08, 0x0A, 0x1F: self = .exceptions
        case 0x12, 0x13: self = .tailCalls
        case 0x14, 0x15, 0xD4...0xD6: self = .typedReferences
        case 0xD3, 0xFB: self = .garbageCollection
        case 0xFD: self = .simd
        case 0xFE: self = .threads
        default: return nil
        }
    }
}

extension ModuleError {
    /// A refusal because of a feature; `what` says what showed it, as a noun.
    @inline(never)
    init(unsupported feature: Feature, _ what: String, offset: Int, functionIndex: UInt32? = nil) {
        self.init(
            .unsupported(feature: feature.rawValue),
            "\(what) needs the feature \"\(feature.rawValue)\", which is not supported yet;"
                + " compile the module without it",
            offset: offset, functionIndex: functionIndex)
    }
}
