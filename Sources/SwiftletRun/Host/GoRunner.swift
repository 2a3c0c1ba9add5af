import GoJS
import SwiftletBuild
import WASI
import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Runs a module that Go made for JavaScript, in this process.
struct GoRunner {
    /// Runs the program to its end, or until a function that it has set has been called.
    func run(_ request: RunRequest, _ module: Module, store: Store) throws -> Outcome {
        let program: GoProgram
        do {
            program = try GoProgram(module, configuration: GoRunner.configuration(request), store: store)
            guard let call = request.expression else { return .exited(code: UInt32(bitPattern: try program.run())) }
            try program.start()
            if let code = program.exitCode {
                throw RunError(
                    "the program has ended with exit code \(code) before \(call.name) could be called: it has to wait, as by select {}"
                )
            }
            let answer = try program.call(call.name, arguments: call.arguments.map { $0.value(in: program.realm) })
            let result = try program.waitForValue(of: answer)
            if let code = program.exitCode { return .exited(code: UInt32(bitPattern: code)) }
            return .answered(try program.text(of: result))
        } catch let error as GoProgramError {
            throw RunError("\(error)")
        } catch let error as JSException {
            throw RunError("uncaught \(error)")
        }
    }

    private static func configuration(_ request: RunRequest) throws -> GoProgram.Configuration {
        var configuration = GoProgram.Configuration()
        configuration.arguments = request.arguments
        configuration.environment = request.environment.map { "\($0.name)=\($0.value)" }
        configuration.clocks = HostRunner.clocks(request.sandbox.clock)
        configuration.random = HostRunner.random(request.sandbox)
        let start = request.environment.last { $0.name == "PWD" }?.value
        let files = try GoFiles(request.folders, start: start)
        configuration.files = files.fileSystem
        configuration.workingDirectory = files.workingDirectory
        configuration.umask = GoRunner.umask
        if !request.sandbox.network.isEmpty {
            configuration.network = NetworkAccess(try CurlNetwork(), allowing: request.sandbox.network)
        }
        return configuration
    }
}

extension GoRunner {
    /// That of this process, which it takes a change to see.
    fileprivate static var umask: UInt32 {
        let mask = systemUmask(0o077)
        _ = systemUmask(mask)
        return UInt32(mask)
    }
}

private func systemUmask(_ mask: mode_t) -> mode_t { umask(mask) }

extension CallExpression.Literal {
    /// The value in a program's world.
    fileprivate func value(in realm: JSRealm) -> JSValue {
        switch self {
        case .undefined: return .undefined
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let value): return .number(value)
        case .string(let text): return .string(text)
        case .array(let elements): return .object(realm.array(elements.map { $0.value(in: realm) }))
        case .object(let members):
            let object = realm.object()
            for member in members { object[member.name] = member.value.value(in: realm) }
            return .object(object)
        }
    }
}
