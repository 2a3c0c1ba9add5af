import WasmBinary

/// What costs how much in a module: every byte of the file with the reason for it.
public struct SizeReport: Sendable {
    /// A function, a piece of data, a section: neighbouring bytes that are there for one reason.
    public struct Item: Sendable {
        public enum Kind: Hashable, Sendable {
            /// By its index, imported functions counted.
            case function(UInt32)
            case data
            case section
        }

        public var kind: Kind
        /// As the linker knows it; empty if it is not known.
        public var symbol: String
        /// For a person.
        public var name: String
        /// In the file, with the number that says how long it is.
        public var size: Int
        public var reason: SizeReason
    }

    /// All bytes that are there for one reason.
    public struct Share: Sendable {
        public var reason: SizeReason
        public var size: Int
        public var functionCount: Int
        /// By how many bytes the module would shrink without them: what only they need counts too, and what the linker put
        /// into the functions that call it does not. Zero where there is no advice.
        public var saving: Int
        /// The program's own functions that bring them in, the nearest first.
        public var keepers: [String]
        /// How the first of these gets there: callers first, the function with this reason last. Empty if no chain of
        /// direct calls shows it.
        public var chain: [String]
    }

    public let file: String
    /// Of the file; the sum of all items, and of all shares.
    public let size: Int
    /// Largest first.
    public let items: [Item]
    /// Largest first.
    public let shares: [Share]
    /// Whether the functions' names are known.
    public let hasNames: Bool

    /// Reads a module that has names of its own, in a name section; data is not told apart then.
    ///
    /// - Parameters:
    ///   - file: the module's file, for messages.
    ///   - bytes: the module in the binary format.
    /// - Throws: ``BuildError`` of kind `file`, for what is no module.
    public init(file: String, bytes: [UInt8]) throws(BuildError) {
        try self.init(file: file, bytes: bytes, map: nil, mainModule: nil)
    }

    /// Reads a module with the names that the linker wrote beside it.
    init(module path: String, map: String, mainModule: String?) throws(BuildError) {
        let names = LinkMap(parsing: try Files.readText(map))
        try self.init(file: path, bytes: Files.read(path), map: names, mainModule: mainModule)
    }

    /// - Throws: ``BuildError`` of kind `file`: the bytes are no module, or the map is of another one.
    init(file: String, bytes: [UInt8], map: LinkMap?, mainModule: String?) throws(BuildError) {
        let module: BinaryModule
        do throws(ModuleError) {
            module = try BinaryModule(decoding: bytes, features: .all)
        } catch {
            throw BuildError(
                .file, "\(file): \(error)", help: "Sizes can be shown of whole WebAssembly modules of version 1.")
        }
        var inventory = SizeInventory(module: module, map: map, mainModule: mainModule)
        guard inventory.takeStock() else {
            throw BuildError(
                .file, "\(file): the linker's map is of another module, so its names cannot be used",
                help: "Remove the package's folder .build and build again.")
        }
        self.file = file
        size = bytes.count
        hasNames = map != nil || NameSection(module) != nil
        let uses = SizeUses(module: module, inventory: inventory)
        shares = uses.shares()
        items = inventory.items.sorted { ($1.size, $0.name) < ($0.size, $1.name) }
    }
}
