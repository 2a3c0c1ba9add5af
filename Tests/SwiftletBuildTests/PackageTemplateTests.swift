import Testing

@testable import SwiftletBuild

@Suite struct PackageTemplateTests {
    @Test(arguments: ["Hello", "md5-tool", "a", "X_1", "Greeting2"])
    func acceptsNames(name: String) throws {
        try PackageTemplate.validate(name: name)
    }

    @Test(arguments: [
        "", "2fast", "-x", "_x", "a b", "a/b", "..", "你好", "a.b", "class", "Swift", "main",
        String(repeating: "a", count: 65),
    ])
    func refusesNames(name: String) {
        let error = #expect(throws: BuildError.self) { try PackageTemplate.validate(name: name) }
        #expect(error?.kind == .usage)
        #expect(error?.help.isEmpty == false)
    }

    @Test func neverOverwrites() throws {
        try Places.withTemporaryFolder { folder in
            try Files.createFolder(folder + "/Hello")
            let error = #expect(throws: BuildError.self) {
                try PackageTemplate.command.create(name: "Hello", in: folder)
            }
            #expect(error?.kind == .usage)
            #expect(Files.list(folder + "/Hello").isEmpty)
        }
    }
}
