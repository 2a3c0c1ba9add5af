// Starts a WASI module, then calls the function `HelloWorld` that it exports.
//
//     swift run swiftlet build Examples/Figlet
//     swift run HelloWorld Examples/Figlet/dist/Figlet.wasm Hi there

import Foundation
import WASI
import WebAssembly

guard CommandLine.arguments.count >= 2 else {
    print("usage: HelloWorld MODULE [ARGUMENTS…]")
    exit(64)
}
let arguments = Array(CommandLine.arguments.dropFirst())
guard let file = FileManager.default.contents(atPath: arguments[0]) else {
    print("HelloWorld: cannot read \(arguments[0])")
    exit(1)
}

do {
    let module = try Module([UInt8](file))
    let store = Store(engine: module.engine)
    store[WASI.self] = try WASI(arguments: arguments)
    var linker = Linker()
    WASI.link(into: &linker)
    let instance = try linker.instantiate(module, in: store)

    // A command is a program that `_start` runs from its start to its end; a reactor is a library that `_initialize` makes ready.
    if instance.export("_start") != nil {
        let exitCode = try WASI.start(instance)
        guard exitCode == 0 else { exit(exitCode) }
    } else {
        try WASI.initialize(instance)
    }

    try instance.function("HelloWorld", as: (() -> Void).self)()
} catch {
    print("HelloWorld: \(error)")
    exit(1)
}
