/// Turns one validated function body into the machine's code, in one pass (see ``Shape`` for what an instruction is).
///
/// Frame, in slots: parameters, which results overwrite on return; the header; the other locals; one home for each entry of
/// the operand stack. A call's arguments lie in the caller's highest homes, which become the callee's first slots. Vectors
/// take two slots everywhere, so sizes and places are counted in slots and not in values.
struct Translator: ~Copyable {
    let module: BinaryModule
    let types: ModuleTypes
    let layout: InstanceLayout
    let records: UnsafeMutablePointer<FunctionRecord>

    var code: CodeBuffer
    var stack = ValueStack()
    var frames: [ControlFrame] = []
    var fixups: [Fixup] = []
    /// The function's results, in slots.
    let resultSlots: Int
    let headerSlot: Int
    let firstHome: Int
    let locals: LocalLayout
    /// Where the code starts, in bytes.
    var entry = 0
    /// Until the first branch or label, if there are locals.
    var prologue: Prologue?
    /// What the function catches.
    var handlers: [ExceptionHandler] = []
    /// Where to charge fuel; nil in an engine without it.
    private let fuelPoints: [FuelPlan.Point]?
    private var nextFuelPoint = 0
    /// The function's vector constants.
    var vectors: [V128] = []
    /// Where each instruction's code starts, when somebody wants to know.
    private var places: [Place]?

    /// The instruction whose result is in `resultSlot`: as long as it is the last one, its `to` may be redirected.
    private var resultInstruction = -1
    private var resultSlot = -1
    /// The comparison that was emitted last: as long as it is the last instruction, a branch may take it back and fuse it.
    var comparison: EmittedComparison?

    /// A block that is open.
    struct ControlFrame {
        enum Kind { case function, block, loop, `if`, `else`, tryTable }
        var kind: Kind
        /// Entries below the block's parameters.
        var height: Int
        var type: BlockType
        /// The block's parameters and results, in slots.
        var parameterSlots: Int
        var resultSlots: Int
        /// Where a branch to a loop goes.
        var start: Int
        /// The newest branch that waits for the block's end, or -1.
        var endFixup = -1
        /// The branch of an `if` that waits for `else`, or -1.
        var elseFixup = -1
        /// What a `try_table` catches.
        var clauses: [ExceptionHandler.Clause] = []
    }

    /// A displacement field whose target is not known yet; those of one block form a list.
    struct Fixup {
        var instruction: Int
        var field: Int
        var next: Int
    }

    /// Where an instruction lies in the module's bytes, and its code in the function's.
    struct Place {
        var code: Int
        var offset: Int
    }

    /// The finished code.
    struct Output {
        var code: UnsafeMutableRawPointer
        var byteCount: Int
        /// Where the code starts, in bytes.
        var entry: Int
        var frameSlots: Int
        var handlers: [ExceptionHandler]
        /// In the order of their code; empty unless asked for.
        var places: [Place]
    }

    /// Translate a function of a module that has been validated. The caller owns the code.
    static func translate(
        _ index: UInt32, module: BinaryModule, types: ModuleTypes, layout: InstanceLayout,
        records: UnsafeMutablePointer<FunctionRecord>, consumesFuel: Bool, keepsPlaces: Bool = false
    ) throws(ModuleError) -> Output {
        let body = module.code[Int(index) - module.importedFunctions.count].range
        // `withUnsafeBytes` cannot rethrow a typed error here, so the result travels.
        let result: Result<Output, ModuleError> = module.bytes.withUnsafeBytes { bytes in
            do throws(ModuleError) {
                var reader = InstructionReader(bytes, range: body)
                let locals = try reader.locals()
                var translator = Translator(
                    index, locals: locals, bodySize: body.count, module: module, types: types, layout: layout,
                    records: records, fuelPoints: consumesFuel ? try FuelPlan.points(of: reader) : nil)
                if keepsPlaces { translator.places = [] }
                return .success(try translator.run(index, &reader))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(
        _ index: UInt32, locals: [LocalRun], bodySize: Int, module: BinaryModule, types: ModuleTypes,
        layout: InstanceLayout, records: UnsafeMutablePointer<FunctionRecord>, fuelPoints: [FuelPlan.Point]?
    ) {
        self.module = module
        self.fuelPoints = fuelPoints
        self.types = types
        self.layout = layout
        self.records = records
        let type = module.type(ofFunction: index)
        resultSlots = type.results.slotCount
        headerSlot = Translator.headerSlot(of: type)
        self.locals = LocalLayout(
            parameters: type.parameters, locals: locals, firstLocal: headerSlot + FrameHeader.slotCount)
        firstHome = self.locals.end
        code = CodeBuffer(capacity: bodySize * 6)
        stack.reset(localCount: self.locals.count)
    }

    /// Where a callee of this type keeps its frame header.
    static func headerSlot(of type: FunctionType) -> Int {
        max(type.parameters.slotCount, type.results.slotCount)
    }

    private mutating func run(_ index: UInt32, _ reader: inout InstructionReader) throws(ModuleError) -> Output {
        beginPrologue(
            parameters: module.type(ofFunction: index).parameters.count, firstLocal: headerSlot + FrameHeader.slotCount)
        frames.append(
            ControlFrame(
                kind: .function, height: 0, type: .empty, parameterSlots: 0, resultSlots: resultSlots, start: 0))
        while !frames.isEmpty {
            if places != nil { note(reader.offset) }
            if fuelPoints != nil { chargeFuel(at: reader.offset) }
            let instruction = try reader.next()
            if prologue != nil { follow(instruction) }
            try translate(instruction, &reader)
        }
        endPrologue()
        let size = code.count
        return Output(
            code: code.finish(), byteCount: size, entry: entry, frameSlots: firstHome + stack.highest,
            handlers: handlers, places: places ?? [])
    }

    /// The next code is that of the instruction at an offset.
    private mutating func note(_ offset: Int) {
        // One that was fused with those before it took their code back.
        while let last = places?.last, last.code > code.count { places?.removeLast() }
        places?.append(Place(code: code.count, offset: offset))
    }

    /// The instruction that is being translated takes the place of the code that was taken back.
    mutating func noteInPlace() {
        if let last = places?.last, last.code > code.count { note(last.offset) }
    }

    // MARK: Fuel

    /// Charge what the plan has for this place.
    private mutating func chargeFuel(at offset: Int) {
        guard let fuelPoints, nextFuelPoint < fuelPoints.count, fuelPoints[nextFuelPoint].offset == offset else {
            return
        }
        emit(opFuel, fuelPoints[nextFuelPoint].units)
        nextFuelPoint += 1
    }

    /// Pop how many bytes or elements an instruction moves, and charge for them.
    /// - Parameter unit: how many one unit of fuel moves.
    mutating func popCount(unit: FuelUnit) -> Int {
        let slot = popSlot()
        if fuelPoints != nil { emit(opFuelForCount, slot, unit.rawValue) }
        return slot
    }

    // MARK: Slots

    /// The home of stack entry `index`.
    func home(_ index: Int) -> Int { firstHome + index }

    /// The slot to read a value from; a constant is put into its home first.
    mutating func slot(of entry: ValueStack.Entry, at index: Int) -> Int {
        switch entry.kind {
        case .temporary:
            return home(index)
        case .local:
            return locals.slot(of: entry.payload)
        case .constant, .sum:
            move(entry, at: index, to: home(index))
            return home(index)
        }
    }

    /// Pop a value and give the slot to read it from.
    mutating func popSlot() -> Int {
        let entry = stack.pop()
        return slot(of: entry, at: stack.count)
    }

    /// Copy a value into a slot, or two, unless it is there.
    mutating func move(_ entry: ValueStack.Entry, at index: Int, to target: Int) {
        switch entry.kind {
        case .constant:
            if entry.isVector {
                emitConstant(vectors[Int(entry.payload)], to: target)
            } else {
                emitConstant(entry.payload, to: target)
            }
        case .sum where entry.addend == 0:
            emit(opI32WrapI64, target, locals.slot(of: entry.payload))
        case .sum:
            emitAddition(target, locals.slot(of: entry.payload), Int(entry.addend))
        case .local:
            emitCopy(from: locals.slot(of: entry.payload), to: target, isVector: entry.isVector)
        case .temporary:
            emitCopy(from: home(index), to: target, isVector: entry.isVector)
        }
    }

    /// Put the values in the topmost `count` entries into their homes.
    mutating func settleTop(_ count: Int) {
        settle(from: stack.count - count) { _, _ in true }
    }

    private mutating func settle(from first: Int, where condition: (ValueStack.Entry, _ index: Int) -> Bool) {
        var index = first
        while index < stack.count {
            let entry = stack[index]
            if entry.kind != .temporary, condition(entry, index) {
                move(entry, at: index, to: home(index))
                stack.settle(index)
            }
            index += entry.slotCount
        }
    }

    /// Put every local that the stack still reads, and the topmost `count` entries, into their homes: control flow meets here.
    mutating func settleForControl(top count: Int) {
        let top = stack.count - count
        settle(from: stack.firstUnsettled(top: count)) { $0.readsLocal || $1 >= top }
        stack.markSettled()
    }

    /// `local` is about to change: entries that still read it are put into their homes.
    mutating func saveReaders(of local: UInt32) {
        var index = stack.takeReaders(of: local)
        while index >= 0 {
            if stack[index].readsLocal {
                move(stack[index], at: index, to: home(index))
                stack.settle(index)
            }
            index = stack.takeNextReader(index)
        }
    }

    // MARK: Emitting

    mutating func emitConstant(_ bits: UInt64, to slot: Int) {
        if bits <= UInt64(UInt32.max) {
            code.append(handler: opConstant32)
            code.append(slot)
            code.append(UInt32(truncatingIfNeeded: bits))
        } else {
            code.append(handler: opConstant64)
            code.append(slot)
            code.append(bits)
        }
    }

    mutating func emitConstant(_ vector: V128, to slot: Int) {
        code.append(handler: opConstantVector)
        code.append(slot)
        code.append(vector.low)
        code.append(vector.high)
    }

    mutating func emitCopy(from: Int, to: Int, isVector: Bool) {
        if from == to { return }
        if isVector { emit(opCopyVector, to, from) } else { emitCopy(to, from) }
    }

    mutating func emit(_ handler: Handler) {
        code.append(handler: handler)
    }

    mutating func emit(_ handler: Handler, _ a: Int) {
        code.append(handler: handler)
        code.append(a)
    }

    mutating func emit(_ handler: Handler, _ a: Int, _ b: Int) {
        code.append(handler: handler)
        code.append(a)
        code.append(b)
    }

    mutating func emit(_ handler: Handler, _ a: Int, _ b: Int, _ c: Int) {
        code.append(handler: handler)
        code.append(a)
        code.append(b)
        code.append(c)
    }

    mutating func emit(_ handler: Handler, _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        emit(handler, a, b, c)
        code.append(d)
    }

    mutating func emit(_ handler: Handler, _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int) {
        emit(handler, a, b, c, d)
        code.append(e)
    }

    /// Push the result of the instruction that is emitted next, which must have `to` as its first field.
    /// - Returns: the slot for `to`.
    mutating func pushResult(isVector: Bool = false) -> Int {
        let slot = home(stack.count)
        stack.pushTemporary(isVector: isVector)
        resultSlot = slot
        resultInstruction = code.count
        return slot
    }

    /// Let the last instruction write to `target` instead of the home of entry `index`, if it is what made that entry.
    mutating func redirectResult(of index: Int, to target: Int) -> Bool {
        guard resultInstruction == code.lastInstruction, resultInstruction >= 0, resultSlot == home(index) else {
            return false
        }
        code.patch(resultInstruction + 8, target)
        resultInstruction = -1
        comparison = nil
        return true
    }

    /// Code that follows can be reached from elsewhere: nothing before it may change any more.
    mutating func bindLabel() {
        code.separate()
        resultInstruction = -1
        comparison = nil
    }

    /// Whether the last instruction's result is in entry `index`, and may still go elsewhere.
    func isLastResult(at index: Int) -> Bool {
        isLastRedirectable && resultSlot == home(index)
    }

    /// Whether the last instruction may still be told to write its result elsewhere.
    var isLastRedirectable: Bool { resultInstruction >= 0 && resultInstruction == code.lastInstruction }

    /// Take back the last instruction.
    mutating func forgetLast() {
        code.truncate(to: code.lastInstruction)
        resultInstruction = -1
        comparison = nil
    }
}
