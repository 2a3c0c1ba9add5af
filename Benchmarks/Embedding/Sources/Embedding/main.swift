// Measures what embedding costs, and prints a table. The exit code is 1 when a mark is missed.
//
//     Benchmarks/embedding [ROUNDS [calls|instances|threads|stopping]]

import Foundation

let arguments = CommandLine.arguments.dropFirst()
let part = arguments.dropFirst().first
guard let rounds = Int(arguments.first ?? "15"), rounds > 0,
    part.map(["calls", "instances", "threads", "stopping"].contains) ?? true
else {
    print("usage: embedding [ROUNDS [calls|instances|threads|stopping]]")
    exit(64)
}

/// Prints a table's rows, each when it is known.
func show(_ measurements: [Measurement]) -> Bool {
    for measurement in measurements {
        FileHandle.standardOutput.write(Data((measurement.line + "\n").utf8))
    }
    return measurements.allSatisfy(\.isMet)
}

FileHandle.standardOutput.write(
    Data("| what | unit | best | median | worst | mark | |\n| --- | --- | ---: | ---: | ---: | --- | --- |\n".utf8))
var areMet = true
if part == nil || part == "calls" { areMet = show(try Calls().measure(rounds: rounds)) && areMet }
if part == nil || part == "instances" { areMet = show(try Instances.measure(rounds: rounds)) && areMet }
if part == nil || part == "threads" { areMet = show(try Scaling.measure(rounds: rounds)) && areMet }
if part == nil || part == "stopping" { areMet = show(try await Stopping.measure(rounds: rounds)) && areMet }
exit(areMet ? 0 : 1)
