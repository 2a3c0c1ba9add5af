/// `require` and `process.getBuiltinModule`: those of Node's modules that there are here, each made when a program first asks for it.
extension NodeHost {
    private struct Module: Sendable {
        let name: String
        let make: @Sendable (NodeHost) throws -> JSObject
    }

    private static let modules = [
        Module(name: "crypto") { try $0.cryptoModule() },
        Module(name: "fs") { $0.fileSystem },
        Module(name: "fs/promises") { $0.promises },
        Module(name: "os") { $0.systemModule() },
        Module(name: "path") { $0.pathModule },
        Module(name: "path/posix") { $0.pathModule },
        Module(name: "perf_hooks") { try $0.globals("performance") },
        Module(name: "process") { $0.process },
        Module(name: "timers") { try $0.timersModule() },
        Module(name: "timers/promises") { try $0.promisedTimers() },
        Module(name: "url") { try $0.globals("URL", "URLSearchParams") },
        Module(name: "util") { try $0.utilitiesModule() },
        Module(name: "util/types") { $0.typesModule() },
    ]

    /// Nil if there is none of that name.
    ///
    /// - Parameter name: with or without `node:`.
    func module(_ name: String) throws -> JSObject? {
        let name = name.hasPrefix("node:") ? String(name.dropFirst(5)) : name
        if let known = knownModules[name] { return known }
        guard let module = Self.modules.first(where: { $0.name == name }) else { return nil }
        let object = try module.make(self)
        knownModules[name] = object
        return object
    }

    func makeRequire() -> JSFunction {
        let require = JSFunction(realm, "require", parameters: 1) { call in
            let name = try self.moduleName(call)
            guard let module = try self.module(name) else { throw self.noModule(name) }
            return .object(module)
        }
        require.define("resolve", parameters: 1) { call in
            let name = try self.moduleName(call)
            guard try self.module(name) != nil else { throw self.noModule(name) }
            return call[0]
        }
        return require
    }

    private func moduleName(_ call: JSCall) throws -> String {
        guard case .string(let name) = call[0] else {
            throw realm.argumentError("id", mustBe: "of type string", not: call[0])
        }
        if name.isEmpty { throw realm.valueError("id", "must be a non-empty string", call[0]) }
        return String(name)
    }

    /// In Node's words, and then what there is.
    private func noModule(_ name: String) -> JSException {
        let there = "A program has these modules here: \(Self.modules.map(\.name).joined(separator: ", "))"
        if name.hasPrefix("node:") {
            return realm.coded(.Error, "ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: \(name)\n\(there)")
        }
        return realm.coded(.Error, "MODULE_NOT_FOUND", "Cannot find module '\(name)'\n\(there)")
    }

    // MARK: Modules of what the global object has

    /// An object with some of the global object's properties, those that there are.
    private func globals(_ names: String...) throws -> JSObject {
        let module = realm.object()
        for name in names {
            let value = try realm.global.get(name)
            if !value.isUndefined { module.define(realm.key(name), value, .ordinary) }
        }
        return module
    }

    private func cryptoModule() throws -> JSObject {
        let module = realm.object()
        guard case .object(let crypto) = try realm.global.get("crypto") else { return module }
        module.define(realm.key("webcrypto"), .object(crypto), .ordinary)
        for name in ["getRandomValues", "randomUUID"] {
            guard case .object(let function) = try crypto.get(name) else { continue }
            // As functions of the module they are called without `crypto`.
            module.define(name, parameters: 1) { try function.call(this: .object(crypto), $0.arguments) }
        }
        module.define("randomBytes", parameters: 2) { call in
            let count = try self.integer(call[0], "size", 0...0x7FFF_FFFF)
            let bytes = JSTypedArray(
                .Uint8Array, on: try JSArrayBuffer(self.realm, byteLength: count), byteOffset: 0, length: count)
            if let view = bytes.byteView { self.realm.host.random.fill(view) }
            guard !call[1].isUndefined else { return .object(bytes) }
            guard case .object(let callback) = call[1], callback.isCallable else {
                throw self.realm.argumentError("callback", mustBe: "of type function", not: call[1])
            }
            try self.begin()
            self.queue(.callback(callback), [.null, .object(bytes)])
            return .undefined
        }
        module.define("randomFillSync", parameters: 1) { call in
            guard case .object(let object) = call[0], let view = object.byteView else {
                throw self.realm.argumentError(
                    "buf", mustBe: "an instance of ArrayBuffer or ArrayBufferView", not: call[0])
            }
            self.realm.host.random.fill(view)
            return call[0]
        }
        return module
    }

    private func timersModule() throws -> JSObject {
        let module = try globals(
            "setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate")
        module.define(
            realm.key("promises"), try self.module("timers/promises").map(JSValue.object) ?? .undefined, .ordinary)
        return module
    }

    private func promisedTimers() throws -> JSObject {
        let module = realm.object()
        for (name, place) in [("setTimeout", 1), ("setImmediate", 0)] {
            module.define(name, parameters: place + 1) { call in
                self.promise { promise in
                    let value = call[place]
                    let resolve = self.realm.function { _ in
                        promise.resolve(value)
                        return .undefined
                    }
                    try self.realm.global.call(name, .object(resolve), place == 1 ? call[0] : .undefined)
                }
            }
        }
        return module
    }
}
