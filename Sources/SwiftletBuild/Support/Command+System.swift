// The POSIX side of ``Command``: pipes, `posix_spawn`, and the signals that must reach a child first.

/// A pipe whose ends close on exec and close once.
final class Pipe {
    private(set) var readEnd: Int32
    private(set) var writeEnd: Int32

    init() throws(BuildError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw BuildError(.process, "cannot create a pipe: \(systemMessage())") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    func closeAll() {
        closeReadEnd()
        closeWriteEnd()
    }
}

/// The file actions and attributes of one `posix_spawn`.
package struct SpawnActions {
    #if canImport(Darwin)
        private var actions: posix_spawn_file_actions_t?
    #else
        private var actions = posix_spawn_file_actions_t()
    #endif

    package init() {
        posix_spawn_file_actions_init(&actions)
    }

    package mutating func destroy() {
        posix_spawn_file_actions_destroy(&actions)
    }

    package mutating func duplicate(_ descriptor: Int32, as number: Int32) {
        posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    }

    /// Starts the program and returns its process identifier.
    package mutating func spawn(
        _ path: String, arguments: [String], environment: [String], newGroup: Bool
    ) throws(BuildError) -> pid_t {
        #if canImport(Darwin)
            var attributes: posix_spawnattr_t?
        #else
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The child starts with no signal held back, whatever we hold back ourselves.
        var emptySet = sigset_t()
        sigemptyset(&emptySet)
        posix_spawnattr_setsigmask(&attributes, &emptySet)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK)
        if newGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
        }
        posix_spawnattr_setflags(&attributes, flags)

        var process: pid_t = 0
        var argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var environmentPointers: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer {
            for pointer in argumentPointers { free(pointer) }
            for pointer in environmentPointers { free(pointer) }
        }
        let result = posix_spawn(&process, path, &actions, &attributes, &argumentPointers, &environmentPointers)
        guard result == 0 else {
            throw BuildError(.process, "cannot start \(path): \(systemMessage(result))")
        }
        return process
    }
}

/// Holds back the signals that end a program while a child runs in a group of its own: the child's group is told first,
/// and ours takes effect on release. No handler and no global state is needed: `sigpending` says whether one has come.
package struct SignalHold {
    private var previous = sigset_t()

    package init() {
        var held = SignalHold.ending
        pthread_sigmask(SIG_BLOCK, &held, &previous)
    }

    package var isPending: Bool {
        var pending = sigset_t()
        sigpending(&pending)
        return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1
    }

    /// Waits for one of them, which then has come and gone.
    package func wait() {
        var held = SignalHold.ending
        var number: Int32 = 0
        while sigwait(&held, &number) != 0 {}
    }

    package func release() {
        var mask = previous
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    private static var ending: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }
}

/// The two captured streams of a process, collected as bytes and handed on line by line.
struct LineStreams {
    struct Collected {
        var descriptor: Int32?
        var bytes: [UInt8] = []
        var lineStart = 0
    }

    var output: Collected
    var errors: Collected

    init(output: Int32?, errors: Int32?) {
        self.output = Collected(descriptor: output)
        self.errors = Collected(descriptor: errors)
    }

    /// Waits at most that long for something to read, and reads what is there.
    mutating func wait(milliseconds: Int32, line: (Command.Stream, String) -> Void) {
        var polls = [
            pollfd(fd: output.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        // With both streams at their end only the exit is left to wait for, and that is near.
        let timeout = output.descriptor == nil && errors.descriptor == nil ? min(milliseconds, 5) : milliseconds
        guard poll(&polls, 2, timeout) > 0 else { return }
        if polls[0].revents != 0 { LineStreams.readOnce(&output, .output, line) }
        if polls[1].revents != 0 { LineStreams.readOnce(&errors, .errors, line) }
    }

    /// Reads what is left without waiting, then hands on last lines that lack a newline.
    mutating func drain(line: (Command.Stream, String) -> Void) {
        for _ in 0..<1024 {
            var polls = [
                pollfd(fd: output.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&polls, 2, 0) > 0 else { break }
            if polls[0].revents != 0 { LineStreams.readOnce(&output, .output, line) }
            if polls[1].revents != 0 { LineStreams.readOnce(&errors, .errors, line) }
        }
        LineStreams.finish(&output, .output, line)
        LineStreams.finish(&errors, .errors, line)
    }

    private static func readOnce(
        _ collected: inout Collected, _ stream: Command.Stream, _ line: (Command.Stream, String) -> Void
    ) {
        guard let descriptor = collected.descriptor else { return }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = chunk.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
        if count <= 0 {
            if count < 0 && errno == EINTR { return }
            collected.descriptor = nil
            return
        }
        // Only what is new can hold the end of a line.
        var unseen = collected.bytes.count
        collected.bytes.append(contentsOf: chunk[..<count])
        while let end = collected.bytes[unseen...].firstIndex(of: UInt8(ascii: "\n")) {
            line(stream, String(decoding: collected.bytes[collected.lineStart..<end], as: UTF8.self))
            collected.lineStart = end + 1
            unseen = end + 1
        }
    }

    private static func finish(
        _ collected: inout Collected, _ stream: Command.Stream, _ line: (Command.Stream, String) -> Void
    ) {
        guard collected.lineStart < collected.bytes.count else { return }
        line(stream, String(decoding: collected.bytes[collected.lineStart...], as: UTF8.self))
        collected.lineStart = collected.bytes.count
    }
}
