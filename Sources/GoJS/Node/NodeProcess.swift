import WASI

/// Node's object `process`, as far as a program in this process can have one.
extension NodeHost {
    /// Go takes a program whose `argv0` begins with “node” for one that cannot fetch.
    private static let programName = "swiftlet"

    func processObject() -> JSObject {
        JSLazyObject(realm, prototype: realm.objectPrototype) { [self] _, process in fillProcess(process) }
    }

    private func fillProcess(_ process: JSObject) {
        func set(_ name: String, _ value: JSValue) { process.define(realm.key(name), value, .ordinary) }
        set("title", .string(Self.programName))
        // The version of Node whose functions these are like.
        set("version", "v20.0.0")
        set("versions", .object(realm.object(["node": "20.0.0"])))
        set("arch", .string(Self.architecture))
        set("platform", .string(Self.platform))
        set("release", .object(realm.object(["name": .string(Self.programName)])))
        set("argv", .object(realm.array(([Self.programName] + configuration.arguments).map { .string($0) })))
        set("argv0", .string(Self.programName))
        set("execArgv", .object(realm.array([])))
        set("execPath", .string("/usr/bin/" + Self.programName))
        set("pid", .number(Int(configuration.processID)))
        set("ppid", .number(0 as Int))
        set("exitCode", .undefined)
        set("env", .object(environmentObject()))
        set("stdin", .object(streamObject(0)))
        set("stdout", .object(streamObject(1)))
        set("stderr", .object(streamObject(2)))
        defineFolder(process)
        defineTimes(process)
        for (name, id) in [
            ("getuid", configuration.userID), ("geteuid", configuration.userID), ("getgid", configuration.groupID),
            ("getegid", configuration.groupID),
        ] as [(String, UInt32)] {
            process.define(name) { _ in .number(Int(id)) }
        }
        process.define("getgroups") { call in
            .object(call.realm.array([.number(Int(self.configuration.groupID))]))
        }
        process.define("exit", parameters: 1) { call in
            let code = call[0].isNullish ? try call.thisObject("exit").get("exitCode") : call[0]
            let number = code.isNullish ? 0 : try call.realm.toNumber(code)
            try self.exit(JSNumber.int32(number) & 0xFF)
            return .undefined
        }
        process.define("nextTick", parameters: 1) { call in
            let function = try call.function(0)
            let arguments = Array(call.arguments.dropFirst())
            call.realm.enqueue {
                _ = try function.call(this: .undefined, arguments)
            }
            return .undefined
        }
        process.define("getBuiltinModule", parameters: 1) { call in
            guard case .string(let name) = call[0] else {
                throw self.realm.argumentError("id", mustBe: "of type string", not: call[0])
            }
            return try self.module(String(name)).map(JSValue.object) ?? .undefined
        }
    }

    private func environmentObject() -> JSObject {
        let environment = realm.object()
        for entry in configuration.environment {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { continue }
            environment.define(realm.key(String(parts[0])), .string(String(parts[1])), .ordinary)
        }
        return environment
    }

    private func defineFolder(_ process: JSObject) {
        process.define("cwd") { _ in .string(JSString(fileName: self.workingDirectory)) }
        process.define("chdir", parameters: 1) { call in
            guard case .string = call[0] else {
                throw self.realm.argumentError("directory", mustBe: "of type string", not: call[0])
            }
            let path = try self.pathArgument(call[0], "directory")
            let before = JSString(fileName: self.workingDirectory)
            try self.atOnce {
                try NodeFailure.during("chdir", before, to: path) { () throws(WASI.Errno) in
                    try self.changeDirectory(path)
                }
            }
            return .undefined
        }
        process.define("umask", parameters: 1) { call in
            let before = self.umask
            if !call[0].isUndefined { self.umask = try self.modeArgument(call[0], "mask") & 0o777 }
            return .number(Int(before))
        }
    }

    private func defineTimes(_ process: JSObject) {
        process.define("hrtime", parameters: 1) { call in
            var time = self.clocks.time(.monotonic)
            if case .object(let before) = call[0] {
                let seconds = try self.realm.toNumber(before.getElement(0))
                let rest = try self.realm.toNumber(before.getElement(1))
                time &-= UInt64(truncatingIfNeeded: JSNumber.int64(seconds * 1e9 + rest))
            }
            let parts = [time / 1_000_000_000, time % 1_000_000_000]
            return .object(self.realm.array(parts.map { .number($0) }))
        }
        process.define("uptime") { _ in
            .number(Double(self.clocks.time(.monotonic) &- self.startTime) / 1e9)
        }
        process.define("memoryUsage") { call in
            // Of the host's memory a program learns nothing but what it holds itself.
            let held = JSValue.number(call.realm.heldBufferBytes)
            return .object(
                call.realm.object([
                    "rss": held, "heapTotal": held, "heapUsed": held, "external": held, "arrayBuffers": held,
                ]))
        }
    }

    private func streamObject(_ number: Int) -> JSObject {
        let stream = realm.object()
        stream.define(realm.key("fd"), .number(number), .ordinary)
        if case .file(let file)? = try? descriptors[number].node, file.type == .characterDevice {
            stream.define(realm.key("isTTY"), true, .ordinary)
        }
        if number == 0 { return stream }
        stream.define("write", parameters: 3) { call in
            let callback = call.arguments.last?.object.flatMap { $0.isCallable ? $0 : nil }
            let encoding = call[1].isCallable ? .undefined : call[1]
            try self.write(to: number, call[0], encoding: encoding, callback)
            return true
        }
        return stream
    }
}
