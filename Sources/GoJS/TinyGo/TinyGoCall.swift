import WebAssembly

/// Arguments and results of a function that a module of TinyGo imports.
///
/// They are parameters of WebAssembly: a reference is an `i64`, or in older modules the address of one; a text is an address and a length, a
/// slice has its capacity as well. What does not fit into one result is stored behind an address that comes first; so is a reference in
/// older modules. Which it is, the import's own type says.
struct TinyGoCall {
    private let guest: GoInstance
    private let memory: Memory
    private let arguments: [Value]
    private let type: FunctionType
    private var next = 0
    /// Where results go that are not returned.
    private var resultAddress: UInt32 = 0

    /// - Parameter storesResult: whether the function has results that are never returned as such: a value and a boolean.
    init(_ guest: GoInstance, _ type: FunctionType, _ arguments: [Value], returnsReference: Bool, storesResult: Bool)
        throws
    {
        self.guest = guest
        self.type = type
        self.arguments = arguments
        memory = try guest.attachedMemory()
        if storesResult || returnsReference && type.results.isEmpty { resultAddress = try address() }
    }

    private mutating func take() throws -> Value {
        guard next < arguments.count else { throw GoProgramError.notGo("an import has too few parameters") }
        defer { next += 1 }
        return arguments[next]
    }

    private mutating func address() throws -> UInt32 {
        guard case .i32(let value) = try take() else {
            throw GoProgramError.notGo("an import has a parameter of an unknown type")
        }
        return UInt32(bitPattern: value)
    }

    mutating func reference() throws -> UInt64 {
        switch try take() {
        case .i64(let bits): return UInt64(bitPattern: bits)
        case .i32(let address): return try memory.load(UInt32(bitPattern: address), as: UInt64.self)
        default: throw GoProgramError.notGo("an import has a parameter of an unknown type")
        }
    }

    mutating func integer() throws -> Int { Int(Int32(bitPattern: try address())) }

    mutating func text() throws -> UnsafeRawBufferPointer {
        let start = try address()
        return UnsafeRawBufferPointer(try memory.bytes(at: start, count: address()))
    }

    mutating func slice() throws -> UnsafeMutableRawBufferPointer {
        let start = try address()
        let bytes = try memory.bytes(at: start, count: address())
        _ = try address()
        return bytes
    }

    mutating func values() throws -> [JSValue] {
        let start = try address()
        let count = UInt64(try address())
        _ = try address()
        let bytes = try memory.bytes(at: start, count: count * 8)
        return (0..<Int(count)).map {
            guest.references.load(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
        }
    }

    // MARK: Results

    /// A reference as the only result.
    func result(_ value: JSValue) throws -> [Value] {
        let bits = try guest.references.store(value)
        guard type.results.isEmpty else { return [.i64(Int64(bitPattern: bits))] }
        try memory.store(bits, at: resultAddress)
        return []
    }

    /// A reference, and whether the call returned it or threw it.
    func result(_ body: () throws -> JSValue) throws -> [Value] {
        let (value, isReturn): (JSValue, Bool)
        do {
            (value, isReturn) = (try body(), true)
        } catch let exception as JSException {
            (value, isReturn) = (exception.value, false)
        }
        try memory.store(guest.references.store(value), at: resultAddress)
        try memory.store(UInt8(isReturn ? 1 : 0), at: UInt64(resultAddress) + 8)
        return []
    }

    /// A reference and a length.
    func result(_ value: JSValue, length: Int) throws -> [Value] {
        try memory.store(guest.references.store(value), at: resultAddress)
        try memory.store(Int32(truncatingIfNeeded: length), at: UInt64(resultAddress) + 8)
        return []
    }

    /// How many bytes were copied; nil if there was nothing to copy from or to.
    func result(copied: Int?) throws -> [Value] {
        try memory.store(Int32(truncatingIfNeeded: copied ?? 0), at: resultAddress)
        try memory.store(UInt8(copied == nil ? 0 : 1), at: UInt64(resultAddress) + 4)
        return []
    }
}
