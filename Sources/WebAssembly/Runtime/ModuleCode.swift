/// The code of a module's functions, translated one by one when they are first called and shared by all instances.
final class ModuleCode: @unchecked Sendable {
    // Records are written once each, under the lock; running code reads them without it. `entry` is the last field to
    // change, in a critical section of its own, so that whoever sees the new entry also sees the frame size.

    let records: UnsafeMutablePointer<FunctionRecord>
    private let count: Int
    private let module: BinaryModule
    private let types: ModuleTypes
    private let layout: InstanceLayout
    /// What checks a body before it is translated; nil when all have been checked. Used under the lock.
    private let unchecked: BodyValidator?
    private let consumesFuel: Bool
    private let lock = Lock()
    private var pieces = CodePieces()

    init(
        _ module: BinaryModule, types: ModuleTypes, layout: InstanceLayout, consumesFuel: Bool,
        unchecked: BodyValidator?
    ) {
        self.consumesFuel = consumesFuel
        self.unchecked = unchecked
        self.module = module
        self.types = types
        self.layout = layout
        count = module.functions.count
        records = .allocate(capacity: max(count, 1))
        let translate: Handler = opTranslate
        let stub = unsafeBitCast(translate, to: UInt.self)
        for index in 0..<count {
            let record = records + index
            let function = UInt32(index + module.importedFunctions.count)
            record.initialize(
                to: FunctionRecord(
                    translateStub: stub, entry: UnsafeRawPointer(record), frameSlots: 0,
                    headerSlot: Int32(Translator.headerSlot(of: module.type(ofFunction: function))),
                    index: function))
        }
    }

    deinit {
        pieces.free()
        records.deallocate()
    }

    /// Give the function of `record` its code, if it has none yet.
    func translate(_ record: UnsafeMutablePointer<FunctionRecord>) throws(ModuleError) {
        let entry: UnsafeRawPointer? = try lock.withLock { () throws(ModuleError) in
            if record.pointee.frameSlots != 0 { return nil }
            try unchecked?.validate(record - records)
            let output = try Translator.translate(
                record.pointee.index, module: module, types: types, layout: layout, records: records,
                consumesFuel: consumesFuel)
            pieces.add(
                CodePieces.Piece(
                    code: output.code, byteCount: output.byteCount, record: record - records, handlers: output.handlers)
            )
            record.pointee.frameSlots = output.frameSlots
            return UnsafeRawPointer(output.code + output.entry)
        }
        if let entry { lock.withLock { record.pointee.entry = entry } }
    }

    /// The function whose code, or whose stub, `pc` lies in.
    func function(at pc: UnsafeRawPointer) -> UnsafeMutablePointer<FunctionRecord>? {
        let stubs = UnsafeRawPointer(records)
        if pc >= stubs, pc < UnsafeRawPointer(records + count) {
            return records + (pc - stubs) / MemoryLayout<FunctionRecord>.stride
        }
        return lock.withLock { pieces.piece(at: pc) }.map { records + $0.record }
    }

    /// The offset in the module of the instruction whose code `pc` lies in; of the function's start, when it has no code yet.
    ///
    /// Nobody keeps these for code that runs well: the function is translated again, which gives the same code (see decision 122).
    func offset(at pc: UnsafeRawPointer) -> Int? {
        guard let record = function(at: pc) else { return nil }
        let index = record.pointee.index
        guard let start = handlers(at: pc)?.start else {
            return module.code[Int(index) - module.importedFunctions.count].range.lowerBound
        }
        let output = try? Translator.translate(
            index, module: module, types: types, layout: layout, records: records, consumesFuel: consumesFuel,
            keepsPlaces: true)
        output?.code.deallocate()
        return output?.places.last { $0.code <= pc - start }?.offset
    }

    /// The function whose code `pc` lies in, what it catches, and where its code starts.
    func handlers(
        at pc: UnsafeRawPointer
    ) -> (record: UnsafeMutablePointer<FunctionRecord>, handlers: [ExceptionHandler], start: UnsafeRawPointer)? {
        lock.withLock { pieces.piece(at: pc) }.map { (records + $0.record, $0.handlers, UnsafeRawPointer($0.code)) }
    }
}
