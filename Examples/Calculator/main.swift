// Answers each line of its input, such as `add 2 3`, by the function of that name in a module.
//
//     swift run Calculator Examples/Calculator/functions.wat

import Foundation
import WebAssembly

guard CommandLine.arguments.count == 2 else {
    print("usage: Calculator MODULE")
    exit(64)
}
/// The module, in either format, with what all requests have in common done once.
func prepared(_ path: String) throws -> InstancePre {
    guard let file = FileManager.default.contents(atPath: path) else { throw FileError(path: path) }
    let module =
        try path.hasSuffix(".wat") ? Module(text: String(decoding: file, as: UTF8.self)) : Module([UInt8](file))
    return try Linker().prepare(module)
}

struct FileError: Error, CustomStringConvertible {
    let path: String
    var description: String { "cannot read \(path)" }
}

/// The answer to one request, worked out in a store of its own: no request sees what another left behind.
func answer(_ request: String, by calculator: InstancePre) throws -> Double {
    let words = request.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard let name = words.first.map(String.init), numbers.count == words.count - 1 else { throw RequestError() }

    let store = Store(engine: calculator.module.engine)
    store.deadline = .now + .milliseconds(500)
    let instance = try calculator.instantiate(in: store)
    switch numbers.count {
    case 1: return try instance.function(name, as: ((Double) -> Double).self)(numbers[0])
    case 2: return try instance.function(name, as: ((Double, Double) -> Double).self)(numbers[0], numbers[1])
    default: throw RequestError()
    }
}

struct RequestError: Error, CustomStringConvertible {
    let description = "a request is the name of a function and one or two numbers, such as: add 2 3"
}

do {
    let calculator = try prepared(CommandLine.arguments[1])
    while let line = readLine() {
        do {
            print(try answer(line, by: calculator))
        } catch let trap as Trap {
            print("error: \(trap.kind)")
        } catch {
            print("error: \(error)")
        }
    }
} catch {
    print("Calculator: \(error)")
    exit(1)
}
