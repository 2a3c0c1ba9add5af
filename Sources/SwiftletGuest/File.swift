// Files and the standard streams. A path can only be opened when the host has opened a folder that it lies in, for
// example with `swiftlet run --dir .`; relative paths start there.

@_extern(c, "__file_open")
func openFile(_ path: UnsafePointer<UInt8>, _ length: Int, _ mode: Int32) -> Int32

@_extern(c, "__file_read")
func readFile(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32

@_extern(c, "__file_write")
func writeFile(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int32

@_extern(c, "__file_close")
func closeFile(_ descriptor: Int32) -> Int32

@_extern(c, "__stdin_read")
func readInput(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int32

@_extern(c, "__stdout_flush")
func flushOutput()

@_extern(c, "strerror")
func errorText(_ code: Int32) -> UnsafePointer<UInt8>

/// Why a file could not be opened, read or written.
public struct FileError: Error, CustomStringConvertible {
    /// The number of the error in WASI preview 1 (`errno`): 44 for a file that does not exist, 76 for a path outside
    /// of the folders that the host opened.
    public let code: Int32

    /// The reason in words.
    public var description: String { String(cString: errorText(code)) }
}

/// An open file. It closes itself when it goes out of scope.
public struct File: ~Copyable {
    private let descriptor: Int32

    /// What a file is opened for.
    public enum Mode: Int32 {
        /// It must exist.
        case reading = 0
        /// It is made if it does not exist, and emptied if it does.
        case writing = 1
        /// It is made if it does not exist; all goes to its end.
        case appending = 2
    }

    /// Opens the file at a path.
    public init(_ path: String, for mode: Mode = .reading) throws(FileError) {
        var path = path
        let result = path.withUTF8 { bytes -> Int32 in
            guard let start = bytes.baseAddress else { return -44 }
            return openFile(start, bytes.count, mode.rawValue)
        }
        guard result >= 0 else { throw FileError(code: -result) }
        descriptor = result
    }

    /// Opens the file at a path of bytes that end in zero, as in `CommandLine.unsafeArgv`.
    public init(path: UnsafePointer<UInt8>, for mode: Mode = .reading) throws(FileError) {
        var length = 0
        while path[length] != 0 { length += 1 }
        let result = openFile(path, length, mode.rawValue)
        guard result >= 0 else { throw FileError(code: -result) }
        descriptor = result
    }

    deinit {
        _ = closeFile(descriptor)
    }

    /// Reads what comes next into a buffer; returns how many bytes came, 0 at the end of the file.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        let result = readFile(descriptor, start, buffer.count)
        guard result >= 0 else { throw FileError(code: -result) }
        return Int(result)
    }

    /// Reads everything from here to the end.
    public func readToEnd() throws(FileError) -> [UInt8] {
        try SwiftletGuest.readToEnd { descriptorBytes, count in readFile(descriptor, descriptorBytes, count) }
    }

    /// Writes all of the bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        guard let start = bytes.baseAddress else { return }
        let result = writeFile(descriptor, start, bytes.count)
        guard result == 0 else { throw FileError(code: -result) }
    }

    public func write(_ bytes: [UInt8]) throws(FileError) {
        let result = bytes.withUnsafeBytes { $0.count == 0 ? 0 : writeFile(descriptor, $0.baseAddress!, $0.count) }
        guard result == 0 else { throw FileError(code: -result) }
    }

    public func write(_ text: String) throws(FileError) {
        try write(Array(text.utf8))
    }

    /// The bytes of a whole file.
    public static func bytes(of path: String) throws(FileError) -> [UInt8] {
        try File(path).readToEnd()
    }

    /// The text of a whole file. Bytes that are not UTF-8 become U+FFFD.
    public static func text(of path: String) throws(FileError) -> String {
        String(decoding: try bytes(of: path), as: UTF8.self)
    }
}

func readToEnd(_ read: (UnsafeMutableRawPointer, Int) -> Int32) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
        let start = bytes.count
        let room = start < 4096 ? 4096 : start
        var result: Int32 = 0
        bytes.append(contentsOf: repeatElement(0, count: room))
        bytes.withUnsafeMutableBytes { result = read($0.baseAddress! + start, room) }
        guard result >= 0 else { throw FileError(code: -result) }
        bytes.removeLast(room - Int(result))
        if result == 0 { return bytes }
    }
}

/// Standard input, as bytes. For lines of text there is `readLine()`.
public enum StandardInput {
    /// Reads what comes next into a buffer; returns how many bytes came, 0 at the end.
    public static func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        let result = readInput(start, buffer.count)
        guard result >= 0 else { throw FileError(code: -result) }
        return Int(result)
    }

    /// Reads everything to the end.
    public static func readToEnd() throws(FileError) -> [UInt8] {
        try SwiftletGuest.readToEnd { readInput($0, $1) }
    }
}

/// Standard output, as bytes, in order with what `print` writes.
public enum StandardOutput {
    public static func write(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        writeOutput(start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    public static func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { write($0) }
    }

    public static func write(_ byte: UInt8) {
        withUnsafePointer(to: byte) { writeOutput($0, 1) }
    }

    /// Hands what was written to the host. This happens by itself at the end of a line, before input is read, and at
    /// the end.
    public static func flush() {
        flushOutput()
    }
}

/// Standard error: for messages that are not the program's result.
public enum StandardError {
    public static func write(_ text: StaticString) {
        flushOutput()
        _ = writeFile(2, text.utf8Start, text.utf8CodeUnitCount)
    }

    public static func write(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        flushOutput()
        _ = writeFile(2, start, bytes.count)
    }

    @_disfavoredOverload
    public static func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }
}
