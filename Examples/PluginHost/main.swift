// Runs every plugin of a folder over a text, in the order of their names, and goes on when one of them fails.
//
//     swift run PluginHost Examples/PluginHost/Plugins 'Hello, plugins!'

import Foundation
import WebAssembly

guard CommandLine.arguments.count == 3 else {
    print("usage: PluginHost FOLDER TEXT")
    exit(64)
}
let folder = URL(filePath: CommandLine.arguments[1])
let text = CommandLine.arguments[2]

// One engine for all plugins; each has a store of its own.
let engine = Engine()
guard let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) else {
    print("PluginHost: cannot read the folder \(folder.path)")
    exit(1)
}
let plugins = files.filter { ["wasm", "wat"].contains($0.pathExtension) }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }

for file in plugins {
    let name = file.deletingPathExtension().lastPathComponent
    do {
        print("\(name): \(try Plugin(file, engine: engine).transform(text))")
    } catch let trap as Trap where trap.kind == .deadlineExceeded {
        print("\(name): stopped, it took too long")
    } catch {
        print("\(name): failed, \(error)")
    }
}
