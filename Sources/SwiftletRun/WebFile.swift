import WebFiles

/// The JavaScript of `Web/`, which the tool carries inside itself.
package enum WebFile {
    /// The contents of a file by its path below `Web/`, or nil if there is no such file.
    package static func contents(_ path: String) -> [UInt8]? {
        guard let file = web_file_find(path)?.pointee else { return nil }
        return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
}
