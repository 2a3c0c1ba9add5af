/// An array, one item after the other. Numbers lie in JavaScript's typed arrays just as they do here.
public enum JSArray<Element: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> [Element.Value] {
        let count = Int.read(&reader)
        return [Element.Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count { buffer.initializeElement(at: index, to: Element.read(&reader)) }
            initialized = count
        }
    }

    public static func write(_ value: [Element.Value]) {
        Int.write(value.count)
        for element in value { Element.write(element) }
    }
}

/// One byte that says whether there is a value, and the value.
public enum JSOptional<Wrapped: JSCodec>: JSCodec {
    public static func read(_ reader: inout JSReader) -> Wrapped.Value? {
        Bool.read(&reader) ? Wrapped.read(&reader) : nil
    }

    public static func write(_ value: Wrapped.Value?) {
        Bool.write(value != nil)
        if let value { Wrapped.write(value) }
    }
}
