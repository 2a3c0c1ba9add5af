/// Where a function body charges fuel, and how much (decision 124): found before it is translated, from its instructions alone, so that
/// the same body costs the same however it is translated.
struct FuelPlan {
    struct Point {
        /// The instruction, by its offset in the module's bytes, before which the charge is made.
        var offset: Int
        var units: Int
        /// Of the units, those of conditional stretches.
        var conditionalUnits = 0
    }

    /// A conditional stretch of at most so many instructions is charged at the point before it…
    static let shortStretch = 8
    /// …as long as all those of one point are no more than this: a charge is above what runs by this at most.
    static let maximumConditionalUnits = 16

    /// Code that runs from its start to its end unless it traps, throws or returns to a loop: one instruction after the other, and around
    /// blocks that are left at their ends only.
    private struct Stretch {
        var start: Int
        /// The point that it has itself, once it is long.
        var point: Int?
        /// The point that it is charged at until then.
        var outerPoint: Int
        var units = 0
    }

    /// A block that is open.
    private struct Frame {
        var stretch: Int
        /// The outermost block, by its number, that a branch inside this one leaves: what follows in that one, and in those in between, is
        /// conditional.
        var outermostLeft = Int.max
    }

    private var points: [Point] = []
    private var stretches: [Stretch] = []
    private var frames: [Frame] = []

    /// The charges of a valid body, in their order.
    ///
    /// - Parameter reader: stands behind the locals.
    static func points(of reader: InstructionReader) throws(ModuleError) -> [Point] {
        var plan = FuelPlan()
        var reader = reader
        plan.open(plan.stretch(withPointAt: reader.offset))
        while !plan.frames.isEmpty { try plan.follow(&reader) }
        return plan.points.filter { $0.units > 0 }.sorted { $0.offset < $1.offset }
    }

    private mutating func follow(_ reader: inout InstructionReader) throws(ModuleError) {
        let instruction = try reader.next()
        let opcode = instruction.opcode
        switch opcode {
        case .block:
            open(innermost)
        case .loop:
            open(stretch(withPointAt: reader.offset))
        case .else:
            // Both branches of an `if` follow what stands before it.
            frames[frames.count - 1].stretch = conditionalStretch(
                at: reader.offset, after: frames[frames.count - 2].stretch)
        case .end:
            close(at: reader.offset)
        default:
            charge()
            switch opcode {
            case .tryTable:
                open(innermost)
            case .if:
                open(conditionalStretch(at: reader.offset, after: innermost))
            case .brIf, .brOnNull, .brOnNonNull, .brOnCast, .brOnCastFail:
                leave(to: instruction.index)
                frames[frames.count - 1].stretch = conditionalStretch(at: reader.offset, after: innermost)
            case .br:
                leave(to: instruction.index)
                try skip(&reader)
            case .brTable:
                var labels = try reader.labels(of: instruction)
                for _ in 0...Int(instruction.index) { leave(to: try labels.next()) }
                try skip(&reader)
            case .return, .returnCall, .returnCallIndirect, .returnCallRef, .throw, .throwRef:
                leave(to: UInt32(frames.count - 1))
                try skip(&reader)
            case .unreachable:
                try skip(&reader)
            default:
                break
            }
        }
    }

    /// Read on to the `else` or `end` of the current block: nothing there can run.
    private mutating func skip(_ reader: inout InstructionReader) throws(ModuleError) {
        var depth = 0
        while true {
            let next = reader
            switch try reader.next().opcode {
            case .block, .loop, .if, .tryTable: depth += 1
            case .else where depth == 0, .end where depth == 0:
                reader = next
                return
            case .end: depth -= 1
            default: break
            }
        }
    }

    // MARK: Blocks

    private mutating func open(_ stretch: Int) { frames.append(Frame(stretch: stretch)) }

    private mutating func close(at offset: Int) {
        let inner = frames.removeLast()
        let outer = frames.count - 1
        guard outer >= 0, inner.outermostLeft <= outer else { return }
        frames[outer].outermostLeft = min(frames[outer].outermostLeft, inner.outermostLeft)
        frames[outer].stretch = conditionalStretch(at: offset, after: frames[outer].stretch)
    }

    /// A branch goes to a label: what follows in the blocks up to that one may not run. They learn it when the inner ones end.
    private mutating func leave(to depth: UInt32) {
        let last = frames.count - 1
        frames[last].outermostLeft = min(frames[last].outermostLeft, last - Int(depth))
    }

    // MARK: Stretches

    /// The stretch that the next instruction belongs to.
    private var innermost: Int { frames[frames.count - 1].stretch }

    private mutating func stretch(withPointAt offset: Int) -> Int {
        points.append(Point(offset: offset, units: 0))
        stretches.append(Stretch(start: offset, point: points.count - 1, outerPoint: points.count - 1))
        return stretches.count - 1
    }

    /// A stretch that may or may not run after another.
    private mutating func conditionalStretch(at offset: Int, after other: Int) -> Int {
        stretches.append(
            Stretch(start: offset, point: nil, outerPoint: stretches[other].point ?? stretches[other].outerPoint))
        return stretches.count - 1
    }

    /// One instruction of the innermost stretch.
    private mutating func charge() {
        var stretch = stretches[innermost]
        defer { stretches[innermost] = stretch }
        if let point = stretch.point {
            points[point].units += 1
            return
        }
        let outer = stretch.outerPoint
        if stretch.units < FuelPlan.shortStretch, points[outer].conditionalUnits < FuelPlan.maximumConditionalUnits {
            stretch.units += 1
            points[outer].units += 1
            points[outer].conditionalUnits += 1
            return
        }
        points[outer].units -= stretch.units
        points[outer].conditionalUnits -= stretch.units
        points.append(Point(offset: stretch.start, units: stretch.units + 1))
        stretch.point = points.count - 1
    }
}
