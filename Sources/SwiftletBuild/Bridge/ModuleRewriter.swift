import WasmBinary

/// A module with other names for its imports and exports, and without some of its exports; everything else stays byte for byte.
struct ModuleRewriter {
    /// What an export is called afterwards; nil takes it away.
    var exportName: (Export) -> String?
    /// What an import is called afterwards, within its module.
    var importName: (Import) -> String

    func rewrite(_ module: BinaryModule) -> [UInt8] {
        var result = Array(module.bytes.prefix(8))
        for section in module.sections {
            let contents: [UInt8]
            switch section.id {
            case 2: contents = imports(of: module, in: section.contents)
            case 7: contents = exports(of: module)
            default: contents = Array(module.bytes[section.contents])
            }
            result.append(section.id)
            result += Self.number(contents.count) + contents
        }
        return result
    }

    private func exports(of module: BinaryModule) -> [UInt8] {
        var entries: [UInt8] = []
        var count = 0
        for export in module.exports {
            guard let name = exportName(export) else { continue }
            count += 1
            entries += Self.name(name) + [export.kind.rawValue] + Self.number(Int(export.index))
        }
        return Self.number(count) + entries
    }

    /// The descriptions of imports are copied as they are: only where one ends has to be found.
    private func imports(of module: BinaryModule, in range: Range<Int>) -> [UInt8] {
        let bytes = module.bytes
        var position = range.lowerBound
        func skipNumber() {
            while bytes[position] & 0x80 != 0 { position += 1 }
            position += 1
        }
        func skipName() {
            var count = 0, shift = 0
            while true {
                count |= Int(bytes[position] & 0x7f) << shift
                shift += 7
                position += 1
                if bytes[position - 1] & 0x80 == 0 { break }
            }
            position += count
        }
        func skipLimits() {
            let flags = bytes[position]
            position += 1
            skipNumber()
            if flags & 1 != 0 { skipNumber() }
            // A page size of the memory's own.
            if flags & 8 != 0 { skipNumber() }
        }
        /// A value type: a byte, or one and what the reference points at.
        func skipType() {
            let isLong = bytes[position] == 0x63 || bytes[position] == 0x64
            position += 1
            if isLong { skipNumber() }
        }
        skipNumber()
        var result = Self.number(module.imports.count)
        for item in module.imports {
            skipName()
            skipName()
            let start = position
            position += 1
            switch item.description {
            case .function: skipNumber()
            case .table:
                skipType()
                skipLimits()
            case .memory: skipLimits()
            case .global:
                skipType()
                position += 1
            case .tag:
                position += 1
                skipNumber()
            }
            result += Self.name(item.module) + Self.name(importName(item)) + bytes[start..<position]
        }
        return result
    }

    private static func name(_ text: String) -> [UInt8] { number(text.utf8.count) + Array(text.utf8) }

    /// An unsigned number in LEB128 (§5.2.2).
    private static func number(_ value: Int) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        repeat {
            let byte = UInt8(rest & 0x7f)
            rest >>= 7
            bytes.append(rest == 0 ? byte : byte | 0x80)
        } while rest != 0
        return bytes
    }
}
