import ModuleBytes
import Testing

@testable import WebAssembly

/// Which way the interpreter really goes from one instruction to the next. A host function that a guest calls looks at what it runs on:
/// a handler of a loop has left the registers where the loop takes them up; one that jumps has not; and one that calls the next
/// handler has deepened the stack.
@Suite struct DispatchTests {
    #if DEBUG
        static let expected = Dispatch.loop
        static let turns: Int32 = 100_000
    #else
        static let expected = Dispatch.threaded
        static let turns: Int32 = 100_000_000
    #endif

    /// What the host function saw in one call.
    private struct Sample: Hashable {
        var stack: UInt
        /// The instruction at which the loop has last taken up the registers; nil when no handler ever returned to the loop.
        var loop: UnsafeRawPointer?
    }

    /// Calls the host every so many turns of a loop.
    private func samples(turns: Int32, every: Int32, in store: Store) throws -> [Sample] {
        var samples: [Sample] = []
        var linker = Linker()
        let observer = Function(in: store) { (caller: Caller) in
            var local = 0
            let stack = withUnsafeMutablePointer(to: &local) { UInt(bitPattern: $0) }
            samples.append(Sample(stack: stack, loop: caller.store.block.pointee.registers.pc))
        }
        linker.define("env", "look", observer)
        var module = ModuleBuilder()
        let look = module.importFunction("env", "look")
        module.function(
            [i32], [], locals: [i32], export: "run",
            .loop(
                .empty,
                .get(1), .i32(1), .op(.i32Add), .tee(1), .i32(every), .op(.i32RemU), .op(.i32Eqz),
                .if(.empty, .call(look)),
                .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0)))
        try module.instance(linker, in: store).call("run", .i32(turns))
        return samples
    }

    @Test func ranAsTheBuildHasIt() throws {
        let store = Store()
        let samples = try samples(turns: 1000, every: 1, in: store)
        #expect(samples.count == 1000)
        let call: Handler = opCallImport
        for sample in samples {
            switch Self.expected {
            case .threaded: #expect(sample.loop == nil, "a handler came back to the loop")
            case .loop:
                let handler = sample.loop?.loadUnaligned(as: UInt.self)
                #expect(handler == unsafeBitCast(call, to: UInt.self), "the loop did not start the call")
            }
        }
        #expect(Engine.dispatch == Self.expected)
    }

    /// Neither way costs stack by the number of instructions.
    @Test func stackStaysAsItIs() throws {
        let turns = Self.turns
        let depths = try onSmallStack { () throws -> Set<UInt> in
            Set(try self.samples(turns: turns, every: turns / 10, in: Store()).map(\.stack))
        }
        #expect(depths.count == 1, "\(depths.sorted())")
    }
}
