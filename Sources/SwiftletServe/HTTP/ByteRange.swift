/// What a Range field asks for of something with a known size (RFC 9110 §14).
enum ByteRange: Equatable {
    /// No range, or one in a form that a server may overlook: the whole.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    init(_ field: String?, size: Int) {
        self = .whole
        // Several ranges in one answer are more than any page asks for; the whole is always allowed.
        guard let field, field.hasPrefix("bytes="), !field.contains(",") else { return }
        let ends = field.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false).map(
            String.init)
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
        if ends[0].isEmpty {
            guard let count = Int(ends[1]) else { return }
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(size - count, 0)..<size)
            return
        }
        guard let first = Int(ends[0]) else { return }
        // A number too large to read is beyond any end.
        let last = ends[1].isEmpty ? size - 1 : Int(ends[1]) ?? .max
        guard last >= first || ends[1].isEmpty else { return }
        self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    }
}
