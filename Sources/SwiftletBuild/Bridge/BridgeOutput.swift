import BridgeSignature
import WasmBinary

/// The files that make a module an ES module: `NAME.js`, `NAME.d.ts` and `package.json` beside `NAME.wasm`.
enum BridgeOutput {
    /// Writes a module to its place, with what JavaScript needs beside it if it has to do with JavaScript. Returns the paths of all files.
    static func write(_ built: String, to destination: String) throws(BuildError) -> [String] {
        let bytes = try Files.read(built)
        let binary: BinaryModule
        do throws(ModuleError) {
            binary = try BinaryModule(decoding: bytes, features: .all)
        } catch {
            throw BuildError(.file, "\(built) is not a module that swiftlet can read: \(error)")
        }
        let module = try BridgeModule(binary)
        guard let module else {
            try Files.copy(built, to: destination)
            return [destination]
        }
        let folder = Files.parent(of: destination)
        let fileName = Files.name(of: destination)
        let name = fileName.hasSuffix(".wasm") ? String(fileName.dropLast(5)) : fileName
        let files: [(String, [UInt8])] = [
            (fileName, module.rewritten()),
            (name + ".js", Array(GlueWriter(module: module, fileName: fileName).text().utf8)),
            (name + ".d.ts", Array(TypeScriptWriter(module: module).text().utf8)),
            ("package.json", Array(packageFile(name).utf8)),
        ]
        for (file, contents) in files { try Files.write(contents, to: folder + "/" + file) }
        return files.map { folder + "/" + $0.0 }
    }

    private static func packageFile(_ name: String) -> String {
        let script = JSON.quoted("./\(name).js"), types = JSON.quoted("./\(name).d.ts")
        return """
            {
              "name": \(JSON.quoted(name.lowercased())),
              "version": "0.0.0",
              "type": "module",
              "main": \(script),
              "types": \(types),
              "exports": { ".": { "types": \(types), "default": \(script) }, \(JSON.quoted("./\(name).wasm")): \(JSON.quoted("./\(name).wasm")) },
              "files": [\(JSON.quoted(name + ".js")), \(JSON.quoted(name + ".d.ts")), \(JSON.quoted(name + ".wasm"))]
            }

            """
    }
}
