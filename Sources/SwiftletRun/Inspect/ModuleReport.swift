import SwiftletBuild
import WebAssembly

/// What a module is made of: what `swiftlet inspect` shows.
public struct ModuleReport: Sendable {
    struct Function: Sendable {
        var index: UInt32
        /// From the name section, else the name of an export.
        var name: String?
        /// Of the body, in bytes.
        var size: Int
        var offset: Int
    }

    /// What a host can do with the module.
    enum Kind: String, Sendable {
        case command
        case reactor
        case library
    }

    let file: String
    let size: Int
    let module: BinaryModule
    /// Largest first.
    let functions: [Function]
    let hasNames: Bool

    /// Reads and decodes a file; it is not validated, so that a damaged module can be looked into as far as it goes.
    public init(path: String) throws {
        do {
            try self.init(file: path, bytes: ModuleRun.file(path).binary())
        } catch let error as ModuleError {
            throw RunError("\(path): \(error)")
        }
    }

    init(file: String, bytes: [UInt8]) throws(ModuleError) {
        self.file = file
        size = bytes.count
        module = try BinaryModule(decoding: bytes, features: .all)
        let names = NameSection(module)
        hasNames = names != nil
        var exported: [UInt32: String] = [:]
        for export in module.exports where export.kind == .function && exported[export.index] == nil {
            exported[export.index] = export.name
        }
        let first = UInt32(module.importedFunctions.count)
        functions = module.code.enumerated().map { number, body in
            let index = first + UInt32(number)
            return Function(
                index: index, name: names?.functionName(index) ?? exported[index], size: body.range.count,
                offset: body.range.lowerBound)
        }
        .sorted { ($1.size, $0.index) < ($0.size, $1.index) }
    }

    var kind: Kind {
        let names = Set(module.exports.map(\.name))
        return names.contains("_start") ? .command : names.contains("_initialize") ? .reactor : .library
    }
}
