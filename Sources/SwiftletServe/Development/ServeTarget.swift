import SwiftletBuild

/// What a person asks to be served.
enum ServeTarget: Equatable, Sendable {
    /// A Swift package: built, then served with its own page or ours.
    case package(String)
    /// A program in Go: built, then served with its own page or ours.
    case program(String)
    /// A module, with our page.
    case module(String)
    /// A module that is a text: translated, then served with our page.
    case text(String)
    /// A folder, as it is.
    case folder(String)

    /// - Parameter path: as the person wrote it; in the result, paths have no symbolic links.
    init(_ path: String) throws(ServeError) {
        guard Files.exists(path) else {
            throw ServeError(
                "\(path): no such file or folder. Give a package, a .wasm or .wat file, or a folder of a site.")
        }
        let place = Files.canonical(path)
        if Files.isFolder(place) {
            self =
                GoBuild.concerns(place)
                ? .program(place) : Files.exists(place + "/Package.swift") ? .package(place) : .folder(place)
        } else if place.hasSuffix(".wasm") || path.hasSuffix(".wasm") {
            guard ServeTarget.isModule(place) else {
                throw ServeError(
                    "\(path) is not a WebAssembly module: it does not begin with “\\0asm”. Build it again, or give another."
                )
            }
            self = .module(Files.absolute(path))
        } else if path.hasSuffix(".wat") {
            self = .text(Files.absolute(path))
        } else {
            throw ServeError(
                "\(path) is neither a .wasm or .wat file nor a folder. To serve one file, serve its folder.")
        }
    }

    /// Whether what the pages get must be made first.
    var isBuilt: Bool {
        switch self {
        case .package, .program, .text: true
        case .module, .folder: false
        }
    }

    private static func isModule(_ path: String) -> Bool {
        (try? Files.read(path))?.starts(with: Array("\0asm".utf8)) ?? false
    }
}

/// How something is served.
public struct ServeOptions: Sendable {
    /// A package, a .wasm or .wat file, or a folder.
    public var path = "."
    /// Nil stands for 8012, or the next port that is free.
    public var port: UInt16?
    /// The address to serve on.
    public var host = "127.0.0.1"
    /// Whether pages get shared memory, and nothing from other sites that does not allow it (COOP and COEP).
    public var isCrossOriginIsolated = false
    /// Debug modules tell file and line when they trap.
    public var configuration = SDKBundle.Configuration.debug
    /// The executable product to build; nil stands for the only one.
    public var product: String?

    public static let usualPort: UInt16 = 8012

    public init() {}
}
