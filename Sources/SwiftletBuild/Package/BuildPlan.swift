/// The commands of a build, as SwiftPM wrote them down for llbuild (`.build/debug.yaml`). With them, what a changed
/// source file asks for can be done again without SwiftPM: see ``PackageBuild/rerun(_:plan:changed:since:)``.
public struct BuildPlan: Sendable {
    struct Step: Equatable, Sendable {
        /// What llbuild runs it with: `shell` and `clang` are commands like any other.
        var tool = ""
        var inputs: [String] = []
        var outputs: [String] = []
        var arguments: [String] = []
        /// Whether there is something about it that this type does not know.
        var isStrange = false
    }

    let steps: [Step]
    /// What SwiftPM and we read in the sources before a command was written: other answers, other commands.
    let start: Start

    /// How a module starts, as its sources tell.
    struct Start: Equatable, Sendable {
        /// What we add to SwiftPM's command line.
        var arguments: [String] = []
        /// The files with a type marked `@main`, for which SwiftPM looks too.
        var marked: [String] = []
    }

    /// Reads the file; nil if it is not there or looks otherwise than SwiftPM 6's.
    init?(file: String, start: Start) {
        guard let text = try? Files.readText(file) else { return nil }
        self.init(text: text, start: start)
    }

    /// Reads the file's text: YAML of one form alone, in which every name and every list is written as in JSON.
    init?(text: String, start: Start = Start()) {
        var steps: [Step] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "commands:" }.dropFirst()
        for line in lines where !line.isEmpty {
            if line.hasPrefix("  \""), line.hasSuffix(":") {
                steps.append(Step())
            } else if line.hasPrefix("    "), let colon = line.firstIndex(of: ":"), !steps.isEmpty {
                let value = String(line[line.index(after: colon)...].drop { $0 == " " })
                guard steps[steps.count - 1].set(String(line[..<colon].dropFirst(4)), to: value) else { return nil }
            } else {
                return nil
            }
        }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
        self.start = start
    }

    /// The steps that make a product anew after files have changed, each after those that it needs; nil if one of them
    /// is none that we can do as SwiftPM does, or if the product has nothing to do with the files.
    func steps(from changed: Set<String>, to product: String) -> [Step]? {
        // What llbuild does itself (it lists files, and gives groups of them a name) depends on which files there are,
        // not on what is in them. For everything else, new inputs mean new outputs.
        let all = steps.filter {
            !["write-auxiliary-file", "phony", "package-structure-tool", "mkdir"].contains($0.tool)
        }
        var isNeeded: [Bool] = all.map { step in step.inputs.contains(where: changed.contains) }
        guard changed.allSatisfy({ file in all.contains { $0.inputs.contains(file) } }) else { return nil }
        var new = changed
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for index in all.indices where isNeeded[index] && !new.isSuperset(of: all[index].outputs) {
                new.formUnion(all[index].outputs)
                hasGrown = true
            }
            for index in all.indices where !isNeeded[index] && all[index].inputs.contains(where: new.contains) {
                isNeeded[index] = true
                hasGrown = true
            }
        }
        guard new.contains(product) else { return nil }
        var waiting = all.indices.filter { isNeeded[$0] }.map { all[$0] }
        guard waiting.allSatisfy(\.isOrdinary) else { return nil }
        var sorted: [Step] = []
        while !waiting.isEmpty {
            let missing = Set(waiting.flatMap(\.outputs))
            guard let next = waiting.firstIndex(where: { $0.inputs.allSatisfy { !missing.contains($0) } }) else {
                return nil
            }
            sorted.append(waiting.remove(at: next))
        }
        return sorted
    }
}

extension BuildPlan.Step {
    /// Takes one line; false if its value cannot be read.
    fileprivate mutating func set(_ key: String, to value: String) -> Bool {
        switch key {
        case "tool": tool = value
        case "inputs", "outputs", "args":
            guard let list = JSON(parsing: Array(value.utf8))?.array?.compactMap(\.string) else {
                // A command line in one text is for a shell.
                isStrange = true
                return true
            }
            switch key {
            case "inputs": inputs = list
            case "outputs": outputs = list
            default: arguments = list
            }
        case "description", "deps", "deps-style", "allow-missing-inputs", "always-out-of-date", "link-output-path":
            break
        default: isStrange = true
        }
        return true
    }

    /// Whether to run its command is all that it asks for.
    var isOrdinary: Bool { (tool == "shell" || tool == "clang") && !isStrange && !arguments.isEmpty }
}
