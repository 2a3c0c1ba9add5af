import Testing

@testable import SwiftletBuild

extension Builds {
    @Suite("What cannot cross to JavaScript") struct BridgeErrorTests {
        /// What a build of one file says; its lines are numbered from 1.
        private func complaints(_ source: String) throws -> String {
            try Places.withTemporaryFolder { folder in
                let package = try writePackage("Wrong", in: folder, file: "Wrong.swift", source: source)
                do {
                    _ = try PackageBuild(package: package).run()
                    Issue.record("a package that cannot be built was built")
                    return ""
                } catch {
                    return "\(error)"
                }
            }
        }

        @Test("What the bridge cannot carry is an error at its place")
        func wrongTypes() throws {
            let text = try complaints(
                """
                import JavaScript
                @JS func first(_ value: Any) {}
                @JS func second() -> (Int, Int) { (1, 2) }
                @JS class Third {}
                @JS func fourth(_ value: [String: Int]) {}
                @JS func fifth(_ value: (Int) throws -> Void) {}
                @JS func sixth(_ value: (inout Int) -> Void) {}
                @JS struct Seventh {
                    var fine: Int
                    var wrong: [Character?]
                }
                @JS enum Eighth { case fine(Int), wrong(Set<Int>) }
                @JS final class Ninth {
                    @JS var wrong: Error? { nil }
                    @JSAsync var waits: Int { 1 }
                }
                @JSImport("a.b") func tenth(_ value: Substring)
                @JSImport("a.b") @JSAsync func eleventh() -> Int
                @JS func twelfth() throws(Int) {}

                """)
            for line in [
                "2:25: error: type 'Any' cannot cross between Swift and JavaScript. What can cross: Bool",
                "3:22: error: a tuple cannot cross", "4:5: error: a class that JavaScript may hold must be final",
                "5:26: error: a dictionary cannot cross", "6:31: error: say what is thrown: 'throws(MyError)'",
                "7:26: error: 'inout' cannot cross", "10:17: error: type 'Character' cannot cross",
                "12:41: error: the generic type 'Set' cannot cross", "14:20: error: type 'Error' cannot cross",
                "17:38: error: type 'Substring' cannot cross", "18:1: error: a promise may be rejected",
                "19:27: error: 'Int' cannot be thrown to JavaScript",
            ] {
                #expect(text.contains("Wrong.swift:" + line), "\(line) in \(text)")
            }
        }

        @Test("A type that is not marked is an error at each place that mentions it")
        func unmarkedTypes() throws {
            let text = try complaints(
                """
                import JavaScript
                struct Unmarked: Error {}
                struct Other {}

                @JS
                func first(_ value: Int, others: [Unmarked?]) -> Other { Other() }
                @JS struct Second {
                    var count: Int
                    var inner: Unmarked
                }
                @JS enum Third { case one(Int), two(label: Unmarked, Other) }
                @JS final class Fourth {
                    @JS var 名字: Unmarked?
                    @JS func run(_ body: (Unmarked) -> Void) -> [Other] { [] }
                    var notMarked: Unmarked?
                    init() {}
                }
                @JSImport("a.b") func fifth(_ value: Unmarked) -> Int
                @JS func sixth(_ body: (Int, [[Other]]) throws(Unmarked) -> Void) {}
                @JS func seventh() throws(Unmarked) {}

                """)
            for place in [
                "6:35", "9:16", "11:44", "13:21", "14:27", "18:38", "19:48", "20:27",
            ] {
                #expect(
                    text.contains(
                        "Wrong.swift:\(place): error: type 'Unmarked' cannot cross between Swift and JavaScript: mark it @JS. What can cross: Bool"
                    ),
                    "\(place) in \(text)")
            }
            for place in ["6:50", "11:54", "14:50", "19:32"] {
                #expect(text.contains("Wrong.swift:\(place): error: type 'Other' cannot cross"), "\(place) in \(text)")
            }
            #expect(!text.contains("Wrong.swift:15"), "a property that does not cross")
            #expect(!text.contains("__jsc_"), "\(text)")
        }

        @Test("Two things of one name")
        func overloads() throws {
            let text = try complaints(
                """
                import JavaScript
                @JS func same(_ value: Int) {}
                @JS func same(_ value: String) {}

                """)
            #expect(
                text.contains("two declarations marked @JS are called same: JavaScript has no overloads"), "\(text)")
        }
    }
}
