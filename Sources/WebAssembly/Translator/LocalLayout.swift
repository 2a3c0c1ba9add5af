/// Where a function's locals lie in its frame: parameters from slot 0, the others behind the header.
struct LocalLayout {
    /// Locals, parameters included.
    let count: Int
    /// The first slot behind the locals.
    let end: Int
    private let parameterCount: Int
    private let firstLocal: Int
    /// The slot of each local when there are vectors among them; otherwise a local's number tells its slot.
    private let slots: [Int32]
    private let vectors: [Bool]

    /// - Parameter firstLocal: the slot of the first local that is no parameter.
    init(parameters: [ValueType], locals: [LocalRun], firstLocal: Int) {
        let localCount = locals.reduce(0) { $0 + Int($1.count) }
        self.firstLocal = firstLocal
        parameterCount = parameters.count
        count = parameters.count + localCount
        guard parameters.contains(.v128) || locals.contains(where: { $0.type == .v128 }) else {
            slots = []
            vectors = []
            end = firstLocal + localCount
            return
        }
        var slots: [Int32] = []
        var vectors: [Bool] = []
        slots.reserveCapacity(count)
        vectors.reserveCapacity(count)
        var slot = 0
        for type in parameters {
            slots.append(Int32(slot))
            vectors.append(type == .v128)
            slot += type.slotCount
        }
        slot = firstLocal
        for run in locals {
            for _ in 0..<run.count {
                slots.append(Int32(slot))
                vectors.append(run.type == .v128)
                slot += run.type.slotCount
            }
        }
        self.slots = slots
        self.vectors = vectors
        end = slot
    }

    /// The slot of a local; the first one of a vector.
    func slot(of local: UInt64) -> Int {
        let local = Int(local)
        if !slots.isEmpty { return Int(slots[local]) }
        return local < parameterCount ? local : firstLocal + local - parameterCount
    }

    func isVector(_ local: UInt32) -> Bool { !vectors.isEmpty && vectors[Int(local)] }
}

extension ValueType {
    /// Frame slots that a value takes.
    @inline(__always) var slotCount: Int { self == .v128 ? 2 : 1 }
}

extension [ValueType] {
    /// Frame slots that such values take together.
    var slotCount: Int { reduce(0) { $0 + $1.slotCount } }
}
