import ModuleBytes
import Testing
import WebAssembly

/// A memory seen from the host.
@Suite struct MemoryTests {
    private let store = Store()
    private let page = UInt32(MemoryType.pageSize)

    private func memory(_ pages: UInt64 = 1, _ maximum: UInt64? = nil) throws -> Memory {
        try Memory(MemoryType(limits: SizeLimits(minimum: pages, maximum: maximum)), in: store)
    }

    private func refuses(_ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(trap(sourceLocation: sourceLocation, body)?.kind == .memoryOutOfBounds, sourceLocation: sourceLocation)
    }

    @Test func numbers() throws {
        let memory = try memory()
        try memory.store(UInt32(0x0102_0304), at: 0)
        #expect(try memory.read(at: 0, count: 4) == [4, 3, 2, 1])
        try memory.store(Int64(-2), at: 9)
        #expect(try memory.load(9, as: Int64.self) == -2)
        #expect(try memory.load(9, as: UInt16.self) == 0xFFFE)
        #expect(try memory.load(16, as: Int8.self) == -1)
        #expect(try memory.load(17, as: Int8.self) == 0)
    }

    @Test func edgesOfNumbers() throws {
        let memory = try memory()
        try memory.store(UInt8(1), at: page - 1)
        try memory.store(UInt64(2), at: page - 8)
        #expect(try memory.load(page - 1, as: UInt8.self) == 0)
        refuses { try memory.store(UInt8(1), at: page) }
        refuses { try memory.store(UInt64(1), at: page - 7) }
        refuses { _ = try memory.load(page - 1, as: UInt16.self) }
        refuses { _ = try memory.load(UInt32.max, as: UInt8.self) }
        refuses { _ = try memory.load(UInt32.max - 3, as: UInt64.self) }
        refuses { _ = try self.memory(0).load(0, as: UInt8.self) }
        // A refused store wrote nothing.
        #expect(try memory.load(page - 7, as: UInt32.self) == 0)
    }

    @Test func floatingPoint() throws {
        let memory = try memory()
        try memory.store(Float(1.5), at: 3)
        try memory.store(-Double.pi, at: 100)
        #expect(try memory.load(3, as: Float.self) == 1.5)
        #expect(try memory.load(3, as: UInt32.self) == Float(1.5).bitPattern)
        #expect(try memory.load(100) as Double == -Double.pi)
        refuses { try memory.store(1.0, at: page - 7) }
        refuses { _ = try memory.load(page - 3, as: Float.self) }
    }

    /// Guests hand their pointers out as signed numbers.
    @Test func addressesOfAnyType() throws {
        let memory = try memory()
        try memory.store(UInt8(7), at: Int32(5))
        #expect(try memory.load(5 as UInt64, as: UInt8.self) == 7)
        #expect(try memory.load(5 as Int16, as: UInt8.self) == 7)
        refuses { _ = try memory.load(-1 as Int32, as: UInt8.self) }
        refuses { _ = try memory.bytes(at: -1, count: 1) }
        refuses { _ = try memory.bytes(at: 1, count: -1) }
        refuses { _ = try memory.bytes(at: UInt64.max, count: UInt64.max) }
        refuses { _ = try memory.read(at: 0, count: Int32.min) }
    }

    @Test func spans() throws {
        let memory = try memory(1, 2)
        let sum = try memory.withMutableBytes(at: 10, count: 4) { bytes in
            for index in 0..<bytes.byteCount {
                bytes.storeBytes(of: UInt8(index + 1), toByteOffset: index, as: UInt8.self)
            }
            // The view stays right while the memory grows.
            #expect(memory.grow(by: 1) == 1)
            bytes.storeBytes(of: 9, toByteOffset: 3, as: UInt8.self)
            return try memory.withBytes(at: 9, count: 6) { other in
                (0..<other.byteCount).reduce(0) { $0 + Int(other.unsafeLoad(fromByteOffset: $1, as: UInt8.self)) }
            }
        }
        #expect(sum == 1 + 2 + 3 + 9)
        #expect(try memory.read(at: 10, count: 4) == [1, 2, 3, 9])
        #expect(try memory.withBytes(at: page * 2, count: 0) { $0.byteCount } == 0)
        refuses { try memory.withBytes(at: page * 2, count: 1) { _ in } }
        refuses { try memory.withMutableBytes(at: page * 2 - 1, count: 2) { _ in } }
        #expect(try self.memory(0).withBytes(at: 0, count: 0) { $0.isEmpty })
    }

    @Test func textOfC() throws {
        let memory = try memory()
        try memory.write("grüße\0rest".utf8, at: 100)
        #expect(try memory.string(at: 100) == "grüße")
        #expect(try memory.string(at: 107) == "")
        try memory.write("end".utf8, at: page - 3)
        refuses { _ = try memory.string(at: page - 3) }
        refuses { _ = try memory.string(at: page) }
    }

    @Test func edgesOfRanges() throws {
        let memory = try memory()
        let size = UInt64(page)
        #expect(try memory.bytes(at: 0, count: size).count == Int(size))
        #expect(try memory.bytes(at: size, count: 0).count == 0)
        #expect(try memory.bytes(at: size - 1, count: 1).count == 1)
        refuses { _ = try memory.bytes(at: size, count: 1) }
        refuses { _ = try memory.bytes(at: size + 1, count: 0) }
        refuses { _ = try memory.bytes(at: 1, count: UInt64.max) }
        refuses { _ = try memory.bytes(at: UInt64.max, count: UInt64.max) }
        refuses { _ = try memory.bytes(at: UInt64.max, count: 1) }
        refuses { _ = try memory.bytes(at: 0, count: size + 1) }
        #expect(try self.memory(0).bytes(at: 0, count: 0).count == 0)
        refuses { _ = try self.memory(0).bytes(at: 0, count: 1) }
    }

    @Test func copies() throws {
        let memory = try memory()
        try memory.write([1, 2, 3], at: page - 3)
        #expect(try memory.read(at: page - 4, count: 4) == [0, 1, 2, 3])
        refuses { try memory.write([7, 8, 9], at: page - 2) }
        #expect(try memory.read(at: page - 3, count: 3) == [1, 2, 3])
        try memory.write([], at: page)
        refuses { try memory.write([], at: page + 1) }
        #expect(try memory.read(at: page, count: 0) == [])
        refuses { _ = try memory.read(at: 0, count: -1) }
        refuses { _ = try memory.read(at: 1, count: Int.max) }
        refuses { _ = try memory.read(at: UInt32.max, count: 1) }
        // Other collections, of which not all are contiguous.
        try memory.write("héllo".utf8, at: 10)
        try memory.write((1...3 as ClosedRange<UInt8>), at: 20)
        try memory.write([5, 6, 7, 8][1...2], at: 30)
        #expect(try memory.string(at: 10, count: 6) == "héllo")
        #expect(try memory.read(at: 20, count: 4) == [1, 2, 3, 0])
        #expect(try memory.read(at: 30, count: 3) == [6, 7, 0])
    }

    @Test func strings() throws {
        let memory = try memory()
        try memory.write([0x61, 0xFF, 0x62], at: 0)
        #expect(try memory.string(at: 0, count: 3) == "a\u{FFFD}b")
        #expect(try memory.string(at: page, count: 0) == "")
        refuses { _ = try memory.string(at: page - 1, count: 2) }
        refuses { _ = try memory.string(at: 0, count: -1) }
        refuses { _ = try memory.string(at: UInt32.max, count: Int.max) }
    }

    /// The host grows the memory, the guest sees it; a view of before is still good.
    @Test func growth() throws {
        let memory = try memory(1, 3)
        var linker = Linker()
        linker.define("env", "memory", .memory(memory))
        var module = ModuleBuilder()
        _ = module.importMemory("env", "memory", 1)
        module.function([], [i32], export: "size", .memorySize)
        module.function([i32], [i32], export: "load", .get(0), .memory(.i32Load8U))
        module.function([i32], [i32], export: "grow", .get(0), .memoryGrow)
        let instance = try module.instance(linker, in: store)
        let view = try memory.bytes(at: 0, count: UInt64(page))
        view[5] = 55
        #expect(trap { try instance.call("load", .i32(Int32(page))) }?.kind == .memoryOutOfBounds)
        #expect(memory.grow(by: 1) == 1)
        #expect(try instance.call("size") == [.i32(2)])
        #expect(try instance.call("load", .i32(Int32(page))) == [.i32(0)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(2)])
        #expect(memory.byteCount == 3 * Int(page))
        #expect(memory.grow(by: 1) == nil)
        #expect(memory.grow(by: 0) == 3)
        view[6] = 66
        #expect(try memory.read(at: 5, count: 2) == [55, 66])
        #expect(try instance.call("load", .i32(6)) == [.i32(66)])
        #expect(try memory.bytes(at: 0, count: UInt64(page)).baseAddress == view.baseAddress)
        #expect(memory.type == MemoryType(limits: SizeLimits(minimum: 3, maximum: 3)))
    }

    /// New pages are zero, also in a store that follows one which has dirtied its memory.
    @Test func newPagesAreZero() throws {
        for _ in 1...3 {
            let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1)), in: Store())
            #expect(try memory.bytes(at: 0, count: UInt64(page)).allSatisfy { $0 == 0 })
            #expect(memory.grow(by: 2) == 1)
            #expect(try memory.bytes(at: UInt64(page), count: 2 * UInt64(page)).allSatisfy { $0 == 0 })
            try memory.bytes(at: 0, count: 3 * UInt64(page)).initializeMemory(as: UInt8.self, repeating: 0xAA)
        }
    }
}
