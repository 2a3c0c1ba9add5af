import Testing

@testable import WebAssembly

@Suite struct SizeClassTests {
    @Test func classesGrowAndFitTheirBlocks() {
        for (smaller, larger) in zip(SizeClass.sizes, SizeClass.sizes.dropFirst()) { #expect(smaller < larger) }
        #expect(SizeClass.sizes.allSatisfy { $0 % 8 == 0 && SizeClass.blockByteCount / $0 <= 1 << SizeClass.cellShift })
        #expect(SizeClass.count < Int(TypeRecord.noSizeClass))
    }

    @Test func eachSizeHasTheSmallestClassThatHoldsIt() {
        for size in 1...SizeClass.maximumByteCount {
            let sizeClass = SizeClass.containing(size)!
            #expect(SizeClass.sizes[sizeClass] >= size)
            if sizeClass > 0 { #expect(SizeClass.sizes[sizeClass - 1] < size) }
        }
        #expect(SizeClass.containing(SizeClass.maximumByteCount + 1) == nil)
    }

    @Test func littleIsWasted() {
        for size in 129...2048 {
            let cell = SizeClass.sizes[SizeClass.containing(size)!]
            #expect(Double(cell - size) / Double(cell) < 0.2)
        }
    }
}
