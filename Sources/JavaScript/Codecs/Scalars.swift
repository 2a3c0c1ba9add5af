// Numbers: their own bytes.

extension Int: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Int { reader.load(Int.self) }

    @inline(__always)
    public static func write(_ value: Int) { JSWriter.store(value) }
}

extension Int8: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Int8 { reader.load(Int8.self) }

    @inline(__always)
    public static func write(_ value: Int8) { JSWriter.store(value) }
}

extension Int16: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Int16 { reader.load(Int16.self) }

    @inline(__always)
    public static func write(_ value: Int16) { JSWriter.store(value) }
}

extension Int32: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Int32 { reader.load(Int32.self) }

    @inline(__always)
    public static func write(_ value: Int32) { JSWriter.store(value) }
}

extension Int64: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Int64 { reader.load(Int64.self) }

    @inline(__always)
    public static func write(_ value: Int64) { JSWriter.store(value) }
}

extension UInt: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> UInt { reader.load(UInt.self) }

    @inline(__always)
    public static func write(_ value: UInt) { JSWriter.store(value) }
}

extension UInt8: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> UInt8 { reader.load(UInt8.self) }

    @inline(__always)
    public static func write(_ value: UInt8) { JSWriter.store(value) }
}

extension UInt16: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> UInt16 { reader.load(UInt16.self) }

    @inline(__always)
    public static func write(_ value: UInt16) { JSWriter.store(value) }
}

extension UInt32: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> UInt32 { reader.load(UInt32.self) }

    @inline(__always)
    public static func write(_ value: UInt32) { JSWriter.store(value) }
}

extension UInt64: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> UInt64 { reader.load(UInt64.self) }

    @inline(__always)
    public static func write(_ value: UInt64) { JSWriter.store(value) }
}

extension Float: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Float { reader.load(Float.self) }

    @inline(__always)
    public static func write(_ value: Float) { JSWriter.store(value) }
}

extension Double: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Double { reader.load(Double.self) }

    @inline(__always)
    public static func write(_ value: Double) { JSWriter.store(value) }
}

extension Bool: JSCodec {
    @inline(__always)
    public static func read(_ reader: inout JSReader) -> Bool { reader.load(UInt8.self) != 0 }

    @inline(__always)
    public static func write(_ value: Bool) { JSWriter.store(value ? 1 : 0 as UInt8) }
}

/// Nothing at all.
public enum JSVoid: JSCodec {
    public static func read(_ reader: inout JSReader) {}
    public static func write(_ value: Void) {}
}
