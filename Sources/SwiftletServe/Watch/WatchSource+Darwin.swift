#if canImport(Darwin)
    import Darwin
    import SwiftletBuild

    /// What changes, by kqueue: an open descriptor for every file and folder.
    final class WatchSource: @unchecked Sendable {
        // Only the watcher's thread uses `watched` after `init`; `stop` only writes to a pipe.
        private let queue: Int32
        private let stopSignal: StopSignal
        private let roots: [String]
        private let ignored: Set<String>
        /// The descriptors by path, and the paths by descriptor.
        private var descriptors: [String: Int32] = [:]
        private var paths: [Int32: String] = [:]
        /// The first file that the system would not open any more, until ``takeComplaint()``.
        private var refused: String?

        init(_ roots: [String], ignoring ignored: Set<String>) throws(ServeError) {
            queue = kqueue()
            guard queue >= 0 else { throw ServeError("cannot watch files: \(systemMessage())") }
            stopSignal = try StopSignal()
            self.roots = roots
            self.ignored = ignored
            var stop = Darwin.kevent(
                ident: UInt(stopSignal.descriptor), filter: Int16(EVFILT_READ), flags: UInt16(EV_ADD), fflags: 0,
                data: 0,
                udata: nil)
            kevent(queue, &stop, 1, nil, 0, nil)
            for root in roots {
                var found: Set<String> = []
                add(root, &found)
                // A server that misses some of the saves would be worse than none.
                if let complaint = takeComplaint() { throw ServeError(complaint) }
                guard descriptors[root] != nil else {
                    throw ServeError("cannot watch \(root): \(systemMessage())")
                }
            }
        }

        deinit {
            for descriptor in descriptors.values { close(descriptor) }
            close(queue)
            stopSignal.end()
        }

        func stop() { stopSignal.send() }

        /// Why something is not watched, once; nil while all is.
        func takeComplaint() -> String? {
            defer { refused = nil }
            return refused.map { "cannot watch \($0): too many files are open. Raise the limit: ulimit -n 10000" }
        }

        /// Waits for changes; nil after ``stop()``.
        func next() -> Set<String>? {
            var events = [Darwin.kevent](repeating: Darwin.kevent(), count: 64)
            let count = kevent(queue, nil, 0, &events, Int32(events.count), nil)
            var changed: Set<String> = []
            for event in events.prefix(max(Int(count), 0)) {
                if event.ident == UInt(stopSignal.descriptor) { return nil }
                guard let path = paths[Int32(event.ident)] else { continue }
                if event.fflags & UInt32(NOTE_DELETE | NOTE_RENAME) != 0 {
                    // Many programs save by putting a new file in the old one's place: the folder's event finds that.
                    remove(path)
                    changed.insert(path)
                    add(path, &changed)
                } else if Files.isFolder(path) {
                    add(path, &changed)
                } else {
                    changed.insert(path)
                }
            }
            return changed
        }

        /// Watches what is at a path and below, as far as it is not watched yet; `found` gets what is new.
        private func add(_ path: String, _ found: inout Set<String>) {
            var information = stat()
            guard !ignored.contains(path), lstat(path, &information) == 0 else { return }
            let kind = information.st_mode & S_IFMT
            guard kind == S_IFREG || kind == S_IFDIR else { return }
            if descriptors[path] == nil {
                let descriptor = open(path, O_EVTONLY | O_CLOEXEC)
                guard descriptor >= 0 else {
                    if errno == EMFILE || errno == ENFILE, refused == nil { refused = path }
                    return
                }
                descriptors[path] = descriptor
                paths[descriptor] = path
                var change = Darwin.kevent(
                    ident: UInt(descriptor), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
                    fflags: UInt32(NOTE_WRITE | NOTE_EXTEND | NOTE_DELETE | NOTE_RENAME), data: 0, udata: nil)
                kevent(queue, &change, 1, nil, 0, nil)
                found.insert(path)
            }
            guard kind == S_IFDIR else { return }
            for name in Files.list(path) where !Watcher.isIgnored(name) { add(path + "/" + name, &found) }
        }

        private func remove(_ path: String) {
            guard let descriptor = descriptors.removeValue(forKey: path) else { return }
            paths[descriptor] = nil
            close(descriptor)
        }
    }
#endif
