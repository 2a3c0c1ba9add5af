import WasmText
import WebAssembly

/// Damaged modules, which lie about sizes, counts, types and places, and what they do when they are valid all the same: with host
/// functions that do anything, small limits, and now and then with fuel.
package struct ModuleAttack: Attack {
    package static let name = "modules"
    private var chance: Chance
    private let samples: [[UInt8]]
    /// How many modules ran.
    private var ran = 0
    private var made = 0

    package init(seed: UInt64) throws {
        chance = Chance(seed: seed)
        samples = try SampleModules.all.map { try WasmText.encode($0) }
    }

    package mutating func attack() throws -> Int {
        for _ in 0..<20 {
            var bytes = chance.pick(from: samples)
            if !chance.oneIn(8) { for _ in 0...chance.pick(3) { damage(&bytes) } }
            let features: Features = chance.oneIn(4) ? .all : Engine.defaultFeatures
            try load(bytes, Engine(features: features, consumesFuel: chance.oneIn(3), pooledMemories: 4))
            made += 1
        }
        // Damage that nothing comes through would try the decoder only.
        if made > 200, ran < made / 20 { throw Harm("of \(made) modules only \(ran) ran") }
        return 20
    }

    private mutating func load(_ bytes: [UInt8], _ engine: Engine) throws {
        do {
            let module = try Module(bytes, engine: engine, validation: chance.oneIn(4) ? .lazy : .whole)
            try run(module)
            ran += 1
        } catch let error as ModuleError {
            guard error.offset <= bytes.count else { throw Harm("the error lies behind the module: \(error)") }
        } catch is LinkError {
        }
    }

    private mutating func run(_ module: Module) throws {
        var limits = Limits()
        limits.memoryPages = 20
        limits.tableElements = 100_000
        limits.heapBytes = chance.oneIn(2) ? 1 << 16 : 1 << 22
        limits.stackBytes = 1 << chance.pick(18)
        limits.instances = 30
        limits.memories = 60
        limits.tables = 30
        limits.hostCallDepth = 1 + chance.pick(30)
        let store = Store(engine: module.engine, limits: limits)
        let actions = HostActions(seed: chance.bits(), in: store)
        func prepare() {
            store.deadline = .now + .milliseconds(20)
            if module.engine.consumesFuel { store.fuel = 100_000 }
        }
        prepare()
        let instance: Instance
        do {
            instance = try actions.linker.instantiate(module, in: store)
        } catch let error where Self.isExpected(error) {
            return
        }
        let functions = module.exports.compactMap { export -> Function? in
            guard case .function(let function)? = instance.export(export.name) else { return nil }
            return function
        }
        for _ in 0..<(functions.isEmpty ? 0 : 12) {
            let function = chance.pick(from: functions)
            prepare()
            do {
                _ = try function.call(function.type.parameters.map { try argument($0) })
            } catch let error where Self.isExpected(error) {
            }
        }
        withExtendedLifetime(actions) {}
    }

    private static func isExpected(_ error: any Error) -> Bool {
        // A body that is validated when it is called is refused then.
        error is Trap || error is Exception || error is HostActions.Failure || error is CallError
            || error is ModuleError
            || error is NoArgument
    }

    private struct NoArgument: Error {}

    private mutating func argument(_ type: ValueType) throws -> Value {
        let bits = chance.oneIn(2) ? UInt64(chance.pick(100)) : chance.bits()
        switch type {
        case .i32: return .i32(Int32(truncatingIfNeeded: bits))
        case .i64: return .i64(Int64(bitPattern: bits))
        case .f32: return .f32(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
        case .f64: return .f64(Double(bitPattern: bits))
        case .v128: return .v128(V128(low: bits, high: ~bits))
        case .ref(let type):
            switch type.heapType {
            case .func, .nofunc: return .funcref(nil)
            case .extern, .noextern: return .externref(nil)
            case .exn, .noexn: return .exnref(nil)
            case .type: throw NoArgument()
            default: return .anyref(nil)
            }
        }
    }

    // MARK: Damage

    private static let sizes: [[UInt8]] = [
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0x80, 0x80, 0x80, 0x80, 0x08],
        [0xFF, 0xFF, 0x03],
        [0x80, 0x80, 0x04], [0x80, 0x00], [0xFF, 0x7F], [0x7F], [0],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ]

    private mutating func damage(_ bytes: inout [UInt8]) {
        guard bytes.count > 9 else { return }
        let place = 8 + chance.pick(bytes.count - 8)
        switch chance.pick(9) {
        case 0, 1, 2: bytes[place] = UInt8(truncatingIfNeeded: chance.bits())
        // Neighbours of a number, an opcode or a type.
        case 3, 4: bytes[place] = bytes[place] &+ (chance.oneIn(2) ? 1 : 255)
        // A number that says more, or less, than there is.
        case 5:
            bytes.replaceSubrange(place..<place + 1, with: chance.pick(from: Self.sizes))
        case 6: bytes.remove(at: place)
        case 7:
            let end = min(place + 1 + chance.pick(12), bytes.count)
            bytes.insert(contentsOf: bytes[place..<end], at: 8 + chance.pick(bytes.count - 8))
        default:
            // A piece of another module.
            let other = chance.pick(from: samples)
            let start = chance.pick(other.count)
            let piece = other[start..<min(start + 1 + chance.pick(30), other.count)]
            bytes.replaceSubrange(place..<min(place + piece.count, bytes.count), with: piece)
        }
    }
}
