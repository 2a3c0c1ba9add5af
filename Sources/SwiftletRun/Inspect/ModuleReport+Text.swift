import SwiftletBuild
import WebAssembly

extension ModuleReport {
    /// The most functions that the text lists; JSON lists all.
    private static let mostFunctions = 15

    /// The report for a person.
    public func text(style: TextStyle) -> String {
        let parts = [
            ["\(file): \(sizeText(size)), \(kindText)"], sectionLines(style), importLines(style), exportLines(style),
            functionLines(style), customSectionLines(style),
        ]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private var kindText: String {
        switch kind {
        case .command: "a command: it starts at _start and ends"
        case .reactor: "a reactor: prepared by _initialize, then called by name"
        case .library: "a library: called by name"
        }
    }

    private func block(_ title: String, _ table: Table, _ style: TextStyle) -> [String] {
        [style(title, .bold)] + table.lines().map { "  " + $0 }
    }

    private func sectionLines(_ style: TextStyle) -> [String] {
        var table = Table([.leading, .trailing, .trailing, .leading])
        for section in module.sections {
            table.add(
                section.id == 0 ? "custom “\(section.name)”" : section.name, sizeText(section.contents.count),
                share(section.contents.count), "at 0x\(String(section.contents.lowerBound, radix: 16))")
        }
        return block("Sections", table, style)
    }

    private func importLines(_ style: TextStyle) -> [String] {
        guard !module.imports.isEmpty else { return [] }
        var table = Table([.leading, .leading, .leading])
        for entry in module.imports {
            table.add(entry.module, entry.name, ModuleReport.text(of: module.type(of: entry.description)))
        }
        return block("Imports", table, style)
    }

    private func exportLines(_ style: TextStyle) -> [String] {
        guard !module.exports.isEmpty else { return [] }
        var table = Table([.leading, .leading])
        for entry in module.exports { table.add(entry.name, ModuleReport.text(of: module.type(of: entry))) }
        return block("Exports", table, style)
    }

    /// A report is possible of a module that is not valid, too.
    private static func text(of type: ExternalType?) -> String {
        type?.description ?? "an index that is out of range"
    }

    private func functionLines(_ style: TextStyle) -> [String] {
        guard !functions.isEmpty else { return [] }
        var table = Table([.trailing, .trailing, .leading])
        for function in functions.prefix(ModuleReport.mostFunctions) {
            table.add(
                sizeText(function.size), share(function.size),
                function.name.map { "\(readableName($0)) (function \(function.index))" } ?? "function \(function.index)"
            )
        }
        let hidden = functions.count - ModuleReport.mostFunctions
        var lines = block("Largest functions", table, style)
        if hidden > 0 { lines.append("  … and \(hidden) more (--json lists all)") }
        if !hasNames {
            lines.append("  The module has no name section; a debug build keeps it: swiftlet build --debug")
        }
        return lines
    }

    private func customSectionLines(_ style: TextStyle) -> [String] {
        guard !module.customSections.isEmpty else { return [] }
        var table = Table([.leading, .trailing, .leading])
        for section in module.customSections {
            table.add(section.name, sizeText(section.contents.count), ModuleReport.purpose(of: section.name))
        }
        return block("Custom sections", table, style)
    }

    /// A part of the file in percent.
    private func share(_ bytes: Int) -> String {
        let tenths = size == 0 ? 0 : (bytes * 1000 + size / 2) / size
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// What a well-known custom section is for.
    private static func purpose(of name: String) -> String {
        switch name {
        case "name": "names for people; a module runs without them"
        case "producers": "the tools that made the module"
        case "target_features": "the WebAssembly features that the compiler used"
        case _ where name.hasPrefix(".debug_"): "for debuggers"
        case _ where name.hasPrefix("reloc.") || name == "linking": "for the linker"
        default: ""
        }
    }
}
