/// The first program: a line of text, and a checksum that anybody can compare.
@main
struct Greeting {
    static func main() {
        print("一切都将从这里开始")
        print(hexadecimal(md5("想要计算的结果")))
    }
}

/// Bytes as hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
