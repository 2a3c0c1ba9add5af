import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One task of a session: what has come of its response, and who waits for more.
///
/// The session's queue fills it, and one task of Swift's after the other takes from it.
final class Transfer: @unchecked Sendable {
    let task: URLSessionDataTask
    private let lock = NSLock()

    // Guarded by `lock`.
    private let place: ExchangePlace
    private var head: Result<HTTPURLResponse, any Error>?
    private var parts: [[UInt8]] = []
    /// Set once nothing more comes: why, if it is too early.
    private var end: Result<Void, any Error>?
    private var isPaused = false
    private var waitsForHead: CheckedContinuation<HTTPURLResponse, any Error>?
    private var waitsForPart: CheckedContinuation<[UInt8]?, any Error>?

    init(_ task: URLSessionDataTask, _ place: ExchangePlace) {
        self.task = task
        self.place = place
    }

    /// Ends it for those who wait, and then for the server.
    func cancel() { end(URLSessionFailure(description: "cancelled")) }

    private func end(_ failure: URLSessionFailure) {
        finish(failure)
        // Where FoundationNetworking runs, this may wait for the thread that runs the callbacks, which is perhaps this one.
        DispatchQueue.global().async { [task] in task.cancel() }
    }

    // MARK: Taking

    /// Starts the task, and returns when the head of the response is there.
    func response() async throws -> HTTPURLResponse {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known = lock.withLock {
                    if head == nil { waitsForHead = continuation }
                    return head
                }
                // Also one that is cancelled already, or it would never end.
                task.resume()
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// The next part of the body; nil at the end.
    func nextPart() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let known: Result<[UInt8]?, any Error>? = lock.withLock {
                    if !parts.isEmpty {
                        let part = parts.removeFirst()
                        place.give(part.count)
                        goOn()
                        return .success(part)
                    }
                    if let end { return end.map { nil } }
                    waitsForPart = continuation
                    return nil
                }
                if let known { continuation.resume(with: known) }
            }
        } onCancel: {
            cancel()
        }
    }

    // MARK: Filling

    func take(_ response: URLResponse) {
        guard let response = response as? HTTPURLResponse else {
            return finish(URLSessionFailure(description: "the answer is none of HTTP"))
        }
        let waiting = lock.withLock {
            if head == nil { head = .success(response) }
            defer { waitsForHead = nil }
            return waitsForHead
        }
        waiting?.resume(returning: response)
    }

    func take(_ data: Data) {
        if data.isEmpty { return }
        let part = [UInt8](data)
        let (waiting, isTooMuch) = lock.withLock { () -> (CheckedContinuation<[UInt8]?, any Error>?, Bool) in
            if let waiting = waitsForPart {
                waitsForPart = nil
                return (waiting, false)
            }
            if end != nil { return (nil, false) }
            guard place.hold(part.count) else { return (nil, true) }
            parts.append(part)
            pause()
            return (nil, false)
        }
        waiting?.resume(returning: part)
        if isTooMuch { end(URLSessionFailure(description: "more of the body has come than may wait for the program")) }
    }

    func finish(_ error: (any Error)?) {
        let failure = error.map { $0 as? URLSessionFailure ?? URLSessionFailure($0) }
        let (head, waitsForHead, end, waitsForPart) = lock.withLock {
            let end = self.end ?? failure.map { .failure($0) } ?? .success(())
            let head = self.head ?? .failure(failure ?? URLSessionFailure(description: "the answer has no head"))
            (self.end, self.head) = (end, head)
            if case .failure = end {
                // What came before would be of little use, and takes the room of others.
                parts = []
                place.give(place.bytes)
            }
            defer { (self.waitsForHead, self.waitsForPart) = (nil, nil) }
            return (head, self.waitsForHead, end, self.waitsForPart)
        }
        waitsForHead?.resume(with: head)
        waitsForPart?.resume(with: end.map { nil })
    }

    // MARK: Back pressure

    #if canImport(FoundationNetworking)
        // FoundationNetworking reads on, whatever becomes of what it has read, and a task that is suspended loses its connection. So the
        // bytes that wait are limited, and nothing else.
        private func pause() {}
        private func goOn() {}
    #else
        /// Of so many bytes that nobody has taken the sender waits, until there are but a quarter of them: the network's windows fill.
        private static let most = 1 << 18

        private func pause() {
            if isPaused || place.bytes <= Self.most { return }
            isPaused = true
            task.suspend()
        }

        private func goOn() {
            if !isPaused || place.bytes > Self.most / 4 { return }
            isPaused = false
            task.resume()
        }
    #endif
}
