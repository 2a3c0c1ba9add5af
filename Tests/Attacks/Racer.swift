#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A thread of the operating system: it may block, which tasks of Swift must not.
package final class HostThread: @unchecked Sendable {
    // Set before the thread starts, and used to wait for its end.
    #if canImport(Darwin)
        private var thread: pthread_t?
    #else
        private var thread = pthread_t()
    #endif
    private let body: @Sendable () -> Void

    package init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
        let argument = Unmanaged.passRetained(self).toOpaque()
        #if canImport(Darwin)
            pthread_create(
                &thread, nil,
                {
                    Unmanaged<HostThread>.fromOpaque($0).takeRetainedValue().body()
                    return nil
                }, argument)
        #else
            pthread_create(
                &thread, nil,
                {
                    Unmanaged<HostThread>.fromOpaque($0!).takeRetainedValue().body()
                    return nil
                }, argument)
        #endif
    }

    package func join() {
        #if canImport(Darwin)
            if let thread { pthread_join(thread, nil) }
        #else
            pthread_join(thread, nil)
        #endif
    }
}

/// Does something to a folder of the host over and over, as fast as it can, on a thread of its own.
package final class Racer: @unchecked Sendable {
    // `running` is read by the thread while the test writes it: a stale value only means one more round.
    private var running = true
    private var thread: HostThread?
    private let round: @Sendable (String) -> Void

    package init(_ round: @escaping @Sendable (String) -> Void) { self.round = round }

    package func start(in folder: String) {
        thread = HostThread { [self] in while running { round(folder) } }
    }

    package func stop() {
        running = false
        thread?.join()
        // The thread's body holds this object.
        thread = nil
    }
}
