extension JSRealm {
    /// `crypto`: random numbers (Web Cryptography §10). There is no `subtle`; Go has its own.
    func installCrypto() {
        let crypto = object()
        global.define(key("crypto"), .object(crypto), .ordinary)
        crypto.define(symbols.toStringTag.key, "Crypto", .configurable)
        crypto.method("getRandomValues", parameters: 1) { call in
            guard case .object(let array) = call[0], let kind = array.elementKind, kind != .Float32Array,
                kind != .Float64Array, let bytes = array.byteView
            else {
                throw JSException(
                    .object(
                        call.realm.domException(
                            "The data argument must be an integer-type TypedArray", "TypeMismatchError")))
            }
            guard bytes.count <= 65_536 else {
                throw JSException(
                    .object(
                        call.realm.domException(
                            "The requested length exceeds 65,536 bytes", "QuotaExceededError")))
            }
            call.realm.host.random.fill(bytes)
            return call[0]
        }
        crypto.method("randomUUID") { call in
            var bytes = [UInt8](repeating: 0, count: 16)
            bytes.withUnsafeMutableBytes { call.realm.host.random.fill($0) }
            bytes[6] = bytes[6] & 0x0F | 0x40
            bytes[8] = bytes[8] & 0x3F | 0x80
            var text = ""
            for (index, byte) in bytes.enumerated() {
                if [4, 6, 8, 10].contains(index) { text += "-" }
                text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            return .string(text)
        }
    }

    /// `performance` (High Resolution Time), by the clocks of the program.
    func installPerformance() {
        let performance = object()
        global.define(key("performance"), .object(performance), .ordinary)
        performance.define(symbols.toStringTag.key, "Performance", .configurable)
        let start = host.clocks.time(.monotonic)
        let origin = Double(host.clocks.time(.realtime)) / 1_000_000
        performance.define(key("timeOrigin"), .number(origin), .ordinary)
        performance.method("now") { call in
            .number(Double(call.realm.host.clocks.time(.monotonic) &- start) / 1_000_000)
        }
        performance.method("mark") { _ in .undefined }
        performance.method("measure") { _ in .undefined }
    }

    func installNavigator() {
        let navigator = object(["userAgent": "Swiftlet", "language": "en-US", "hardwareConcurrency": 1])
        navigator.define(symbols.toStringTag.key, "Navigator", .configurable)
        global.define(key("navigator"), .object(navigator), .ordinary)
    }

    /// `atob` and `btoa` (HTML §8.3).
    func installBase64() {
        global.method("btoa", parameters: 1) { call in
            let units = try call.string(0).utf16
            guard units.allSatisfy({ $0 < 256 }) else {
                throw JSException(.object(call.realm.domException("Invalid character", "InvalidCharacterError")))
            }
            return .string(JSString(bytes: Base64.encode(units.map { UInt8($0) })))
        }
        global.method("atob", parameters: 1) { call in
            guard let bytes = Base64.decode(try call.string(0).bytes) else {
                throw JSException(
                    .object(
                        call.realm.domException(
                            "The string to be decoded is not correctly encoded.", "InvalidCharacterError")))
            }
            return .string(JSString(utf16: bytes.map { UInt16($0) }))
        }
    }
}

enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var bits = 0
            for index in 0..<3 { bits = bits << 8 | (index < count ? Int(bytes[start + index]) : 0) }
            for index in 0..<4 {
                result.append(index <= count ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }

    /// Forgiving: white space and missing padding do no harm. Nil if it is no Base64.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var digits = text.filter { ![0x20, 0x09, 0x0A, 0x0C, 0x0D].contains($0) }
        if digits.count % 4 == 0 {
            for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var result: [UInt8] = []
        var (bits, count) = (0, 0)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return nil }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return result
    }
}
