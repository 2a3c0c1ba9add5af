import WebAssembly

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// What a module costs, measured in a process of its own so that nothing else counts:
//
//     ModuleCost load FILE [COPIES]    decode, validate and keep COPIES of the module; then call `run` of the last, if it exports that
//     ModuleCost speed FILE            decode and validate nine times
//
// Prints lines of a name and a number. All of it happens on a thread with a small stack, so that whatever recursed by the guest's depth
// would end this process.

private let stackBytes = 256 << 10

private func measure() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { fail("usage: ModuleCost load|speed FILE [COPIES]") }
    switch arguments[1] {
    case "load": try load(arguments[2], copies: arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1)
    case "speed": try speed(arguments[2])
    default: fail("no such command: \(arguments[1])")
    }
}

private func load(_ path: String, copies: Int) throws {
    let engine = Engine()
    let before = Usage.now
    var modules: [Module] = []
    for _ in 0..<copies { modules.append(try Module(contents(ofFile: path), engine: engine)) }
    let loaded = Usage.now
    let module = modules[copies - 1]
    show("bytes", module.binary.bytes.count)
    show("code", module.binary.code.reduce(0) { $0 + $1.range.count })
    show("load-microseconds", loaded.microseconds - before.microseconds)
    show("resident", (loaded.residentBytes - before.residentBytes) / copies)
    if module.binary.exports.contains(where: { $0.name == "run" }) {
        var limits = Limits()
        limits.stackBytes = 16 << 20
        let instance = try Linker().instantiate(module, in: Store(engine: engine, limits: limits))
        let results = try instance.function("run").call()
        show("call-microseconds", Usage.now.microseconds - loaded.microseconds)
        for case .i32(let value) in results { show("result", Int(value)) }
    }
    show("peak", Usage.now.peakBytes - before.residentBytes)
}

private func speed(_ path: String) throws {
    let bytes = contents(ofFile: path)
    var decoding: [Int] = []
    var validation: [Int] = []
    for _ in 0..<9 {
        let start = Usage.now.microseconds
        let module = try BinaryModule(decoding: bytes)
        let decoded = Usage.now.microseconds
        try module.validate()
        decoding.append(decoded - start)
        validation.append(Usage.now.microseconds - decoded)
    }
    show("bytes", bytes.count)
    show("decode-microseconds", decoding.sorted()[4])
    show("validate-microseconds", validation.sorted()[4])
}

private func show(_ name: String, _ value: Int) { print(name, value) }

private func fail(_ message: String) -> Never {
    print("failed:", message)
    exit(2)
}

/// The whole file in memory that is exactly as large.
private func contents(ofFile path: String) -> [UInt8] {
    guard let file = fopen(path, "rb"), fseek(file, 0, SEEK_END) == 0 else {
        fail("cannot read \(path)")
    }
    defer { fclose(file) }
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { $1 = fread($0.baseAddress, 1, size, file) }
}

private func runOnThread(_ body: @convention(c) @escaping (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackBytes)
    #if canImport(Darwin)
        var thread: pthread_t?
        pthread_create(&thread, &attributes, { body($0) }, nil)
        pthread_join(thread!, nil)
    #else
        var thread = pthread_t()
        pthread_create(&thread, &attributes, body, nil)
        pthread_join(thread, nil)
    #endif
}

runOnThread { _ in
    do {
        try measure()
    } catch {
        fail("\(error)")
    }
    return nil
}
