import SwiftletBuild
import WebAssembly

/// A page on which people run one module: a terminal, its arguments, its files. It needs no server of its own, no
/// headers and nothing from elsewhere; everything but the module is inside one file.
public struct ModulePage {
    /// A file of the page's folder, by its path in it.
    public struct File {
        public var path: String
        public var bytes: [UInt8]
    }

    private let module: [UInt8]
    private let name: String
    private let gzipSize: Int?
    private let request: RunRequest
    private let copy: FolderCopy
    /// The files of the given folders, read.
    private let contents: [[UInt8]]
    /// The JavaScript that `swiftlet build` wrote beside a module with `@JS`, and its declarations.
    private let glue: (name: String, script: [UInt8], declarations: String)?

    /// Reads the module and the folders that go with it.
    ///
    /// - Parameters:
    ///   - request: the program's arguments without its name; what a person who opens the page finds entered.
    ///   - features: what the module may use; nil leaves that to the browser.
    public init(_ request: RunRequest, features: Features? = nil) throws(RunError) {
        if let option = request.optionOfOurs { throw RunError("\(option): a page cannot do that. Leave it out.") }
        let file = try ModuleRun.file(request.path)
        module = try file.binary()
        // The page gets the module in the binary format, and a host tells that by the name.
        name = Files.name(of: file.binaryPath)
        if let features {
            try ModuleCheck.check(module, name: name, features: features)
        } else {
            do throws(ModuleError) {
                _ = try BinaryModule(decoding: module, features: .all)
            } catch {
                // A browser may know features that our decoder does not.
                if case .unsupported = error.kind {} else { throw RunError("\(name): \(error)") }
            }
        }
        gzipSize = BuildProduct.gzipSize(of: module)
        self.request = request
        copy = try FolderCopy(request.folders)
        do throws(BuildError) {
            var contents: [[UInt8]] = []
            for file in copy.files { contents.append(try Files.read(file)) }
            self.contents = contents
            let stem = request.path.hasSuffix(".wasm") ? String(request.path.dropLast(".wasm".count)) : request.path
            let (script, declarations) = (stem + ".js", stem + ".d.ts")
            if Files.exists(script), Files.exists(declarations),
                try Files.readText(declarations).hasPrefix("// Written by swiftlet.")
            {
                glue = (Files.name(of: script), try Files.read(script), try Files.readText(declarations))
            } else {
                glue = nil
            }
        } catch {
            throw RunError("\(error)")
        }
    }

    /// The page and what lies beside it, the page first.
    ///
    /// - Parameters:
    ///   - isSingle: the module and the files are inside the page, so that it works when opened as a file.
    ///   - startsAtOnce: the program runs as soon as it is loaded.
    public func files(isSingle: Bool = false, startsAtOnce: Bool = false) -> [File] {
        var files: [File] = []
        func address(_ path: String, _ type: String, _ bytes: [UInt8]) -> String {
            if isSingle { return "data:\(type);base64,\(base64(bytes))" }
            files.append(File(path: path, bytes: bytes))
            return path.utf8.map(ModulePage.escaped).joined()
        }
        let moduleAddress = address(name, "application/wasm", module)
        let contentAddresses = contents.enumerated().map { number, bytes in
            address("files/\(number)", "application/octet-stream", bytes)
        }
        let glueAddress = glue.map { address($0.name, "text/javascript", $0.script) }
        let page = ModulePage.filled([
            ("style", text("page/page.css")),
            ("settings", settings(moduleAddress, contentAddresses, glue: glueAddress, startsAtOnce: startsAtOnce)),
            ("worker", ModulePage.script("page/worker.js")),
            ("script", ModulePage.script("page/page.js")),
        ])
        return [File(path: "index.html", bytes: page)] + files
    }

    /// Writes the page's folder; what else is in it stays. Returns the files with their paths.
    public func write(to folder: String, isSingle: Bool) throws(RunError) -> [File] {
        var written: [File] = []
        do throws(BuildError) {
            for var file in files(isSingle: isSingle) {
                file.path = "\(folder)/\(file.path)"
                try Files.createFolder(Files.parent(of: file.path))
                try Files.write(file.bytes, to: file.path)
                written.append(file)
            }
        } catch {
            throw RunError("\(error)")
        }
        return written
    }

    /// A page's script is no module: those are not loaded from files. As a function, it leaves no names behind.
    private static func script(_ path: String) -> String {
        "(() => {\n'use strict';\n\(WebBundle(path).text)})();"
    }

    /// page.html with its places filled; each is filled once, so that no text is looked for in another.
    private static func filled(_ values: [(place: String, text: String)]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text("page/page.html")[...]
        for (place, text) in values {
            let mark = "{{\(place)}}"
            guard let start = rest.firstRange(of: mark) else { preconditionFailure("page.html has no place \(mark)") }
            result += Array(rest[..<start.lowerBound].utf8) + Array(text.utf8)
            rest = rest[start.upperBound...]
        }
        return result + Array(rest.utf8)
    }

    /// What the page's script reads (Web/page/settings.js).
    private func settings(
        _ address: String, _ contents: [String], glue glueAddress: String?, startsAtOnce: Bool
    ) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("module") { json in
                json.object { json in
                    json.member("name", name)
                    json.member("address", address)
                    json.member("size", module.count)
                    json.member("gzipSize") { json in
                        if let gzipSize { json.number(gzipSize) } else { json.null() }
                    }
                }
            }
            json.member("arguments") { json in json.array(request.arguments) { json, value in json.string(value) } }
            json.member("environment") { json in
                json.object { json in for (name, value) in request.environment { json.member(name, value) } }
            }
            json.member("folders") { json in
                json.array(Array(request.folders.enumerated())) { json, folder in
                    json.object { json in
                        json.member("guest", folder.element.guest)
                        json.member("entries") { json in
                            json.array(copy.entries[folder.offset]) { json, entry in
                                json.object { json in
                                    json.member("path", entry.path)
                                    json.member("kind", entry.kind.rawValue)
                                    json.member("content", content(of: entry, contents))
                                }
                            }
                        }
                    }
                }
            }
            json.member("startsAtOnce") { json in json.boolean(startsAtOnce) }
            json.member("glue") { json in
                guard let glue, let glueAddress else { return json.null() }
                json.object { json in
                    json.member("address", glueAddress)
                    json.member("declarations", glue.declarations)
                }
            }
        }
        // Inside a script element, `</script` would end it; in JSON, `<` occurs only in strings.
        return json.text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
    }

    /// Where the page gets a file; what a link leads to.
    private func content(of entry: FolderEntry, _ addresses: [String]) -> String {
        guard entry.kind == .file, let number = Int(entry.content.dropFirst("file/".count)) else {
            return entry.content
        }
        return addresses[number]
    }

    /// A byte of a file's name for an address (RFC 3986, section 2).
    private static func escaped(_ byte: UInt8) -> String {
        let character = Character(Unicode.Scalar(byte))
        if character.isASCII, character.isLetter || character.isNumber || "-._~/".contains(character) {
            return String(character)
        }
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count == 1 ? "0" : "") + digits
    }
}

private func text(_ path: String) -> String {
    String(decoding: WebFile.contents(path) ?? [], as: UTF8.self)
}

/// Base 64 (RFC 4648, section 4).
func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let count = min(3, bytes.count - start)
        let group = (0..<3).reduce(0) { $0 << 8 | ($1 < count ? Int(bytes[start + $1]) : 0) }
        for position in 0..<4 {
            result.append(position <= count ? alphabet[group >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
        }
    }
    return String(decoding: result, as: UTF8.self)
}
