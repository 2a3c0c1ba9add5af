extension BridgeType {
    /// The type of the WebAssembly parameter or result that carries this type; nil when it goes through bytes. Small integers come as
    /// JavaScript has them, and lose what does not fit, as in a typed array.
    var direct: String? {
        guard case .scalar(let scalar) = self else { return nil }
        switch scalar {
        case .int8, .int16, .uint8, .uint16: return "Int32"
        default: return scalar.rawValue
        }
    }
}
