import WasmBinary

// `(@custom "name" (after func) "contents")`: custom sections in the text (appendix 7.4.2).

extension ModuleReader {
    /// Reads the custom sections that stand before the next token.
    mutating func readCustomAnnotations() throws(TextError) {
        for annotation in cursor.annotations(.custom) {
            var contents = cursor.contents(of: annotation)
            guard contents.token.kind == .string else {
                throw cursor.error("missing section name: expected a string", at: annotation)
            }
            let name = try contents.name("the name of the section")
            let place = try Self.customPlace(&contents, annotation)
            let bytes = contents.strings()
            try contents.expectClose("a string, or \")\"")
            self.contents.encoder.addCustomSection(name, bytes, at: place)
        }
    }

    private static func customPlace(
        _ contents: inout Cursor, _ annotation: Annotation
    ) throws(TextError) -> ModuleEncoder.Place {
        guard contents.take(.open) != nil else { return .last }
        let isBefore = contents.isAt("before")
        guard isBefore || contents.isAt("after") else {
            throw contents.error("malformed placement: expected (before …) or (after …)", at: annotation)
        }
        contents.advance()
        let place: ModuleEncoder.Place
        if contents.isAt("first"), isBefore {
            place = .first
        } else if contents.isAt("last"), !isBefore {
            place = .last
        } else if let section = SectionID(textName: contents.text(contents.token)) {
            place = isBefore ? .before(section) : .after(section)
        } else {
            let names = SectionID.allCases.compactMap(\.textName).joined(separator: ", ")
            throw contents.error(
                "malformed section kind: expected \(isBefore ? "first" : "last") or one of \(names)", at: annotation)
        }
        contents.advance()
        try contents.expectClose()
        return place
    }
}

extension SectionID {
    /// The name of the section in annotations; custom sections have none.
    var textName: String? {
        switch self {
        case .custom: nil
        case .type: "type"
        case .import: "import"
        case .function: "func"
        case .table: "table"
        case .memory: "memory"
        case .tag: "tag"
        case .global: "global"
        case .export: "export"
        case .start: "start"
        case .element: "elem"
        case .dataCount: "datacount"
        case .code: "code"
        case .data: "data"
        }
    }

    init?(textName: String) {
        guard let section = Self.allCases.first(where: { $0.textName == textName }) else { return nil }
        self = section
    }
}
