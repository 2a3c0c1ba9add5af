import WebAssembly

extension Script.Constant: CustomStringConvertible {
    var description: String {
        if type == "either" { return "either " + alternatives.map(\.description).joined(separator: " or ") }
        return "\(type) \(value ?? "")"
    }

    /// A constant that the runner cannot make a value of.
    struct Unknown: Error, CustomStringConvertible { var description: String }

    /// The value to pass.
    func argument() throws -> Value {
        switch (type, value) {
        case ("i32", let value?): .i32(Self.bits32(value))
        case ("i64", let value?): .i64(Self.bits64(value))
        case ("f32", let value?): .f32(Self.bits32(value))
        case ("f64", let value?): .f64(Self.bits64(value))
        default: throw Unknown(description: "no value of \(description) yet")
        }
    }

    /// Whether a result is what the script expects.
    func matches(_ result: Value) -> Bool {
        false
    }

    /// Integers are written signed or unsigned, floats as the unsigned integer of their bits.
    private static func bits32(_ text: String) -> UInt32 { UInt32(text) ?? UInt32(bitPattern: Int32(text)!) }
    private static func bits64(_ text: String) -> UInt64 { UInt64(text) ?? UInt64(bitPattern: Int64(text)!) }
}
