import SwiftletBuild

/// A headless browser with a profile of its own, both gone when ``end()`` returns.
final class BrowserProcess {
    /// What the browser says about itself; its end tells that the browser has ended.
    let messages: Int32
    /// What a browser of Chromium's family tells by remote control: see ``watchForCrashes()``.
    let events: Int32

    private let process: pid_t
    private let profile: String
    /// Where the browser takes commands. It ends when this closes, even if we are killed.
    private let control: Int32
    private var hasEnded = false

    /// Starts a browser on a page.
    init(program: String, page: String) throws(RunError) {
        let kind = BrowserKind(program: program)
        let profile: String
        do throws(BuildError) {
            profile = try Files.createTemporaryFolder(prefix: Files.temporaryFolder + "/swiftlet-browser-")
            try kind.prepare(profile: profile)
        } catch {
            throw RunError("\(error)")
        }
        var kept: [Int32] = []
        var given: [Int32] = []
        do {
            let (toBrowser, control) = try BrowserProcess.pipeAboveTheFixedNumbers()
            let (answers, fromBrowser) = try BrowserProcess.pipeAboveTheFixedNumbers()
            let (said, saying) = try BrowserProcess.pipeAboveTheFixedNumbers()
            let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
            kept = [control, answers, said]
            given = [nothing, saying, saying, toBrowser, fromBrowser]
            var actions = SpawnActions()
            defer { actions.destroy() }
            // In this order they become 0 to 4; `--remote-debugging-pipe` reads from 3 and writes to 4.
            for (number, descriptor) in given.enumerated() { actions.duplicate(descriptor, as: Int32(number)) }
            let command = kind.command(program: program, profile: profile, page: page)
            process = try actions.spawn(
                command[0], arguments: command, environment: Environment.all, newGroup: true)
        } catch {
            for descriptor in Set(kept + given) { close(descriptor) }
            Files.remove(profile)
            throw RunError("cannot start the browser \(program): \(error)")
        }
        for descriptor in Set(given) { close(descriptor) }
        self.profile = profile
        control = kept[0]
        events = kept[1]
        messages = kept[2]
        if kind == .chromium { watchForCrashes() }
    }

    /// The event, on ``events``, that a page's process has ended: the page itself cannot tell any more.
    static let crashEvent = "Target.targetCrashed"

    /// Asks the browser to tell of crashes (Chrome DevTools Protocol: JSON messages, each with a zero after it).
    private func watchForCrashes() {
        let command = #"{"id":1,"method":"Target.setDiscoverTargets","params":{"discover":true}}"#
        _ = Platform.writeAll(Array(command.utf8) + [0], to: control)
    }

    /// A pipe whose ends are out of the way of the numbers that the browser's ends get.
    private static func pipeAboveTheFixedNumbers() throws(RunError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw RunError("cannot create a pipe: \(systemMessage())") }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        for end in ends { close(end) }
        guard moved[0] >= 0, moved[1] >= 0 else { throw RunError("cannot create a pipe: \(systemMessage())") }
        return (moved[0], moved[1])
    }

    /// Ends the browser with all its processes, and deletes the profile.
    func end() {
        guard !hasEnded else { return }
        hasEnded = true
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        for descriptor in [control, events, messages] { close(descriptor) }
        // A process of the group may still write while it dies.
        for _ in 0..<50 {
            Files.remove(profile)
            if !Files.exists(profile) { return }
            usleep(10_000)
        }
    }

    deinit { end() }
}
