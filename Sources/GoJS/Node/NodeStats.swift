import WASI

/// Makes Node's `Stats` and `Dirent` objects.
final class NodeStats {
    let constructor: JSFunction
    let entryConstructor: JSFunction
    private let statsPrototype: JSObject
    private let entryPrototype: JSObject
    private let names: [PropertyKey]
    private let modeKey: PropertyKey
    private let owner: UInt32
    private let group: UInt32

    private static let kinds: KeyValuePairs<StaticString, UInt32> = [
        "isDirectory": 0o040000, "isFile": 0o100000, "isBlockDevice": 0o060000, "isCharacterDevice": 0o020000,
        "isSymbolicLink": 0o120000, "isFIFO": 0o010000, "isSocket": 0o140000,
    ]

    init(_ host: NodeHost) {
        let realm = host.realm
        owner = host.configuration.userID
        group = host.configuration.groupID
        names = [
            "dev", "mode", "nlink", "uid", "gid", "rdev", "blksize", "ino", "size", "blocks", "atimeMs", "mtimeMs",
            "ctimeMs", "birthtimeMs",
        ].map { realm.key($0 as String) }
        let modeKey = names[1]
        self.modeKey = modeKey
        let statsPrototype = realm.object()
        let entryPrototype = realm.object()
        self.statsPrototype = statsPrototype
        self.entryPrototype = entryPrototype
        constructor = JSFunction(
            realm, "Stats", parameters: 0,
            construct: { call in
                JSObject(call.realm, prototype: try call.realm.prototype(for: call, default: statsPrototype))
            },
            { call in throw call.realm.typeError("Class constructor Stats cannot be invoked without 'new'") })
        entryConstructor = JSFunction(
            realm, "Dirent", parameters: 3,
            construct: { call in
                let entry = JSFolderEntry(call.realm, prototype: entryPrototype, typeBits: 0)
                entry.define(call.realm.keys.name, call[0], .ordinary)
                return entry
            },
            { call in throw call.realm.typeError("Class constructor Dirent cannot be invoked without 'new'") })
        for (constructor, prototype) in [(constructor, statsPrototype), (entryConstructor, entryPrototype)] {
            constructor.define(realm.keys.prototype, .object(prototype), [])
            prototype.define(realm.keys.constructor, .object(constructor), .hidden)
        }
        for (name, bits) in NodeStats.kinds {
            statsPrototype.method(name) { call in
                let mode = try call.thisObject("\(name)").get(modeKey, receiver: call.this)
                return .boolean(UInt32(truncatingIfNeeded: JSNumber.int64(mode.number ?? 0)) & 0o170000 == bits)
            }
            entryPrototype.method(name) { call in
                .boolean((try call.thisObject("\(name)") as? JSFolderEntry)?.typeBits == bits)
            }
        }
        for name: StaticString in ["atime", "mtime", "ctime", "birthtime"] {
            statsPrototype.getter(name) { call in
                let time = try call.thisObject("\(name)").get("\(name)Ms")
                guard case .object(let date) = try call.realm.global.get("Date") else { return .undefined }
                return .object(try date.new(time))
            }
        }
    }

    func object(_ status: FileStatus) -> JSValue {
        let object = JSObject(statsPrototype.realm, prototype: statsPrototype)
        let times = [status.accessTime, status.modificationTime, status.statusChangeTime, status.statusChangeTime]
            .map(NodeStats.milliseconds)
        let mode = UInt64(NodeStats.mode(status))
        let (owner, group) = (UInt64(status.owner ?? owner), UInt64(status.group ?? group))
        let blocks = status.blocks ?? status.size / 512 + (status.size % 512 == 0 ? 0 : 1)
        let numbers: [UInt64] = [
            status.device, mode, status.linkCount, owner, group, status.specialDevice ?? 0, status.blockSize ?? 4096,
            status.inode, status.size, blocks,
        ]
        for (name, value) in zip(names, numbers.map { Double($0) } + times) {
            object.define(name, .number(value), .ordinary)
        }
        return .object(object)
    }

    /// Of nanoseconds, as Node rounds them.
    private static func milliseconds(_ time: UInt64) -> Double {
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Double(seconds) * 1000 + Double(rest) / 1e6
    }

    /// The mode of a file system that knows one, or the usual one of its type.
    static func mode(_ status: FileStatus) -> UInt32 {
        if let mode = status.mode { return mode }
        let permissions: UInt32 =
            switch status.type {
            case .directory: 0o755
            case .symbolicLink: 0o777
            case .regularFile: 0o644
            default: 0o600
            }
        return status.type.modeBits | permissions
    }

    func entry(_ name: JSString, _ type: FileType, in folder: JSString) -> JSValue {
        let realm = entryPrototype.realm
        let entry = JSFolderEntry(realm, prototype: entryPrototype, typeBits: type.modeBits)
        entry.define(realm.keys.name, .string(name), .ordinary)
        entry.define(realm.key("path"), .string(folder), .ordinary)
        entry.define(realm.key("parentPath"), .string(folder), .ordinary)
        return .object(entry)
    }
}

/// Node's `Dirent`: an entry of a folder with its type.
final class JSFolderEntry: JSObject {
    let typeBits: UInt32

    init(_ realm: JSRealm, prototype: JSObject, typeBits: UInt32) {
        self.typeBits = typeBits
        super.init(realm, prototype: prototype)
    }
}
