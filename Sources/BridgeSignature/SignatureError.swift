/// Why a declaration cannot cross, and where in its source that is.
public struct SignatureError: Error, Equatable {
    public var message: String
    /// In bytes from the start of the source.
    public var offset: Int

    public init(_ message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }

    public static let whatCrosses = """
        What can cross: Bool, the integers, Float, Double, String, arrays and optionals of these, closures, JSObject, JSValue, \
        and structs, enums and final classes marked @JS
        """
}
