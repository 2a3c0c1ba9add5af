extension JSRealm {
    /// `TextEncoder` and `TextDecoder` (Encoding Standard).
    func installTextEncoding() {
        let (_, encoder) = type("TextEncoder") { call, prototype in JSObject(call.realm, prototype: prototype) }
        encoder.getter("encoding") { _ in "utf-8" }
        encoder.method("encode") { call in
            .object(try call.realm.bytes(call[0].isUndefined ? [] : call.string(0).scalarBytes))
        }
        encoder.method("encodeInto", parameters: 2) { call in
            let source = try call.string(0)
            guard case .object(let array) = call[1], array.isByteArray, let target = array.byteView else {
                throw call.realm.typeError(
                    "The \"dest\" argument must be an instance of Uint8Array. Received \(call.realm.received(call[1]))")
            }
            let bytes = source.scalarBytes
            var (index, read) = (0, 0)
            let text = JSString(bytes: bytes)
            while index < bytes.count {
                let (_, count) = text.scalar(at: index)
                guard index + count <= target.count else { break }
                index += count
                read += count == 4 ? 2 : 1
            }
            target.copyBytes(from: bytes[..<index])
            return .object(call.realm.object(["read": .number(read), "written": .number(index)]))
        }
        let (_, decoder) = type("TextDecoder") { call, prototype in
            let label = call[0].isUndefined ? "utf-8" : String(try call.string(0))
            guard let encoding = TextEncodingName(label: label) else {
                throw call.realm.rangeError("The \"\(label)\" encoding is not supported")
            }
            let options = call[1].object
            return JSTextDecoder(
                call.realm, encoding, isFatal: try options?.get("fatal").isTruthy ?? false,
                keepsMark: try options?.get("ignoreBOM").isTruthy ?? false, prototype: prototype)
        }
        func own(_ call: JSCall) throws -> JSTextDecoder { try call.receiver("TextDecoder.prototype") }
        decoder.getter("encoding") { .string(try own($0).encoding.rawValue) }
        decoder.getter("fatal") { .boolean(try own($0).isFatal) }
        decoder.getter("ignoreBOM") { .boolean(try own($0).keepsMark) }
        decoder.method("decode") { call in
            let decoder = try own(call)
            var bytes: [UInt8] = []
            if case .object(let object) = call[0] {
                guard let view = object.byteView ?? (object as? JSArrayBuffer)?.bytes else {
                    throw call.realm.typeError(
                        "The \"list\" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView."
                    )
                }
                bytes = Array(view)
            } else if !call[0].isUndefined {
                throw call.realm.typeError(
                    "The \"list\" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.")
            }
            let isStream = try call[1].object?.get("stream").isTruthy ?? false
            return .string(try decoder.decode(bytes, isLast: !isStream))
        }
    }
}

/// The encodings that are known, under the names of the standard.
enum TextEncodingName: String {
    case utf8 = "utf-8"
    case utf16le = "utf-16le"
    case latin1 = "windows-1252"

    init?(label: String) {
        switch JSNumber.trimmed(JSString(label)).lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8": self = .utf8
        case "utf-16le", "utf-16", "ucs-2", "unicode", "csunicode", "iso-10646-ucs-2": self = .utf16le
        case "latin1", "iso-8859-1", "iso8859-1", "l1", "ascii", "us-ascii", "windows-1252", "cp1252": self = .latin1
        default: return nil
        }
    }
}

final class JSTextDecoder: JSObject {
    let encoding: TextEncodingName
    let isFatal: Bool
    let keepsMark: Bool
    /// The start of a character whose rest is to come.
    private var pending: [UInt8] = []
    private var isAtStart = true

    init(_ realm: JSRealm, _ encoding: TextEncodingName, isFatal: Bool, keepsMark: Bool, prototype: JSObject?) {
        self.encoding = encoding
        self.isFatal = isFatal
        self.keepsMark = keepsMark
        super.init(realm, prototype: prototype)
    }

    func decode(_ input: [UInt8], isLast: Bool) throws -> JSString {
        var bytes = pending + input
        pending = []
        if !isLast {
            let kept = incompleteTail(bytes)
            pending = Array(bytes.suffix(kept))
            bytes.removeLast(kept)
        }
        defer { if isLast { isAtStart = true } }
        let text: JSString
        switch encoding {
        case .utf8:
            if bytes.withUnsafeBytes(UTF8Validation.isValid) {
                text = JSString(bytes: bytes)
            } else if isFatal {
                throw failure()
            } else {
                text = JSString(String(decoding: bytes, as: UTF8.self))
            }
        case .utf16le:
            var units: [UInt16] = []
            for index in stride(from: 0, to: bytes.count - 1, by: 2) {
                units.append(UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            }
            let whole = JSString(utf16: units)
            let scalars = whole.scalarBytes
            if isFatal, scalars != whole.bytes || bytes.count % 2 == 1 { throw failure() }
            text = JSString(bytes: scalars + (bytes.count % 2 == 1 ? [0xEF, 0xBF, 0xBD] : []))
        case .latin1:
            text = JSString(
                utf16: bytes.map { $0 >= 0x80 && $0 < 0xA0 ? JSTextDecoder.windows[Int($0 - 0x80)] : UInt16($0) })
        }
        guard isAtStart, !text.isEmpty else { return text }
        isAtStart = false
        if encoding != .latin1, !keepsMark, text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return JSString(bytes: Array(text.bytes.dropFirst(3)))
        }
        return text
    }

    private func failure() -> JSException {
        let error = realm.error(.TypeError, "The encoded data was not valid for encoding \(encoding.rawValue)")
        error.define(realm.keys.code, "ERR_ENCODING_INVALID_ENCODED_DATA", .ordinary)
        return JSException(.object(error))
    }

    /// How many bytes at the end may be the start of a character.
    private func incompleteTail(_ bytes: [UInt8]) -> Int {
        switch encoding {
        case .latin1: return 0
        case .utf16le:
            let odd = bytes.count % 2
            let high = bytes.count - odd - 1
            return odd + (high >= 1 && bytes[high] & 0xFC == 0xD8 ? 2 : 0)
        case .utf8:
            for back in 1...3 where back <= bytes.count {
                let byte = bytes[bytes.count - back]
                if byte & 0xC0 == 0x80 { continue }
                let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
                return wanted > back && byte < 0xF5 ? back : 0
            }
            return 0
        }
    }

    private static let windows: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]
}
