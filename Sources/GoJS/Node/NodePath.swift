/// Node's module `path` for POSIX, on bytes: names that are no UTF-8 go through unchanged.
enum NodePath {
    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    /// `.` and `..` taken out as far as the text alone allows.
    static func normalize(_ path: [UInt8]) -> [UInt8] {
        if path.isEmpty { return [dot] }
        let isAbsolute = path[0] == slash
        var result = names(path, isAbsolute: isAbsolute)
        if result.isEmpty {
            if isAbsolute { return [slash] }
            return path.last == slash ? [dot, slash] : [dot]
        }
        if path.last == slash { result.append(slash) }
        return isAbsolute ? [slash] + result : result
    }

    private static func names(_ path: [UInt8], isAbsolute: Bool) -> [UInt8] {
        var names: [ArraySlice<UInt8>] = []
        for name in path.split(separator: slash) {
            if name == [dot] { continue }
            if name == [dot, dot] {
                if let last = names.last, last != [dot, dot] {
                    names.removeLast()
                    continue
                }
                if isAbsolute { continue }
            }
            names.append(name)
        }
        return Array(names.joined(separator: [slash]))
    }

    static func join(_ parts: [[UInt8]]) -> [UInt8] {
        normalize(Array(parts.filter { !$0.isEmpty }.joined(separator: [slash])))
    }

    static func resolve(_ parts: [[UInt8]], _ workingDirectory: [UInt8]) -> [UInt8] {
        var path: [UInt8] = []
        for part in parts.reversed() + [workingDirectory] where !part.isEmpty {
            path = part + [slash] + path
            if part[0] == slash { break }
        }
        let isAbsolute = path.first == slash
        let result = names(path, isAbsolute: isAbsolute)
        if isAbsolute { return [slash] + result }
        return result.isEmpty ? [dot] : result
    }

    /// Where the last name begins and ends, slashes at the end left out; nil if there is none.
    fileprivate static func lastName(_ path: [UInt8]) -> Range<Int>? {
        guard let last = path.lastIndex(where: { $0 != slash }) else { return nil }
        let start = path[...last].lastIndex(of: slash).map { $0 + 1 } ?? 0
        return start..<(last + 1)
    }

    static func dirname(_ path: [UInt8]) -> [UInt8] {
        if path.isEmpty { return [dot] }
        guard let name = lastName(path), name.lowerBound > 0 else { return path[0] == slash ? [slash] : [dot] }
        var end = name.lowerBound - 1
        // “//a” is in “//”, as POSIX has it.
        if end == 1, path[0] == slash { return [slash, slash] }
        if end == 0 { return [slash] }
        // Only one slash is taken away, but the root keeps one.
        end = max(end, 1)
        return Array(path[..<end])
    }

    static func basename(_ path: [UInt8], _ suffix: [UInt8] = []) -> [UInt8] {
        if !suffix.isEmpty, suffix == path { return [] }
        guard let range = lastName(path) else { return [] }
        let name = path[range]
        guard !suffix.isEmpty, name.count > suffix.count, name.suffix(suffix.count).elementsEqual(suffix) else {
            return Array(name)
        }
        return Array(name.dropLast(suffix.count))
    }

    static func extname(_ path: [UInt8]) -> [UInt8] {
        let name = basename(path)
        guard let last = name.lastIndex(of: dot), last > 0, name != [dot, dot] else { return [] }
        return Array(name[last...])
    }

    static func relative(_ from: [UInt8], _ to: [UInt8], _ workingDirectory: [UInt8]) -> [UInt8] {
        let start = resolve([from], workingDirectory).split(separator: slash)
        let end = resolve([to], workingDirectory).split(separator: slash)
        let common = zip(start, end).prefix { $0 == $1 }.count
        let up = Array(repeating: ArraySlice([dot, dot]), count: start.count - common)
        return Array((up + end[common...]).joined(separator: [slash]))
    }
}

extension NodeHost {
    func pathObject() -> JSObject {
        JSLazyObject(realm, prototype: realm.objectPrototype) { [self] _, object in fillPath(object) }
    }

    private func fillPath(_ object: JSObject) {
        func define(_ name: String, _ parameters: Int, _ body: @escaping (JSCall) throws -> [UInt8]) {
            object.define(name, parameters: parameters) { .string(JSString(fileName: try body($0))) }
        }
        define("resolve", 0) { call in
            NodePath.resolve(try call.arguments.map { try self.text($0) }, self.workingDirectory)
        }
        define("join", 0) { call in NodePath.join(try call.arguments.map { try self.text($0) }) }
        define("normalize", 1) { NodePath.normalize(try self.text($0[0])) }
        define("dirname", 1) { NodePath.dirname(try self.text($0[0])) }
        define("basename", 2) { call in
            NodePath.basename(try self.text(call[0]), call[1].isUndefined ? [] : try self.text(call[1], "suffix"))
        }
        define("extname", 1) { NodePath.extname(try self.text($0[0])) }
        define("relative", 2) { call in
            NodePath.relative(try self.text(call[0], "from"), try self.text(call[1], "to"), self.workingDirectory)
        }
        object.define("toNamespacedPath", parameters: 1) { $0[0] }
        object.define("isAbsolute", parameters: 1) { .boolean(try self.text($0[0]).first == NodeHost.slash) }
        object.define("parse", parameters: 1) { .object(self.parsed(try self.text($0[0]))) }
        define("format", 1) { try self.formatted($0[0]) }
        object.define(realm.key("sep"), "/", .ordinary)
        object.define(realm.key("delimiter"), ":", .ordinary)
        object.define(realm.key("posix"), .object(object), .ordinary)
    }

    private func text(_ value: JSValue, _ name: String = "path") throws -> [UInt8] {
        guard case .string(let text) = value else {
            throw realm.argumentError(name, mustBe: "of type string", not: value)
        }
        return text.fileName
    }

    private func parsed(_ path: [UInt8]) -> JSObject {
        let isAbsolute = path.first == NodeHost.slash
        let base = NodePath.basename(path)
        let `extension` = NodePath.extname(path)
        // Not always what `dirname` gives: of “//x” it is “/”.
        let start = NodePath.lastName(path)?.lowerBound ?? 0
        let folder = start > 1 ? Array(path[..<(start - 1)]) : isAbsolute ? [NodeHost.slash] : []
        let parts: KeyValuePairs<String, [UInt8]> = [
            "root": isAbsolute ? [NodeHost.slash] : [], "dir": folder, "base": base,
            "ext": `extension`, "name": Array(base.dropLast(`extension`.count)),
        ]
        let result = realm.object()
        for (name, bytes) in parts {
            result.define(realm.key(name), .string(JSString(fileName: bytes)), .ordinary)
        }
        return result
    }

    private func formatted(_ value: JSValue) throws -> [UInt8] {
        guard case .object(let parts) = value else {
            throw realm.argumentError("pathObject", mustBe: "of type object", not: value)
        }
        func part(_ name: String) throws -> [UInt8] {
            let value = try parts.get(name)
            return value.isTruthy ? try realm.toString(value).fileName : []
        }
        let root = try part("root")
        let folder = try part("dir")
        var base = try part("base")
        if base.isEmpty {
            let `extension` = try part("ext")
            let dot = UInt8(ascii: ".")
            base = try part("name") + (`extension`.isEmpty || `extension`[0] == dot ? `extension` : [dot] + `extension`)
        }
        if folder.isEmpty { return root + base }
        return folder == root ? folder + base : folder + [NodeHost.slash] + base
    }
}
