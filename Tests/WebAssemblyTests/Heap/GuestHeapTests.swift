import ModuleBytes
import Testing

@testable import WebAssembly

/// Guests that make objects: what is freed, what is kept, and what happens when there is no room.
@Suite struct GuestHeapTests {
    /// A module with a type of list nodes: a number, the next node, and another reference.
    private func nodes() -> (module: ModuleBuilder, node: Int) {
        var module = ModuleBuilder()
        let node = module.structType(mutable(i32), mutable(structref), mutable(anyref))
        return (module, node)
    }

    private func store(_ bytes: Int) -> Store {
        var limits = Limits()
        limits.heapBytes = bytes
        return Store(limits: limits)
    }

    #if DEBUG
        static let manyObjects: Int32 = 1_000_000
    #else
        static let manyObjects: Int32 = 10_000_000
    #endif

    @Test func shortLivedObjectsNeedNoRoom() throws {
        var (module, node) = nodes()
        module.function(
            [i32], [i32], locals: [structref], export: "run",
            .loop(
                .empty,
                .get(0), .null(structref), .null(anyref), .op(.structNew, [node]), .set(1),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0)),
            .field(0, of: node, .get(1)))
        let store = store(64 << 20)
        #expect(try module.instance(in: store).call("run", .i32(Self.manyObjects)) == [.i32(1)])
        store.collectGarbage()
        #expect(store.heap.liveCount <= 1)
    }

    /// Pairs that refer to each other, and to themselves.
    @Test func cyclesAreFreed() throws {
        var (module, node) = nodes()
        let new = Code.op(.structNewDefault, [node])
        module.function(
            [i32], [], locals: [structref, structref], export: "run",
            .loop(
                .empty,
                new, .set(1), new, .set(2),
                .get(1), .cast(node), .get(2), .op(.structSet, [node, 1]),
                .get(2), .cast(node), .get(1), .op(.structSet, [node, 1]),
                .get(2), .cast(node), .get(2), .op(.structSet, [node, 2]),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0)))
        let store = store(1 << 20)
        try module.instance(in: store).call("run", .i32(100_000))
        #expect(store.heap.collections > 5)
        store.collectGarbage()
        // The last pair may still lie in what was the frame.
        #expect(store.heap.liveCount <= 2)
    }

    /// The end of a heap is a trap, after which the store goes on.
    @Test(arguments: [0, 1 << 15, 1 << 20]) func aFullHeapTraps(bytes: Int) throws {
        var (module, node) = nodes()
        let list = module.global(structref, isMutable: true, .null(structref))
        let length = module.global(i32, isMutable: true, .i32(0), export: "length")
        module.function(
            [], [], export: "fill",
            .loop(
                .empty,
                .i32(1), .global(list), .null(anyref), .op(.structNew, [node]), .setGlobal(list),
                .global(length), .i32(1), .op(.i32Add), .setGlobal(length), .br(0)))
        module.function([], [], export: "clear", .null(structref), .setGlobal(list), .i32(0), .setGlobal(length))
        let bytesType = module.arrayType(mutable(i8))
        module.function([i32], [i32], export: "array", .get(0), .op(.arrayNewDefault, [bytesType]), .op(.arrayLen))
        let store = store(bytes)
        let instance = try module.instance(in: store)
        for _ in 0..<3 {
            #expect(trap { try instance.call("fill") }?.kind == .heapExhausted)
            guard case .i32(let length) = try instance.global("length").value else { return }
            // A node takes 32 bytes, and at least 63 of 64 parts of the heap can be used.
            #expect(Int(length) * 32 >= bytes / 64 * 63 && Int(length) * 32 <= bytes)
            try instance.call("clear")
        }
        for count in [Int32(bytes), .max, -1] {
            #expect(trap { try instance.call("array", .i32(count)) }?.kind == .heapExhausted)
        }
        if bytes > 0 { #expect(try instance.call("array", .i32(Int32(bytes / 2))) == [.i32(Int32(bytes / 2))]) }
    }

    /// A long list is followed without recursion, of the guest's or of the collector's.
    @Test func longListsStay() throws {
        var (module, node) = nodes()
        let list = module.global(structref, isMutable: true, .null(structref))
        module.function(
            [i32], [], export: "make",
            .loop(
                .empty,
                .get(0), .global(list), .null(anyref), .op(.structNew, [node]), .setGlobal(list),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0)))
        module.function(
            [], [i32], locals: [structref, i32], export: "count",
            .global(list), .set(0),
            .loop(
                .empty, .get(1), .i32(1), .op(.i32Add), .set(1),
                .field(1, of: node, .get(0)), .tee(0), .op(.refIsNull, []), .op(.i32Eqz), .brIf(0)),
            .get(1))
        let store = store(256 << 20)
        let instance = try module.instance(in: store)
        let count: Int32 = 300_000
        try instance.call("make", .i32(count))
        store.collectGarbage()
        #expect(store.heap.liveCount == Int(count))
        #expect(try instance.call("count") == [.i32(count)])
    }

    /// Fields beyond what a cell can hold: the struct takes blocks of its own.
    @Test func largeStructs() throws {
        var module = ModuleBuilder()
        let count = 3000
        let large = module.structType(Array(repeating: mutable(i64), count: count))
        let object = module.global(structref, isMutable: true, .null(structref))
        module.function(
            [i64], [], export: "make", .times(count) { .get(0) + .i64(Int64($0)) + .op(.i64Add) },
            .op(.structNew, [large]), .setGlobal(object))
        module.function([], [], export: "zeros", .op(.structNewDefault, [large]), .setGlobal(object))
        module.function(
            [], [i64], export: "sum", .i64(0),
            .times(count) { .field($0, of: large, .global(object)) + .op(.i64Add) })
        let store = store(1 << 20)
        let instance = try module.instance(in: store)
        for start in 0..<100 as Range<Int64> {
            try instance.call("make", .i64(start))
            let sum = Int64(count) * start + Int64(count * (count - 1) / 2)
            #expect(try instance.call("sum") == [.i64(sum)])
        }
        try instance.call("zeros")
        #expect(try instance.call("sum") == [.i64(0)])
    }

    /// Arrays of all sizes, from none to many blocks, filled and copied.
    @Test(arguments: [0, 1, 7, 100, 1000, 1016, 1017, 20_000, 300_000] as [Int32])
    func arraysOfAllSizes(count: Int32) throws {
        var module = ModuleBuilder()
        for (name, type, add) in [("i8", i8, 200), ("i16", i16, 60_000), ("i32", i32, -5)] as [(String, UInt8, Int32)] {
            let array = module.arrayType(mutable(type))
            let get: Code = type == i32 ? .op(.arrayGet, [array]) : .op(.arrayGetU, [array])
            // Makes one full of a value, copies it into another, and adds up the other's elements.
            module.function(
                [i32], [i64], locals: [arrayref, arrayref, i64, i32], export: name,
                .i32(add), .get(0), .op(.arrayNew, [array]), .set(1),
                .get(0), .op(.arrayNewDefault, [array]), .set(2),
                .get(2), .cast(array), .i32(0), .get(1), .cast(array), .i32(0), .get(0),
                .op(.arrayCopy, [array, array]),
                .block(
                    .empty,
                    .loop(
                        .empty,
                        .get(4), .get(2), .op(.arrayLen), .op(.i32GeU), .brIf(1),
                        .get(3), .get(2), .cast(array), .get(4), get, .op(.i64ExtendI32S), .op(.i64Add), .set(3),
                        .get(4), .i32(1), .op(.i32Add), .set(4), .br(0))),
                .get(3))
        }
        let instance = try module.instance()
        for (name, value) in [("i8", 200), ("i16", 60_000), ("i32", -5)] as [(String, Int64)] {
            #expect(try instance.call(name, .i32(count)) == [.i64(Int64(count) * value)], "\(name)")
        }
    }

    /// Vectors take two slots in a frame, and one field or element.
    @Test func vectors() throws {
        var module = ModuleBuilder()
        let fields = module.structType(mutable(i8), mutable(v128), mutable(i16), mutable(v128))
        let array = module.arrayType(mutable(v128))
        let splat: (Int64) -> Code = { [.i64($0), .op(.i64x2Splat)] }
        let pair: (Int64, Int64) -> Code = { splat($0) + .i64($1) + .op(.i64x2ReplaceLane, [1]) }
        // 1000 times the upper half and the lower one.
        let digest: Code = [
            .tee(2), .op(.i64x2ExtractLane, [1]), .i64(1000), .op(.i64Mul), .get(2), .op(.i64x2ExtractLane, [0]),
            .op(.i64Add),
        ]
        let element: (Int32) -> Code = { [.get(1), .cast(array), .i32($0), .op(.arrayGet, [array])] }
        module.function(
            [], [i64, i64, i32], locals: [anyref, anyref, v128], export: "struct",
            .i32(-1), pair(1, 2), .i32(-2), splat(0), .op(.structNew, [fields]), .set(0),
            .get(0), .cast(fields), pair(3, 4), .op(.structSet, [fields, 3]),
            .field(1, of: fields, .get(0)), digest, .field(3, of: fields, .get(0)), digest,
            .get(0), .cast(fields), .op(.structGetU, [fields, 2]))
        module.function(
            [], [i64, i64, i64, i64], locals: [anyref, anyref, v128], export: "array",
            pair(1, 2), pair(3, 4), splat(0), splat(0), splat(0), .op(.arrayNewFixed, [array, 5]), .set(1),
            .get(1), .cast(array), .i32(2), pair(5, 6), .op(.arraySet, [array]),
            .get(1), .cast(array), .i32(3), pair(7, 8), .i32(2), .op(.arrayFill, [array]),
            .get(1), .cast(array), .i32(1), .get(1), .cast(array), .i32(0), .i32(2), .op(.arrayCopy, [array, array]),
            element(1), digest, element(2), digest, element(3), digest, element(4), digest)
        module.function(
            [], [i64], locals: [anyref, anyref, v128], export: "new",
            pair(9, 10), .i32(300_000), .op(.arrayNew, [array]), .set(1), element(299_999), digest)
        let global = module.global(
            anyref, .i32(5) + vector(11, 12) + .i32(6) + vector(13, 14) + .op(.structNew, [fields]))
        module.function(
            [], [i64, i64], locals: [anyref, anyref, v128], export: "constant",
            .field(1, of: fields, .global(global)), digest, .field(3, of: fields, .global(global)), digest)
        let instance = try module.instance()
        #expect(try instance.call("struct") == [.i64(2001), .i64(4003), .i32(65_534)])
        #expect(try instance.call("array") == [.i64(2001), .i64(4003), .i64(8007), .i64(8007)])
        #expect(try instance.call("new") == [.i64(10_009)])
        #expect(try instance.call("constant") == [.i64(12_011), .i64(14_013)])
    }

    /// A constant of two numbers.
    private func vector(_ low: UInt8, _ high: UInt8) -> Code {
        Code([0xFD, 12] + [low, 0, 0, 0, 0, 0, 0, 0, high, 0, 0, 0, 0, 0, 0, 0])
    }
}
