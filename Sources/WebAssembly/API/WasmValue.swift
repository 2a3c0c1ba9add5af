/// A Swift type that crosses the border to a guest as one WebAssembly value.
///
/// A value lies in one frame slot of 64 bits, of which the 32-bit types use the low half and leave the high half zero. A
/// vector lies in two.
public protocol WasmValue {
    /// The value's WebAssembly type.
    static var valueType: ValueType { get }

    /// How many slots the value takes.
    static var slotCount: Int { get }

    init(slots: UnsafePointer<UInt64>, in store: Store)

    func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store)
}

extension WasmValue {
    @inlinable public static var slotCount: Int { 1 }

    /// The value in the next slots.
    @inlinable @inline(__always)
    static func take(from slots: inout UnsafePointer<UInt64>, in store: Store) -> Self {
        defer { slots += slotCount }
        return Self(slots: slots, in: store)
    }

    /// Put the value into the next slots.
    @inlinable @inline(__always)
    func append(to slots: inout UnsafeMutablePointer<UInt64>, in store: Store) {
        write(to: slots, in: store)
        slots += Self.slotCount
    }
}

extension Int32: WasmValue {
    public static var valueType: ValueType { .i32 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) {
        self = Int32(truncatingIfNeeded: slots.pointee)
    }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = UInt64(UInt32(bitPattern: self))
    }
}

extension UInt32: WasmValue {
    public static var valueType: ValueType { .i32 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) {
        self = UInt32(truncatingIfNeeded: slots.pointee)
    }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = UInt64(self)
    }
}

extension Int64: WasmValue {
    public static var valueType: ValueType { .i64 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) { self = Int64(bitPattern: slots.pointee) }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = UInt64(bitPattern: self)
    }
}

extension UInt64: WasmValue {
    public static var valueType: ValueType { .i64 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) { self = slots.pointee }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) { slots.pointee = self }
}

extension Float: WasmValue {
    public static var valueType: ValueType { .f32 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) {
        self = Float(bitPattern: UInt32(truncatingIfNeeded: slots.pointee))
    }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = UInt64(bitPattern)
    }
}

extension Double: WasmValue {
    public static var valueType: ValueType { .f64 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) { self = Double(bitPattern: slots.pointee) }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) { slots.pointee = bitPattern }
}

/// An `i32` that is not zero.
extension Bool: WasmValue {
    public static var valueType: ValueType { .i32 }
    @inlinable public init(slots: UnsafePointer<UInt64>, in store: Store) {
        self = UInt32(truncatingIfNeeded: slots.pointee) != 0
    }
    @inlinable public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = self ? 1 : 0
    }
}

/// A `funcref` or an `externref`: a reference that may be null.
extension Optional: WasmValue where Wrapped: WasmReference {
    public static var valueType: ValueType { .ref(Wrapped.referenceType) }

    public init(slots: UnsafePointer<UInt64>, in store: Store) {
        let reference = slots.pointee
        self = reference == 0 ? nil : Wrapped(reference: reference, in: store)
    }

    public func write(to slots: UnsafeMutablePointer<UInt64>, in store: Store) {
        slots.pointee = self?.reference(in: store) ?? 0
    }
}

/// A Swift type that a guest holds as a reference.
public protocol WasmReference {
    static var referenceType: ReferenceType { get }
    /// - Parameter reference: a frame slot that is not null.
    init(reference: UInt64, in store: Store)
    func reference(in store: Store) -> UInt64
}

extension Function: WasmReference {
    public static var referenceType: ReferenceType { .funcref }

    public init(reference: UInt64, in store: Store) {
        self.init(store: store, block: UnsafeMutablePointer<FunctionBlock>(reference: reference)!)
    }

    public func reference(in store: Store) -> UInt64 {
        precondition(self.store === store, "a function can only be used in its own store")
        return UInt64(UInt(bitPattern: block))
    }
}
