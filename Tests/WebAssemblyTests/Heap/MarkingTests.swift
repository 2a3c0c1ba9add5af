import Testing

@testable import WebAssembly

/// The marker against a model: random graphs, and shapes that are hard on its stack.
@Suite struct MarkingTests {
    /// Objects and the references between them, as a dictionary.
    private struct Model {
        var references: [UInt64: [UInt64]] = [:]

        func reachable(from roots: [UInt64]) -> Set<UInt64> {
            var reached: Set<UInt64> = []
            var waiting = roots
            while let next = waiting.popLast() {
                guard references[next] != nil, reached.insert(next).inserted else { continue }
                waiting += references[next]!
            }
            return reached
        }
    }

    /// Objects of all kinds come, are linked, and go; after each round the heap has exactly those that can be reached.
    @Test(arguments: 0..<8) func randomGraphs(seed: Int) throws {
        var generator = SplitMix(state: UInt64(seed))
        let fixture = HeapFixture()
        // Some rounds with a stack so short that it overflows.
        if seed % 2 == 1 { fixture.heap.maximumMarkDepth = 1 + seed }
        var model = Model()
        var shapes: [UInt64: UInt32] = [:]
        for _ in 0..<8 {
            for _ in 0..<Int.random(in: 1...1500, using: &generator) {
                let type = UInt32.random(in: 0...4, using: &generator)
                let count =
                    switch type {
                    case HeapFixture.references: Int.random(in: 0...40, using: &generator)
                    case HeapFixture.bytes: Int.random(in: 0...(seed % 4 == 0 ? 40_000 : 400), using: &generator)
                    default: 0
                    }
                let object = try #require(fixture.make(type, count: count))
                // Collections in between shall take nothing.
                fixture.roots.append(object)
                #expect(model.references[object] == nil)
                let width =
                    switch type {
                    case HeapFixture.pair: 2
                    case HeapFixture.references: count
                    case HeapFixture.wide: 1
                    default: 0
                    }
                model.references[object] = Array(repeating: 0, count: width)
                shapes[object] = type
            }
            let objects = Array(model.references.keys).sorted()
            for object in objects {
                for index in model.references[object]!.indices where Int.random(in: 0..<3, using: &generator) == 0 {
                    let target = objects.randomElement(using: &generator)!
                    model.references[object]![index] = target
                    fixture[object, index] = target
                }
            }
            fixture.roots = (0..<10).map { _ in objects.randomElement(using: &generator)! }
            fixture.collect()
            let reachable = model.reachable(from: fixture.roots)
            #expect(fixture.heap.liveCount == reachable.count)
            for object in objects {
                guard reachable.contains(object) == fixture.isObject(object) else {
                    Issue.record(
                        "an object of type \(shapes[object]!) was \(reachable.contains(object) ? "lost" : "kept")")
                    return
                }
            }
            model.references = model.references.filter { reachable.contains($0.key) }
            for (object, references) in model.references {
                for (index, reference) in references.enumerated() { #expect(fixture[object, index] == reference) }
            }
            fixture.roots = Array(model.references.keys)
        }
    }

    /// A list that is as long as a heap can have: following it takes no stack.
    @Test(arguments: [1, 2, 1024, 1 << 20]) func longLists(depth: Int) throws {
        let fixture = HeapFixture()
        fixture.heap.maximumMarkDepth = depth
        var head: UInt64 = 0
        for _ in 0..<30_000 {
            let object = try #require(fixture.make(HeapFixture.pair))
            fixture[object, 0] = head
            head = object
        }
        fixture.roots = [head]
        fixture.collect()
        #expect(fixture.heap.liveCount == 30_000)
    }

    /// A tree that leans to the side that is followed last leaves something on the stack at each step.
    @Test(arguments: [1, 100, 1 << 20]) func listsWithElements(depth: Int) throws {
        let fixture = HeapFixture()
        fixture.heap.maximumMarkDepth = depth
        var head: UInt64 = 0
        let count = depth <= 100 ? 2000 : 50_000
        for _ in 0..<count {
            let element = try #require(fixture.make(HeapFixture.pair))
            let object = try #require(fixture.make(HeapFixture.pair))
            fixture[object, 0] = element
            fixture[object, 1] = head
            head = object
        }
        fixture.roots = [head]
        fixture.collect()
        #expect(fixture.heap.liveCount == count * 2)
    }

    @Test(arguments: [1, 1000, 1 << 20]) func wideArrays(depth: Int) throws {
        let fixture = HeapFixture()
        fixture.heap.maximumMarkDepth = depth
        let array = try #require(fixture.make(HeapFixture.references, count: 30_000))
        fixture.roots = [array]
        for index in 0..<30_000 { fixture[array, index] = try #require(fixture.make(HeapFixture.pair)) }
        fixture.collect()
        #expect(fixture.heap.liveCount == 30_001)
        // The array itself was reached by its elements only.
        fixture.roots = [fixture[array, 29_999]]
        fixture.collect()
        #expect(fixture.heap.liveCount == 1)
    }
}
