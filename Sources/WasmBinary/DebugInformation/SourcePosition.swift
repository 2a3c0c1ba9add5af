/// A place in the sources that a module was compiled from.
public struct SourcePosition: Hashable, Sendable {
    /// The file as the compiler named it: often relative to the folder that it ran in.
    public var file: String
    /// From 1; 0 when the compiler made the code without a line of the sources.
    public var line: Int
    /// From 1; 0 when it is not known.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// `file:line:column`, without what is not known.
    public var description: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }
}
