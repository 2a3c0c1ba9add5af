/// A function's name for a person: Swift's symbols as the declarations that they stand for, others unchanged.
///
/// Embedded Swift's symbols start with `$e`, ordinary ones with `$s`.
package func readableName(_ symbol: String) -> String {
    guard symbol.hasPrefix("$e") || symbol.hasPrefix("$s"),
        let text = demangle(symbol, symbol.utf8.count, nil, nil, 0)
    else { return symbol }
    defer { free(text) }
    // The standard library's names are clear without their module.
    return String(cString: text).split(separator: "Swift.", omittingEmptySubsequences: false).joined()
}

/// The runtime's own demangler, in every program of Swift; the result is the caller's to free.
@_silgen_name("swift_demangle")
private func demangle(
    _ symbol: UnsafePointer<CChar>, _ length: Int, _ buffer: UnsafeMutablePointer<CChar>?,
    _ bufferSize: UnsafeMutablePointer<Int>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
