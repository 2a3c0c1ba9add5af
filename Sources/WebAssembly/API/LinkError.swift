/// Why a module could not be instantiated.
public enum LinkError: Error, Hashable, Sendable {
    /// Nobody offers an import.
    case missingImport(ImportType)
    /// What is offered under an import's name has another type.
    case incompatibleImport(ImportType, offered: ExternalType)
    /// An import was defined with something of another store.
    case foreignImport(ImportType)
    /// A module cannot be prepared for any store with what belongs to one.
    case importOfOneStore(ImportType)
    /// Module and store come from different engines.
    case foreignModule
    /// The store's ``Limits`` do not allow it.
    case limitExceeded(String)
    /// A shared memory was asked for with a type that says it is not one, or has no maximum.
    case notShared(MemoryType)
    /// The system has no more memory.
    case outOfMemory(String)
}

extension LinkError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missingImport(let type):
            let hint = LinkError.host(of: type.module).map { "; \($0)" } ?? "; define it on the linker"
            return "missing import \"\(type.module)\" \"\(type.name)\": \(type.type)\(hint)"
        case .incompatibleImport(let type, let offered):
            return "incompatible import type for \"\(type.module)\" \"\(type.name)\": the module needs \(type.type), "
                + "but what is offered is \(offered)"
        case .foreignImport(let type):
            return "the import \"\(type.module)\" \"\(type.name)\" was defined with something of another store"
        case .importOfOneStore(let type):
            return
                "the import \"\(type.module)\" \"\(type.name)\" was defined with something of one store, so the module cannot be "
                + "prepared for others; define a host function, or use `instantiate`"
        case .foreignModule:
            return "the module was made with another engine than the store; "
                + "give both the same: Store(engine: module.engine)"
        case .limitExceeded(let what):
            return "limit exceeded: the module needs \(what)"
        case .notShared(let type):
            return "a shared memory needs a shared type with a maximum, not \(ExternalType.memory(type))"
        case .outOfMemory(let what):
            return "out of memory: \(what)"
        }
    }

    /// Which host offers a module name that programs commonly import from.
    private static func host(of module: String) -> String? {
        switch module {
        case "wasi_snapshot_preview1":
            "this is WASI preview 1, which `import WASI` offers: WASI.link(into: &linker)"
        case "wasi_unstable":
            "this is WASI preview 0; rebuild the program for wasi_snapshot_preview1"
        case "gojs", "go":
            "this is a Go program for JavaScript (GOOS=js); build it with GOOS=wasip1, or run it in a browser"
        case "swiftlet":
            "this is a Swift module for JavaScript (import JavaScript), which needs the JavaScript that was built with it"
        case "env":
            "\"env\" is what C and AssemblyScript programs import from their own host: define it on the linker"
        case "wbg", "__wbindgen_placeholder__":
            "this is a Rust program for JavaScript (wasm-bindgen), which needs its own JavaScript"
        default:
            nil
        }
    }
}
