import WasmBinary

/// Who made a module for JavaScript, as its imports tell.
public enum GoDialect: Sendable {
    /// Go 1.21 and newer: functions of module `gojs` that take Go's stack pointer.
    case go
    /// TinyGo: functions of module `gojs` (or, before 0.32, `env`) that take real parameters.
    case tinyGo
    /// Go before 1.21: module `go`.
    case oldGo

    /// Nil for a module that is neither Go's nor TinyGo's for JavaScript.
    public init?(_ module: BinaryModule) {
        for entry in module.imports {
            guard case .function(let type) = module.type(of: entry.description) else { continue }
            let takesStackPointer = type.parameters == [.i32] && type.results.isEmpty
            switch entry.module {
            case "go" where takesStackPointer:
                self = .oldGo
                return
            case "gojs" where entry.name.hasPrefix("runtime.") || entry.name.hasPrefix("syscall/js."):
                // TinyGo has two functions of the same type as Go's.
                if takesStackPointer, entry.name == "syscall/js.finalizeRef" || entry.name == "runtime.sleepTicks" {
                    continue
                }
                self = takesStackPointer ? .go : .tinyGo
                return
            case "env" where entry.name.hasPrefix("syscall/js."):
                self = .tinyGo
                return
            default: continue
            }
        }
        return nil
    }
}
