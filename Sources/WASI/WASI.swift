import WebAssembly

/// The host side of WASI preview 1 for one guest: its arguments, environment, streams, files and clocks.
///
/// ```swift
/// var linker = Linker()
/// WASI.link(into: &linker)
/// let store = Store(engine: module.engine)
/// store[WASI.self] = try WASI(arguments: ["hello"], preopens: [Preopen("/data", hostFolder: data)])
/// let instance = try linker.instantiate(module, in: store)
/// let exitCode = try WASI.start(instance)
/// ```
///
/// The functions are the same for all guests, and linked once; a `WASI` belongs to the store of one guest, and to the thread that runs it.
public final class WASI {
    /// The name of the module whose functions these are, in a guest's imports.
    public static let moduleName = "wasi_snapshot_preview1"

    let arguments: StringList
    let environment: StringList
    let clocks: any ClockSource
    let random: any RandomSource
    let limits: Limits
    var descriptors: DescriptorTable

    /// - Parameters:
    ///   - arguments: the first is the program's own name.
    ///   - environment: `NAME=value` each. Nothing of this process's environment reaches the guest by itself. Go programs
    ///     take `PWD` for their working folder, and without it the first preopen.
    ///   - preopens: descriptors 3 and up, in this order.
    ///   - sockets: descriptors after those of the preopens. Libraries look for preopens from 3 on, and stop at the first
    ///     descriptor that is none.
    ///   - limits: what the guest may ask for; the descriptors of the start are granted whatever they say.
    /// - Throws: ``PreopenError`` if a preopen's folder cannot be opened, or a socket is none.
    public init(
        arguments: [String] = [], environment: [String] = [], preopens: [Preopen] = [],
        sockets: [PreopenedSocket] = [],
        standardInput: StandardStream = .inheritedInput, standardOutput: StandardStream = .inheritedOutput,
        standardError: StandardStream = .inheritedError, clocks: any ClockSource = SystemClocks(),
        random: any RandomSource = SystemRandom(), limits: Limits = Limits()
    ) throws(PreopenError) {
        self.arguments = StringList(arguments)
        self.environment = StringList(environment)
        self.clocks = clocks
        self.random = random
        self.limits = limits
        descriptors = DescriptorTable(limit: max(limits.descriptors, 3 + preopens.count + sockets.count))

        let budget = OutputBudget(limits.outputBytes)
        let input = Descriptor(.file(standardInput.file), rights: .stream.subtracting(.fdWrite))
        let output = Descriptor(.file(budget.limit(standardOutput.file)), rights: .stream.subtracting(.fdRead))
        let error = Descriptor(.file(budget.limit(standardError.file)), rights: .stream.subtracting(.fdRead))
        do {
            for stream in [input, output, error] { _ = try descriptors.insert(stream) }
        } catch {
            preconditionFailure("the limit leaves room for the standard streams, as set above")
        }
        for preopen in preopens {
            do {
                let root = try preopen.fileSystem.openRoot()
                _ = try descriptors.insert(
                    Descriptor(
                        .folder(root), rights: .folder, inheriting: .folderInheriting,
                        preopenName: Array(preopen.name.utf8)))
            } catch {
                throw PreopenError(path: preopen.name, errno: error, reason: "the file system said ‘\(error)’")
            }
        }
        for socket in sockets {
            do {
                let file = try SocketFile(HostHandle(borrowing: socket.descriptor))
                _ = try descriptors.insert(Descriptor(.file(file), rights: .socket))
            } catch {
                throw PreopenError(
                    path: "descriptor \(socket.descriptor)", errno: error,
                    reason: error == .notsock ? "it is no socket" : "the system said ‘\(error)’")
            }
        }
    }
}

/// A guest called `proc_exit`. It leaves the call that was running as this error; ``WASI/start(_:)`` makes it the
/// result.
public struct WASIExit: Error, Hashable, Sendable {
    public let code: Int32

    public init(code: Int32) { self.code = code }
}
