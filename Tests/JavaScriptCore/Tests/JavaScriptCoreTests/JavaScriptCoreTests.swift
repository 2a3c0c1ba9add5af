import Foundation
import GoJS
import Testing
import WebAssembly

/// Programs whose world is JavaScriptCore's.
@Suite(.enabled(if: GoModule.missing == nil, GoModule.missing), .serialized) struct JavaScriptCoreTests {
    /// Go's own tests of its package `syscall/js`: those that pass under Node pass here, and no others.
    @Test func goTestsOfSyscallJSPassAsInNode() throws {
        let tests = try GoModule(testsOf: "syscall/js")
        defer { tests.remove() }
        let (here, inNode) = (try tests.here(["-test.v"]), try tests.inNode(["-test.v"]))
        let (ours, theirs) = (verdicts(here), verdicts(inNode))
        #expect(ours == theirs, "\(here.output)\(here.errors)")
        #expect(ours.count >= 37 && ours.allSatisfy { $0.contains("--- PASS") }, "\(ours)")
        #expect(here.code == 0)
    }

    /// The lines that say how a test ended, without the time it took.
    private func verdicts(_ run: GoModule.Run) -> [String] {
        run.output.split(separator: "\n").filter { $0.contains("--- ") }
            .map { String($0.prefix { $0 != "(" }) }.sorted()
    }

    private let program: GoModule

    init() throws { program = try GoModule(program: "engine") }

    /// Functions, errors, objects of the host, bytes and promises, across the border both ways.
    @Test func valuesCrossAsInNode() throws {
        defer { program.remove() }
        #expect(try program.here(["all"]) == program.inNode(["all"]))
    }

    /// An exit leaves JavaScript's frames, whatever these catch.
    @Test func exitPassesThroughJavaScript() throws {
        defer { program.remove() }
        let here = try program.here(["exit"])
        #expect(try here == program.inNode(["exit"]))
        #expect(here.code == 7)
    }

    @Test func endlessRecursionIsAnError() throws {
        defer { program.remove() }
        #expect(try program.here(["recurse"]).output == "recursion threw RangeError <boolean: true>\n")
    }

    #if os(Linux)
        /// Apple's framework has no public function to stop JavaScript, and none to learn of rejections.
        @Test func endlessJavaScriptIsStopped() throws {
            defer { program.remove() }
            #expect(throws: GoProgramError.stopped) {
                try program.here(["loop"]) { program in
                    let stopper = program.stopper
                    Thread.detachNewThread {
                        Thread.sleep(forTimeInterval: 0.5)
                        stopper.stop()
                    }
                }
            }
        }

        @Test func unhandledRejectionEndsTheProgram() throws {
            defer { program.remove() }
            let here = try program.here(["reject"])
            #expect(here.code == 1)
            #expect(here.output.isEmpty)
            #expect(here.errors.contains("nobody cares"))
        }
    #endif

    /// Objects that nobody refers to go on both sides, while the program runs.
    @Test func forgottenObjectsGo() throws {
        defer { program.remove() }
        final class Witness {
            let counter: Counter
            init(_ counter: Counter) {
                self.counter = counter
                counter.alive += 1
            }
            deinit { counter.alive -= 1 }
        }
        final class Counter { var alive = 0 }
        let counter = Counter()
        let run = try program.here(["forget"]) { program in
            program.global.define("witness") { call in
                let witness = Witness(counter)
                return .object(call.realm.function { _ in .number(Double(witness.counter.alive)) })
            }
            program.global.define("count") { _ in .number(Double(counter.alive)) }
        }
        #expect(run.output == "forgotten true\n", "\(run.errors)")
        #expect(counter.alive == 0)
    }

    @Test func hostFunctionsAndObjectsCross() throws {
        defer { program.remove() }
        var kept: JSValue = .undefined
        let run = try program.here(["host"]) { program in
            let realm = program.realm
            program.global.define("sum") { call in .number(call.arguments.reduce(0) { $0 + ($1.number ?? 0) }) }
            program.global["settings"] = .object(realm.object(["list": .object(realm.array([1, 2, 3]))]))
            program.global.define("keep") { call in
                kept = call[0]
                throw JSException(.object(try realm.bytes([7])))
            }
        }
        #expect(run.output == "host 6,true,3,2,1,[1,2,3,4],7,true\n", "\(run.errors)")
        // The program's end is the end of its objects.
        #expect(kept.object?["a"].isUndefined == true)
    }
}
