// Embedded Swift drops the message of `fatalError` in release builds. This one keeps it: it goes to standard error,
// then the program traps.

/// Prints a message with the place in the source, and ends the program with a trap.
public func fatalError(
    _ message: @autoclosure () -> StaticString = "", file: StaticString = #fileID, line: UInt = #line
) -> Never {
    writePlace(file, line)
    StandardError.write(message())
    StandardError.write("\n")
    Swift.fatalError()
}

@_disfavoredOverload
public func fatalError(
    _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) -> Never {
    writePlace(file, line)
    StandardError.write(message())
    StandardError.write("\n")
    Swift.fatalError()
}

private func writePlace(_ file: StaticString, _ line: UInt) {
    StandardError.write(file)
    StandardError.write(":")
    writeDecimal(line)
    StandardError.write(": Fatal error: ")
}

/// Digits without `String`, which would cost a program that has none of it thousands of bytes.
private func writeDecimal(_ number: UInt) {
    if number >= 10 { writeDecimal(number / 10) }
    var digit = UInt8(ascii: "0") + UInt8(number % 10)
    withUnsafeBytes(of: &digit) { StandardError.write($0) }
}
