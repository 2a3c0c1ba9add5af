import Foundation

/// Does something on a thread with 128 KiB of stack, so that whatever deepens the host's stack ends the tests' process.
func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) throws -> Result {
    nonisolated(unsafe) var result: Swift.Result<Result, any Error>?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        result = Swift.Result(catching: body)
        done.signal()
    }
    thread.stackSize = 128 << 10
    thread.start()
    done.wait()
    return try result!.get()
}
