// Embedded Swift's `print` takes one value. These overloads add what beginners write on their first day: several values, a
// separator, an array. Every Swift file of a package sees this module without importing it.

@_extern(c, "__stdout_write")
@usableFromInline
func standardOutputWrite(_ bytes: UnsafePointer<UInt8>, _ count: Int)

// The two that a program with plain text uses. They replace the standard library's, which hand on one byte at a time.

public func print(_ text: StaticString, terminator: StaticString = "\n") {
    standardOutputWrite(text.utf8Start, text.utf8CodeUnitCount)
    standardOutputWrite(terminator.utf8Start, terminator.utf8CodeUnitCount)
}
