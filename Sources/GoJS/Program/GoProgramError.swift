import WASI

/// What keeps a Go program from running, or ends it, apart from its own exit and from traps.
public enum GoProgramError: Error, Hashable, Sendable {
    /// The module is none of Go's or TinyGo's for JavaScript; what is missing.
    case notGo(String)
    /// The module was made by a Go before 1.21, whose interface is another one.
    case tooOld
    /// The module imports something that no version known here has.
    case unknownImport(module: String, name: String)
    /// Arguments and environment do not fit into the 8 KiB that Go leaves for them.
    case argumentsTooLong(byteCount: Int, longest: [String])
    /// The guest holds more values at once than the limit allows.
    case tooManyValues(limit: Int)
    /// The program was started before, or has ended.
    case notRunning
    /// There is no such function.
    case noFunction(name: String, available: [String])
    /// The configured working folder cannot be the program's.
    case workingDirectory(String, WASI.Errno)
    /// ``GoProgram/Stopper/stop()`` was called.
    case stopped
}

extension GoProgramError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notGo(let what): "this is no module of Go for JavaScript: \(what)"
        case .tooOld:
            "this module was built by a Go before 1.21, whose imports (module “go”) nobody runs any more: build it again with a newer Go"
        case .unknownImport(let module, let name):
            "the module imports \(module).\(name), which is not known here: a newer Go may have made it, or it wants functions of another host"
        case .argumentsTooLong(let count, let longest):
            """
            arguments and environment take \(count) bytes, but Go leaves room for 8,192 of them. The longest: \
            \(longest.joined(separator: ", ")). Leave some out.
            """
        case .tooManyValues(let limit): "the guest holds more than \(limit) JavaScript values at once"
        case .notRunning: "the program has not been started, or it has ended"
        case .noFunction(let name, let available):
            available.isEmpty
                ? "the program has set no function \(name) on the global object, and no other one"
                : "the program has set no function \(name) on the global object, but \(available.joined(separator: ", "))"
        case .workingDirectory(let path, let errno):
            "the program cannot start in ‘\(path)’: there is no such folder in its files (\(errno))"
        case .stopped: "the program was stopped"
        }
    }
}

/// The program has ended: what unwinds the guest's frames then.
struct GoExit: Error {
    let code: Int32
}
