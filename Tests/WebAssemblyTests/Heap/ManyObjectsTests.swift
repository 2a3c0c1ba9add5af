import ModuleBytes
import Testing

@testable import WebAssembly

/// One call that makes far more objects than the heap has room for, each way there is: the cells that were used up come back, and the
/// host's stack does not deepen by it.
@Suite struct ManyObjectsTests {
    #if DEBUG
        static let count: Int32 = 200_000
    #else
        static let count: Int32 = 20_000_000
    #endif

    enum Way: CaseIterable, Sendable {
        case structNew, structNewDefault, largeStruct, arrayNew, arrayNewDefault, arrayNewFixed, arrayNewData,
            arrayNewElem
    }

    @Test(arguments: Way.allCases) func inSmallHeapOnSmallStack(_ way: Way) throws {
        var module = ModuleBuilder()
        let pair = module.structType(mutable(i64), mutable(anyref))
        let wide = module.structType(Array(repeating: mutable(i64), count: 1200))
        let numbers = module.arrayType(mutable(i32))
        let functions = module.arrayType(mutable(funcref))
        module.passiveData([1, 2, 3, 4, 5, 6, 7, 8])
        module.passiveElements(of: funcref, [.null(funcref)])
        var count = Self.count
        let make: Code
        switch way {
        case .structNew:
            count *= 5
            make = [.i64(1), .get(1), .op(.structNew, [pair])]
        case .structNewDefault: make = .op(.structNewDefault, [pair])
        case .largeStruct:
            count /= 50
            make = .op(.structNewDefault, [wide])
        case .arrayNew: make = [.i32(1), .i32(5), .op(.arrayNew, [numbers])]
        case .arrayNewDefault: make = [.i32(5), .op(.arrayNewDefault, [numbers])]
        case .arrayNewFixed: make = [.i32(1), .i32(2), .i32(3), .op(.arrayNewFixed, [numbers, 3])]
        case .arrayNewData: make = [.i32(0), .i32(2), .op(.arrayNewData, [numbers, 0])]
        case .arrayNewElem: make = [.i32(0), .i32(1), .op(.arrayNewElem, [functions, 0])]
        }
        // Each object is kept until the next; a pair also holds that one, but for every thousandth.
        module.function(
            [i32], [i32], locals: [anyref], export: "run",
            .loop(
                .empty,
                .get(0), .i32(1000), .op(.i32RemU), .op(.i32Eqz), .if(.empty, [.null(anyref), .set(1)]),
                make, .set(1),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0)),
            .get(1), .op(.refIsNull))
        let bytes = module.bytes
        let turns = count
        let outcome = try onSmallStack { () throws -> (isRight: Bool, collections: Int) in
            var limits = Limits()
            limits.heapBytes = 64 << 20
            let store = Store(limits: limits)
            let instance = try Linker().instantiate(Module(bytes, engine: store.engine), in: store)
            return (try instance.call("run", .i32(turns)) == [.i32(0)], store.heap.collections)
        }
        #expect(outcome.isRight)
        // An object takes 16 bytes at least.
        #expect(outcome.collections >= Int(turns) * 16 / (64 << 20))
    }
}
