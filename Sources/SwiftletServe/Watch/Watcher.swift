import SwiftletBuild

/// Tells which files below some folders change, as the system tells us: nothing is looked at while nothing happens.
///
/// Hidden files and folders and those named in ``ignoredFolders`` are passed over, and symbolic links are not followed.
final class Watcher: Sendable {
    /// Folders of things that are made: what is built, what package managers fetch.
    static let ignoredFolders: Set<String> = ["node_modules"]

    private let source: WatchSource
    private let thread: WorkerThread

    /// - Parameters:
    ///   - ignoring: paths that are passed over with all that is in them.
    ///   - changed: hears the paths of what was written, made, moved or removed, on the watcher's own thread. A
    ///     folder's path stands for anything in it.
    ///   - complaint: hears, on the same thread, why new folders are not watched.
    init(
        _ folders: [String], ignoring: Set<String> = [], complaint: @escaping @Sendable (String) -> Void = { _ in },
        changed: @escaping @Sendable (Set<String>) -> Void
    ) throws(ServeError) {
        let source = try WatchSource(folders, ignoring: ignoring)
        self.source = source
        thread = WorkerThread {
            while let paths = source.next() {
                if !paths.isEmpty { changed(paths) }
                if let words = source.takeComplaint() { complaint(words) }
            }
        }
    }

    /// Ends it; nothing is heard afterwards.
    func stop() {
        source.stop()
        thread.join()
    }

    static func isIgnored(_ name: String) -> Bool { name.hasPrefix(".") || ignoredFolders.contains(name) }
}

/// A pipe by which one thread tells another to stop waiting.
struct StopSignal: Sendable {
    let descriptor: Int32
    private let writing: Int32

    init() throws(ServeError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ServeError("cannot create a pipe: \(systemMessage())") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (descriptor, writing) = (ends[0], ends[1])
    }

    func send() {
        var byte: UInt8 = 0
        _ = write(writing, &byte, 1)
    }

    /// Gives the pipe back.
    func end() {
        close(descriptor)
        close(writing)
    }
}
