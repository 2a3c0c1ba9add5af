// The program's arguments and environment, and its end.

@_extern(c, "__arguments")
func hostArguments(_ count: UnsafeMutablePointer<Int32>) -> UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?

@_extern(c, "__environment")
func hostEnvironment(_ count: UnsafeMutablePointer<Int32>) -> UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?

@_extern(c, "exit")
func exitProcess(_ code: Int32)

/// The words that the program was called with.
public enum CommandLine {
    /// All of them, the program's own name first.
    public static var arguments: [String] {
        var count: Int32 = 0
        return strings(hostArguments(&count), count)
    }

    /// How many there are, the program's own name among them.
    public static var argc: Int32 {
        var count: Int32 = 0
        _ = hostArguments(&count)
        return count
    }

    /// The words as the host gave them, each ending in a zero byte. A program that can work with bytes stays smaller
    /// by thousands of them, because it needs nothing of `String`.
    public static var unsafeArgv: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?> {
        var count: Int32 = 0
        return hostArguments(&count) ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Int>.alignment)!
    }
}

/// The environment that the host gives the program.
public enum Environment {
    /// The value of a variable; nil when it is not set.
    public static subscript(name: String) -> String? {
        for entry in all where entry.name == name { return entry.value }
        return nil
    }

    /// All variables, in the host's order.
    public static var all: [(name: String, value: String)] {
        var count: Int32 = 0
        return strings(hostEnvironment(&count), count).map { entry in
            let name = entry.utf8.prefix { $0 != UInt8(ascii: "=") }
            return (String(Substring(name)), String(Substring(entry.utf8.dropFirst(name.count + 1))))
        }
    }
}

/// Ends the program. Zero stands for success.
public func exit(_ code: Int32) -> Never {
    exitProcess(code)
    fatalError()  // not reached: C's `exit` does not return, which Swift cannot be told here
}

private func strings(_ pointers: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, _ count: Int32) -> [String] {
    var result: [String] = []
    for index in 0..<Int(count) {
        if let text = pointers?[index] { result.append(String(cString: UnsafePointer(text))) }
    }
    return result
}
