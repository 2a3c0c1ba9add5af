extension JSReadableStream {
    /// Two streams with the chunks of this one (Streams standard §4.9.1, for default controllers), which is locked from then on.
    ///
    /// - Parameter copies: whether the second gets bytes of its own, as bodies do.
    /// - Throws: ``JSException`` if it is locked already.
    func tee(copies: Bool = false) throws -> (JSReadableStream, JSReadableStream) {
        let reader = try JSStreamReader(locking: self)
        let tee = StreamTee(reader, copies: copies)
        let branches = [0, 1].map { JSReadableStream(realm, TeeSource(tee, $0), highWaterMark: 1) }
        for (place, branch) in branches.enumerated() {
            tee.branches[place].stream = branch
            branch.begin(after: .undefined)
        }
        // When it fails, both fail, also if they are not read from.
        reader.closed.whenSettled { state, reason in
            guard state == .rejected else { return }
            for branch in branches { try branch.fail(reason) }
            tee.cancelled.resolve(.undefined)
        }
        return (branches[0], branches[1])
    }
}

/// What the two branches share.
private final class StreamTee {
    /// A branch holds its source, and with it this.
    struct Branch {
        weak var stream: JSReadableStream?
        /// Why it was cancelled, if it was.
        var reason: JSValue?
    }

    private let realm: JSRealm
    private var reader: JSStreamReader?
    private let copies: Bool
    var branches = [Branch(), Branch()]
    private var isReading = false
    private var readsAgain = false
    let cancelled: JSPromise

    init(_ reader: JSStreamReader, copies: Bool) {
        realm = reader.realm
        self.reader = reader
        self.copies = copies
        cancelled = JSPromise(reader.realm)
        cancelled.mute()
    }

    // Streams of streams of streams must not go by nested calls.
    deinit {
        var all = branches.compactMap(\.reason) + (reader.map { [.object($0)] } ?? [])
        reader = nil
        branches = []
        realm.graveyard.bury(&all)
    }

    func release() {
        reader = nil
        branches = [Branch(), Branch()]
    }

    private var open: [(place: Int, stream: JSReadableStream)] {
        branches.enumerated().compactMap { place, branch in
            branch.reason == nil ? branch.stream.map { (place, $0) } : nil
        }
    }

    func pull() throws {
        if isReading {
            readsAgain = true
            return
        }
        isReading = true
        // Each stream asks the one behind it, as deep as the guest has stacked them.
        try realm.running {
            try reader?.read { [self] chunk in
                switch chunk {
                case .value(let value): realm.enqueue { [self] in try give(value) }
                case .end:
                    isReading = false
                    for (_, branch) in open where branch.canEnqueue { try branch.close() }
                    cancelled.resolve(.undefined)
                case .failure: isReading = false
                }
            }
        }
    }

    private func give(_ value: JSValue) throws {
        readsAgain = false
        for (place, branch) in open where branch.canEnqueue {
            if place == 1, copies, case .object(let array) = value, let view = array.byteView {
                try branch.enqueue(.object(realm.bytes(view)))
            } else {
                try branch.enqueue(value)
            }
        }
        isReading = false
        if readsAgain { try pull() }
    }

    /// Only when nobody reads any branch the stream itself is cancelled.
    func cancel(_ place: Int, _ reason: JSValue) throws -> JSValue {
        branches[place].reason = reason
        if let other = branches[1 - place].reason, let stream = reader?.stream {
            let reasons = place == 0 ? [reason, other] : [other, reason]
            cancelled.resolve(.object(try stream.cancel(.object(realm.array(reasons)))))
        }
        return .object(cancelled)
    }
}

private final class TeeSource: StreamSource {
    private let tee: StreamTee
    private let place: Int

    init(_ tee: StreamTee, _ place: Int) {
        self.tee = tee
        self.place = place
    }

    func pull(_ stream: JSReadableStream) throws -> JSValue {
        try tee.pull()
        return .undefined
    }

    func cancel(_ stream: JSReadableStream, _ reason: JSValue) throws -> JSValue { try tee.cancel(place, reason) }

    func release() { tee.release() }
}
