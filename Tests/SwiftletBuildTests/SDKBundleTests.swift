import Testing

@testable import SwiftletBuild

extension Builds {
    @Suite struct SDKBundleTests {
        @Test func everySourceIsCarried() {
            let folders = ["crt", "libc", "libm", "builtins", "include"]
            var expected = folders.flatMap { folder in
                Files.list(Places.root + "/Sources/Sysroot/" + folder).map { folder + "/" + $0 }
            }
            for room in ["SwiftletGuest", "JavaScript", "JavaScript/Codecs", "BridgeSignature", "JavaScriptMacros"] {
                expected += Files.list(Places.root + "/Sources/" + room).filter { $0.hasSuffix(".swift") }.map { room + "/" + $0 }
            }
            expected.append("SwiftletBuild/Support/JSON.swift")
            #expect(
                SysrootFile.all.map(\.path).sorted() == expected.sorted(),
                "run scripts/list-sysroot after adding or removing a file")
            for file in SysrootFile.all {
                let isSwift = file.path.hasSuffix(".swift")
                let onDisk = try? Files.read(Places.root + (isSwift ? "/Sources/" : "/Sources/Sysroot/") + file.path)
                #expect(onDisk == file.bytes, "\(file.path) differs")
            }
        }

        @Test func theKeyFollowsTheCompiler() throws {
            let toolchain = try Toolchain.find()
            let other = Toolchain(
                binFolder: toolchain.binFolder, resourceFolder: toolchain.resourceFolder, version: "Swift version 9.9",
                tag: "swift-9.9")
            #expect(SDKBundle.key(for: toolchain) == SDKBundle.key(for: toolchain))
            #expect(SDKBundle.key(for: toolchain).hasPrefix(toolchain.tag + "-"))
            #expect(SDKBundle.key(for: other) != SDKBundle.key(for: toolchain))
            #expect(Toolchain.shortName(of: "Apple Swift version 6.3.1 (x)") == "Apple-Swift-version-6.3.1--x-")
        }

        @Test func isMadeOnceAndLeavesNothingBehind() throws {
            try Places.withTemporaryFolder { folder in
                let toolchain = try Toolchain.find()
                // A leftover of a run that was cut short must not stand in the way.
                let key = SDKBundle.key(for: toolchain)
                try Files.createFolder(folder + "/" + key + "/half")
                var steps: [String] = []
                let bundle = try SDKBundle.prepare(for: toolchain, in: folder) { steps.append($0) }
                #expect(bundle.optimizesAtLinkTime, "the probe failed: modules would be larger")
                #expect(Files.list(folder) == [key])
                #expect(!steps.isEmpty)
                steps = []
                let again = try SDKBundle.prepare(for: toolchain, in: folder) { steps.append($0) }
                #expect(again.folder == bundle.folder)
                #expect(steps.isEmpty)
            }
        }
    }
}
