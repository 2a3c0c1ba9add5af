import WasmText
import WebAssembly

/// Why a module of a script is refused: by which of the rooms that it passes, and in which words.
package struct ModuleRefusal {
    package var kind: ModuleError.Kind
    /// What is wrong, without the place.
    package var message: String

    /// Nil for a module that is accepted.
    package init?(of module: ScriptModule, engine: Engine) throws {
        do {
            _ = try Module(module.encode(), engine: engine)
            return nil
        } catch let error as TextError {
            kind = .malformed
            message = error.message
        } catch let error as ModuleError {
            kind = error.kind
            message = error.message
        }
    }
}

extension ModuleRefusal: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .malformed: "malformed: \(message)"
        case .invalid: "invalid: \(message)"
        case .unsupported: "unsupported: \(message)"
        }
    }
}
