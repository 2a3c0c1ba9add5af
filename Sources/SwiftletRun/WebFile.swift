import WebFiles

/// The JavaScript of `Web/`, which the tool carries inside itself.
enum WebFile {
    /// The contents of a file by its path below `Web/`, or nil if there is no such file.
    static func contents(_ path: String) -> [UInt8]? {
        guard let file = web_file_find(path)?.pointee else { return nil }
        return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.size))
    }

    /// Several modules as one text without imports of each other, for an engine that is given a program as text.
    ///
    /// Each must come after those it imports, import them in one line each, and use no top-level name of another.
    static func bundle(_ paths: [String]) -> String {
        let lines = paths.flatMap { path in
            String(decoding: contents(path) ?? [], as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
        }
        return lines.filter { !($0.hasPrefix("import ") && $0.contains(" from '.")) }.joined(separator: "\n")
    }
}
