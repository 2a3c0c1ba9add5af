import ModuleBytes
import Testing

@testable import WebAssembly

/// Everything that a guest or the host can still reach survives a collection at every allocation.
@Suite struct RootTests {
    private let store = Store()
    private let module: ModuleBuilder
    private let node: Int

    init() {
        store.heap.collectsAlways = true
        var module = ModuleBuilder()
        node = module.structType(mutable(i32), mutable(anyref))
        self.module = module
    }

    /// Makes nodes and forgets them, so that a cell that was freed too early is written over.
    private var clobber: Code {
        .times(3) { _ in [.i32(-1000), .null(anyref), .op(.structNew, [node]), .op(.drop)] }
    }

    private func new(_ number: Int32, _ next: Code = .null(anyref)) -> Code {
        .i32(number) + next + .op(.structNew, [node])
    }

    private func number(_ object: Code) -> Code { .field(0, of: node, object) }

    @Test func localsAndParameters() throws {
        var module = module
        let inner = module.function(
            [anyref], [i32], locals: [anyref], new(2), .set(1), clobber, number(.get(0)), number(.get(1)), .op(.i32Add))
        module.function(
            [], [i32], locals: [anyref], export: "run", new(10), .set(0), new(1), .call(inner), clobber,
            number(.get(0)), .op(.i32Add))
        #expect(try module.instance(in: store).call("run") == [.i32(13)])
    }

    /// Operands that wait on the stack, below a call, a block and an allocation.
    @Test func operands() throws {
        var module = module
        let pass = module.function([anyref], [anyref], clobber, .get(0))
        module.function(
            [], [i32], locals: [anyref, anyref, anyref, anyref], export: "run",
            new(1), new(2), new(3), .call(pass), .block(.empty, clobber), new(4), clobber,
            .set(3), .set(2), .set(1), .set(0),
            number(.get(0)), number(.get(1)), .op(.i32Add), number(.get(2)), .op(.i32Add), number(.get(3)), .op(.i32Add)
        )
        #expect(try module.instance(in: store).call("run") == [.i32(10)])
    }

    /// The operands of the instruction that allocates: temporaries, locals and constants.
    @Test func operandsOfAllocations() throws {
        var module = module
        let array = module.arrayType(mutable(anyref))
        let element: (Int32) -> Code = { [.get(1), .cast(array), .i32($0), .op(.arrayGet, [array])] }
        module.function(
            [], [i32], locals: [anyref, anyref], export: "fixed",
            new(5), .set(0), new(1), .get(0), new(3), .op(.arrayNewFixed, [array, 3]), .set(1), clobber,
            number(element(0)), number(element(1)), .op(.i32Add), number(element(2)), .op(.i32Add))
        module.function(
            [], [i32], locals: [anyref, anyref], export: "new",
            new(4), .i32(3), .op(.arrayNew, [array]), .set(1), clobber, number(element(0)), number(element(2)),
            .op(.i32Add))
        module.function(
            [], [i32], locals: [anyref, anyref], export: "struct", new(1, new(2, new(3))), .set(0), clobber,
            number(.field(1, of: node, .field(1, of: node, .get(0)))))
        let instance = try module.instance(in: store)
        #expect(try instance.call("fixed") == [.i32(9)])
        #expect(try instance.call("new") == [.i32(8)])
        #expect(try instance.call("struct") == [.i32(3)])
    }

    /// Each call of a recursion holds a node of its own.
    @Test func recursion() throws {
        var module = module
        let sum = module.nextFunction
        module.function(
            [i32], [i32], locals: [anyref], export: "sum",
            .get(0), .null(anyref), .op(.structNew, [node]), .set(1),
            .get(0),
            .if(.result(i32), [.get(0), .i32(1), .op(.i32Sub), .call(sum)], else: .i32(0)),
            number(.get(1)), .op(.i32Add))
        #expect(try module.instance(in: store).call("sum", .i32(300)) == [.i32(45150)])
    }

    @Test func globalsTablesAndSegments() throws {
        var module = module
        let array = module.arrayType(mutable(anyref))
        let constant = module.global(anyref, new(1, new(2)))
        let variable = module.global(anyref, isMutable: true, new(3))
        module.table(3, of: anyref, export: "table")
        module.passiveElements(of: anyref, [new(10), new(20, new(30))])
        module.function(
            [], [], export: "set", clobber, new(4), .setGlobal(variable), .i32(1), new(5), .op(.tableSet, [0]), clobber)
        module.function(
            [], [i32], locals: [anyref], export: "get", clobber,
            number(.global(constant)), number(.field(1, of: node, .global(constant))), .op(.i32Add),
            number(.global(variable)), .op(.i32Add),
            number([.i32(1), .op(.tableGet, [0])]), .op(.i32Add),
            .i32(0), .i32(2), .op(.arrayNewElem, [array, 0]), .set(0), clobber,
            number([.get(0), .cast(array), .i32(0), .op(.arrayGet, [array])]), .op(.i32Add),
            number(.field(1, of: node, [.get(0), .cast(array), .i32(1), .op(.arrayGet, [array])])), .op(.i32Add))
        let instance = try module.instance(in: store)
        try instance.call("set")
        for _ in 0..<3 { #expect(try instance.call("get") == [.i32(1 + 2 + 4 + 5 + 10 + 30)]) }
    }

    /// Objects that only an instance's imports can reach: its own global, and one of the host's.
    @Test func importedGlobals() throws {
        var maker = module
        maker.function([i32], [anyref], export: "make", .get(0), .null(anyref), .op(.structNew, [node]))
        let make = try maker.instance(in: store)
        let global = try Global(.anyref(nil), isMutable: true, in: store)
        try global.set(try make.call("make", .i32(7))[0])
        var module = module
        let imported = module.importGlobal("host", "global", anyref, isMutable: true)
        module.function([], [i32], export: "get", clobber, number(.global(imported)))
        var linker = Linker()
        linker.define("host", "global", .global(global))
        #expect(try module.instance(linker, in: store).call("get") == [.i32(7)])
    }

    @Test func handlesOfTheHost() throws {
        var module = module
        module.function([i32], [anyref], export: "make", .get(0), new(-1), .op(.structNew, [node]), clobber)
        module.function([anyref], [i32], export: "number", number(.get(0)))
        let instance = try module.instance(in: store)
        var handles: [Value] = []
        for number in 0..<100 as Range<Int32> { handles.append(try instance.call("make", .i32(number))[0]) }
        for (number, handle) in handles.enumerated() {
            #expect(try instance.call("number", handle) == [.i32(Int32(number))])
            guard case .anyref(.object(let object)?) = handle else {
                Issue.record("\(handle) is no object")
                return
            }
            #expect(object.get(0) == .i32(Int32(number)) && object.get(2) == nil && !object.isArray)
            guard case .anyref(.object(let next)?) = object.get(1) else {
                Issue.record("the next node was lost")
                return
            }
            #expect(next.get(0) == .i32(-1) && next.get(1) == .anyref(nil))
        }
        #expect(store.heap.liveCount >= 200)
        handles = []
        store.collectGarbage()
        #expect(store.hostRoots.count == 0)
        // What was in the frames may still be there.
        #expect(store.heap.liveCount < 10)
    }

    /// Objects that the host got as arguments and gives back, while it collects.
    @Test func hostFunctions() throws {
        var module = ModuleBuilder()
        let swap = module.importFunction("host", "swap", [anyref, anyref], [anyref, anyref])
        let node = module.structType(mutable(i32), mutable(anyref))
        #expect(node != self.node)
        let new: (Int32) -> Code = { [.i32($0), .null(anyref), .op(.structNew, [node])] }
        module.function(
            [], [i32], locals: [anyref, anyref], export: "run", new(1), new(20), .call(swap), .set(0), .set(1),
            .field(0, of: node, .get(0)), .field(0, of: node, .get(1)), .op(.i32Sub))
        var linker = Linker()
        linker.define("host", "swap") { (caller: Caller, a: AnyReference?, b: AnyReference?) in
            caller.store.collectGarbage()
            return (b, a)
        }
        #expect(try module.instance(linker, in: store).call("run") == [.i32(1 - 20)])
    }
}
