#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The address space of a heap, cut into blocks, and which cells of each block are in use.
///
/// All of it is reserved at once, as large as the heap may ever become: an address belongs to the heap when it lies in one
/// range, and its block's number is a shift away. Pages that nobody touched cost nothing.
struct HeapSpace {
    /// Where block 0 starts.
    let base: UnsafeMutableRawPointer
    /// Blocks that the heap may have.
    let maximumBlocks: Int
    /// Blocks from 0 on that are or were in use.
    private(set) var blockCount = 0
    /// Blocks whose pages may be touched.
    private var committedBlocks = 0
    let blocks: UnsafeMutablePointer<HeapBlock>
    /// A bit a cell, ``wordsPerBlock`` words a block: whether an object lives there, or a run of free cells was handed out.
    let allocated: UnsafeMutablePointer<UInt64>
    /// During a collection: whether the object is reachable. Zero otherwise.
    let marked: UnsafeMutablePointer<UInt64>
    /// No block below this one is free.
    var firstFree = 0

    static let wordsPerBlock = 1 << (SizeClass.cellShift - 6)
    /// Blocks that become usable in one step: a megabyte.
    private static let commitStep = 32

    /// - Returns: nil when the system does not give the address space.
    init?(byteCount: Int) {
        maximumBlocks = max(byteCount, 0) >> SizeClass.blockShift
        let flags = MAP_PRIVATE | MAP_NORESERVE | HeapSpace.anonymous
        let size = max(maximumBlocks, 1) << SizeClass.blockShift
        guard let base = mmap(nil, size, PROT_NONE, flags, -1, 0), base != MAP_FAILED else { return nil }
        // Zeros from `calloc` cost no memory until they are touched.
        let words = max(maximumBlocks, 1) * HeapSpace.wordsPerBlock
        guard let blocks = calloc(max(maximumBlocks, 1), MemoryLayout<HeapBlock>.stride),
            let allocated = calloc(words, 8), let marked = calloc(words, 8)
        else {
            munmap(base, size)
            return nil
        }
        self.base = base
        self.blocks = blocks.assumingMemoryBound(to: HeapBlock.self)
        self.allocated = allocated.assumingMemoryBound(to: UInt64.self)
        self.marked = marked.assumingMemoryBound(to: UInt64.self)
    }

    func free() {
        Sanitizer.allow(base, committedBlocks << SizeClass.blockShift)
        munmap(base, max(maximumBlocks, 1) << SizeClass.blockShift)
        for memory: UnsafeMutableRawPointer in [.init(blocks), .init(allocated), .init(marked)] { release(memory) }
    }

    func address(ofBlock block: Int) -> UInt { UInt(bitPattern: base) + UInt(block << SizeClass.blockShift) }

    /// The bit of the object that starts exactly at an address, whatever the address is; -1 when no cell starts there.
    @inline(__always) func bit(at address: UInt) -> Int {
        let offset = Int(bitPattern: address &- UInt(bitPattern: base))
        if offset < 0 || offset >> SizeClass.blockShift >= blockCount { return -1 }
        let block = offset >> SizeClass.blockShift
        let state = blocks + block
        let inner = UInt64(offset & (SizeClass.blockByteCount - 1))
        switch state.pointee.kind {
        case .cells:
            // The reciprocal is exact for what lies in a block.
            let cell = (inner * UInt64(state.pointee.reciprocal)) >> 32
            if cell * UInt64(state.pointee.cellByteCount) != inner || cell >= UInt64(state.pointee.cellCount) {
                return -1
            }
            return block << SizeClass.cellShift | Int(cell)
        case .large:
            return inner == 0 ? block << SizeClass.cellShift : -1
        case .free, .tail:
            return -1
        }
    }

    /// The address that a bit stands for.
    func address(ofBit bit: Int) -> UInt {
        let block = bit >> SizeClass.cellShift
        let cell = bit & ((1 << SizeClass.cellShift) - 1)
        return address(ofBlock: block) + UInt(cell) * UInt(blocks[block].cellByteCount)
    }

    @inline(__always) static func isSet(_ bits: UnsafeMutablePointer<UInt64>, _ bit: Int) -> Bool {
        bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0
    }

    // MARK: Blocks

    /// Take free blocks that lie side by side.
    /// - Returns: the first one's number; nil when there are none.
    mutating func takeBlocks(_ count: Int) -> Int? {
        var start = firstFree
        var block = firstFree
        while block < blockCount {
            switch blocks[block].kind {
            case .free: block += 1
            case .large: block += Int(blocks[block].link)
            case .cells, .tail: block += 1
            }
            if blocks[block - 1].kind != .free {
                start = block
            } else if block - start == count {
                break
            }
        }
        // Free blocks at the end may go on in blocks that were never used.
        guard count <= maximumBlocks - start, commit(start + count) else { return nil }
        if count == 1 || start == firstFree { firstFree = start + count }
        blockCount = max(blockCount, start + count)
        return start
    }

    private mutating func commit(_ count: Int) -> Bool {
        if count <= committedBlocks { return true }
        let step = HeapSpace.commitStep
        let wanted = min((count + step - 1) / step * step, maximumBlocks)
        let start = base + committedBlocks << SizeClass.blockShift
        let size = (wanted - committedBlocks) << SizeClass.blockShift
        guard mprotect(start, size, PROT_READ | PROT_WRITE) == 0 else { return false }
        committedBlocks = wanted
        return true
    }

    /// Cut a block into cells of one class, none of them in use.
    mutating func makeCells(in block: Int, sizeClass: Int) {
        let size = SizeClass.sizes[sizeClass]
        blocks[block] = HeapBlock(
            kind: .cells, sizeClass: UInt8(sizeClass), cellCount: UInt16(SizeClass.blockByteCount / size),
            cellByteCount: UInt32(size), reciprocal: UInt32((1 << 32 + size - 1) / size), link: 0)
        (allocated + block * HeapSpace.wordsPerBlock).update(repeating: 0, count: HeapSpace.wordsPerBlock)
    }

    /// Blocks for one large object, which is in use at once.
    mutating func makeLarge(_ block: Int, blockCount: Int) {
        blocks[block] = HeapBlock(kind: .large, link: UInt32(blockCount))
        for tail in block + 1..<block + blockCount { blocks[tail] = HeapBlock(kind: .tail) }
        Sanitizer.allow(base + block << SizeClass.blockShift, blockCount << SizeClass.blockShift)
        allocated[block * HeapSpace.wordsPerBlock] = 1
    }

    /// The blocks that start at `block` are free from now on.
    mutating func freeBlocks(_ block: Int) {
        let count = blocks[block].kind == .large ? Int(blocks[block].link) : 1
        allocated[block * HeapSpace.wordsPerBlock] = 0
        Sanitizer.forbid(base + block << SizeClass.blockShift, count << SizeClass.blockShift)
        for free in block..<block + count { blocks[free] = HeapBlock(kind: .free, link: HeapBlock.touched) }
        firstFree = min(firstFree, block)
    }

    #if ADDRESS_SANITIZER
        /// Whoever still has an object that was freed, and uses it, is reported.
        func forbidFreeCells(of block: Int) {
            let first = block << SizeClass.cellShift
            for bit in first..<first + Int(blocks[block].cellCount) where !HeapSpace.isSet(allocated, bit) {
                Sanitizer.forbid(
                    UnsafeRawPointer(bitPattern: address(ofBit: bit)).unsafelyUnwrapped,
                    Int(blocks[block].cellByteCount))
            }
        }
    #endif

    /// Give the memory of free blocks back to the system, but for the first `kept`.
    mutating func trim(keeping kept: Int) {
        var kept = kept
        var start = 0
        var block = 0
        func release(_ end: Int) {
            if end == start { return }
            let count = (end - start) << SizeClass.blockShift
            madvise(base + start << SizeClass.blockShift, count, MADV_DONTNEED)
        }
        while block < blockCount {
            if blocks[block].kind == .free, blocks[block].link == HeapBlock.touched, kept <= 0 {
                blocks[block].link = 0
            } else {
                if blocks[block].kind == .free { kept -= 1 }
                release(block)
                start = block + 1
            }
            block += 1
        }
        release(block)
    }

    #if canImport(Darwin)
        private static let anonymous = MAP_ANON
    #else
        private static let anonymous = MAP_ANONYMOUS
    #endif
}

/// The C library's `free`, which the method's name hides.
private func release(_ memory: UnsafeMutableRawPointer) { free(memory) }

/// What a block is used for.
struct HeapBlock {
    enum Kind: UInt8 {
        case free
        /// Small objects of one size.
        case cells
        /// The start of a large object.
        case large
        /// What follows the start of a large object.
        case tail
    }

    var kind: Kind
    var sizeClass: UInt8 = 0
    var cellCount: UInt16 = 0
    var cellByteCount: UInt32 = 0
    /// 2³² / `cellByteCount`, rounded up.
    var reciprocal: UInt32 = 0
    /// Of cells: the next block of the class that has free ones, plus 1, or 0. Of a large object: its number of blocks. Of a free
    /// block: whether its pages are in memory.
    var link: UInt32 = 0

    static let touched: UInt32 = 1
}
