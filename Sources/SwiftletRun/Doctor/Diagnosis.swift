import SwiftletBuild

/// Which programs the tool finds on this machine: what `swiftlet doctor` shows.
public struct Diagnosis: Sendable {
    /// One program: what it is for, and what was found or how to get it.
    struct Finding: Sendable {
        enum State: Equatable, Sendable {
            /// With its version and its path.
            case found(version: String, path: String)
            /// With what to do about it.
            case missing(help: String)
        }

        var name: String
        var purpose: String
        /// Whether nothing can be built without it.
        var isNeeded = false
        var state: State
    }

    let findings: [Finding]

    /// Looks for everything, and asks each program for its version.
    public init() {
        findings = [
            Diagnosis.toolchain, Diagnosis.bundle,
            Finding(name: "Own runtime", purpose: "swiftlet run", state: .found(version: "built in", path: "")),
            Diagnosis.finding("Node", .node, purpose: "swiftlet run --on node"),
            Diagnosis.finding("Browser", .browser, purpose: "swiftlet run --on browser"),
            Diagnosis.finding("wasm-opt", .wasmOpt, purpose: "swiftlet build --wasm-opt"),
            Diagnosis.gzip,
        ]
    }

    /// Whether all that building needs is here.
    public var canBuild: Bool { !findings.contains { $0.isNeeded && !$0.isFound } }

    private static var toolchain: Finding {
        let state: Finding.State
        do throws(BuildError) {
            let toolchain = try Toolchain.find()
            state = .found(version: toolchain.version, path: toolchain.swiftc)
        } catch {
            state = .missing(help: error.description)
        }
        return Finding(name: "Swift", purpose: "swiftlet build", isNeeded: true, state: state)
    }

    /// The generated Swift SDK is no program, but the first build waits for it.
    private static var bundle: Finding {
        Finding(
            name: "SDK cache", purpose: "swiftlet build makes it",
            state: .found(
                version: Files.isFolder(SDKBundle.defaultCache) ? "there" : "not yet", path: SDKBundle.defaultCache))
    }

    private static var gzip: Finding {
        let state: Finding.State =
            Command.find("gzip").map { .found(version: version(of: $0), path: $0) }
            ?? .missing(help: "Install gzip (Debian: apt-get install gzip); sizes are then shown compressed too.")
        return Finding(name: "gzip", purpose: "compressed sizes", state: state)
    }

    private static func finding(_ name: String, _ tool: ExternalTool, purpose: String) -> Finding {
        Finding(
            name: name, purpose: purpose,
            state: tool.find().map { .found(version: version(of: $0), path: $0) } ?? .missing(help: tool.howToGet))
    }

    /// The first line of what a program says to `--version`.
    private static func version(of path: String) -> String {
        var command = Command(path, ["--version"])
        command.timeLimit = .seconds(20)
        guard let outcome = try? command.capture(), outcome.status.isSuccess,
            let line = outcome.outputText.split(separator: "\n").first
        else { return "does not start" }
        // Debian's Chromium tells more than one wants to know.
        return String(line.split(separator: " ").prefix { !$0.hasPrefix("built") }.joined(separator: " "))
    }
}

extension Diagnosis.Finding {
    var isFound: Bool {
        if case .found = state { true } else { false }
    }
}

extension Diagnosis {
    /// The findings as a table, then what to do about what is missing.
    public func text(style: TextStyle) -> String {
        var table = Table([.leading, .leading, .leading, .leading, .leading])
        var helps: [String] = []
        for finding in findings {
            switch finding.state {
            case .found(let version, let path):
                table.add("ok", finding.name, version, finding.purpose, path)
            case .missing(let help):
                table.add(finding.isNeeded ? "needed" : "missing", finding.name, "", finding.purpose, "")
                helps.append("\(finding.name): \(help)")
            }
        }
        let lines = table.lines { row, column, cell in
            guard column == 0 else { return cell }
            return style(cell, findings[row].isFound ? .green : findings[row].isNeeded ? .red : .yellow)
        }
        return (lines + (helps.isEmpty ? [] : [""]) + helps).joined(separator: "\n")
    }
}
