import Testing

@testable import WebAssembly

/// Handles of host objects, which the collector releases.
@Suite struct HostValueTests {
    private final class Box {}

    @Test func handlesAreReleased() throws {
        let fixture = HeapFixture()
        weak var weakKept: Box?
        weak var weakLost: Box?
        do {
            let (kept, lost) = (Box(), Box())
            (weakKept, weakLost) = (kept, lost)
            let pair = try #require(fixture.make(HeapFixture.pair))
            fixture[pair, 0] = fixture.heap.hostValues.add(kept)
            _ = fixture.heap.hostValues.add(lost)
            fixture.roots = [pair]
        }
        #expect(weakKept != nil && weakLost != nil)
        fixture.collect()
        #expect(weakKept != nil && weakLost == nil)
        #expect(fixture.heap.hostValues.object(fixture[fixture.roots[0], 0]) is Box)
        fixture.roots = []
        fixture.collect()
        #expect(weakKept == nil)
        #expect(fixture.heap.hostValues.count == 0)
    }

    @Test func handlesAreUsedAgain() {
        let table = HostValueTable()
        let first = table.add(Box())
        let objects = (0..<10).map { _ in Box() }
        let handles = objects.map(table.add)
        for handle in handles { table.mark(handle) }
        #expect(table.sweep().count == 1)
        #expect(table.add(Box()) == first)
        #expect(zip(objects, handles).allSatisfy { table.object($1) === $0 && table.handle(of: $0) == $1 })
        #expect(Set(handles).count == 10)
    }

    @Test func otherNumbersAreNoHandles() {
        let table = HostValueTable()
        let handle = table.add(Box())
        for bits in 0..<64 where handle ^ 1 << UInt64(bits) != handle { table.mark(handle ^ 1 << UInt64(bits)) }
        for number in 0..<1000 as Range<UInt64> { table.mark(number) }
        #expect(table.sweep().count == 1)
    }
}
