/// A program to run: the one place that starts processes.
///
/// Every process gets a process group of its own unless it shares the terminal's input, so that a time limit ends it
/// with everything that it started. While it runs, an interrupt (control-C) or a request to terminate is passed on in
/// the same way.
public struct Command: Sendable {
    /// How a process ended.
    public enum Status: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        /// Stopped by us after ``Command/timeLimit``.
        case timedOut

        public var isSuccess: Bool { self == .exited(0) }
    }

    /// What a captured process left behind.
    public struct Outcome: Sendable {
        public let status: Status
        public let output: [UInt8]
        public let errors: [UInt8]

        public var outputText: String { String(decoding: output, as: UTF8.self) }
        public var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// Where a process reads its standard input from.
    public enum Input: Sendable {
        case inherited
        case nothing
        case bytes([UInt8])
    }

    /// Which stream a captured line came from.
    public enum Stream: Sendable { case output, errors }

    /// Path of the program, or a name to look up in `PATH`.
    public var executable: String
    public var arguments: [String]
    /// Variables that differ from this process's environment.
    public var environment: [String: String] = [:]
    public var workingFolder: String?
    public var input = Input.nothing
    /// The longest that the process may run; nil means for ever.
    public var timeLimit: Duration?
    /// Asked ten times a second while the process runs: when it says yes, the process is interrupted.
    public var isCancelled: (@Sendable () -> Bool)?

    /// How long after the time limit a process may clean up before it is killed: it is interrupted, as by control-C.
    /// SwiftPM gives every compiler a process group of its own, so only SwiftPM can end them.
    public var grace: Duration = .zero

    public init(_ executable: String, _ arguments: [String] = []) {
        self.executable = executable
        self.arguments = arguments
    }

    /// The path of a program that `PATH` offers; nil when there is none.
    public static func find(_ name: String) -> String? {
        if name.contains("/") { return Files.isExecutable(name) ? name : nil }
        let folders = (Environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        for folder in folders {
            let path = folder + "/" + name
            if Files.isExecutable(path) { return path }
        }
        return nil
    }

    /// Runs the process on this process's standard output and error.
    public func run() throws(BuildError) -> Status {
        try start(capturing: false) { _, _ in }.status
    }

    /// Runs the process and keeps what it writes; `line` also sees every complete line as it comes (without its
    /// newline).
    public func capture(line: (Stream, String) -> Void = { _, _ in }) throws(BuildError) -> Outcome {
        try start(capturing: true, line: line)
    }

    private func start(capturing: Bool, line: (Stream, String) -> Void) throws(BuildError) -> Outcome {
        guard let program = Command.find(executable) else {
            throw BuildError(.process, "cannot find the program \(executable)")
        }
        var path = program
        var words = [executable] + arguments
        if let workingFolder {
            // No spawn action for this is in POSIX yet; a shell that replaces itself does it everywhere.
            path = "/bin/sh"
            words = ["sh", "-c", "cd \"$0\" && exec \"$@\"", workingFolder, Files.absolute(program)] + arguments
        }
        let outputPipe = try capturing ? Pipe() : nil
        let errorPipe = try capturing ? Pipe() : nil
        let inputDescriptor = try openInput()
        defer { if let inputDescriptor { close(inputDescriptor) } }

        var sharesTerminal = false
        if case .inherited = input { sharesTerminal = true }

        var actions = SpawnActions()
        defer { actions.destroy() }
        if let inputDescriptor { actions.duplicate(inputDescriptor, as: 0) }
        if let outputPipe, let errorPipe {
            actions.duplicate(outputPipe.writeEnd, as: 1)
            actions.duplicate(errorPipe.writeEnd, as: 2)
        }

        // The signals that would end us are held back while the child runs: see `SignalHold`.
        let signals = SignalHold()
        defer { signals.release() }
        let process: pid_t
        do throws(BuildError) {
            process = try actions.spawn(
                path, arguments: words, environment: mergedEnvironment(), newGroup: !sharesTerminal)
        } catch {
            outputPipe?.closeAll()
            errorPipe?.closeAll()
            throw error
        }
        outputPipe?.closeWriteEnd()
        errorPipe?.closeWriteEnd()

        var streams = LineStreams(output: outputPipe?.readEnd, errors: errorPipe?.readEnd)
        defer {
            outputPipe?.closeReadEnd()
            errorPipe?.closeReadEnd()
        }
        let target = sharesTerminal ? process : -process
        let deadline = timeLimit.map { ContinuousClock.now + $0 }
        var timedOut = false
        var rawStatus: Int32 = 0
        while true {
            // With nothing to read we wait in short steps; a pipe wakes us at once, and its end tells of the exit.
            streams.wait(milliseconds: capturing ? 100 : 5, line: line)
            if waitpid(process, &rawStatus, WNOHANG) == process { break }
            if signals.isPending || isCancelled?() == true { kill(target, SIGINT) }
            if let deadline, !timedOut, ContinuousClock.now >= deadline {
                timedOut = true
                if grace > .zero { kill(target, SIGINT) }
            }
            if timedOut, let deadline, ContinuousClock.now >= deadline + grace { kill(target, SIGKILL) }
        }
        // What the process left in the pipes; a grandchild that still holds them open does not keep us waiting.
        streams.drain(line: line)
        let status: Status =
            if timedOut {
                .timedOut
            } else if rawStatus & 0x7f == 0 {
                .exited((rawStatus >> 8) & 0xff)
            } else {
                .signalled(rawStatus & 0x7f)
            }
        return Outcome(status: status, output: streams.output.bytes, errors: streams.errors.bytes)
    }

    private func mergedEnvironment() -> [String] {
        let entries = Environment.all.filter { environment[String($0.prefix { $0 != "=" })] == nil }
        return entries + environment.map { "\($0.key)=\($0.value)" }
    }

    /// A descriptor for the child's standard input; nil when it shares ours.
    private func openInput() throws(BuildError) -> Int32? {
        switch input {
        case .inherited:
            return nil
        case .nothing:
            return open("/dev/null", O_RDONLY | O_CLOEXEC)
        case .bytes(let bytes):
            // A file without a name: the child reads at its own pace and we need not feed a pipe.
            var template = Array((Files.temporaryFolder + "/swiftlet-input-XXXXXX").utf8CString)
            let descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
            guard descriptor >= 0 else {
                throw BuildError(.file, "cannot create a temporary file: \(systemMessage())")
            }
            _ = template.withUnsafeBufferPointer { unlink($0.baseAddress!) }
            guard Platform.writeAll(bytes, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
                throw BuildError(.file, "cannot write a temporary file: \(systemMessage())")
            }
            return descriptor
        }
    }
}
