/// Node's module `os`, of a machine that tells nothing about the host's: a small Linux, the same everywhere.
extension NodeHost {
    func systemModule() -> JSObject {
        let system = realm.object()
        func set(_ name: String, _ value: JSValue) { system.define(realm.key(name), value, .ordinary) }
        func tell(_ name: String, _ value: @escaping (NodeHost) throws -> JSValue) {
            system.define(name) { _ in try value(self) }
        }
        set("EOL", "\n")
        set("devNull", "/dev/null")
        set("constants", .object(systemConstants()))
        for (name, text) in [
            ("arch", Self.architecture), ("platform", Self.platform), ("type", "Linux"), ("release", "0.0.0"),
            ("version", ""), ("machine", Self.architecture), ("hostname", "localhost"), ("endianness", "LE"),
        ] {
            tell(name) { _ in .string(text) }
        }
        tell("tmpdir") { .string(JSString(fileName: try $0.temporaryFolder())) }
        tell("homedir") { try $0.variable("HOME") ?? "/" }
        tell("availableParallelism") { _ in 1 }
        tell("cpus") { host in
            let times = host.realm.object(["user": 0, "nice": 0, "sys": 0, "idle": 0, "irq": 0])
            return .object(
                host.realm.array([.object(host.realm.object(["model": "wasm32", "speed": 0, "times": .object(times)]))])
            )
        }
        // What a module can have at most.
        tell("totalmem") { _ in .number(Self.memorySize) }
        tell("freemem") { .number(Self.memorySize - $0.realm.heldBufferBytes) }
        tell("loadavg") { .object($0.realm.array([0, 0, 0])) }
        tell("networkInterfaces") { .object($0.realm.object()) }
        tell("uptime") { .number(Double($0.clocks.time(.monotonic) &- $0.startTime) / 1e9) }
        tell("userInfo") { host in
            .object(
                host.realm.object([
                    "uid": .number(Int(host.configuration.userID)), "gid": .number(Int(host.configuration.groupID)),
                    "username": try host.variable("USER") ?? "user", "homedir": try host.variable("HOME") ?? "/",
                    "shell": try host.variable("SHELL") ?? .null,
                ]))
        }
        return system
    }

    static let platform = "linux"
    static let architecture = "wasm32"
    private static let memorySize = 1 << 32

    /// A variable of `process.env` as it is now; nil if it is not set, or empty.
    private func variable(_ name: String) throws -> JSValue? {
        guard case .object(let environment) = try process.get("env") else { return nil }
        let value = try environment.get(name)
        if value.isUndefined { return nil }
        let text = try realm.toString(value)
        return text.isEmpty ? nil : .string(text)
    }

    private func temporaryFolder() throws -> [UInt8] {
        for name in ["TMPDIR", "TMP", "TEMP"] {
            guard case .string(let text)? = try variable(name) else { continue }
            let path = text.fileName
            return path.count > 1 && path.last == Self.slash ? path.dropLast() : path
        }
        return Array("/tmp".utf8)
    }

    private func systemConstants() -> JSObject {
        let errors = JSObject(realm, prototype: nil)
        for (code, number) in NodeErrno.numbers { errors.define(realm.key(code), .number(number), [.enumerable]) }
        let signals = JSObject(realm, prototype: nil)
        for (index, name) in Self.signals.enumerated() {
            signals.define(realm.key("SIG" + name), .number(index + 1), [.enumerable])
        }
        return realm.object(["errno": .object(errors), "signals": .object(signals)])
    }

    /// Those of Linux, from 1 on.
    private static let signals = [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
        "IO",
        "PWR", "SYS",
    ]
}
