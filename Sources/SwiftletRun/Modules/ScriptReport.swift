import SwiftletBuild
import WasmScript
import WasmText
import WebAssembly

/// What came of running scripts of the official test suite's form.
public struct ScriptReport: Sendable {
    struct Failure: Sendable {
        var line: Int
        var command: String
        var message: String
    }

    /// One script.
    struct Entry: Sendable {
        var path: String
        var tally = ScriptTally()
        var failures: [Failure] = []
    }

    private(set) var entries: [Entry] = []

    /// Finds the scripts and runs them one after the other.
    ///
    /// - Parameters:
    ///   - paths: Scripts, and folders whose scripts are run, those in folders below included.
    ///   - progress: Gets the path of each script before it runs.
    public init(paths: [String], features: Features, progress: (String) -> Void = { _ in }) throws(RunError) {
        var scripts: [String] = []
        for path in paths { scripts += try ScriptReport.scripts(path) }
        for path in scripts {
            progress(path)
            entries.append(try ScriptReport.run(path, Engine(features: features)))
        }
    }

    public var isSuccess: Bool { total.failed == 0 && total.blocked == 0 }

    private var total: ScriptTally { entries.reduce(into: ScriptTally()) { $0 += $1.tally } }

    private static func scripts(_ path: String) throws(RunError) -> [String] {
        guard Files.exists(path) else {
            throw RunError("\(path): no such file or folder. Give .wast files or folders with some.")
        }
        guard Files.isFolder(path) else { return [path] }
        let found = all(below: path.hasSuffix("/") ? String(path.dropLast()) : path)
        guard !found.isEmpty else { throw RunError("\(path): there is no .wast file in this folder.") }
        return found
    }

    private static func all(below folder: String) -> [String] {
        Files.list(folder).flatMap { name -> [String] in
            let path = folder + "/" + name
            if Files.isFolder(path) { return all(below: path) }
            return name.hasSuffix(".wast") ? [path] : []
        }
    }

    private static func run(_ path: String, _ engine: Engine) throws(RunError) -> Entry {
        let file = try ModuleFile(path)
        var entry = Entry(path: path)
        do {
            let script = try Script(parsing: file.contents)
            var runner = try ScriptRunner(store: Store(engine: engine))
            runner.run(script) { command, outcome in
                entry.tally.add(outcome)
                let message: String
                switch outcome {
                case .passed: return
                case .failed(let why): message = why
                case .blocked(let line): message = "it needs the module of line \(line), which was refused"
                }
                entry.failures.append(
                    Failure(line: command.position.line, command: command.kind.keyword, message: message))
            }
            return entry
        } catch let error as TextError {
            throw RunError("\(path):\(error.position): \(error.message)\n\(error.excerpt)")
        } catch {
            throw RunError("\(path): \(error)")
        }
    }
}

extension ScriptReport {
    /// A line for each command that failed, and the totals.
    public var text: String {
        var lines: [String] = []
        for entry in entries {
            for failure in entry.failures {
                lines.append("\(entry.path):\(failure.line): \(failure.command): \(failure.message)")
            }
        }
        let total = total
        let scripts = entries.count == 1 ? "1 script" : "\(entries.count) scripts"
        let blocked = total.blocked == 0 ? "" : ", \(total.blocked) without their module"
        lines.append("\(scripts): \(total.passed) passed, \(total.failed) failed\(blocked)")
        return lines.joined(separator: "\n")
    }

    /// The same for programs, script by script.
    public var json: String {
        var writer = JSONWriter(indented: true)
        writer.object { json in
            json.member("scripts") { json in
                json.array(entries) { json, entry in
                    json.object { json in
                        json.member("path", entry.path)
                        json.counts(entry.tally)
                        json.member("failures") { json in
                            json.array(entry.failures) { json, failure in
                                json.object { json in
                                    json.member("line", failure.line)
                                    json.member("command", failure.command)
                                    json.member("message", failure.message)
                                }
                            }
                        }
                    }
                }
            }
            json.counts(total)
        }
        return writer.text
    }
}

extension JSONWriter {
    fileprivate mutating func counts(_ tally: ScriptTally) {
        member("passed", tally.passed)
        member("failed", tally.failed)
        member("blocked", tally.blocked)
    }
}
