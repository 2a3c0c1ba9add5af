import SwiftletBuild

/// An HTTP/1.1 server: one thread that only waits for sockets, and a few workers that make the answers. A client that
/// is slow, or says nothing, or never reads, costs a connection and no thread.
final class Server: Sendable {
    struct Limits: Sendable {
        var request = RequestParser.Limits()
        var connections = 256
        /// How long a connection may be silent between requests.
        var idle = Duration.seconds(60)
        /// How long a request may take to arrive whole.
        var arrival = Duration.seconds(10)
        /// How long a client may take nothing of an answer.
        var stall = Duration.seconds(30)
        /// How often a stream of events shows that it is alive.
        var heartbeat = Duration.seconds(15)
        /// How much a listener of events may leave unread.
        var unreadEventBytes = 1 << 20
    }

    /// What other threads have for the server's own.
    private struct Mailbox {
        var responses: [(connection: UInt64, response: Response)] = []
        var events: [[UInt8]] = []
        var isStopped = false
    }

    /// Where it serves.
    let address: Listener.Address
    /// The socket until ``run()`` takes it, and closes it at its end.
    private let listener: Lock<Listener?>
    private let limits: Limits
    private let handler: @Sendable (Request) -> Response
    private let greeting: @Sendable () -> [UInt8]
    private let mailbox = Lock(Mailbox())
    /// A pipe that interrupts the wait.
    private let wakeUp: (reading: Int32, writing: Int32)
    private let workers = WorkerPool(count: 4)

    /// - Parameters:
    ///   - handler: makes the answer; called on several threads.
    ///   - greeting: the first event for whoever begins to listen.
    init(
        listener: Listener, limits: Limits = Limits(), greeting: @escaping @Sendable () -> [UInt8] = { [] },
        handler: @escaping @Sendable (Request) -> Response
    ) throws(ServeError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ServeError("cannot create a pipe: \(systemMessage())") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeUp = (ends[0], ends[1])
        address = listener.address
        self.listener = Lock(listener)
        self.limits = limits
        self.greeting = greeting
        self.handler = handler
    }

    deinit {
        close(wakeUp.reading)
        close(wakeUp.writing)
    }

    /// Serves until ``stop()``; once.
    func run() {
        let taken = listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        guard let taken else { return }
        var loop = Loop(server: self, listener: taken)
        while !mailbox.withLock({ $0.isStopped }) { loop.step() }
        workers.stop()
    }

    func stop() {
        mailbox.withLock { $0.isStopped = true }
        wake()
    }

    /// Sends an event to all that listen.
    func broadcast(_ event: [UInt8]) {
        mailbox.withLock { $0.events.append(event) }
        wake()
    }

    private func wake() {
        var byte: UInt8 = 0
        _ = write(wakeUp.writing, &byte, 1)
    }

    /// The state of the server's own thread.
    private struct Loop {
        let server: Server
        let listener: Listener
        var connections: [Int32: Connection] = [:]
        var lastIdentifier: UInt64 = 0
        var lastHeartbeat = ContinuousClock.now
        /// Set while the system gives no more descriptors, so that the listener does not wake us in vain.
        var restsUntil: ContinuousClock.Instant?

        init(server: Server, listener: Listener) {
            self.server = server
            self.listener = listener
        }

        mutating func step() {
            var polled = [pollfd(fd: server.wakeUp.reading, events: Int16(POLLIN), revents: 0)]
            let isResting = restsUntil.map { $0 > .now } ?? false
            if !isResting { polled.append(pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0)) }
            for (descriptor, connection) in connections {
                // The end of a connection is always told.
                var events: Int32 = connection.hasOutput ? POLLOUT : 0
                if connection.phase == .reading || connection.phase == .events { events |= POLLIN }
                polled.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
            }
            let timeout: Int32 = connections.isEmpty && !isResting ? -1 : 250
            if poll(&polled, nfds_t(polled.count), timeout) > 0 {
                for entry in polled where entry.revents != 0 { handle(entry) }
            }
            readMailbox()
            endOverdue()
        }

        private mutating func handle(_ entry: pollfd) {
            switch entry.fd {
            case server.wakeUp.reading:
                var bytes = [UInt8](repeating: 0, count: 256)
                _ = bytes.withUnsafeMutableBytes { Platform.read(entry.fd, $0.baseAddress, $0.count) }
            case listener.descriptor:
                accept()
            default:
                guard let connection = connections[entry.fd] else { return }
                let events = Int32(entry.revents)
                if events & (POLLERR | POLLNVAL) != 0 { return drop(connection) }
                if events & POLLOUT != 0 { write(connection) }
                if events & (POLLIN | POLLHUP) != 0, connections[entry.fd] === connection { read(connection) }
            }
        }

        private mutating func accept() {
            for _ in 0..<32 {
                guard let descriptor = listener.accept() else {
                    if errno == EMFILE || errno == ENFILE { restsUntil = .now + .milliseconds(200) }
                    return
                }
                lastIdentifier += 1
                let connection = Connection(
                    descriptor: descriptor, identifier: lastIdentifier, limits: server.limits.request)
                if connections.count >= server.limits.connections, !makeRoom() {
                    refuse(connection, 503, "The server has too many connections. Close some pages, or wait.")
                    _ = connection.write()
                    continue
                }
                connections[descriptor] = connection
            }
        }

        /// Ends the connection that has waited longest for a request or a part of one.
        private mutating func makeRoom() -> Bool {
            let waiting = connections.values.filter { $0.phase == .reading && !$0.hasOutput }
            guard let oldest = waiting.min(by: { $0.since < $1.since }) else { return false }
            drop(oldest)
            return true
        }

        private mutating func read(_ connection: Connection) {
            switch connection.read() {
            case .nothing: return
            case .end: return drop(connection)
            case .bytes:
                if connection.phase == .reading { takeRequest(connection) }
            }
        }

        /// Starts work on the next whole request that has come.
        private mutating func takeRequest(_ connection: Connection) {
            let request: Request?
            do throws(RequestParser.Refusal) {
                request = try connection.parser.next()
            } catch {
                refuse(connection, error.status, error.message)
                return write(connection)
            }
            guard let request else { return }
            connection.phase = .working
            connection.keepsAlive = request.keepsAlive
            connection.omitsBody = request.method == "HEAD"
            let (server, identifier) = (server, connection.identifier)
            server.workers.add {
                let response = server.handler(request)
                server.mailbox.withLock { $0.responses.append((identifier, response)) }
                server.wake()
            }
        }

        private func refuse(_ connection: Connection, _ status: Int, _ message: String) {
            connection.phase = .writing
            connection.keepsAlive = false
            connection.send(MessagePage.response(status, "\(status) \(Response.reason(status))", [message]))
        }

        private mutating func readMailbox() {
            let (responses, events) = server.mailbox.withLock { mailbox in
                defer { (mailbox.responses, mailbox.events) = ([], []) }
                return (mailbox.responses, mailbox.events)
            }
            for event in events {
                for connection in connections.values where connection.phase == .events {
                    send(event, to: connection)
                }
            }
            guard !responses.isEmpty else { return }
            let byIdentifier = Dictionary(uniqueKeysWithValues: connections.values.map { ($0.identifier, $0) })
            for (identifier, response) in responses {
                // The client may have gone meanwhile.
                guard let connection = byIdentifier[identifier] else { continue }
                connection.since = .now
                connection.phase = .writing
                if case .events = response.body, !connection.omitsBody {
                    connection.keepsAlive = false
                    connection.phase = .events
                    connection.send(response)
                    connection.send(server.greeting())
                } else {
                    connection.send(response)
                }
                write(connection)
            }
        }

        private mutating func send(_ event: [UInt8], to connection: Connection) {
            guard connection.unsentBytes <= server.limits.unreadEventBytes else { return drop(connection) }
            connection.send(event)
            write(connection)
        }

        private mutating func write(_ connection: Connection) {
            guard connection.write() else { return drop(connection) }
            guard !connection.hasOutput, connection.phase == .writing else { return }
            guard connection.keepsAlive else { return end(connection) }
            connection.phase = .reading
            connection.since = .now
            takeRequest(connection)
        }

        /// Closes so that the client gets what was sent: an unread rest of its request would take that back.
        private mutating func end(_ connection: Connection) {
            shutdown(connection.descriptor, Int32(SHUT_WR))
            for _ in 0..<16 where connection.read() == .bytes {}
            drop(connection)
        }

        private mutating func endOverdue() {
            let now = ContinuousClock.now
            for connection in connections.values {
                let silence = connection.since.duration(to: now)
                switch connection.phase {
                case .reading where connection.parser.isEmpty:
                    if silence > server.limits.idle { drop(connection) }
                case .reading:
                    if silence > server.limits.arrival {
                        refuse(connection, 408, "The request did not arrive within \(server.limits.arrival).")
                        write(connection)
                    }
                case .writing:
                    if silence > server.limits.stall { drop(connection) }
                case .events:
                    if connection.hasOutput, silence > server.limits.stall { drop(connection) }
                case .working:
                    break
                }
            }
            if lastHeartbeat.duration(to: now) > server.limits.heartbeat {
                lastHeartbeat = now
                for connection in connections.values where connection.phase == .events {
                    send(Array(":\n\n".utf8), to: connection)
                }
            }
        }

        private mutating func drop(_ connection: Connection) {
            connections[connection.descriptor] = nil
        }
    }
}
