#if os(Linux)
    import SwiftletBuild

    /// What changes, by inotify: one watch a folder.
    final class WatchSource: @unchecked Sendable {
        // Only the watcher's thread uses `folders` after `init`; `stop` only writes to a pipe.
        private let descriptor: Int32
        private let stopSignal: StopSignal
        private let roots: [String]
        private let ignored: Set<String>
        private var folders: [Int32: String] = [:]
        /// The first folder that the system would not watch any more, until ``takeComplaint()``.
        private var refused: String?

        private static let mask =
            UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)
            | UInt32(IN_DELETE_SELF) | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)

        init(_ roots: [String], ignoring ignored: Set<String>) throws(ServeError) {
            descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
            guard descriptor >= 0 else {
                let hint =
                    errno == EMFILE
                    ? ". Too many programs of yours watch files: end some, or raise fs.inotify.max_user_instances." : ""
                throw ServeError("cannot watch files: \(systemMessage())\(hint)")
            }
            stopSignal = try StopSignal()
            self.roots = roots
            self.ignored = ignored
            for root in roots {
                guard add(root) else { throw ServeError(takeComplaint() ?? "cannot watch \(root): \(systemMessage())") }
                // A server that misses some of the saves would be worse than none.
                if let complaint = takeComplaint() { throw ServeError(complaint) }
            }
        }

        deinit {
            close(descriptor)
            stopSignal.end()
        }

        func stop() { stopSignal.send() }

        /// Why something is not watched, once; nil while all is.
        func takeComplaint() -> String? {
            defer { refused = nil }
            return refused.map {
                """
                cannot watch \($0): the system's limit of watched folders is reached. Raise it \
                (sudo sysctl fs.inotify.max_user_watches=524288), or serve a smaller folder.
                """
            }
        }

        /// Waits for changes; nil after ``stop()``.
        func next() -> Set<String>? {
            var polled = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stopSignal.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            while poll(&polled, 2, -1) < 0, errno == EINTR {}
            if polled[1].revents != 0 { return nil }
            var changed: Set<String> = []
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = bytes.withUnsafeMutableBytes { Platform.read(descriptor, $0.baseAddress, $0.count) }
            bytes.withUnsafeBytes { buffer in
                var offset = 0
                while offset + MemoryLayout<inotify_event>.size <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                    offset += MemoryLayout<inotify_event>.size
                    let name = String(
                        decoding: buffer[offset..<offset + Int(event.len)].prefix { $0 != 0 }, as: UTF8.self)
                    offset += Int(event.len)
                    note(event, name, &changed)
                }
            }
            return changed
        }

        private func note(_ event: inotify_event, _ name: String, _ changed: inout Set<String>) {
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
                // Something was lost: anything may have changed, and folders may be new.
                for root in roots { _ = add(root) }
                return changed.formUnion(roots)
            }
            guard let folder = folders[event.wd] else { return }
            if event.mask & UInt32(IN_IGNORED) != 0 {
                folders[event.wd] = nil
                return
            }
            if event.mask & UInt32(IN_DELETE_SELF) != 0 {
                if roots.contains(folder) { changed.insert(folder) }
                return
            }
            let path = folder + "/" + name
            guard !Watcher.isIgnored(name), !ignored.contains(path) else { return }
            if event.mask & UInt32(IN_ISDIR) != 0, event.mask & (UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) != 0 {
                // What was put into it before we watched it counts as changed with it.
                _ = add(path)
                changed.insert(path)
                return
            }
            // A file that is made is written next, and told of again; a link is not.
            if event.mask & UInt32(IN_CREATE) != 0, isBeingWritten(path) { return }
            changed.insert(path)
        }

        private func isBeingWritten(_ path: String) -> Bool {
            var information = stat()
            return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
                && information.st_nlink == 1
        }

        /// Watches a folder and those in it; false if the system refuses the first.
        private func add(_ folder: String) -> Bool {
            let watch = inotify_add_watch(descriptor, folder, WatchSource.mask)
            guard watch >= 0 else {
                if errno == ENOSPC, refused == nil { refused = folder }
                return false
            }
            folders[watch] = folder
            for name in Files.list(folder) where !Watcher.isIgnored(name) {
                let path = folder + "/" + name
                var information = stat()
                guard !ignored.contains(path), lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR
                else {
                    continue
                }
                _ = add(path)
            }
            return true
        }
    }
#endif
