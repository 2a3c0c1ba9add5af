/// Puts the script that listens for changes into pages.
enum ReloadScript {
    /// Where the script is served.
    static let path = "/swiftlet/serve/client.js"

    /// The page with the script as early as its form allows: inside `head`, or after the document type.
    ///
    /// - Parameter version: what the page shows; the script compares it with what the server has.
    static func inject(into html: [UInt8], version: String) -> [UInt8] {
        let script = Array("<script type=\"module\" src=\"\(path)?version=\(version)\"></script>".utf8)
        let position =
            end(ofTag: "<head", in: html) ?? end(ofTag: "<html", in: html) ?? end(ofTag: "<!doctype", in: html) ?? 0
        return html[..<position] + script + html[position...]
    }

    /// Where the first tag of a name ends, if it comes before any contents could contain its text.
    private static func end(ofTag tag: String, in html: [UInt8]) -> Int? {
        let tag = Array(tag.utf8)
        var index = 0
        while index + tag.count < html.count {
            if html[index...].starts(with: Array("<!--".utf8)) {
                // A comment may speak of tags.
                index += 4
                while index < html.count, !html[index...].starts(with: Array("-->".utf8)) { index += 1 }
            } else if html[index] == UInt8(ascii: "<"), isTag(tag, html[index...]) {
                return html[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
            }
            index += 1
        }
        return nil
    }

    private static func isTag(_ tag: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
        let letters = bytes.prefix(tag.count).map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
        guard letters == tag, let next = bytes.dropFirst(tag.count).first else { return false }
        // Not `<header>`.
        return next == UInt8(ascii: ">") || next <= 0x20
    }
}
