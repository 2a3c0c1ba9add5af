/// A symbol (ECMA-262 §6.1.5): a property key that equals only itself.
public final class JSSymbol {
    public let description: JSString?
    private(set) var key: PropertyKey!
    /// Of the program's reference table; 0 while the guest holds none.
    var referenceID: UInt32 = 0

    public init(_ description: JSString? = nil) {
        self.description = description
        key = PropertyKey(symbol: self)
    }

    /// The symbol of a key whose own symbol is gone: objects may still have the key.
    init(of key: PropertyKey) {
        description = key.string.isEmpty ? nil : key.string
        self.key = key
        key.symbol = self
    }
}
