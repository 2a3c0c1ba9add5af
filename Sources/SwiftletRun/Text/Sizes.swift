import SwiftletBuild

/// A size for people: bytes up to 9,999, then thousands of bytes, then millions.
public func sizeText(_ bytes: Int) -> String {
    if bytes < 10_000 { return "\(bytes) B" }
    return bytes < 1_000_000 ? tenths(Double(bytes) / 1e3) + " KB" : tenths(Double(bytes) / 1e6) + " MB"
}

/// A time for people: milliseconds below ten seconds.
public func timeText(seconds: Double) -> String {
    seconds < 10 ? "\(Int((seconds * 1000).rounded())) ms" : tenths(seconds) + " s"
}

/// A number with one digit after the point.
private func tenths(_ number: Double) -> String {
    let count = Int((number * 10).rounded())
    return "\(count / 10).\(count % 10)"
}

/// What `swiftlet build` ends with: the file, its size, its size compressed, the time; and the files for JavaScript beside it.
public struct BuildSummary: CustomStringConvertible {
    public let description: String

    public init(_ product: BuildProduct) {
        let compressed = product.gzipSize.map { ", \(sizeText($0)) gzip" } ?? ""
        let before = product.unoptimizedSize.map { " (\(sizeText($0)) before wasm-opt)" } ?? ""
        let sizes = sizeText(product.rawSize) + before + compressed
        description =
            "\(Files.relative(product.module)): \(sizes), built in \(timeText(seconds: product.seconds))"
            + product.files.dropFirst().map { "\n\(Files.relative($0))" + BuildSummary.size(ofScript: $0) }.joined()
    }

    /// A script travels with the module, so its size counts too.
    private static func size(ofScript path: String) -> String {
        guard path.hasSuffix(".js"), let size = Files.size(path) else { return "" }
        return ": " + sizeText(size)
    }
}

extension Files {
    /// A path as seen from this folder, if it lies below.
    static func relative(_ path: String) -> String {
        let folder = currentFolder() + "/"
        return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    }
}
