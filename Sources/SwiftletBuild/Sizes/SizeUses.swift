import WasmBinary

/// Who uses whom in a module, as far as its bytes show it: calls and `ref.func` of functions, and addresses of data in
/// code and in data. What a table holds is used by whoever calls through the table, which nobody can tell.
struct SizeUses {
    private let module: BinaryModule
    private let items: [SizeReport.Item]
    private let data: [SizeInventory.Piece]
    private let firstFunction: Int
    /// By item: the items that it uses, and those that use it.
    private var users: [[Int]]
    private var used: [[Int]]
    /// What is there because the host, the start of the module or a table needs it.
    private var roots: [Int] = []

    init(module: BinaryModule, inventory: SizeInventory) {
        self.module = module
        items = inventory.items
        data = inventory.data
        firstFunction = inventory.firstFunction
        users = Array(repeating: [], count: items.count)
        used = users
        module.bytes.withUnsafeBytes { bytes in
            for (number, body) in module.code.enumerated() { readCode(firstFunction + number, bytes, body.range) }
        }
        readData()
        findRoots()
    }

    // MARK: - Reading

    private mutating func readCode(_ item: Int, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        var reader = InstructionReader(bytes, range: range)
        guard (try? reader.locals()) != nil else { return }
        // A body with an instruction that this reader does not know shows its uses up to there.
        while !reader.isAtEnd, let instruction = try? reader.next() {
            switch instruction.opcode {
            case .call, .returnCall, .refFunc:
                if let callee = self.item(ofFunction: instruction.index) { note(callee, usedBy: item) }
            case .i32Const:
                noteAddress(Int(UInt32(truncatingIfNeeded: instruction.bits)), usedBy: item)
            case _ where (Opcode.i32Load.rawValue...Opcode.i64Store32.rawValue).contains(instruction.opcode.rawValue):
                noteAddress(Int(instruction.bits), usedBy: item)
            default: break
            }
        }
    }

    /// Words that have a value within the data are taken for addresses: data starts behind the stack, at half a
    /// megabyte, so that other numbers seldom are.
    private mutating func readData() {
        for piece in data {
            // Pointers lie at multiples of their size.
            let misalignment = (4 - piece.addresses.lowerBound % 4) % 4
            for start in stride(from: misalignment, through: piece.addresses.count - 4, by: 4) {
                let word = (0..<4).reduce(0) { $0 | Int(module.bytes[piece.offset + start + $1]) << ($1 * 8) }
                noteAddress(word, usedBy: piece.item)
            }
        }
    }

    private func item(ofFunction index: UInt32) -> Int? {
        let number = Int(index) - module.importedFunctions.count
        return number >= 0 && number < module.code.count ? firstFunction + number : nil
    }

    private mutating func noteAddress(_ address: Int, usedBy user: Int) {
        guard let last = data.last, address >= data[0].addresses.lowerBound, address < last.addresses.upperBound else {
            return
        }
        var low = 0
        var high = data.count
        while low < high {
            let middle = (low + high) / 2
            if data[middle].addresses.upperBound <= address { low = middle + 1 } else { high = middle }
        }
        if data[low].addresses.contains(address) { note(data[low].item, usedBy: user) }
    }

    private mutating func note(_ item: Int, usedBy user: Int) {
        guard item != user, used[user].last != item else { return }
        used[user].append(item)
        users[item].append(user)
    }

    private mutating func findRoots() {
        var functions = module.exports.filter { $0.kind == .function }.map(\.index)
        if let start = module.start { functions.append(start) }
        for segment in module.elements {
            if case .functions(let indices) = segment.items { functions += indices }
        }
        roots = functions.compactMap(item(ofFunction:))
        // Data that nobody seems to use is there for a reason that the bytes do not show.
        roots += data.map(\.item).filter { users[$0].isEmpty }
    }

    // MARK: - Answers

    func shares() -> [SizeReport.Share] {
        var members: [SizeReason: [Int]] = [:]
        for (number, item) in items.enumerated() { members[item.reason, default: []].append(number) }
        let whole = size(reachedWithout: [])
        return members.map { reason, numbers in
            let functionCount = numbers.count {
                if case .function = items[$0].kind { true } else { false }
            }
            var share = SizeReport.Share(
                reason: reason, size: numbers.reduce(0) { $0 + items[$1].size }, functionCount: functionCount,
                saving: 0,
                keepers: [], chain: [])
            if !reason.isOwnCode, functionCount > 0 || reason == .normalization {
                if reason.advice != nil { share.saving = whole - size(reachedWithout: Set(reason.companions)) }
                (share.keepers, share.chain) = keepers(of: reason, numbers)
            }
            return share
        }
        .sorted { ($1.size, $0.reason.identifier) < ($0.size, $1.reason.identifier) }
    }

    /// The size of what can be reached from the roots when some reasons are taken out.
    private func size(reachedWithout reasons: Set<SizeReason>) -> Int {
        var isReached = items.map { reasons.contains($0.reason) }
        var waiting: [Int] = []
        var sum = 0
        func reach(_ item: Int) {
            guard !isReached[item] else { return }
            isReached[item] = true
            sum += items[item].size
            waiting.append(item)
        }
        roots.forEach(reach)
        while let item = waiting.popLast() { used[item].forEach(reach) }
        return sum
    }

    /// The program's own functions from which calls lead to a reason's functions through the libraries alone, and the way
    /// from the nearest of them.
    private func keepers(of reason: SizeReason, _ members: [Int]) -> (keepers: [String], chain: [String]) {
        var next = [Int: Int](minimumCapacity: members.count)
        var wave = members
        for member in members { next[member] = member }
        var found: [Int] = []
        while !wave.isEmpty {
            var following: [Int] = []
            // In the order of their items, so that equal modules give equal reports.
            for item in wave.sorted() {
                for user in users[item] where next[user] == nil {
                    next[user] = item
                    if items[user].reason.isOwnCode { found.append(user) } else { following.append(user) }
                }
            }
            wave = following
        }
        guard let first = found.first else { return ([], []) }
        var chain = [first]
        while let last = chain.last, let step = next[last], step != last { chain.append(step) }
        return (found.map { items[$0].name }, chain.map { items[$0].name })
    }
}
