import GoJS
import WASI
import WebAssembly

/// Runs a module in our own runtime, in this process.
struct HostRunner {
    /// What the module may use.
    let features: Features

    /// The largest module that is validated as a whole before it starts, in bytes: that takes some 20 ms (decision 100).
    private static let largestWhole = 4 << 20

    /// Runs the module to its end, on this process's standard streams.
    func run(_ request: RunRequest, module bytes: [UInt8]) throws -> Outcome {
        let engine = Engine(features: features, consumesFuel: request.fuel != nil)
        let isLarge = bytes.count > HostRunner.largestWhole
        let module = try Module(bytes, engine: engine, validation: isLarge ? .lazy : .whole)
        if let dialect = GoDialect(module.binary) { return try runGo(request, module, dialect) }
        if request.call == nil {
            try HostRunner.checkEntry(module.binary, name: request.arguments.first ?? request.path)
        }
        let store = Store(engine: engine)
        if let fuel = request.fuel { store.fuel = fuel }
        var linker = Linker()
        // A module that imports nothing of WASI needs none of it set up.
        if module.binary.imports.contains(where: { $0.module == WASI.moduleName }) {
            WASI.link(into: &linker)
            store[WASI.self] = try HostRunner.wasi(for: request)
        }
        do {
            let instance = try linker.instantiate(module, in: store)
            guard let call = request.call else {
                _ = try instance.function("_start").call()
                return .exited(code: 0)
            }
            if call.export != "_initialize", case .function(let prepare)? = instance.export("_initialize") {
                _ = try prepare.call()
            }
            let results = try instance.function(call.export).call(call.arguments.map(Value.init))
            return .returned(results.map(CallValue.init))
        } catch let exit as WASIExit {
            return .exited(code: UInt32(bitPattern: exit.code))
        } catch let trap as Trap {
            return .trapped(TrapReport(trap))
        }
    }

    private func runGo(_ request: RunRequest, _ module: Module, _ dialect: GoDialect) throws -> Outcome {
        let store = Store(engine: module.engine)
        if let fuel = request.fuel { store.fuel = fuel }
        do {
            return try GoRunner().run(request, module, store: store)
        } catch let trap as Trap {
            return .trapped(TrapReport(trap))
        }
    }

    private static func wasi(for request: RunRequest) throws -> WASI {
        try WASI(
            arguments: request.arguments,
            environment: request.environment.map { "\($0.name)=\($0.value)" },
            preopens: request.folders.enumerated().map { try preopen($0.element, number: $0.offset) },
            sockets: request.sandbox.listeners.map { PreopenedSocket($0.descriptor) },
            standardInput: .inheritedInput,
            standardOutput: .inheritedOutput,
            standardError: .inheritedError,
            clocks: clocks(request.sandbox.clock),
            random: random(request.sandbox))
    }

    static func random(_ sandbox: Sandbox) -> any RandomSource {
        sandbox.seed.map(SeededRandom.init) ?? SystemRandom()
    }

    private static func preopen(_ folder: RunRequest.Folder, number: Int) throws -> Preopen {
        Preopen(folder.guest, try fileSystem(folder, number: number))
    }

    /// What a folder of the request is for the guest.
    static func fileSystem(_ folder: RunRequest.Folder, number: Int) throws -> any FileSystem {
        // Those in memory get numbers that no disk has, each its own.
        let device = UInt64.max - UInt64(number)
        switch folder.access {
        case .changes: return try HostFolder(folder.host)
        case .readOnly: return ReadOnlyFileSystem(try HostFolder(folder.host))
        case .overlay:
            return try OverlayFileSystem(HostFolder(folder.host), upper: MemoryFileSystem(device: device))
        case .memory: return MemoryFileSystem(device: device)
        }
    }

    static func clocks(_ clock: Sandbox.Clock) -> any ClockSource {
        switch clock {
        case .system: SystemClocks()
        case .simulated(let start, let step): SimulatedClocks(start: start, step: step)
        }
    }

    /// Refuses to start a module that has no start: it is to be called instead.
    static func checkEntry(_ module: BinaryModule, name: String) throws(RunError) {
        guard !module.exports.contains(where: { $0.name == "_start" && $0.kind == .function }) else { return }
        let functions = module.functionLines.filter { !$0.hasPrefix("  _initialize:") }
        throw RunError(
            functions.isEmpty
                ? "\(name) has no _start and exports no function: there is nothing to run."
                : """
                \(name) has no _start, so it is not a program but functions to call. Choose one with --invoke:
                \(functions.joined(separator: "\n"))
                """)
    }
}

extension Value {
    /// A value of the command line; of references there is only null, of the type at the top of its hierarchy.
    fileprivate init(_ value: CallValue) {
        switch value.type {
        case .i32: self = .i32(Int32(truncatingIfNeeded: value.bits))
        case .i64: self = .i64(Int64(bitPattern: value.bits))
        case .f32: self = .f32(Float(bitPattern: UInt32(truncatingIfNeeded: value.bits)))
        case .f64: self = .f64(Double(bitPattern: value.bits))
        case .v128: self = .v128(V128(low: value.bits, high: value.highBits))
        case .ref(let type):
            switch type.heapType {
            case .func: self = .funcref(nil)
            case .extern: self = .externref(nil)
            case .exn: self = .exnref(nil)
            default: self = .anyref(nil)
            }
        }
    }
}

extension CallValue {
    fileprivate init(_ value: Value) {
        let bits: UInt64 =
            switch value {
            case .i32(let value): UInt64(UInt32(bitPattern: value))
            case .i64(let value): UInt64(bitPattern: value)
            case .f32(let value): UInt64(value.bitPattern)
            case .f64(let value): value.bitPattern
            case .v128(let value): value.low
            case .funcref(nil), .externref(nil), .anyref(nil), .exnref(nil): 0
            // What it refers to means nothing outside the store.
            case .funcref, .externref, .anyref, .exnref: 1
            }
        self.init(type: value.type, bits: bits)
        if case .v128(let value) = value { highBits = value.high }
    }
}

extension TrapReport {
    fileprivate init(_ trap: Trap) {
        self.init(
            message: trap.kind.description,
            frames: trap.backtrace.map { Frame(name: $0.name, functionIndex: $0.functionIndex, offset: nil) })
    }
}
