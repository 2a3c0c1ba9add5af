#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Raw bytes (ECMA-262 §25.1). They never move; `resize` and `transfer` are not offered.
public final class JSArrayBuffer: JSObject {
    // The memory is this object's, from init to deinit, and all of it is initialized.
    private let storage: UnsafeMutableRawBufferPointer

    init(_ realm: JSRealm, byteLength: Int, prototype: JSObject? = nil) throws {
        try realm.takeBytes(byteLength)
        guard let memory = calloc(max(byteLength, 1), 1) else {
            realm.giveBytes(byteLength)
            throw realm.rangeError("Array buffer allocation failed")
        }
        storage = UnsafeMutableRawBufferPointer(start: memory, count: byteLength)
        super.init(realm, prototype: prototype ?? realm.arrayBufferPrototype)
    }

    deinit {
        free(storage.baseAddress)
        realm.giveBytes(storage.count)
    }

    override var className: String { "ArrayBuffer" }
    var bytes: UnsafeMutableRawBufferPointer { storage }
}

/// What the elements of a typed array are (§23.2, table 71).
enum JSElementKind: String, CaseIterable, Sendable {
    case Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
        Float64Array

    var size: Int {
        switch self {
        case .Int8Array, .Uint8Array, .Uint8ClampedArray: 1
        case .Int16Array, .Uint16Array: 2
        case .Int32Array, .Uint32Array, .Float32Array: 4
        case .Float64Array: 8
        }
    }

    /// The number at the start of some bytes; the range was checked.
    func load(_ bytes: UnsafeMutableRawPointer) -> Double {
        func number<T: BinaryInteger & BitwiseCopyable>(_: T.Type) -> Double { Double(bytes.loadUnaligned(as: T.self)) }
        return switch self {
        case .Int8Array: number(Int8.self)
        case .Uint8Array, .Uint8ClampedArray: number(UInt8.self)
        case .Int16Array: number(Int16.self)
        case .Uint16Array: number(UInt16.self)
        case .Int32Array: number(Int32.self)
        case .Uint32Array: number(UInt32.self)
        case .Float32Array: Double(bytes.loadUnaligned(as: Float.self))
        case .Float64Array: bytes.loadUnaligned(as: Double.self)
        }
    }

    /// Writes a number at the start of some bytes, converted as §7.1 says; the range was checked.
    func store(_ number: Double, _ bytes: UnsafeMutableRawPointer) {
        let low = JSNumber.int64(number)
        switch self {
        case .Int8Array, .Uint8Array: bytes.storeBytes(of: UInt8(truncatingIfNeeded: low), as: UInt8.self)
        case .Uint8ClampedArray:
            let clamped = number.isNaN ? 0 : min(max(number, 0), 255).rounded(.toNearestOrEven)
            bytes.storeBytes(of: UInt8(clamped), as: UInt8.self)
        case .Int16Array, .Uint16Array: bytes.storeBytes(of: UInt16(truncatingIfNeeded: low), as: UInt16.self)
        case .Int32Array, .Uint32Array: bytes.storeBytes(of: UInt32(truncatingIfNeeded: low), as: UInt32.self)
        case .Float32Array: bytes.storeBytes(of: Float(number), as: Float.self)
        case .Float64Array: bytes.storeBytes(of: number, as: Double.self)
        }
    }
}

/// A view of a buffer as numbers of one kind (§10.4.5).
public final class JSTypedArray: JSObject {
    let kind: JSElementKind
    let buffer: JSArrayBuffer
    let byteOffset: Int
    let length: Int

    /// The range must lie within the buffer.
    init(_ kind: JSElementKind, on buffer: JSArrayBuffer, byteOffset: Int, length: Int, prototype: JSObject? = nil) {
        precondition(byteOffset >= 0 && length >= 0 && byteOffset + length * kind.size <= buffer.bytes.count)
        self.kind = kind
        self.buffer = buffer
        self.byteOffset = byteOffset
        self.length = length
        super.init(buffer.realm, prototype: prototype ?? buffer.realm.typedArrayPrototypes[kind])
    }

    override var className: String { kind.rawValue }

    override var elementKind: JSElementKind? { kind }

    override var isByteArray: Bool { kind == .Uint8Array || kind == .Uint8ClampedArray }

    override var byteView: UnsafeMutableRawBufferPointer? {
        UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[byteOffset..<byteOffset + length * kind.size])
    }

    /// An element, which must be one.
    private func address(_ index: Int) -> UnsafeMutableRawPointer {
        // The initializer has checked that all elements lie in the buffer, whose memory is never nil.
        buffer.bytes.baseAddress! + byteOffset + index * kind.size
    }

    override func getElement(_ index: Int) throws -> JSValue {
        index >= 0 && index < length ? .number(kind.load(address(index))) : .undefined
    }

    override func setElement(_ index: Int, _ value: JSValue) throws -> Bool {
        let number = try realm.toNumber(value)
        if index >= 0, index < length { kind.store(number, address(index)) }
        return true
    }

    override func presentElement(_ index: Int) throws -> JSValue? {
        guard index >= 0, index < length else { return nil }
        return .number(kind.load(address(index)))
    }

    /// Any string that is how a number is written is an index, there or not (§7.1.21).
    private func numericIndex(_ key: PropertyKey) -> Double? {
        if let index = key.index { return Double(index) }
        if key.isSymbol { return nil }
        if key.string.bytes == Array("-0".utf8) { return -1 }
        let number = JSNumber.parse(key.string)
        return JSString(JSNumber.text(number)).bytes == key.string.bytes ? number : nil
    }

    private func element(_ number: Double) -> Int? {
        Int(exactly: number).flatMap { $0 >= 0 && $0 < length ? $0 : nil }
    }

    override func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
        guard let index = numericIndex(key) else { return super.getOwnProperty(key) }
        return element(index).map { PropertyDescriptor(.number(kind.load(address($0))), .ordinary) }
    }

    override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        guard let index = numericIndex(key) else { return try super.ownValue(key, receiver: receiver) }
        // An index beyond the end ends the search: no prototype is asked.
        return element(index).map { .number(kind.load(address($0))) } ?? .undefined
    }

    override func set(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
        guard let index = numericIndex(key) else { return try super.set(key, value, receiver: receiver) }
        return try setElement(element(index) ?? -1, value)
    }

    override func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
        guard let index = numericIndex(key) else { return try super.defineOwnProperty(key, descriptor) }
        guard let element = element(index), !descriptor.isAccessor, descriptor.writable != false,
            descriptor.enumerable != false, descriptor.configurable != false
        else { return false }
        if let value = descriptor.value { _ = try setElement(element, value) }
        return true
    }

    override func delete(_ key: PropertyKey) throws -> Bool {
        guard let index = numericIndex(key) else { return try super.delete(key) }
        return element(index) == nil
    }

    override func ownPropertyKeys() -> [PropertyKey] {
        (0..<length).map { realm.key($0) } + super.ownPropertyKeys()
    }
}
