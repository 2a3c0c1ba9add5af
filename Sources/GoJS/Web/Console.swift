extension JSRealm {
    /// `console`, as Node writes it: what informs goes to standard output, what warns to standard error.
    func installConsole() {
        let console = object()
        global.hide("console", .object(console))
        let state = ConsoleState()
        func say(_ realm: JSRealm, _ descriptor: UInt64, _ text: String) {
            let lines =
                state.indentation.isEmpty
                ? text
                : state.indentation
                    + text.split(separator: "\n", omittingEmptySubsequences: false).joined(
                        separator: "\n" + state.indentation)
            realm.host.write(descriptor, Array(lines.utf8) + [0x0A])
        }
        func add(_ name: StaticString, _ body: @escaping (JSCall) throws -> Void) {
            let function = JSFunction(self, name.description) { call in
                try body(call)
                return .undefined
            }
            console.define(key(name.description), .object(function), .ordinary)
        }
        for name in ["log", "info", "debug"] as [StaticString] {
            add(name) { say($0.realm, 1, ConsoleFormat.text($0.arguments, $0.realm)) }
        }
        for name in ["warn", "error"] as [StaticString] {
            add(name) { say($0.realm, 2, ConsoleFormat.text($0.arguments, $0.realm)) }
        }
        add("trace") { call in
            let text = ConsoleFormat.text(call.arguments, call.realm)
            say(call.realm, 2, text.isEmpty ? "Trace" : "Trace: \(text)")
        }
        add("assert") { call in
            if call[0].isTruthy { return }
            var rest = call.rest(from: 1)
            if case .string(let first)? = rest.first {
                rest[0] = .string("Assertion failed: " + first)
            } else {
                rest.insert("Assertion failed", at: 0)
            }
            say(call.realm, 2, ConsoleFormat.text(rest, call.realm))
        }
        add("dir") { call in
            var depth = 2
            if case .object(let options) = call[1] {
                switch try options.get("depth") {
                case .number(let number): depth = Int(min(max(number.isNaN ? 2 : number, 0), 200))
                case .null: depth = 200
                default: break
                }
            }
            say(call.realm, 1, Inspector.text(call[0], call.realm, depth: depth))
        }
        for name in ["group", "groupCollapsed"] as [StaticString] {
            add(name) { call in
                if !call.arguments.isEmpty { say(call.realm, 1, ConsoleFormat.text(call.arguments, call.realm)) }
                if state.indentation.count < 1000 { state.indentation += "  " }
            }
        }
        add("groupEnd") { _ in state.indentation = String(state.indentation.dropLast(2)) }
        add("count") { call in
            let label = call[0].isUndefined ? "default" : String(try call.string(0))
            state.counts[label, default: 0] += 1
            say(call.realm, 1, "\(label): \(state.counts[label] ?? 0)")
        }
        add("countReset") { state.counts[$0[0].isUndefined ? "default" : String(try $0.string(0))] = nil }
        add("table") { call in
            guard let text = ConsoleTable.text(call[0], call[1], call.realm) else {
                return say(call.realm, 1, ConsoleFormat.text([call[0]], call.realm))
            }
            say(call.realm, 1, text)
        }
        addConsoleTimers(console, state, add, say)
    }

    private func addConsoleTimers(
        _ console: JSObject, _ state: ConsoleState, _ add: (StaticString, @escaping (JSCall) throws -> Void) -> Void,
        _ say: @escaping (JSRealm, UInt64, String) -> Void
    ) {
        add("time") { call in
            let label = call[0].isUndefined ? "default" : String(try call.string(0))
            if state.times[label] == nil { state.times[label] = call.realm.host.clocks.time(.monotonic) }
        }
        for isEnd in [false, true] {
            add(isEnd ? "timeEnd" : "timeLog") { call in
                let label = call[0].isUndefined ? "default" : String(try call.string(0))
                guard let start = state.times[label] else { return }
                let time = Double(call.realm.host.clocks.time(.monotonic) &- start) / 1_000_000
                if isEnd { state.times[label] = nil }
                let rest = isEnd ? "" : call.rest(from: 1).map { " " + ConsoleFormat.text([$0], call.realm) }.joined()
                let text =
                    time >= 1000
                    ? JSNumber.fixed(time / 1000, 3) + "s"
                    : JSNumber.text(Double(JSNumber.fixed(time, 3)) ?? time) + "ms"
                say(call.realm, 1, "\(label): \(text)\(rest)")
            }
        }
    }
}

private final class ConsoleState {
    var indentation = ""
    var counts: [String: Int] = [:]
    var times: [String: UInt64] = [:]
}

/// The arguments of `console.log` as one text.
enum ConsoleFormat {
    static func text(_ arguments: [JSValue], _ realm: JSRealm) -> String {
        guard case .string(let first)? = arguments.first else {
            return arguments.map { plain($0, realm) }.joined(separator: " ")
        }
        if arguments.count == 1 { return String(first) }
        var result = ""
        var next = 1
        let scalars = Array(String(first).unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            guard scalar == "%", index + 1 < scalars.count else {
                result.unicodeScalars.append(scalar)
                index += 1
                continue
            }
            let kind = scalars[index + 1]
            if kind == "%" {
                result += "%"
                index += 2
            } else if next < arguments.count, let text = formatted(arguments[next], kind, realm) {
                result += text
                next += 1
                index += 2
            } else {
                result += "%"
                index += 1
            }
        }
        return ([result] + arguments[next...].map { plain($0, realm) }).joined(separator: " ")
    }

    private static func plain(_ value: JSValue, _ realm: JSRealm) -> String {
        if case .string(let string) = value { return String(string) }
        return Inspector.text(value, realm)
    }

    /// Nil if it is no format.
    private static func formatted(_ value: JSValue, _ kind: Unicode.Scalar, _ realm: JSRealm) -> String? {
        switch kind {
        case "s":
            switch value {
            case .string(let string): return String(string)
            case .object(let object) where object.portrait is JSError || object.portrait is JSDate:
                return (try? realm.toString(value)).map(String.init) ?? ""
            case .object: return Inspector.text(value, realm, depth: 0)
            default: return Inspector.text(value, realm)
            }
        case "d":
            if case .object = value { return "NaN" }
            return (try? realm.toNumber(value)).map(Inspector.number) ?? "NaN"
        case "i", "f":
            if case .object = value { return "NaN" }
            guard let function = realm.global[kind == "i" ? "parseInt" : "parseFloat"].object,
                let number = (try? function(value))?.number
            else { return "NaN" }
            return Inspector.number(number)
        case "j":
            guard let text = try? realm.jsonText(value) else { return "undefined" }
            return String(text)
        case "o": return Inspector.text(value, realm, depth: 4)
        case "O": return Inspector.text(value, realm)
        case "c": return ""
        default: return nil
        }
    }
}
