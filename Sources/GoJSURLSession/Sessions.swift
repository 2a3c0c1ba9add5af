import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One session for all transfers.
final class Sessions: Sendable {
    private let session: URLSession
    private let delegate = SessionDelegate()

    init(_ configuration: URLSessionConfiguration) {
        session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: SessionQueue())
    }

    // A session holds its delegate until it is told that no more is asked for.
    deinit { session.finishTasksAndInvalidate() }

    func transfer(_ request: URLRequest, _ place: ExchangePlace) -> Transfer {
        let transfer = Transfer(session.dataTask(with: request), place)
        delegate.add(transfer)
        return transfer
    }
}

/// The queue of a session's callbacks.
private final class SessionQueue: OperationQueue, @unchecked Sendable {
    override init() {
        super.init()
        maxConcurrentOperationCount = 1
    }

    #if canImport(FoundationNetworking)
        /// Runs a callback at once.
        ///
        /// FoundationNetworking would read on meanwhile, gigabytes within seconds, before anybody could say that it is too much. No callback
        /// of ours waits for anything, least of all for the thread that is used here, which is that of all sessions.
        override func addOperation(_ block: @escaping @Sendable () -> Void) { block() }
    #endif
}

/// What a session tells of its transfers.
private final class SessionDelegate: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let lock = NSLock()
    // Guarded by `lock`.
    private var running: [Int: Transfer] = [:]

    func add(_ transfer: Transfer) { lock.withLock { running[transfer.task.taskIdentifier] = transfer } }

    private subscript(_ task: URLSessionTask) -> Transfer? { lock.withLock { running[task.taskIdentifier] } }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        self[dataTask]?.take(response)
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        self[dataTask]?.take(data)
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let transfer = lock.withLock { running.removeValue(forKey: task.taskIdentifier) }
        transfer?.finish(error)
    }

    /// A redirection is a response.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
