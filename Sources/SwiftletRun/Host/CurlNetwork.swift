import GoJS
import SwiftletBuild

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// HTTP by the program curl: it knows all of TLS, and a run that needs no network pays nothing for it (decision 135).
struct CurlNetwork: Network {
    private let program: String

    /// - Throws: ``RunError`` when there is no curl.
    init() throws(RunError) {
        guard let program = Command.find("curl") else {
            throw RunError(
                "--allow-net needs the program curl, and this machine has none. Install it: apt install curl")
        }
        self.program = program
    }

    func exchange(_ request: NetworkRequest) async throws -> NetworkResponse {
        let transfer = try CurlTransfer(program, request)
        return try await withTaskCancellationHandler {
            let head = try await transfer.read { try transfer.head() }
            return NetworkResponse(status: head.status, statusText: head.text, headers: head.fields) {
                try await withTaskCancellationHandler {
                    try await transfer.read { try transfer.part() }
                } onCancel: {
                    transfer.cancel()
                }
            }
        } onCancel: {
            transfer.cancel()
        }
    }
}

/// One run of curl. It is read by one thread at a time: whoever asks for the next part waits for it.
private final class CurlTransfer: @unchecked Sendable {
    struct Head {
        var status: Int
        var text: String
        var fields: [(name: String, value: String)]
    }

    private let process: pid_t
    private let output: CInt
    private let errors: CInt
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// The most that the head of a response may have, in bytes.
    private static let longestHead = 1 << 20

    init(_ program: String, _ request: NetworkRequest) throws {
        let inputFile = try CurlTransfer.file(request.body ?? [])
        defer { close(inputFile) }
        // By a file without a name, not by arguments: everybody may see those.
        let settings = try CurlTransfer.file(Array(CurlTransfer.settings(request).utf8))
        defer { close(settings) }
        var (out, err) = ([CInt](repeating: -1, count: 2), [CInt](repeating: -1, count: 2))
        guard pipe(&out) == 0, pipe(&err) == 0 else {
            throw RunError("cannot make a pipe for curl: \(systemMessage())")
        }
        for end in out + err { closeOnExec(end) }
        var actions = SpawnActions()
        defer { actions.destroy() }
        actions.duplicate(inputFile, as: 0)
        actions.duplicate(out[1], as: 1)
        actions.duplicate(err[1], as: 2)
        actions.duplicate(settings, as: 3)
        defer {
            close(out[1])
            close(err[1])
        }
        do {
            // -q: the person's own settings for curl are not the program's. In our own group, so that control-C ends it, too.
            process = try actions.spawn(
                program, arguments: ["curl", "-q", "--config", "/dev/fd/3"], environment: Environment.all,
                newGroup: true)
        } catch {
            close(out[0])
            close(err[0])
            throw error
        }
        (output, errors) = (out[0], err[0])
    }

    deinit {
        kill(process, SIGKILL)
        var status: CInt = 0
        waitpid(process, &status, 0)
        close(output)
        close(errors)
    }

    func cancel() { kill(process, SIGTERM) }

    /// Runs something that waits for curl on a thread of its own.
    func read<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await BlockingThread.run { Swift.Result { try body() } }.get()
    }

    // MARK: Asking

    private static func settings(_ request: NetworkRequest) -> String {
        var lines = [
            "url = \(quoted(request.url))", "silent", "show-error", "include", "no-buffer", "globoff",
            "suppress-connect-headers",
            "proto = \"=http,https\"", "max-redirs = 0",
        ]
        if request.method == "HEAD" {
            lines.append("head")
        } else {
            lines.append("request = \(quoted(request.method))")
        }
        if request.body != nil { lines.append("data-binary = \"@-\"") }
        var names: Set<String> = []
        for field in request.headers {
            names.insert(field.name.lowercased())
            // A field without a value has a form of its own.
            lines.append("header = \(quoted(field.value.isEmpty ? field.name + ";" : field.name + ": " + field.value))")
        }
        // What curl would add by itself, and `fetch` does not.
        for name in ["Expect", "Content-Type"] where !names.contains(name.lowercased()) {
            lines.append("header = \(quoted(name + ":"))")
        }
        if !names.contains("user-agent") { lines.append("user-agent = \"swiftlet\"") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// An open file with some bytes that has no name any more.
    private static func file(_ bytes: [UInt8]) throws -> CInt {
        var template = Array((Files.temporaryFolder + "/swiftlet-fetch-XXXXXX").utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
        guard descriptor >= 0 else { throw RunError("cannot make a temporary file: \(systemMessage())") }
        _ = template.withUnsafeBufferPointer { unlink($0.baseAddress!) }
        closeOnExec(descriptor)
        guard Platform.writeAll(bytes, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
            close(descriptor)
            throw RunError("cannot write a temporary file: \(systemMessage())")
        }
        return descriptor
    }

    // MARK: Reading

    func head() throws -> Head {
        while true {
            while let line = try headBlock() {
                guard let head = CurlTransfer.parse(line) else { throw RunError("the server's answer is no HTTP") }
                // 100 Continue and its like come before the answer.
                if head.status >= 200 || head.status == 101 { return head }
            }
            guard try fill() else { throw failure() }
        }
    }

    /// The bytes up to the next empty line, once they are there.
    private func headBlock() throws -> [UInt8]? {
        let end: [UInt8] = [13, 10, 13, 10]
        for index in rest.indices where rest[index] == 13 && rest[index...].starts(with: end) {
            defer { rest.removeFirst(index + end.count) }
            return Array(rest[..<index])
        }
        guard rest.count <= CurlTransfer.longestHead else { throw RunError("the head of the answer is too long") }
        return nil
    }

    private static func parse(_ block: [UInt8]) -> Head? {
        var lines = String(decoding: block, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
        guard !lines.isEmpty else { return nil }
        let first = lines.removeFirst().split(separator: " ", maxSplits: 2)
        guard first.count >= 2, first[0].hasPrefix("HTTP/"), let status = Int(first[1]) else { return nil }
        let fields = lines.compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (String(line[..<colon]).lowercased(), String(value))
        }
        return Head(status: status, text: first.count > 2 ? String(first[2]) : "", fields: fields)
    }

    /// The next part of the body; nil at the end.
    func part() throws -> [UInt8]? {
        if rest.isEmpty, try !fill() {
            if exitCode != 0 { throw failure() }
            return nil
        }
        defer { rest = [] }
        return rest
    }

    /// Waits for more; false at the end.
    private func fill() throws -> Bool {
        if isAtEnd { return false }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var count: Int
        repeat { count = systemRead(output, &buffer) } while count < 0 && errno == EINTR
        guard count > 0 else {
            isAtEnd = true
            return false
        }
        rest += buffer[..<count]
        return true
    }

    /// Once the output has ended: what curl says of itself.
    private lazy var exitCode: CInt = {
        var status = siginfo_t()
        // The process stays to be waited for at the end.
        while waitid(P_PID, id_t(process), &status, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        #if canImport(Darwin)
            return status.si_status
        #else
            return status._sifields._sigchld.si_status
        #endif
    }()

    private func failure() -> RunError {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while text.count < 4096 {
            let count = systemRead(errors, &buffer)
            if count <= 0 { break }
            text += buffer[..<count]
        }
        // “curl: (7) Failed to connect …”
        let message = String(decoding: text, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "no answer"
        return RunError(message.hasPrefix("curl: (") ? String(message.drop { $0 != ")" }.dropFirst(2)) : message)
    }
}

/// `read` of the system, which the method of the same name hides.
private func systemRead(_ descriptor: CInt, _ buffer: inout [UInt8]) -> Int {
    read(descriptor, &buffer, buffer.count)
}
