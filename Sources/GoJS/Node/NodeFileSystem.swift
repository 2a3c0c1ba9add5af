import WASI

/// Node's object `fs`.
///
/// The work itself is done within the call, as the host's files do not wait; only the answer comes later. What does wait, streams, is in
/// `NodeHost+Streams.swift`.
extension NodeHost {
    /// What every program of Go's asks for, constants and the functions that write, is there at once; the rest is made when a program first
    /// asks for something else.
    func fileSystemObject() -> JSObject {
        let object = JSLazyObject(realm, prototype: realm.objectPrototype, hasEarly: true) { [self] _, object in
            for (name, value) in NodeConstants.accessModes { object.define(realm.key(name), .number(value), .ordinary) }
            object.define(realm.key("Stats"), .object(stats.constructor), .ordinary)
            object.define(realm.key("Dirent"), .object(stats.entryConstructor), .ordinary)
            object.define(realm.key("promises"), .object(promises), .ordinary)
            defineExistence(object)
            defineOperations(NodeFunctions(object: object, form: .callbacks))
        }
        object.define(realm.key("constants"), constants, .ordinary)
        defineStreams(NodeFunctions(object: object, form: .callbacks))
        return object
    }

    /// What `fs` does besides reading and writing, in one of its forms.
    func defineOperations(_ fs: NodeFunctions) {
        definePaths(fs)
        defineFolders(fs)
        defineOwners(fs)
        defineDescriptors(fs)
        defineContents(fs)
        defineTrees(fs)
    }

    // MARK: Arguments

    /// A path: a string, or its bytes.
    func pathArgument(_ value: JSValue, _ name: String = "path") throws -> JSString {
        let path: JSString
        switch value {
        case .string(let text): path = text
        case .object(let object):
            guard let bytes = object.byteView else { fallthrough }
            path = JSString(fileName: Array(bytes))
        default:
            throw realm.argumentError(
                name, mustBe: "of type string or an instance of Buffer or URL", not: value)
        }
        if path.fileName.contains(0) {
            throw realm.valueError(name, "must be a string, Uint8Array, or URL without null bytes", .string(path))
        }
        return path
    }

    /// A whole number within some bounds.
    func integer(_ value: JSValue, _ name: String, _ range: ClosedRange<Int>) throws -> Int {
        guard case .number(let number) = value else {
            throw realm.argumentError(name, mustBe: "of type number", not: value)
        }
        guard let integer = Int(exactly: number) else { throw realm.outOfRange(name, "an integer", number) }
        guard range.contains(integer) else {
            throw realm.outOfRange(name, ">= \(range.lowerBound) && <= \(range.upperBound)", number)
        }
        return integer
    }

    func descriptorArgument(_ value: JSValue) throws -> Int { try integer(value, "fd", 0...0x7FFF_FFFF) }

    /// Permissions: a number, or octal digits.
    func modeArgument(_ value: JSValue, _ name: String = "mode", default absent: UInt32? = nil) throws -> UInt32 {
        if value.isNullish, let absent { return absent }
        if case .string(let text) = value {
            guard let mode = UInt32(String(text), radix: 8) else {
                throw realm.valueError(name, "must be a 32-bit unsigned integer or an octal string", value)
            }
            return mode
        }
        return UInt32(try integer(value, name, 0...Int(UInt32.max)))
    }

    /// A property of an options object; `undefined` if there is none.
    func option(_ options: JSValue, _ name: String) throws -> JSValue {
        guard case .object(let object) = options, !object.isCallable else { return .undefined }
        return try object.get(name)
    }
}

extension JSString {
    /// A file's name as it is stored, which may be any bytes.
    init(fileName bytes: [UInt8]) {
        self.init(bytes: bytes, original: bytes.withUnsafeBytes(UTF8Validation.isValid) ? nil : bytes)
    }

    /// Whether it goes to the guest as it is, although it is no UTF-8. What the guest itself has made of such bytes has U+FFFD in their place.
    var isFileName: Bool { original != nil && original == bytes }
}
