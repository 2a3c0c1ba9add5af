import SwiftletBuild
import WasmBinary
import WasmText

/// A file with a module, in the binary or in the text format; `-` is the standard input.
public struct ModuleFile: Sendable {
    public let path: String
    /// What was read.
    public let contents: [UInt8]

    public init(_ path: String) throws(RunError) {
        self.path = path
        do throws(BuildError) {
            contents = path == "-" ? try ModuleFile.standardInput() : try Files.read(path)
        } catch {
            throw RunError("\(error)")
        }
    }

    /// For messages.
    public var name: String { path == "-" ? "standard input" : path }

    /// Whether the module is text. The first characters tell, whatever the file is called; one that is called `.wat` is text,
    /// so that its errors are those of a text.
    public var isText: Bool {
        if contents.starts(with: [0, 0x61, 0x73, 0x6D]) { return false }
        if path.hasSuffix(".wat") { return true }
        let start = contents.prefix(4096).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return start.first == UInt8(ascii: "(") || start.starts(with: ";;".utf8)
    }

    /// The module in the binary format; text is translated. Bytes that are no module are left to the decoder.
    ///
    /// - Throws: ``RunError`` with file, line and column, and the line with a caret under the place.
    public func binary() throws(RunError) -> [UInt8] {
        guard isText else { return contents }
        do throws(TextError) {
            return try WasmText.encode(contents)
        } catch {
            throw RunError("\(name):\(error.position): \(error.message)\n\(error.excerpt)")
        }
    }

    /// The path that the module has in the binary format: `sums.wasm` for `sums.wat`.
    public var binaryPath: String {
        if path.hasSuffix(".wat") { return path.dropLast(".wat".count) + ".wasm" }
        return isText ? path + ".wasm" : path
    }

    private static func standardInput() throws(BuildError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Platform.read(0, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw BuildError(.file, "cannot read the standard input: \(systemMessage())")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// Writes a result to a file, or to the standard output for `-`.
    static func write(_ bytes: some Collection<UInt8>, to path: String) throws(RunError) {
        if path == "-" {
            guard Platform.writeAll([UInt8](bytes), to: 1) else {
                throw RunError("cannot write to the standard output: \(systemMessage())")
            }
            return
        }
        do throws(BuildError) {
            try Files.write(bytes, to: path)
        } catch {
            throw RunError("\(error)")
        }
    }
}
