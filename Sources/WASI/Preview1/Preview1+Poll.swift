import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension WASI {
    /// Waits until something that the guest subscribed to has happened, and stores an event for each thing that has.
    func pollOneoff(
        _ memory: GuestMemory, _ store: Store, subscriptions: UInt32, events: UInt32, count: UInt32, result: UInt32
    ) throws(Errno) {
        guard count > 0, count <= limits.subscriptions else { throw .inval }
        let input = try memory.array(subscriptions, count: count, size: UInt32(Subscription.byteCount))
        let output = try memory.array(events, count: count, size: UInt32(Event.byteCount))
        _ = try memory.bytes(result, 4)

        var poll = Poll(clocks: clocks)
        for index in 0..<Int(count) {
            let start = index * Subscription.byteCount
            let bytes = UnsafeMutableRawBufferPointer(rebasing: input[start..<start + Subscription.byteCount])
            poll.add(try Subscription(bytes), descriptors)
        }
        try poll.wait(store)
        // The two arrays may overlap, so nothing is stored before everything is read.
        for (index, event) in poll.events.enumerated() {
            let start = index * Event.byteCount
            event.store(to: UnsafeMutableRawBufferPointer(rebasing: output[start..<start + Event.byteCount]))
        }
        try memory.store(UInt32(poll.events.count), at: result)
    }
}

/// What a guest waits for (witx: `subscription`).
private struct Subscription {
    enum Condition {
        case clock(ClockID?, timeout: UInt64, isAbsolute: Bool)
        case read(UInt32)
        case write(UInt32)
    }

    static let byteCount = 48

    let userdata: UInt64
    let condition: Condition

    init(_ bytes: UnsafeMutableRawBufferPointer) throws(Errno) {
        userdata = bytes.load(at: 0)
        switch bytes.load(at: 8, as: UInt8.self) {
        case 0:
            condition = .clock(
                ClockID(rawValue: bytes.load(at: 16)), timeout: bytes.load(at: 24),
                isAbsolute: bytes.load(at: 40, as: UInt16.self) & 1 != 0)
        case 1: condition = .read(bytes.load(at: 16))
        case 2: condition = .write(bytes.load(at: 16))
        default: throw .inval
        }
    }
}

/// What has happened (witx: `event`).
private struct Event {
    enum Kind: UInt8 { case clock = 0, read, write }

    static let byteCount = 32

    var userdata: UInt64
    var error = Errno.success
    var kind: Kind
    /// How much there is to read, or room to write, as far as is known.
    var byteCount: UInt64 = 0
    var hasHungUp = false

    func store(to bytes: UnsafeMutableRawBufferPointer) {
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        bytes.store(userdata, at: 0)
        bytes.store(error.rawValue, at: 8)
        bytes.store(kind.rawValue, at: 10)
        bytes.store(byteCount, at: 16)
        bytes.store(UInt16(hasHungUp ? 1 : 0), at: 24)
    }
}

/// One call's wait.
private struct Poll {
    let clocks: any ClockSource
    private(set) var events: [Event] = []
    /// Clock subscriptions, by the monotonic time when they are due.
    private var timers: [(due: UInt64, userdata: UInt64)] = []
    /// Descriptors of the host, and for each the event that it brings.
    private var entries: [pollfd] = []
    private var entryEvents: [Event] = []
    private let start: UInt64

    init(clocks: any ClockSource) {
        self.clocks = clocks
        start = clocks.time(.monotonic)
    }

    mutating func add(_ subscription: Subscription, _ descriptors: DescriptorTable) {
        let userdata = subscription.userdata
        switch subscription.condition {
        case .clock(let clock, let timeout, let isAbsolute):
            // How far is it? An absolute time of a clock is as far as that clock has to go.
            switch clock {
            case .realtime?, .monotonic?:
                let now = isAbsolute ? clocks.time(clock!) : 0
                let delay = timeout > now ? timeout - now : 0
                let (due, overflow) = start.addingReportingOverflow(delay)
                timers.append((overflow ? .max : due, userdata))
            case .processCPU?, .threadCPU?:
                // A guest that waits uses no processor time: it would wait for ever.
                events.append(Event(userdata: userdata, error: .notsup, kind: .clock))
            case nil:
                events.append(Event(userdata: userdata, error: .inval, kind: .clock))
            }
        case .read(let fd): add(fd, Event(userdata: userdata, kind: .read), .fdRead, POLLIN, descriptors)
        case .write(let fd): add(fd, Event(userdata: userdata, kind: .write), .fdWrite, POLLOUT, descriptors)
        }
    }

    private mutating func add(
        _ fd: UInt32, _ event: Event, _ right: Rights, _ hostEvents: some BinaryInteger, _ descriptors: DescriptorTable
    ) {
        var event = event
        do {
            let (descriptor, file) = try descriptors.file(fd, right)
            if let wait = file.waitDescriptor {
                entries.append(pollfd(fd: wait, events: Int16(hostEvents), revents: 0))
                entryEvents.append(event)
                return
            }
            // Files and memory are always ready.
            if event.kind == .read, file.isSeekable {
                let size = try file.status().size
                event.byteCount = size > descriptor.position ? size - descriptor.position : 0
            }
        } catch {
            event.error = error
        }
        events.append(event)
    }

    /// Waits until there is an event, or the guest is stopped.
    mutating func wait(_ store: Store) throws(Errno) {
        // What is ready already is not waited for, but everything that is ready is told.
        collectReady(within: 0, store)
        var hasSkipped = false
        while true {
            let now = clocks.time(.monotonic)
            for timer in timers where timer.due <= now { events.append(Event(userdata: timer.userdata, kind: .clock)) }
            if !events.isEmpty { return }
            if store.isInterrupted { throw .intr }

            let delay = timers.map { $0.due - now }.min() ?? .max
            if !hasSkipped, !timers.isEmpty, clocks.skip(nanoseconds: delay) {
                hasSkipped = true
            } else if entries.isEmpty {
                Waiting.sleep(nanoseconds: delay, store)
            } else {
                collectReady(within: delay, store)
            }
        }
    }

    private mutating func collectReady(within nanoseconds: UInt64, _ store: Store) {
        if entries.isEmpty { return }
        guard Waiting.anyReady(&entries, within: nanoseconds, store) else { return }
        for (entry, event) in zip(entries, entryEvents) where entry.revents != 0 {
            var event = event
            let state = Int32(entry.revents)
            if state & Int32(POLLNVAL) != 0 {
                event.error = .badf
            } else {
                event.hasHungUp = state & Int32(POLLHUP) != 0
                if event.kind == .read { event.byteCount = Self.readableByteCount(entry.fd) }
            }
            events.append(event)
        }
    }

    /// How much a descriptor of the host has to read, 0 if the system does not say.
    private static func readableByteCount(_ descriptor: CInt) -> UInt64 {
        var count: CInt = 0
        return ioctl(descriptor, fionread, &count) == 0 ? UInt64(max(0, count)) : 0
    }

    #if canImport(Darwin)
        /// FIONREAD, whose definition Swift cannot import there.
        private static let fionread: UInt = 0x4004_667F
    #else
        private static let fionread = UInt(FIONREAD)
    #endif
}
