/// A module that was built.
public struct BuildProduct: Sendable {
    /// Path of the .wasm file.
    public let module: String
    /// All files that were written: the module, and for one that has to do with JavaScript what it needs beside it.
    public let files: [String]
    /// Size of the file in bytes.
    public let rawSize: Int
    /// Size in bytes after `gzip -9`; nil where there is no `gzip` to ask. Found out
    /// whenever it is asked for.
    public var gzipSize: Int? { BuildProduct.gzipSize(of: module) }
    /// The whole time from the first step to the finished file.
    public let seconds: Double
    /// The compiler's warnings, each once; empty when there are none or nothing had to be compiled.
    public let warnings: String
    /// What costs how much in the module as it was linked, if ``PackageBuild/reportsSizes`` asked for it.
    public let sizes: SizeReport?

    /// The module's size in bytes before ``PackageBuild/optimizer`` worked on it; nil when that was not asked for.
    public let unoptimizedSize: Int?

    init(
        module: String, files: [String], seconds: Double, warnings: String, sizes: SizeReport?, unoptimizedSize: Int?
    ) throws(BuildError) {
        guard let size = Files.size(module) else {
            throw BuildError(.file, "cannot read \(module): \(systemMessage())")
        }
        self.module = module
        self.files = files
        self.rawSize = size
        self.seconds = seconds
        self.warnings = warnings
        self.sizes = sizes
        self.unoptimizedSize = unoptimizedSize
    }

    /// The size of a file after `gzip -9`; nil when the command is missing or fails.
    public static func gzipSize(of path: String) -> Int? {
        (try? Files.read(path)).flatMap { gzipSize(of: $0) }
    }

    public static func gzipSize(of bytes: [UInt8]) -> Int? {
        var command = Command("gzip", ["-9", "-c"])
        command.input = .bytes(bytes)
        command.timeLimit = .seconds(60)
        guard let outcome = try? command.capture(), outcome.status.isSuccess else { return nil }
        return outcome.output.count
    }
}
