import WASI

/// What the objects `fs`, `process` and `path` of a program work on: its files, open descriptors, working folder.
///
/// The functions of these objects hold it, and the realm lets go of them when it closes.
final class NodeHost {
    let realm: JSRealm
    let loop: EventLoop
    let clocks: any ClockSource
    /// Nil if the program has no files.
    private let root: GuestRoot?
    var descriptors: NodeDescriptors
    /// Absolute, without links and without a slash at the end.
    private(set) var workingDirectory: [UInt8] = [slash]
    var umask: UInt32
    let configuration: GoProgram.Configuration
    let startTime: UInt64
    /// Ends the program: never returns normally.
    let exit: (Int32) throws -> Void
    /// Answers that the event loop has not delivered yet.
    private var pending = 0
    private(set) lazy var stats = NodeStats(self)
    private(set) lazy var fileSystem = fileSystemObject()
    private(set) lazy var process = processObject()
    private(set) lazy var pathModule = pathObject()
    /// What ``module(_:)`` has made.
    var knownModules: [String: JSObject] = [:]
    private(set) lazy var constants = JSValue.object(NodeConstants.object(realm))
    private(set) lazy var promises = promisesObject()
    private(set) lazy var handlePrototype = makeHandlePrototype()
    private(set) lazy var folderPrototype = makeFolderPrototype()

    static let slash = UInt8(ascii: "/")
    /// So many operations may be under way at once: a guest that starts more without ever waiting for one gets a `RangeError`.
    private static let maximumPending = 1 << 20

    /// - Throws: ``GoProgramError`` if the working folder is none.
    init(
        _ realm: JSRealm, loop: EventLoop, configuration: GoProgram.Configuration,
        exit: @escaping (Int32) throws -> Void
    ) throws {
        self.realm = realm
        self.loop = loop
        self.configuration = configuration
        self.exit = exit
        clocks = configuration.clocks
        startTime = configuration.clocks.time(.monotonic)
        umask = configuration.umask & 0o777
        descriptors = NodeDescriptors(
            input: configuration.standardInput.file, output: configuration.standardOutput.file,
            errors: configuration.standardError.file, limit: configuration.descriptors)
        do {
            root = try configuration.files.map { (files) throws(WASI.Errno) in try GuestRoot(files) }
            if root != nil { try changeDirectory(JSString(configuration.workingDirectory)) }
        } catch {
            throw GoProgramError.workingDirectory(configuration.workingDirectory, error)
        }
    }

    func install() {
        realm.global.hide("fs", .object(fileSystem))
        realm.global.hide("process", .object(process))
        realm.global.hide("path", .object(pathModule))
        realm.global.hide("require", .object(makeRequire()))
    }

    // MARK: Paths

    /// The folder in which ``path(_:)`` are looked up.
    var files: GuestRoot {
        get throws(WASI.Errno) {
            guard let root else { throw .nosys }
            return root
        }
    }

    /// A path of the program's, from the root on.
    func path(_ path: JSString) throws(WASI.Errno) -> GuestPath {
        let name = path.fileName
        guard let first = name.first else { throw .noent }
        let whole = first == Self.slash ? name : workingDirectory + [Self.slash] + name
        let relative = whole.drop { $0 == Self.slash }
        return try relative.isEmpty ? GuestPath(".") : GuestPath(relative)
    }

    func changeDirectory(_ path: JSString) throws(WASI.Errno) {
        let target = try files.realPath(of: self.path(path))
        guard try files.status(of: Self.fromRoot(target), follow: false).type == .directory else { throw .notdir }
        workingDirectory = [Self.slash] + target
    }

    static func fromRoot(_ path: [UInt8]) throws(WASI.Errno) -> GuestPath {
        try path.isEmpty ? GuestPath(".") : GuestPath(path)
    }

    // MARK: Answers

    /// Hands an outcome over once what runs now has ended: the program is never called inside the call that asked.
    func queue(_ answer: NodeAnswer, _ outcome: [JSValue]) {
        loop.enqueue {
            self.pending -= 1
            switch answer {
            case .callback(let callback): _ = try callback.call(this: .undefined, outcome)
            case .promise(let promise, let result):
                if case .null? = outcome.first {
                    promise.resolve(result(Array(outcome.dropFirst())))
                } else {
                    promise.reject(outcome.first ?? .undefined)
                }
            }
        }
    }

    /// Counts an operation whose answer will be queued once.
    func begin() throws {
        guard pending < Self.maximumPending else {
            throw realm.rangeError("more than \(Self.maximumPending) operations of fs are under way")
        }
        pending += 1
    }
}
