/// A folder that a guest has from the start, and the name it finds it under.
public struct Preopen {
    /// The guest's name of the folder, such as `/data`. For the guest it is only a label: programs match the start of
    /// the paths they are given with it.
    public let name: String
    let fileSystem: any FileSystem

    /// - Parameter readOnly: whether the guest gets `rofs` when it tries to change something.
    public init(_ name: String, _ fileSystem: any FileSystem, readOnly: Bool = false) {
        self.name = name
        self.fileSystem = readOnly ? ReadOnlyFileSystem(fileSystem) : fileSystem
    }

    /// A folder of the host.
    public init(_ name: String, hostFolder path: String, readOnly: Bool = false) throws(PreopenError) {
        self.init(name, try HostFolder(path), readOnly: readOnly)
    }
}

/// A folder or socket cannot be given to a guest.
public struct PreopenError: Error, CustomStringConvertible, Sendable {
    public let path: String
    public let errno: WASI.Errno
    let reason: String

    public var description: String { "cannot give ‘\(path)’ to the guest: \(reason)" }
}
