import ModuleBytes
import Testing
import WebAssembly

#if canImport(Glibc)
    import Glibc
#endif

/// What a store refuses to give.
@Suite struct LimitTests {
    private func store(_ change: (inout Limits) -> Void) -> Store {
        var limits = Limits()
        change(&limits)
        return Store(limits: limits)
    }

    private func growing(_ minimum: Int, _ maximum: Int?) -> ModuleBuilder {
        var module = ModuleBuilder()
        module.memory(minimum, maximum, export: "memory")
        module.function([i32], [i32], export: "grow", .get(0), .memoryGrow)
        module.function([], [i32], export: "size", .memorySize)
        return module
    }

    @Test func memoryGrowsToTheCap() throws {
        let instance = try growing(1, nil).instance(in: store { $0.memoryPages = 4 })
        #expect(try instance.call("grow", .i32(0)) == [.i32(1)])
        #expect(try instance.call("grow", .i32(4)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(-1)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(3)) == [.i32(1)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(0)) == [.i32(4)])
        #expect(try instance.memory("memory").grow(by: 1) == nil)
        #expect(try instance.memory("memory").grow(by: .max) == nil)
        #expect(try instance.memory("memory").type.limits == SizeLimits(minimum: 4))
        #expect(try instance.call("size") == [.i32(4)])
    }

    @Test func memoryGrowsToItsOwnMaximum() throws {
        let instance = try growing(1, 2).instance(in: store { $0.memoryPages = 4 })
        #expect(try instance.call("grow", .i32(2)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(1)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(-1)])
    }

    /// All that 32 bits reach; its pages cost nothing until they are touched.
    @Test func allOfFourGibibytes() throws {
        var module = growing(0, nil)
        module.function(
            [], [i32], export: "edge", .i32(-1), .i32(7), .memory(.i32Store8), .i32(-1), .memory(.i32Load8U))
        let instance = try module.instance()
        #expect(try instance.call("grow", .i32(65_537)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(65_536)) == [.i32(0)])
        #expect(try instance.call("size") == [.i32(65_536)])
        #expect(try instance.call("edge") == [.i32(7)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(-1)])
        let memory = try instance.memory("memory")
        #expect(memory.byteCount == 1 << 32)
        #expect(try memory.load(UInt32.max, as: UInt8.self) == 7)
        #expect(trap { _ = try memory.load(UInt32.max, as: UInt16.self) }?.kind == .memoryOutOfBounds)
    }

    /// Limits and types of the host's own cannot go beyond what 32-bit addresses reach.
    @Test func beyondFourGibibytes() throws {
        let store = store { $0.memoryPages = .max }
        let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 1 << 40)), in: store)
        let neighbour = try Memory(MemoryType(limits: SizeLimits(minimum: 1)), in: store)
        #expect(memory.grow(by: 65_536) == nil)
        #expect(memory.grow(by: 1 << 30) == nil)
        #expect(memory.grow(by: 65_535) == 1)
        #expect(neighbour.byteCount == MemoryType.pageSize)
        #expect(throws: LinkError.self) { try Memory(MemoryType(limits: SizeLimits(minimum: 65_537)), in: store) }
    }

    @Test func memoryBeyondTheCap() throws {
        let error = #expect(throws: LinkError.self) { try growing(5, nil).instance(in: store { $0.memoryPages = 4 }) }
        #expect(error?.description == "limit exceeded: the module needs a memory of 5 pages; the store allows 4")
        _ = try growing(4, nil).instance(in: store { $0.memoryPages = 4 })
        // A maximum beyond the cap is only a wish.
        _ = try growing(4, 100).instance(in: store { $0.memoryPages = 4 })
        let host = store { $0.memoryPages = 4 }
        #expect(throws: LinkError.self) { try Memory(MemoryType(limits: SizeLimits(minimum: 5)), in: host) }
    }

    @Test func tables() throws {
        let store = store { $0.tableElements = 10 }
        var module = ModuleBuilder()
        module.table(8, 1000, of: externref, export: "table")
        module.function([i32], [i32], export: "grow", .null(externref), .get(0), .op(.tableGrow, [0]))
        let instance = try module.instance(in: store)
        #expect(try instance.call("grow", .i32(3)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(-1)) == [.i32(-1)])
        #expect(try instance.call("grow", .i32(2)) == [.i32(8)])
        #expect(try instance.call("grow", .i32(1)) == [.i32(-1)])
        #expect(try instance.table("table").grow(by: 1, value: .externref(nil)) == nil)
        #expect(try instance.table("table").grow(by: .max, value: .externref(nil)) == nil)
        #expect(try instance.table("table").count == 10)
        var large = ModuleBuilder()
        large.table(11)
        let error = #expect(throws: LinkError.self) { try large.instance(in: store) }
        #expect(error?.description == "limit exceeded: the module needs a table of 11 elements; the store allows 10")
        // A table that claims all that a table may have takes nothing.
        var huge = ModuleBuilder()
        huge.table(0xFFFF_FFFF)
        #expect(throws: LinkError.self) { try huge.instance() }
    }

    @Test func counts() throws {
        let store = store {
            $0.instances = 6
            $0.memories = 2
            $0.tables = 1
        }
        var memory = ModuleBuilder()
        memory.memory(0)
        var table = ModuleBuilder()
        table.table(0)
        for _ in 1...2 { _ = try memory.instance(in: store) }
        #expect(
            #expect(throws: LinkError.self) { try memory.instance(in: store) }?.description
                == "limit exceeded: the module needs a memory more than the store's 2")
        _ = try table.instance(in: store)
        #expect(
            #expect(throws: LinkError.self) { try table.instance(in: store) }?.description
                == "limit exceeded: the module needs a table more than the store's 1")
        #expect(throws: LinkError.self) {
            try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 0)), in: store)
        }
        var made = 0
        let error = #expect(throws: LinkError.self) {
            for _ in 1...10 {
                _ = try ModuleBuilder().instance(in: store)
                made += 1
            }
        }
        #expect(made <= 3)
        #expect(error?.description == "limit exceeded: the module needs an instance more than the store's 6")
    }

    /// A module that could not be instantiated leaves room for others.
    @Test func failedInstantiationsCostNothing() throws {
        var limits = Limits()
        limits.instances = 2
        limits.memoryPages = 1
        let store = Store(limits: limits)
        var large = ModuleBuilder()
        large.memory(2)
        for _ in 1...5 { #expect(throws: LinkError.self) { try large.instance(in: store) } }
        for _ in 1...2 { _ = try ModuleBuilder().instance(in: store) }
    }

    #if os(Linux)
        /// A table's elements take no memory before somebody touches them.
        @Test func untouchedTablesCostNothing() throws {
            var module = ModuleBuilder()
            for _ in 1...10 { module.table(10_000_000) }
            let store = Store()
            let before = residentByteCount()
            _ = try module.instance(in: store)
            // 800 MB of elements; other tests allocate at the same time.
            #expect(residentByteCount() - before < 400_000_000)
        }

        private func residentByteCount() -> Int {
            guard let file = fopen("/proc/self/statm", "r") else { return 0 }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 200)
            fgets(&line, CInt(line.count), file)
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * 4096
        }
    #endif

    @Test func defaults() {
        let limits = Limits()
        #expect(limits.memoryPages == 65_536)
        #expect(limits.tableElements == 10_000_000)
        #expect(limits.stackBytes == 4 << 20)
        #expect(Store().limits == limits)
    }
}
