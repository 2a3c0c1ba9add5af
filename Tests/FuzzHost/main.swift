import WebAssembly

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Reads a line a module, `FEATURES check|run|text PATH`, and answers each with a line of JSON before it reads the next. The other side
// (scripts/fuzzing) so knows which module this process died of. What `text` makes of PATH goes to PATH.wasm.

while let line = readLine() {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, let features = Features(named: words[0]), let bytes = contents(ofFile: words[2]) else {
        print(JSON.object([("error", .text("no such feature set or file: \(line)"))]))
        fflush(nil)
        continue
    }
    if words[1] == "text" {
        print(TextExamination(of: bytes, features: features, output: words[2] + ".wasm").json)
        fflush(nil)
        continue
    }
    print(Examination(of: bytes, features: features, runs: words[1] == "run").json)
    fflush(nil)
}

func contents(ofFile path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return bytes }
        bytes.append(contentsOf: buffer[..<count])
    }
}

func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "wb") else { fatalError("cannot write \(path)") }
    defer { fclose(file) }
    precondition(fwrite(bytes, 1, bytes.count, file) == bytes.count, "cannot write \(path)")
}

extension Features {
    init?(named name: String) {
        switch name {
        case "all": self = .all
        case "wasm3": self = .wasm3
        case "wasm2": self = .wasm2
        default: return nil
        }
    }
}
