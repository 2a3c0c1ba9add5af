/// Where a guest's standard input comes from, or where its output goes.
///
/// Nothing is buffered on the way: what a guest has written has arrived, also if it traps next.
public struct StandardStream {
    package let file: any OpenFile

    /// A stream of your own.
    public init(_ file: any OpenFile) { self.file = file }

    /// An open descriptor of this process. It stays yours to close, and must stay open while the guest lives.
    ///
    /// Writing to a pipe that nobody reads any more raises SIGPIPE, as it does for your own writes; where that signal is
    /// ignored, as servers do, the guest gets `pipe`.
    public static func descriptor(_ descriptor: CInt) -> StandardStream { StandardStream(ProcessStream(descriptor)) }

    /// This process's standard input, output and error.
    public static var inheritedInput: StandardStream { .descriptor(0) }
    public static var inheritedOutput: StandardStream { .descriptor(1) }
    public static var inheritedError: StandardStream { .descriptor(2) }

    /// No input; output is lost.
    public static var null: StandardStream { StandardStream(NullStream()) }

    /// Input from memory.
    public static func bytes(_ bytes: [UInt8]) -> StandardStream { StandardStream(BytesStream(bytes)) }
    public static func text(_ text: String) -> StandardStream { .bytes(Array(text.utf8)) }

    /// Input from a function, which returns at most the number of bytes that it is asked for, and none at the end.
    public static func reading(_ body: @escaping (Int) -> [UInt8]) -> StandardStream {
        StandardStream(ReadingStream(body))
    }

    /// Output to memory, until the buffer is full: then the guest gets `nospc`.
    public static func collecting(_ buffer: OutputBuffer) -> StandardStream { StandardStream(CollectingStream(buffer)) }

    /// A file of any file system, from its start on: input, or output in place of what it holds. Open it by
    /// ``OpenFolder/open(_:follow:options:)``.
    public static func file(_ file: any OpenFile) -> StandardStream { StandardStream(FileStream(file)) }

    /// Output to a function, which gets each piece as the guest writes it, valid for the call.
    public static func writing(_ body: @escaping (UnsafeRawBufferPointer) -> Void) -> StandardStream {
        StandardStream(WritingStream(body))
    }
}

/// What a guest has written, in memory.
public final class OutputBuffer {
    public var bytes: [UInt8] = []
    /// How many bytes fit. A guest that never stops printing must not use up its host's memory.
    public let limit: Int
    /// The bytes as UTF-8 text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public init(limit: Int = 64 << 20) { self.limit = limit }
}
