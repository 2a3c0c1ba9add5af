// A function for JavaScript: `swiftlet build` writes dist/MD5Page.js, which index.html imports.
import JavaScript

/// The MD5 checksum of a text, as hexadecimal digits.
///
/// - Parameter text: Any text; its UTF-8 bytes count.
@JS func calcMd5(_ text: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    for byte in md5(text) {
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
}
