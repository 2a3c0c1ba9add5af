import WebAssembly

/// What to run, and with what: the same for every place.
public struct RunRequest: Sendable {
    /// A folder of this machine that the guest may use.
    public struct Folder: Hashable, Sendable {
        /// What becomes of what the guest changes.
        public enum Access: Hashable, Sendable {
            case changes
            /// Nothing: it cannot change anything.
            case readOnly
            /// It sees its changes, and they are lost at the end.
            case overlay
            /// There is no folder of this machine: it starts empty, and is lost at the end.
            case memory
        }

        public var host: String
        public var guest: String
        public var access: Access

        public init(host: String, guest: String, access: Access = .changes) {
            self.host = host
            self.guest = guest
            self.access = access
        }
    }

    /// A call of an exported function.
    public struct Call: Hashable, Sendable {
        public var export: String
        public var arguments: [CallValue]
        public var results: [ValueType]

        public init(export: String, arguments: [CallValue], results: [ValueType]) {
            self.export = export
            self.arguments = arguments
            self.results = results
        }
    }

    /// Where the module's file is.
    public var path: String
    /// The guest's arguments, the program's name first.
    public var arguments: [String]
    /// The guest's whole environment: nothing is inherited unasked.
    public var environment: [(name: String, value: String)]
    public var folders: [Folder]
    /// Nil to run the program from its start.
    public var call: Call?
    /// A call of a function that a program of Go for JavaScript has set on the global object.
    public var expression: CallExpression?
    public var sandbox: Sandbox
    /// How many instructions the program may execute, as `Store.fuel` counts them; nil without a limit.
    public var fuel: UInt64?

    public init(
        path: String, arguments: [String], environment: [(name: String, value: String)] = [], folders: [Folder] = [],
        call: Call? = nil, expression: CallExpression? = nil, sandbox: Sandbox = Sandbox(), fuel: UInt64? = nil
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.folders = folders
        self.call = call
        self.expression = expression
        self.sandbox = sandbox
        self.fuel = fuel
    }

    /// An option that only our own runtime knows to follow; nil if there is none.
    package var optionOfOurs: String? {
        for folder in folders {
            switch folder.access {
            case .changes: continue
            case .readOnly: return "--dir …:ro"
            case .overlay: return "--overlay or --dir …:overlay"
            case .memory: return "--dir mem::\(folder.guest)"
            }
        }
        if fuel != nil { return "--fuel" }
        if sandbox.seed != nil { return "--seed" }
        if sandbox.clock != .system { return "--clock" }
        if !sandbox.network.isEmpty { return "--allow-net" }
        return sandbox.listeners.isEmpty ? nil : "--tcp-listen"
    }
}

/// How a run ended.
public enum Outcome: Equatable, Sendable {
    /// The program came to its end or asked for it.
    case exited(code: UInt32)
    /// The call returned.
    case returned([CallValue])
    /// The call of a JavaScript function returned something, here as text.
    case answered(String)
    /// The module was stopped.
    case trapped(TrapReport)
}

/// Why and where a module was stopped, whichever engine did it.
public struct TrapReport: Equatable, Sendable {
    public struct Frame: Equatable, Sendable {
        /// From the name section; nil if it has none.
        public var name: String?
        /// Nil for a function of the host.
        public var functionIndex: UInt32?
        /// In the module's bytes, if the engine tells.
        public var offset: Int?

        public init(name: String?, functionIndex: UInt32?, offset: Int?) {
            self.name = name
            self.functionIndex = functionIndex
            self.offset = offset
        }
    }

    public var message: String
    /// Innermost first.
    public var frames: [Frame]

    public init(message: String, frames: [Frame]) {
        self.message = message
        self.frames = frames
    }
}

/// Why a module could not be run at all: what was wrong, and what to do.
public struct RunError: Error, Equatable, CustomStringConvertible, Sendable {
    public var description: String

    public init(_ description: String) { self.description = description }
}
