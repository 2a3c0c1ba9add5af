import Testing

@testable import WebAssembly

/// The heap by itself: what lives, what goes, and where new objects come from.
@Suite struct HeapTests {
    @Test func reachableObjectsStay() throws {
        let fixture = HeapFixture()
        let first = try #require(fixture.make(HeapFixture.pair))
        let second = try #require(fixture.make(HeapFixture.pair))
        let lost = try #require(fixture.make(HeapFixture.pair))
        fixture[first, 1] = second
        fixture.roots = [first]
        fixture.collect()
        #expect(fixture.isObject(first) && fixture.isObject(second) && !fixture.isObject(lost))
        #expect(fixture.heap.liveCount == 2)
        #expect(fixture.heap.liveByteCount == 64)
    }

    @Test func cyclesAreFreed() throws {
        let fixture = HeapFixture()
        let a = try #require(fixture.make(HeapFixture.pair))
        let b = try #require(fixture.make(HeapFixture.pair))
        (fixture[a, 0], fixture[a, 1], fixture[b, 0]) = (b, a, a)
        fixture.roots = [b]
        fixture.collect()
        #expect(fixture.heap.liveCount == 2)
        fixture.roots = []
        fixture.collect()
        #expect(fixture.heap.liveCount == 0)
        #expect(fixture.heap.usedBlockCount == 0)
    }

    @Test func onlyExactAddressesCount() throws {
        let fixture = HeapFixture()
        let object = try #require(fixture.make(HeapFixture.pair))
        let large = try #require(fixture.make(HeapFixture.bytes, count: 100_000))
        let near = (0..<64).map { object &+ $0 } + (0..<64).map { object &- $0 }
        let inside = stride(from: large + 8, to: large + 100_000, by: 8)
        fixture.roots = near.filter { $0 != object } + Array(inside) + [0, .max, 1 << 63, object << 1, ~object]
        fixture.collect()
        #expect(fixture.heap.liveCount == 0)
    }

    @Test func anyBitsAreSafeRoots() throws {
        let fixture = HeapFixture()
        var generator = SplitMix(state: 7)
        let objects = try (0..<1000).map { _ in try #require(fixture.make(HeapFixture.pair)) }
        // Words around the heap's own addresses are the interesting ones.
        fixture.roots = (0..<20_000).map { _ in
            let bits = UInt64.random(in: 0 ... .max, using: &generator)
            return Bool.random(using: &generator) ? bits : objects[0] &+ bits % (1 << 20)
        }
        let expected = Set(fixture.roots).intersection(objects).count
        fixture.collect()
        #expect(fixture.heap.liveCount == expected)
    }

    @Test func freedCellsAreUsedAgain() throws {
        let fixture = HeapFixture()
        let old = try (0..<2000).map { _ in try #require(fixture.make(HeapFixture.pair)) }
        // Every other one goes, so that no block becomes free as a whole.
        fixture.roots = old.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        fixture.collect()
        let blocks = fixture.heap.usedBlockCount
        let new = try (0..<1000).map { _ in try #require(fixture.make(HeapFixture.pair)) }
        #expect(fixture.heap.usedBlockCount <= blocks + 1)
        #expect(Set(new).isDisjoint(with: fixture.roots))
        #expect(Set(new).intersection(old).count > 900)
    }

    @Test func unusedCellsOfARunAreNoObjects() throws {
        let fixture = HeapFixture()
        let object = try #require(fixture.make(HeapFixture.pair))
        // The next cell belongs to the same run; nothing was ever written there.
        fixture.roots = [object, object + 32, object + 64]
        fixture.collect()
        #expect(fixture.heap.liveCount == 1)
    }

    @Test func blocksOfOneSizeServeAnother() throws {
        let fixture = HeapFixture(byteLimit: 2 << 20)
        for type in [HeapFixture.pair, HeapFixture.wide, HeapFixture.leaf] {
            for _ in 0..<50_000 { _ = try #require(fixture.make(type)) }
        }
        for _ in 0..<100 { _ = try #require(fixture.make(HeapFixture.bytes, count: 1 << 20)) }
        for _ in 0..<100_000 { _ = try #require(fixture.make(HeapFixture.pair)) }
        #expect(fixture.heap.collections > 20)
    }

    @Test func largeObjectsLieSideBySide() throws {
        let fixture = HeapFixture()
        let sizes = [16_377, 20_000, 32_760, 32_761, 65_536, 1 << 20]
        let objects = try sizes.map { try #require(fixture.make(HeapFixture.bytes, count: $0)) }
        let ranges = zip(objects, sizes).map { $0..<$0 + 8 + UInt64($1) }
        for (index, range) in ranges.enumerated() {
            for other in ranges[..<index] { #expect(!range.overlaps(other)) }
        }
        fixture.roots = [objects[1], objects[4]]
        fixture.collect()
        #expect(fixture.heap.liveCount == 2)
        // The room between them is found again.
        let again = try #require(fixture.make(HeapFixture.bytes, count: 32_000))
        #expect(again < objects[4])
    }

    @Test func theLimitIsKept() throws {
        let fixture = HeapFixture(byteLimit: 1 << 20)
        var count = 0
        while let object = fixture.make(HeapFixture.pair) {
            fixture.roots.append(object)
            count += 1
        }
        #expect(count * 32 <= 1 << 20)
        #expect(count * 32 >= (1 << 20) * 63 / 64)
        #expect(fixture.make(HeapFixture.bytes, count: 1 << 19) == nil)
        #expect(fixture.make(HeapFixture.bytes, count: Int(UInt32.max)) == nil)
        // What is given up can be used again.
        fixture.roots.removeFirst(count / 2)
        for _ in 0..<count / 4 { _ = try #require(fixture.make(HeapFixture.pair)) }
        #expect(fixture.heap.liveCount <= count)
    }

    @Test(arguments: [0, 1, SizeClass.blockByteCount - 1]) func aHeapWithoutRoomHoldsNothing(limit: Int) {
        let fixture = HeapFixture(byteLimit: limit)
        #expect(fixture.make(HeapFixture.leaf) == nil)
        fixture.collect()
        #expect(fixture.heap.liveCount == 0)
    }

    @Test func shortLivedObjectsTakeLittle() throws {
        let fixture = HeapFixture(byteLimit: 64 << 20)
        for _ in 0..<500_000 { _ = try #require(fixture.make(HeapFixture.pair)) }
        // 16 MB went through it.
        #expect(fixture.heap.usedBlockCount << SizeClass.blockShift <= 5 << 20)
    }

    @Test func memoryGoesBackToTheSystem() throws {
        let fixture = HeapFixture()
        let object = try #require(fixture.make(HeapFixture.bytes, count: 100 << 20))
        let last = UnsafePointer<UInt8>(bitPattern: UInt(object + (100 << 20)))!
        UnsafeMutablePointer(mutating: last).pointee = 7
        fixture.collect()
        // Pages that were given back read as zeros.
        #expect(last.pointee == 0)
    }
}
