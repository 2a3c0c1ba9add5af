import Foundation
import ModuleBytes
import Testing
import WebAssembly

/// One module on several threads, each with a store of its own: all of them translate its functions.
@Suite struct ThreadTests {
    private final class Results: @unchecked Sendable {
        // Each thread writes its own place.
        let values: UnsafeMutablePointer<Int64>
        let group = DispatchGroup()

        init(count: Int) {
            values = .allocate(capacity: count)
            values.initialize(repeating: -1, count: count)
        }

        deinit { values.deallocate() }
    }

    @Test func oneModuleOnManyThreads() throws {
        let engine = Engine()
        let count = 400
        var builder = ModuleBuilder()
        for number in 0..<count {
            // Each calls two that come later, so threads meet in the same functions.
            let later = [number + 1, number + 7].filter { $0 < count }
            let calls: Code = .times(later.count) { [.get(0), .i64(2), .op(.i64DivU), .call(later[$0]), .op(.i64Add)] }
            let bottom: Code = [.get(0), .op(.i64Eqz), .if(.empty, [.i64(Int64(number)), .op(.return)])]
            builder.function([i64], [i64], export: "\(number)", bottom, .i64(1), calls)
        }
        for _ in 1...5 {
            let module = try Module(builder.bytes, engine: engine)
            let threads = 4
            let results = Results(count: threads)
            for thread in 0..<threads {
                results.group.enter()
                Thread.detachNewThread {
                    defer { results.group.leave() }
                    guard let instance = try? Linker().instantiate(module, in: Store(engine: engine)) else { return }
                    var sum: Int64 = 0
                    for step in 0..<count {
                        let number = thread % 2 == 0 ? step : count - 1 - step
                        guard case .i64(let value)? = try? instance.call("\(number)", .i64(60)).first else { return }
                        sum &+= value
                    }
                    results.values[thread] = sum
                }
            }
            results.group.wait()
            #expect(results.values[0] > 0)
            for thread in 1..<threads { #expect(results.values[thread] == results.values[0]) }
        }
    }
}
