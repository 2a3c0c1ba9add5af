import ModuleBytes
import Testing
import WasmBinary

@Suite struct NameSectionTests {
    private func names(_ contents: [UInt8]) throws -> NameSection {
        try #require(NameSection(try BinaryModule(decoding: module(section(0, name("name") + contents)))))
    }

    private let whole: [UInt8] =
        [0] + sized(name("greeting")) + [1] + sized(vector([0] + name("main"), [7] + name("函数")))
        + [9, 2, 0xFF, 0xFF]
        + [2] + sized(vector([0] + vector([0] + name("argc"), [1] + name("argv")), [7] + vector([3] + name("i"))))

    @Test func wholeSection() throws {
        let names = try names(whole)
        #expect(names.moduleName == "greeting")
        #expect(names.functionName(0) == "main")
        #expect(names.functionName(7) == "函数")
        #expect(names.functionName(1) == nil)
        #expect(names.functionName(.max) == nil)
        #expect(names.localName(1, inFunction: 0) == "argv")
        #expect(names.localName(3, inFunction: 7) == "i")
        #expect(names.localName(0, inFunction: 7) == nil)
        #expect(names.localName(0, inFunction: 1) == nil)
    }

    @Test func noSection() throws {
        #expect(NameSection(try BinaryModule(decoding: header)) == nil)
    }

    @Test func whatComesBeforeTheDamageCounts() throws {
        let names = try names([1, 200] + vector([0] + name("main")))
        #expect(names.functionName(0) == nil)
        let cut = try self.names([0] + sized(name("m")) + [1] + sized([5] + [0] + name("main") + [1, 99]))
        #expect(cut.moduleName == "m")
        #expect(cut.functionName(0) == "main")
        #expect(cut.functionName(1) == nil)
    }

    @Test func unsortedAndDoubledIndices() throws {
        let names = try names([1] + sized(vector([5] + name("five"), [2] + name("two"), [5] + name("other"))))
        #expect(names.functionName(2) == "two")
        #expect(names.functionName(5) == "five")
    }

    @Test func bytesThatAreNoText() throws {
        let names = try names([1] + sized(vector([0, 2, 0x61, 0xFF])))
        #expect(names.functionName(0) == "a\u{FFFD}")
    }

    @Test func hugeClaims() throws {
        let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
        for contents in [most, [1] + most, [1] + sized(most), [2] + sized(most), [2] + sized([1, 0] + most)] {
            #expect(try names(contents).functionName(0) == nil)
            #expect(try names(contents).localName(0, inFunction: 0) == nil)
        }
    }

    @Test func everyCutAndEveryDamagedByte() throws {
        for index in whole.indices {
            _ = try names(Array(whole[..<index])).localName(0, inFunction: 0)
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var bytes = whole
                bytes[index] = value
                let names = try names(bytes)
                _ = [names.moduleName, names.functionName(7), names.localName(0, inFunction: 0)]
            }
        }
    }
}
