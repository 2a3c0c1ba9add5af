import WASI

/// Operations of `fs` on whole files and trees.
extension NodeHost {
    func defineContents(_ fs: NodeFunctions) {
        define(fs, "readFile", parameters: 2, of: .file) { call in
            let source = try self.fileArgument(call[0])
            let encoding = try self.encodingArgument(call[1])
            let flags = try self.flagsArgument(self.option(call[1], "flag"), default: NodeConstants.readOnly)
            return { [try self.text(self.contents(source, flags), encoding)] }
        }
        for (name, flags) in [
            ("writeFile", NodeConstants.flags("w")!), ("appendFile", NodeConstants.flags("a")!),
        ] as [(StaticString, Int)] {
            define(fs, name, parameters: 3, of: .file) { call in
                let target = try self.fileArgument(call[0])
                let bytes = try self.bytesArgument(call[1], encoding: self.encodingArgument(call[2]))
                let flags = try self.flagsArgument(self.option(call[2], "flag"), default: flags)
                let mode = try self.modeArgument(self.option(call[2], "mode"), default: 0o666)
                return {
                    try self.store(bytes, target, flags, mode)
                    return []
                }
            }
        }
        define(fs, "copyFile", parameters: 3) { call in
            let source = try self.pathArgument(call[0], "src")
            let target = try self.pathArgument(call[1], "dest")
            let mode = call[2].isNullish ? 0 : try self.integer(call[2], "mode", 0...7)
            return {
                try NodeFailure.during("copyfile", source, to: target) { () throws(WASI.Errno) in
                    try self.copy(source, target, isExclusive: mode & 1 != 0)
                }
                return []
            }
        }
        define(fs, "mkdtemp", parameters: 2) { call in
            let prefix = try self.pathArgument(call[0], "prefix")
            return { [.string(try self.makeTemporaryFolder(prefix))] }
        }
    }

    // MARK: Arguments

    private enum FileArgument {
        case path(JSString)
        case descriptor(Int)
    }

    private func fileArgument(_ value: JSValue) throws -> FileArgument {
        if case .number = value { return .descriptor(try descriptorArgument(value)) }
        if case .object(let handle as JSFileHandle) = value { return .descriptor(handle.descriptor ?? -1) }
        return .path(try pathArgument(value))
    }

    /// The encoding in options, or options that are one; `undefined` for bytes.
    private func encodingArgument(_ options: JSValue) throws -> JSValue {
        if case .string = options { return options }
        return try option(options, "encoding")
    }

    private enum Encoding {
        case utf8, latin1
    }

    private func encoding(_ value: JSValue) throws -> Encoding? {
        if value.isNullish { return nil }
        switch String(try realm.toString(value)).lowercased() {
        case "buffer": return nil
        case "utf8", "utf-8": return .utf8
        case "latin1", "binary", "ascii": return .latin1
        default: throw realm.valueError("encoding", "is invalid encoding", value)
        }
    }

    /// Bytes to write: a text in some encoding, or the bytes of an object.
    func bytesArgument(_ value: JSValue, encoding name: JSValue) throws -> [UInt8] {
        switch value {
        case .string(let text):
            switch try encoding(name) ?? .utf8 {
            case .utf8: return text.scalarBytes
            case .latin1: return text.utf16.map { UInt8(truncatingIfNeeded: $0) }
            }
        case .object(let object):
            guard let view = object.byteView else { fallthrough }
            return Array(view)
        default:
            throw realm.argumentError(
                "data", mustBe: "of type string or an instance of Buffer, TypedArray, or DataView", not: value)
        }
    }

    private func text(_ bytes: [UInt8], _ name: JSValue) throws -> JSValue {
        switch try encoding(name) {
        case nil: return .object(try realm.bytes(bytes))
        case .utf8: return .string(String(decoding: bytes, as: UTF8.self))
        case .latin1: return .string(JSString(utf16: bytes.map { UInt16($0) }))
        }
    }

    // MARK: Work

    private func descriptor(_ file: FileArgument, _ flags: Int, _ mode: UInt32) throws(NodeFailure) -> NodeDescriptor {
        switch file {
        case .path(let path):
            try NodeFailure.during("open", path) { () throws(WASI.Errno) in try opened(path, flags, mode) }
        case .descriptor(let number):
            try NodeFailure.during("read") { () throws(WASI.Errno) in try descriptors[number] }
        }
    }

    private func contents(_ source: FileArgument, _ flags: Int) throws(NodeFailure) -> [UInt8] {
        let descriptor = try descriptor(source, flags, 0o666)
        return try NodeFailure.during("read") { () throws(WASI.Errno) in
            let file = try descriptor.file(toWrite: false)
            var bytes: [UInt8] = []
            let limit = realm.limits.bufferBytes
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                if let wait = file.waitDescriptor, !Waiting.isReady(wait, 1) { throw .again }
                let count = try piece.withUnsafeMutableBufferPointer { (piece) throws(WASI.Errno) in
                    try file.read(into: UnsafeMutableRawBufferPointer(piece), at: descriptor.position)
                }
                if count == 0 { return bytes }
                descriptor.position += UInt64(count)
                if count > limit - bytes.count { throw .fbig }
                bytes += piece[..<count]
            }
        }
    }

    private func store(
        _ bytes: [UInt8], _ target: FileArgument, _ flags: Int, _ mode: UInt32
    ) throws(NodeFailure) {
        let descriptor = try descriptor(target, flags, mode)
        try NodeFailure.during("write") { () throws(WASI.Errno) in
            let file = try descriptor.file(toWrite: true)
            try bytes.withUnsafeBufferPointer { (bytes) throws(WASI.Errno) in
                var rest = UnsafeRawBufferPointer(bytes)
                while !rest.isEmpty {
                    if let wait = file.waitDescriptor, !Waiting.isReady(wait, 4) { throw .again }
                    let count: Int
                    if descriptor.appends {
                        (count, descriptor.position) = try file.append(rest)
                    } else {
                        count = try file.write(rest, at: descriptor.position)
                        descriptor.position += UInt64(count)
                    }
                    if count == 0 { throw .nospc }
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                }
            }
        }
    }

    func copy(_ source: JSString, _ target: JSString, isExclusive: Bool) throws(WASI.Errno) {
        let from = try opened(source, NodeConstants.readOnly, 0)
        let file = try from.file(toWrite: false)
        let mode = NodeStats.mode(try file.status()) & 0o777
        let flags = NodeConstants.flags(isExclusive ? "wx" : "w")!
        // A file that is its own copy must not be cut first.
        if !isExclusive, let there = try? files.status(of: path(target), follow: true) {
            let own = try file.status()
            if there.inode == own.inode, there.device == own.device { return }
        }
        let to = try opened(target, flags, mode).file(toWrite: true)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var position: UInt64 = 0
        while true {
            let count = try piece.withUnsafeMutableBufferPointer { (buffer) throws(WASI.Errno) in
                let piece = UnsafeMutableRawBufferPointer(buffer)
                let count = try file.read(into: piece, at: position)
                try to.writeAll(UnsafeRawBufferPointer(rebasing: piece[..<count]), at: position)
                return count
            }
            if count == 0 { return }
            position += UInt64(count)
        }
    }

    private func makeTemporaryFolder(_ prefix: JSString) throws(NodeFailure) -> JSString {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        let pattern = JSString.joining([prefix, "XXXXXX"])
        return try NodeFailure.during("mkdtemp", pattern) { () throws(WASI.Errno) in
            for _ in 0..<100 {
                var random: UInt64 = 0
                withUnsafeMutableBytes(of: &random) { configuration.random.fill($0) }
                var name = prefix.fileName
                for _ in 0..<6 {
                    name.append(letters[Int(random % 62)])
                    random /= 62
                }
                let path = JSString(fileName: name)
                do throws(WASI.Errno) {
                    try files.createFolder(at: self.path(path), mode: 0o700)
                    return path
                } catch {
                    if error != .exist { throw error }
                }
            }
            throw .exist
        }
    }
}
