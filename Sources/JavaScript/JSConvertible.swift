/// What can be given to JavaScript as a property's value or an argument.
public protocol JSConvertible {
    /// Writes the value with a byte before it that says what it is; see `JSValue`.
    func writeValue()
}

extension JSValue: JSConvertible {
    public func writeValue() { JSValue.write(self) }
}

extension String: JSConvertible {
    public func writeValue() {
        UInt8.write(4)
        String.write(self)
    }
}

extension Double: JSConvertible {
    public func writeValue() {
        UInt8.write(3)
        Double.write(self)
    }
}

extension Int: JSConvertible {
    public func writeValue() { Double(self).writeValue() }
}

extension Bool: JSConvertible {
    public func writeValue() {
        UInt8.write(2)
        Bool.write(self)
    }
}

extension Int64: JSConvertible {
    public func writeValue() {
        UInt8.write(5)
        Int64.write(self)
    }
}

extension JSObject: JSConvertible {
    public func writeValue() {
        UInt8.write(6)
        JSObject.write(self)
    }
}
