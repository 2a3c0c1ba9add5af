// Embedded Swift's `print` takes one value, and no array. These overloads add what a first program uses: several
// values, a separator, arrays and optionals. Every Swift file of a package sees this module without importing it.

@_extern(c, "__stdout_write")
@usableFromInline
func writeOutput(_ bytes: UnsafePointer<UInt8>, _ count: Int)

// Text first: these two replace the standard library's, which hand on one byte at a time.

public func print(_ text: StaticString, terminator: StaticString = "\n") {
    writeOutput(text.utf8Start, text.utf8CodeUnitCount)
    writeOutput(terminator.utf8Start, terminator.utf8CodeUnitCount)
}

public func print(_ text: String, terminator: StaticString = "\n") {
    write(text)
    writeOutput(terminator.utf8Start, terminator.utf8CodeUnitCount)
}

/// Writes text to standard output as it is, without a newline.
@usableFromInline
func write(_ text: String) {
    let isContiguous: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
        if let start = bytes.baseAddress { writeOutput(start, bytes.count) }
    }
    if isContiguous == nil {
        for byte in text.utf8 { withUnsafePointer(to: byte) { writeOutput($0, 1) } }
    }
}

/// Prints an empty line.
public func print() {
    print("" as StaticString)
}

public func print(_ item: some CustomStringConvertible, terminator: String) {
    write(item.description)
    write(terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible, separator: String = " ",
    terminator: String = "\n"
) {
    print(first, terminator: separator)
    print(second, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    separator: String = " ", terminator: String = "\n"
) {
    print(first, second, separator: separator, terminator: separator)
    print(third, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    _ fourth: some CustomStringConvertible, separator: String = " ", terminator: String = "\n"
) {
    print(first, second, separator: separator, terminator: separator)
    print(third, fourth, separator: separator, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    _ fourth: some CustomStringConvertible, _ fifth: some CustomStringConvertible, separator: String = " ",
    terminator: String = "\n"
) {
    print(first, second, third, separator: separator, terminator: separator)
    print(fourth, fifth, separator: separator, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    _ fourth: some CustomStringConvertible, _ fifth: some CustomStringConvertible,
    _ sixth: some CustomStringConvertible,
    separator: String = " ", terminator: String = "\n"
) {
    print(first, second, third, separator: separator, terminator: separator)
    print(fourth, fifth, sixth, separator: separator, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    _ fourth: some CustomStringConvertible, _ fifth: some CustomStringConvertible,
    _ sixth: some CustomStringConvertible,
    _ seventh: some CustomStringConvertible, separator: String = " ", terminator: String = "\n"
) {
    print(first, second, third, fourth, separator: separator, terminator: separator)
    print(fifth, sixth, seventh, separator: separator, terminator: terminator)
}

public func print(
    _ first: some CustomStringConvertible, _ second: some CustomStringConvertible,
    _ third: some CustomStringConvertible,
    _ fourth: some CustomStringConvertible, _ fifth: some CustomStringConvertible,
    _ sixth: some CustomStringConvertible,
    _ seventh: some CustomStringConvertible, _ eighth: some CustomStringConvertible, separator: String = " ",
    terminator: String = "\n"
) {
    print(first, second, third, fourth, separator: separator, terminator: separator)
    print(fifth, sixth, seventh, eighth, separator: separator, terminator: terminator)
}

public func print(
    _ item: some CustomStringConvertible, terminator: String = "\n", to output: inout some TextOutputStream
) {
    output.write(item.description)
    output.write(terminator)
}
