/// The words of the compiler and the linker in a failed build, put in order for a person: each diagnostic once, with a
/// note on what to do where the compiler's own words do not say it.
struct CompilerOutput {
    /// The text to show.
    let text: String

    /// Whether the compiler itself broke down.
    let isCrash: Bool

    /// What is said when the linker did.
    static let linkerBreakdown = "error: the linker itself broke down while it worked on this package."

    init(_ output: String) {
        isCrash =
            output.contains("please submit a bug report") || output.contains("PLEASE submit a bug report")
            || output.contains("Stack dump:")
        var blocks = CompilerOutput.blocks(of: output)
        // Notes that point into the standard library's interface add nothing to what the error says.
        blocks = blocks.filter { !($0.severity == "note" && $0.place.hasPrefix("Swift.")) }
        if isCrash { blocks = blocks.filter { !$0.isCrashReport } }
        blocks = CompilerOutput.withUnmarkedTypes(blocks)
        var seen: Set<String> = []
        var lines: [String] = []
        for block in blocks where seen.insert(block.lines[0]).inserted {
            lines += block.trimmedLines
            if let note = block.note { lines.append(note) }
        }
        if isCrash {
            let isLinker = output.contains("linker command failed due to signal")
            lines.append(
                isLinker
                    ? Self.linkerBreakdown : "error: the compiler itself broke down while it worked on this package.")
            lines += CompilerOutput.placesInStackDump(output)
        }
        text = lines.joined(separator: "\n")
    }

    /// The warnings in the output of a build that succeeded.
    init(warningsIn output: String) {
        var seen: Set<String> = []
        let warnings = CompilerOutput.blocks(of: output).filter { $0.severity == "warning" }
        text = warnings.filter { seen.insert($0.lines[0]).inserted }.flatMap(\.trimmedLines).joined(separator: "\n")
        isCrash = false
    }

    /// A diagnostic with the lines that belong to it, or some other line.
    private struct Block {
        var lines: [String]
        /// `file:line:column`, empty for what has no place.
        let place: String
        let severity: String
        let message: String

        var trimmedLines: [String] {
            Array(lines.prefix((lines.lastIndex { !$0.isEmpty } ?? 0) + 1))
        }

        /// Our note on it, in the compiler's form.
        var note: String? {
            guard severity == "error" || message.contains("wasm-ld: error") else { return nil }
            guard let words = DiagnosticNotes.note(for: message) ?? LinkerNotes.note(for: message) else { return nil }
            return (place.isEmpty ? "" : place + ": ") + "note: " + words
        }

        var isInExpansion: Bool { place.hasPrefix("macro expansion @JS") }

        /// Whether it says where an expansion comes from.
        var isOrigin: Bool { message == "expanded code originates here" && place.hasPrefix("`- ") }

        var isCrashReport: Bool {
            severity.isEmpty && !message.contains("wasm-ld") || message.contains("please submit a bug report")
        }
    }

    /// What the compiler says of the bridge's expansions, as errors at the declarations.
    private static func withUnmarkedTypes(_ blocks: [Block]) -> [Block] {
        let missing = blocks.compactMap { block in
            block.message.hasPrefix("cannot find type '") ? block.message.dropFirst(18).prefix { $0 != "'" } : nil
        }
        var types = UnmarkedTypes()
        for block in blocks {
            if let name = UnmarkedTypes.name(in: block.message), !missing.contains(Substring(name)) {
                types.add(name: name)
            }
            if block.isOrigin, let file = block.place.split(separator: ":").first {
                types.add(file: String(file.dropFirst(3)))
            }
        }
        let found = types.diagnostics()
        let atDeclarations = Set(blocks.filter { !$0.isInExpansion }.map(\.message))
        var result: [Block] = []
        var isDropped = false
        for block in blocks {
            // The note on where an expansion comes from follows the error in it.
            if block.isOrigin, isDropped { continue }
            isDropped =
                block.isInExpansion
                && (atDeclarations.contains(block.message)
                    || UnmarkedTypes.name(in: block.message) != nil && !found.isEmpty)
            if !isDropped { result.append(block) }
        }
        return result + found.map { Block(lines: $0, place: "", severity: "", message: $0[0]) }
    }

    private static func blocks(of output: String) -> [Block] {
        var blocks: [Block] = []
        for line in output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if isNoise(line) { continue }
            if let header = header(of: line) {
                blocks.append(
                    Block(lines: [line], place: header.place, severity: header.severity, message: header.message))
            } else if line.hasPrefix("wasm-ld: ") || line.hasPrefix("error: ") {
                blocks.append(Block(lines: [line], place: "", severity: "", message: line))
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].lines.append(line)
            } else if !line.isEmpty {
                blocks.append(Block(lines: [line], place: "", severity: "", message: line))
            }
        }
        return blocks
    }

    /// Lines that only say that something was done or that a step failed, which the diagnostics say better.
    private static func isNoise(_ line: String) -> Bool {
        noise.contains { line.hasPrefix($0) }
    }

    private static let noise = [
        "[", "Building for ", "Fetching ", "Fetched ", "Computing ", "Computed ", "Creating working copy",
        "Working copy of ", "Updating ",
        "Updated ", "error: emit-module command failed", "error: compile command failed", "error: link command failed",
        "error: fatalError",
        "clang: error: linker command failed",
    ]

    /// `path:line:column: severity: message`; nil for any other line.
    static func header(of line: String) -> (place: String, severity: String, message: String)? {
        for severity in ["error", "warning", "note"] {
            guard let range = firstRange(of: ": \(severity): ", in: line) else { continue }
            let place = line[..<range.lowerBound]
            let parts = place.split(separator: ":")
            guard parts.count >= 3, Int(parts[parts.count - 1]) != nil, Int(parts[parts.count - 2]) != nil else {
                continue
            }
            return (String(place), severity, String(line[range.upperBound...]))
        }
        return nil
    }

    private static func firstRange(of part: String, in line: String) -> Range<String.Index>? {
        var start = line.startIndex
        while start < line.endIndex {
            if line[start...].hasPrefix(part) { return start..<line.index(start, offsetBy: part.count) }
            start = line.index(after: start)
        }
        return nil
    }

    /// What the compiler was looking at when it crashed: lines like ` for 'f()' (at a.swift:2:1)`.
    private static func placesInStackDump(_ output: String) -> [String] {
        var places: [String] = []
        for line in output.split(separator: "\n") where line.hasSuffix(")") && line.hasPrefix(" for '") {
            let place = "  while it compiled" + line.dropFirst(4)
            if !places.contains(place) { places.append(place) }
        }
        return places
    }
}

/// What the linker's complaints mean here.
enum LinkerNotes {
    static func note(for message: String) -> String? {
        if let start = message.split(separator: "duplicate symbol: __js_").dropFirst().first {
            return DiagnosticNotes.overload(of: start)
        }
        guard message.contains("undefined symbol: ") else { return nil }
        if message.contains("swift_task") || message.contains("swift_concurrency") {
            return "there is no concurrency (Task, actors, async) in Embedded Swift 6.3"
        }
        if message.hasSuffix("undefined symbol: main") || message.hasSuffix("undefined symbol: __main_void") {
            return "the program has no start: add @main struct App { static func main() { … } }"
        }
        return """
            a C function that is neither in the package nor in swiftlet's small C library. What is there: string.h, \
            stdlib.h, math.h, ctype.h, assert.h, errno.h, and of stdio.h the printf family and the standard streams
            """
    }
}
