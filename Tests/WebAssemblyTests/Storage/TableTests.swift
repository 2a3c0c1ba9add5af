import ModuleBytes
import Testing
import WebAssembly

/// Tables and references, from the guest and from the host.
@Suite struct TableTests {
    private let store = Store()

    private final class Box {}

    /// Two tables of externref with functions for each table instruction.
    private func guest() throws -> Instance {
        var module = ModuleBuilder()
        module.table(3, 10, of: externref, export: "a")
        module.table(5, of: externref, export: "b")
        module.function([externref], [externref], export: "same", .get(0))
        module.function([i32], [externref], export: "get", .get(0), .op(.tableGet, [0]))
        module.function([i32, externref], [], export: "set", .get(0), .get(1), .op(.tableSet, [0]))
        module.function([], [i32, i32], export: "sizes", .op(.tableSize, [0]), .op(.tableSize, [1]))
        module.function([externref, i32], [i32], export: "grow", .get(0), .get(1), .op(.tableGrow, [0]))
        module.function(
            [i32, externref, i32], [], export: "fill", .get(0), .get(1), .get(2), .op(.tableFill, [0]))
        module.function([i32, i32, i32], [], export: "copy a b", .get(0), .get(1), .get(2), .op(.tableCopy, [1, 0]))
        module.function([i32, i32, i32], [], export: "copy a a", .get(0), .get(1), .get(2), .op(.tableCopy, [0, 0]))
        return try module.instance(in: store)
    }

    private func elements(_ table: Table) -> [Value?] { (0..<table.count).map { table.get($0) } }

    @Test func identityOfObjects() throws {
        let instance = try guest()
        let first = ExternReference(Box())
        let second = ExternReference(Box())
        for reference in [first, second, first, nil] {
            #expect(try instance.call("same", .externref(reference)) == [.externref(reference)])
        }
        #expect(first != second)
        guard case .externref(let back?) = try instance.call("same", .externref(first))[0] else { return }
        // Not inside the macro, which the compiler cannot lower for `AnyObject`.
        let isSame = back.object === first.object
        #expect(isSame)
        // The store is an object like any other.
        #expect(try instance.call("same", .externref(ExternReference(store))) == [.externref(ExternReference(store))])
    }

    @Test func instructions() throws {
        let instance = try guest()
        let (a, b) = (try instance.table("a"), try instance.table("b"))
        let (x, y) = (Value.externref(ExternReference(Box())), Value.externref(ExternReference(Box())))
        let null = Value.externref(nil)
        #expect(try instance.call("get", .i32(2)) == [null])
        try instance.call("set", .i32(1), x)
        #expect(try instance.call("get", .i32(1)) == [x])
        #expect(elements(a) == [null, x, null])
        #expect(try instance.call("grow", y, .i32(2)) == [.i32(3)])
        #expect(elements(a) == [null, x, null, y, y])
        #expect(try instance.call("grow", y, .i32(6)) == [.i32(-1)])
        #expect(try instance.call("grow", y, .i32(0)) == [.i32(5)])
        try instance.call("fill", .i32(4), x, .i32(1))
        try instance.call("fill", .i32(5), x, .i32(0))
        #expect(trap { try instance.call("fill", .i32(4), y, .i32(2)) }?.kind == .tableOutOfBounds)
        #expect(elements(a) == [null, x, null, y, x])
        try instance.call("copy a b", .i32(0), .i32(1), .i32(4))
        #expect(elements(b) == [x, null, y, x, null])
        // Overlapping, both ways.
        try instance.call("copy a a", .i32(1), .i32(0), .i32(4))
        #expect(elements(a) == [null, null, x, null, y])
        try instance.call("copy a a", .i32(0), .i32(2), .i32(3))
        #expect(elements(a) == [x, null, y, null, y])
        #expect(trap { try instance.call("copy a a", .i32(3), .i32(0), .i32(3)) }?.kind == .tableOutOfBounds)
        #expect(elements(a) == [x, null, y, null, y])
        #expect(try instance.call("sizes") == [.i32(5), .i32(5)])
    }

    @Test func initialisation() throws {
        var module = ModuleBuilder()
        module.table(4, export: "table")
        let type = module.type([], [i32])
        let numbers = (0..<3).map { number in module.function([], [i32], .i32(Int32(number * 11))) }
        module.passiveElements(numbers)
        module.function([i32, i32, i32], [], export: "init", .get(0), .get(1), .get(2), .op(.tableInit, [0, 0]))
        module.function([], [], export: "drop", .op(.elemDrop, [0]))
        module.function([i32], [i32], export: "call", .get(0), .callIndirect(type: type))
        let instance = try module.instance(in: store)
        try instance.call("init", .i32(1), .i32(0), .i32(3))
        #expect(try instance.call("call", .i32(3)) == [.i32(22)])
        try instance.call("init", .i32(3), .i32(1), .i32(1))
        #expect(try instance.call("call", .i32(3)) == [.i32(11)])
        #expect(trap { try instance.call("init", .i32(2), .i32(0), .i32(3)) }?.kind == .tableOutOfBounds)
        #expect(trap { try instance.call("call", .i32(0)) }?.kind == .uninitializedElement)
        try instance.call("drop")
        try instance.call("drop")
        try instance.call("init", .i32(4), .i32(0), .i32(0))
        #expect(trap { try instance.call("init", .i32(0), .i32(0), .i32(1)) }?.kind == .tableOutOfBounds)
    }

    @Test func functionsOfTheGuest() throws {
        var module = ModuleBuilder()
        module.table(1, export: "table")
        let double = module.function([i32], [i32], export: "double", .get(0), .get(0), .op(.i32Add))
        module.elements(at: .i32(0), [double])
        module.function([], [funcref], export: "reference", .function(double))
        module.function([funcref], [i32], export: "is null", .get(0), .op(.refIsNull))
        let instance = try module.instance(in: store)
        let exported = try instance.function("double")
        guard case .funcref(let function?) = try instance.call("reference")[0] else {
            Issue.record("ref.func gave null")
            return
        }
        #expect(function == exported)
        #expect(try function.call([.i32(21)]) == [.i32(42)])
        #expect(try instance.table("table").get(0) == .funcref(exported))
        #expect(try instance.call("is null", .funcref(exported)) == [.i32(0)])
        #expect(try instance.call("is null", .funcref(nil)) == [.i32(1)])
        #expect(Set([exported, function]).count == 1)
    }

    /// The host puts functions of another instance, and its own, where the guest calls them.
    @Test func functionsOfTheHost() throws {
        let table = try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 2, maximum: 4)), in: store)
        var linker = Linker()
        linker.define("env", "table", .table(table))
        var module = ModuleBuilder()
        _ = module.importTable("env", "table", 2)
        let type = module.type([i32], [i32])
        module.function([i32, i32], [i32], export: "call", .get(1), .get(0), .callIndirect(type: type))
        let instance = try module.instance(linker, in: store)
        #expect(trap { try instance.call("call", .i32(0), .i32(5)) }?.kind == .uninitializedElement)
        try table.set(0, to: .funcref(Function(in: store) { (_: Caller, a: Int32) -> Int32 in a + 1 }))
        var other = ModuleBuilder()
        other.function([i32], [i32], export: "triple", .get(0), .i32(3), .op(.i32Mul))
        let triple = try other.instance(in: store).function("triple")
        #expect(try table.grow(by: 2, value: .funcref(triple)) == 2)
        #expect(try instance.call("call", .i32(0), .i32(5)) == [.i32(6)])
        #expect(try instance.call("call", .i32(3), .i32(5)) == [.i32(15)])
        try table.set(3, to: .funcref(nil))
        #expect(trap { try instance.call("call", .i32(3), .i32(5)) }?.kind == .uninitializedElement)
    }

    @Test func edgesFromTheHost() throws {
        let table = try Table(TableType(element: .externref, limits: SizeLimits(minimum: 2, maximum: 3)), in: store)
        #expect(table.type == TableType(element: .externref, limits: SizeLimits(minimum: 2, maximum: 3)))
        #expect(table.get(-1) == nil && table.get(2) == nil && table.get(.max) == nil && table.get(.min) == nil)
        for index in [-1, 2, .max, .min] {
            #expect(trap { try table.set(index, to: .externref(nil)) }?.kind == .tableOutOfBounds)
        }
        #expect(throws: CallError.arguments(expected: [.externref], given: [.funcref])) {
            try table.set(0, to: .funcref(nil))
        }
        #expect(throws: CallError.self) { try table.grow(by: 0, value: .i32(1)) }
        #expect(try table.grow(by: -1, value: .externref(nil)) == nil)
        #expect(try table.grow(by: 2, value: .externref(nil)) == nil)
        #expect(try table.grow(by: 1, value: .externref(nil)) == 2)
        #expect(table.count == 3)
        #expect(table.type.limits == SizeLimits(minimum: 3, maximum: 3))
        #expect(throws: CallError.immutableGlobal) { try Global(.externref(nil), in: store).set(.externref(nil)) }
    }

    @Test func manyGrowths() throws {
        let instance = try guest()
        let table = try instance.table("b")
        for count in 5..<2000 {
            let value = Value.externref(count % 3 == 0 ? nil : ExternReference(store))
            #expect(try table.grow(by: 1, value: value) == count)
        }
        #expect((5..<2000).allSatisfy { table.get($0) == .externref($0 % 3 == 0 ? nil : ExternReference(store)) })
        #expect(try instance.call("sizes") == [.i32(3), .i32(2000)])
    }

    /// A function works in its own store only; other stores refuse it.
    @Test func functionsOfAnotherStore() throws {
        let stranger = Function(in: Store()) { (_: Caller) in }
        let store = Store()
        let table = try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 1)), in: store)
        #expect(throws: CallError.foreignReference) { try table.set(0, to: .funcref(stranger)) }
        #expect(throws: CallError.foreignReference) { try table.grow(by: 1, value: .funcref(stranger)) }
        #expect(throws: CallError.foreignReference) { try Global(.funcref(stranger), in: store) }
        let global = try Global(.funcref(nil), isMutable: true, in: store)
        #expect(throws: CallError.foreignReference) { try global.set(.funcref(stranger)) }
        let identity = try function([funcref], [], in: store)
        #expect(throws: CallError.foreignReference) { try identity.call([.funcref(stranger)]) }
        let giver = Function(in: store, type: FunctionType(results: [.funcref])) { _, _ in [.funcref(stranger)] }
        #expect(throws: CallError.foreignReference) { try giver.call() }
    }
}
