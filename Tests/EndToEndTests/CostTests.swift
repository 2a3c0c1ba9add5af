import Foundation
import TestTools
import Testing

/// What a module costs grows as its size does, up to the limits of what a module may have: processor time, memory, and not the host's
/// stack, of which `ModuleCost` has 256 KiB.
@Suite(.serialized) struct CostTests {
    #if DEBUG
        /// Unoptimised code is slow; a twentieth shows as well what grows too fast.
        private static let part = 20
    #else
        private static let part = 1
    #endif

    @Test(arguments: LargeModule.allCases) func growsWithSize(_ kind: LargeModule) throws {
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        // What recurses by depth shows at the limit only.
        let limit = kind == .nesting || kind == .operands ? kind.limit : kind.limit / Self.part
        let costs = try [limit / 4, limit].map { count in
            let file = folder.appending(path: "\(kind)-\(count).wasm")
            try Data(kind.bytes(count)).write(to: file)
            let cost = try Cost(of: file)
            #expect(cost["result"] == 7)
            return cost
        }
        let figures = costs.map { "\($0["bytes"]) bytes: \($0.microseconds) µs, peak \($0["peak"])" }
            .joined(separator: "; ")
        // Of four times as much, above what any module costs: three times as much time, since others use the machine too.
        #expect(costs[1].microseconds < 12 * max(costs[0].microseconds, 5000), "\(figures)")
        #expect(costs[1]["peak"] < 8 * max(costs[0]["peak"], 1 << 20), "\(figures)")
        print("\(kind): \(figures)")
    }

    /// What lies in memory of a module, before any function ran, is at most three times its code.
    @Test(
        .enabled(if: TestTool.missing("zigcc") == nil, TestTool.missing("zigcc")),
        arguments: [Program(language: .c, name: "stdio"), Program(language: .swift, name: "Words")])
    func residentCost(_ program: Program) throws {
        let cost = try Cost(of: program.compile(), copies: 200)
        #expect(cost["code"] > 10_000)
        #expect(cost["resident"] <= 3 * cost["code"], "\(cost["resident"]) bytes for \(cost["code"]) of code")
        print("\(program.testDescription): \(cost["resident"]) bytes resident for \(cost["code"]) of code")
    }

    /// A large module starts without a look at what does not run; what runs is checked all the same.
    @Test func brokenBodyOfALargeModule() throws {
        let folder = try Tools.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "broken.wasm")
        try Data(LargeModule.largeWithBrokenBody).write(to: file)
        func run(_ arguments: String...) throws -> Finished { try Finished.run(Tools.swiftlet, arguments) }

        let validated = try run("validate", file.path)
        #expect(validated.code == 1 && validated.errors.contains("type mismatch"), "\(validated.errors)")
        #expect(try run("run", "--invoke", "good", file.path).output == "7\n")
        let broken = try run("run", "--invoke", "broken", file.path)
        #expect(broken.code != 0 && broken.errors.contains("type mismatch"), "\(broken.errors)")
    }
}
