import WASI

/// A system call that failed, before it is an error object of JavaScript: what Node has in its `uvException`.
struct NodeFailure: Error {
    let errno: WASI.Errno
    /// As libuv calls it: `scandir` for `readdir`.
    let call: StaticString
    var path: JSString?
    var destination: JSString?

    init(_ errno: WASI.Errno, _ call: StaticString, _ path: JSString? = nil, to destination: JSString? = nil) {
        self.errno = errno
        self.call = call
        self.path = path
        self.destination = destination
    }

    /// Does something whose errors are those of a system call.
    static func during<Result>(
        _ call: StaticString, _ path: JSString? = nil, to destination: JSString? = nil,
        _ body: () throws(WASI.Errno) -> Result
    ) throws(NodeFailure) -> Result {
        do {
            return try body()
        } catch {
            throw NodeFailure(error, call, path, to: destination)
        }
    }
}

extension JSRealm {
    /// The `Error` that Node makes of a failed system call, with `errno`, `code`, `syscall` and the paths.
    func error(_ failure: NodeFailure) -> JSError {
        let (code, number, text) = NodeErrno.of(failure.errno)
        var parts: [JSString] = [JSString("\(code): \(text), \(failure.call)")]
        if let path = failure.path { parts += [" '", path, "'"] }
        if let destination = failure.destination { parts += [" -> '", destination, "'"] }
        let message = JSString.joining(parts)
        let error = error(.Error, String(message))
        func set(_ name: StaticString, _ value: JSValue) { error.define(key(JSString(name)), value, .ordinary) }
        set("errno", .number(-number))
        set("code", .string(code))
        set("syscall", .string(JSString(failure.call)))
        if let path = failure.path { set("path", .string(path)) }
        if let destination = failure.destination { set("dest", .string(destination)) }
        return error
    }

    /// Node's `ERR_INVALID_ARG_TYPE`.
    func argumentError(_ name: String, mustBe expected: String, not value: JSValue) -> JSException {
        let kind = name.contains(".") ? "property" : "argument"
        return coded(
            .TypeError, "ERR_INVALID_ARG_TYPE",
            "The \"\(name)\" \(kind) must be \(expected). Received \(received(value))")
    }

    /// Node's `ERR_INVALID_ARG_VALUE`.
    func valueError(_ name: String, _ reason: String, _ value: JSValue) -> JSException {
        let shown = if case .string(let text) = value { quoted(text) } else { preview(value) }
        return coded(
            .TypeError, "ERR_INVALID_ARG_VALUE", "The argument '\(name)' \(reason). Received \(shown)")
    }

    /// A text as Node shows it: control characters as escapes.
    private func quoted(_ text: JSString) -> String {
        var result = "'"
        for scalar in String(text).unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "'", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }

    /// Node's `SystemError`: a call that is no single call of the system's, and says why it did not do what was asked.
    ///
    /// - Parameters:
    ///   - text: what is wrong, by Node's table.
    ///   - reason: what stands in brackets behind the system's error.
    func systemError(
        _ code: StaticString, _ text: String, _ call: StaticString, _ errno: WASI.Errno, _ path: JSString,
        _ reason: String
    ) -> JSException {
        let (name, number, _) = NodeErrno.of(errno)
        let exception = coded(
            .Error, code, "\(text): \(call) returned \(name) (\(reason)) \(path)")
        if case .object(let error) = exception.value {
            error.define(keys.name, "SystemError", .hidden)
            error.define(key("errno"), .number(number), .ordinary)
            error.define(key("syscall"), .string(JSString(call)), .ordinary)
            error.define(key("path"), .string(path), .ordinary)
        }
        return exception
    }

    /// Node's `ERR_DIR_CLOSED`.
    func closedFolder() -> JSException { coded(.Error, "ERR_DIR_CLOSED", "Directory handle was closed") }

    /// Node's `ERR_INVALID_RETURN_VALUE`.
    func returnError(_ function: String, mustGive expected: String, not value: JSValue) -> JSException {
        coded(
            .TypeError, "ERR_INVALID_RETURN_VALUE",
            "Expected \(expected) to be returned from the \"\(function)\" function but got \(received(value)).")
    }

    /// Node's `ERR_OUT_OF_RANGE`.
    func outOfRange(_ name: String, _ range: String, _ number: Double) -> JSException {
        coded(
            .RangeError, "ERR_OUT_OF_RANGE",
            "The value of \"\(name)\" is out of range. It must be \(range). Received \(JSNumber.text(number))")
    }

    /// Node's `ERR_MISSING_ARGS`, unless so many arguments as there are names were given.
    func require(_ call: JSCall, _ names: StaticString...) throws {
        if call.arguments.count >= names.count { return }
        let quoted = names.map { "\"\($0)\"" }.joined(separator: " and ")
        throw coded(
            .TypeError, "ERR_MISSING_ARGS", "The \(quoted) argument\(names.count > 1 ? "s" : "") must be specified")
    }

    /// An error with one of Node's codes.
    func coded(_ kind: JSErrorKind, _ code: StaticString, _ message: String) -> JSException {
        let error = error(kind, message)
        error.define(keys.code, .string(JSString(code)), .ordinary)
        return JSException(.object(error))
    }
}
