import SwiftletBuild
import SwiftletRun
import WasmBinary

/// What a module knows of its functions and, from a debug build, of its sources.
struct SourceLines {
    private let names: NameSection?
    /// Where the code section's contents start: DWARF counts from there, engines from the module's start.
    private let codeStart: Int?
    private let module: String
    private let symbolizer: String?

    /// - Parameters:
    ///   - module: the module's path; it may be a text, which has names but no lines for the symbolizer.
    ///   - symbolizer: LLVM's, which reads DWARF.
    init(module: String, symbolizer: String?) {
        self.module = module
        self.symbolizer = symbolizer
        let binary = (try? ModuleFile(module).binary()).flatMap { try? BinaryModule(decoding: $0, features: .all) }
        names = binary.flatMap { NameSection($0) }
        codeStart = binary?.sections.first { $0.id == 10 }?.contents.lowerBound
    }

    func functionName(_ index: UInt32) -> String? { names?.functionName(index) }

    /// `file:line:column` for each offset in the module, as far as the module tells.
    ///
    /// - Parameter folder: files in it are preferred among those of inlined calls, and named as seen from it.
    func places(of offsets: [Int], in folder: String) -> [String?] {
        guard let symbolizer, let codeStart, !offsets.isEmpty else { return offsets.map { _ in nil } }
        let addresses = offsets.map { "0x" + String(max($0 - codeStart, 0), radix: 16) }
        var command = Command(symbolizer, ["--obj=" + module, "--inlines", "--functions=none"] + addresses)
        command.timeLimit = .seconds(10)
        guard let outcome = try? command.capture(), outcome.status.isSuccess else { return offsets.map { _ in nil } }
        // A block of lines for each address, with an empty line after it; inlined calls come innermost first.
        var blocks: [[String]] = [[]]
        for line in outcome.outputText.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(String(line)) }
        }
        return offsets.indices.map { number in
            guard number < blocks.count else { return nil }
            let known = blocks[number].filter {
                !$0.hasPrefix("?") && !$0.contains("<compiler-generated>") && !$0.contains(":0:")
            }
            if let own = known.first(where: { $0.hasPrefix(folder + "/") }) {
                return String(own.dropFirst(folder.count + 1))
            }
            return known.first.map { $0.contains("/.preparing-") ? Files.name(of: $0) : $0 }
        }
    }
}
