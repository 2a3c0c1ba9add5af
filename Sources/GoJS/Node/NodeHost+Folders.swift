import WASI

/// Reading folders, at once or entry by entry.
extension NodeHost {
    func defineFolders(_ fs: NodeFunctions) {
        define(fs, "readdir", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let withTypes = try self.option(call[1], "withFileTypes").isTruthy
            let isRecursive = try self.option(call[1], "recursive").isTruthy
            return { [.object(try self.readFolder(path, withTypes: withTypes, isRecursive: isRecursive))] }
        }
        define(fs, "opendir", parameters: 2) { call in
            let path = try self.pathArgument(call[0])
            let isRecursive = try self.option(call[1], "recursive").isTruthy
            return { [.object(try self.openFolder(path, isRecursive: isRecursive))] }
        }
    }

    /// An entry of a folder, away from it.
    struct Entry {
        let name: [UInt8]
        let type: FileType
    }

    /// What is in a folder, sorted by the names' bytes as Node has it.
    ///
    /// - Parameter room: how many there may be; more is `nomem`.
    func entries(of path: JSString, follow: Bool = true, room: Int) throws(WASI.Errno) -> [Entry] {
        guard case .folder(let folder) = try files.open(self.path(path), follow: follow, options: [.read, .folder])
        else { throw .notdir }
        var entries: [Entry] = []
        var isTooMany = false
        try folder.list(from: 0) { entry in
            if entry.isDots { return true }
            isTooMany = entries.count >= room
            if !isTooMany { entries.append(Entry(name: Array(entry.name), type: entry.type)) }
            return !isTooMany
        }
        if isTooMany { throw .nomem }
        entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
        return entries
    }

    /// A folder's entries, or those of the tree below it: folder by folder, each behind the one that it is in. Links are entries, and lead nowhere.
    private func readFolder(_ path: JSString, withTypes: Bool, isRecursive: Bool) throws -> JSArray {
        var result: [JSValue] = []
        // Names of a deep tree are long ones.
        var bytes = 0
        // Folders that are still to be read: their path, and what it is from the top on.
        var folders = [(path: path, name: [UInt8]())]
        var next = 0
        while next < folders.count {
            let (folder, prefix) = folders[next]
            next += 1
            let entries = try NodeFailure.during("scandir", folder) { () throws(WASI.Errno) in
                try self.entries(of: folder, follow: next == 1, room: configuration.folderEntries - result.count)
            }
            for entry in entries {
                try realm.tick()
                let name = prefix.isEmpty ? entry.name : prefix + [Self.slash] + entry.name
                bytes += name.count
                if bytes > realm.limits.bufferBytes { throw NodeFailure(.nomem, "scandir", folder) }
                if withTypes {
                    result.append(stats.entry(JSString(fileName: entry.name), entry.type, in: folder))
                } else {
                    result.append(.string(JSString(fileName: name)))
                }
                if isRecursive, entry.type == .directory {
                    folders.append((JSString(fileName: NodePath.join([path.fileName, name])), name))
                }
            }
        }
        return realm.array(result)
    }

    // MARK: Entry by entry

    private func openFolder(_ path: JSString, isRecursive: Bool) throws(NodeFailure) -> JSFolderReader {
        try NodeFailure.during("opendir", path) { () throws(WASI.Errno) in
            guard case .folder(let folder) = try files.open(self.path(path), follow: true, options: [.read, .folder])
            else { throw .notdir }
            // It takes the place of an open file, as it holds one.
            let number = try descriptors.insert(NodeDescriptor(.folder(folder), reads: true, writes: false))
            return JSFolderReader(
                realm, prototype: folderPrototype, number: number, folder: folder, path: path, isRecursive: isRecursive)
        }
    }

    /// The prototype of Node's `Dir`.
    func makeFolderPrototype() -> JSObject {
        let prototype = realm.object()
        let constructor = JSFunction(realm, "Dir", parameters: 3) { call in
            throw call.realm.typeError("Class constructor Dir cannot be invoked without 'new'")
        }
        constructor.define(realm.keys.prototype, .object(prototype), [])
        prototype.define(realm.keys.constructor, .object(constructor), .hidden)
        prototype.getter("path") { .string(try $0.receiver("Dir.path", as: JSFolderReader.self).path) }
        func define(
            _ name: StaticString, _ atOnce: StaticString, _ work: @escaping (JSFolderReader) throws -> [JSValue]
        ) {
            prototype.method(name, parameters: 1) { call in
                let folder = try call.receiver("Dir.\(name)", as: JSFolderReader.self)
                if let callback = call[0].object, callback.isCallable {
                    try self.answer(.callback(callback)) { try work(folder) }
                    return .undefined
                }
                return self.promise { promise in try self.answer(.promise(promise)) { try work(folder) } }
            }
            prototype.method(atOnce) { call in
                let folder = try call.receiver("Dir.\(atOnce)", as: JSFolderReader.self)
                return try self.atOnce { try work(folder).first ?? .undefined }
            }
        }
        define("read", "readSync") { [try self.nextEntry($0) ?? .null] }
        define("close", "closeSync") {
            guard let number = $0.number else { throw self.realm.closedFolder() }
            $0.close()
            try self.close(number)
            return []
        }
        let iterate = JSFunction(realm, "entries") { call in
            .object(self.iterator(try call.receiver("Dir.entries", as: JSFolderReader.self)))
        }
        prototype.hide("entries", .object(iterate))
        prototype.define(realm.symbols.asyncIterator.key, .object(iterate), .hidden)
        return prototype
    }

    /// An asynchronous iterator, which closes the folder at its end.
    private func iterator(_ folder: JSFolderReader) -> JSObject {
        let iterator = realm.object()
        func step(_ value: JSValue, isDone: Bool) -> JSValue {
            .object(realm.object(["value": value, "done": .boolean(isDone)]))
        }
        func end() throws(NodeFailure) {
            guard let number = folder.number else { return }
            folder.close()
            try close(number)
        }
        iterator.method("next") { _ in
            self.promise { promise in
                try self.answer(.promise(promise)) {
                    if let entry = try self.nextEntry(folder) { return [step(entry, isDone: false)] }
                    try end()
                    return [step(.undefined, isDone: true)]
                }
            }
        }
        iterator.method("return", parameters: 1) { call in
            self.promise { promise in
                let value = call[0]
                try self.answer(.promise(promise)) {
                    try end()
                    return [step(value, isDone: true)]
                }
            }
        }
        iterator.define(
            realm.symbols.asyncIterator.key, .object(JSFunction(realm, "[Symbol.asyncIterator]") { $0.this }), .hidden)
        return iterator
    }

    /// Nil at the end.
    private func nextEntry(_ reader: JSFolderReader) throws -> JSValue? {
        guard reader.number != nil else { throw realm.closedFolder() }
        while true {
            if let (name, type) = reader.take() {
                let entry = stats.entry(JSString(fileName: name), type, in: reader.here)
                if reader.isRecursive, type == .directory {
                    guard reader.below.count < configuration.folderEntries else {
                        throw NodeFailure(.nomem, "scandir", reader.here)
                    }
                    reader.below.append(JSString(fileName: NodePath.join([reader.here.fileName, name])))
                }
                return entry
            }
            if try NodeFailure.during("scandir", reader.here, { () throws(WASI.Errno) in try reader.fetch() }) {
                continue
            }
            guard let path = reader.below.popLast() else { return nil }
            try NodeFailure.during("opendir", path) { () throws(WASI.Errno) in
                guard
                    case .folder(let folder) = try files.open(
                        self.path(path), follow: false, options: [.read, .folder])
                else { throw .notdir }
                reader.go(on: folder, path)
            }
        }
    }
}

/// Node's `Dir`: a folder that is read entry by entry, some of them ahead.
final class JSFolderReader: JSObject {
    let path: JSString
    let isRecursive: Bool
    /// Its place among the program's open files; nil once it is closed.
    private(set) var number: Int?
    private var folder: (any OpenFolder)?
    /// The folder that is being read: the one that was opened, or one below.
    private(set) var here: JSString
    /// Folders that are still to be read.
    var below: [JSString] = []
    private var ahead: [(name: [UInt8], type: FileType)] = []
    private var next: UInt64 = 0

    private static let mostAhead = 32

    init(
        _ realm: JSRealm, prototype: JSObject, number: Int, folder: any OpenFolder, path: JSString, isRecursive: Bool
    ) {
        self.number = number
        self.folder = folder
        self.path = path
        self.isRecursive = isRecursive
        here = path
        super.init(realm, prototype: prototype)
    }

    override var className: String { "Dir" }

    override func release() {
        close()
        super.release()
    }

    func close() {
        number = nil
        folder = nil
        ahead = []
        below = []
    }

    /// An entry that was read ahead.
    func take() -> (name: [UInt8], type: FileType)? { ahead.popLast() }

    /// Reads some entries ahead.
    ///
    /// - Returns: false at the end of the folder.
    func fetch() throws(WASI.Errno) -> Bool {
        var entries: [(name: [UInt8], type: FileType)] = []
        try folder?.list(from: next) { entry in
            next = entry.next
            if !entry.isDots { entries.append((Array(entry.name), entry.type)) }
            return entries.count < Self.mostAhead
        }
        ahead = entries.reversed()
        return !entries.isEmpty
    }

    func go(on folder: any OpenFolder, _ path: JSString) {
        self.folder = folder
        here = path
        next = 0
    }
}

extension FolderEntry {
    /// Whether it is `.` or `..`.
    var isDots: Bool { name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) }
}
