import ModuleBytes
import Testing
import WasmBinary

/// What people hand over by mistake: the message says what it is and what to do.
@Suite struct NotAModuleTests {
    private func refusal(_ bytes: [UInt8]) -> ModuleError? {
        #expect(throws: ModuleError.self) { try BinaryModule(decoding: bytes) }
    }

    @Test func empty() {
        let error = refusal([])
        #expect(error?.offset == 0)
        #expect(error?.message.contains("the file is empty") == true)
    }

    @Test func cutInTheHeader() {
        for count in 1..<header.count {
            let error = refusal(Array(header[..<count]))
            #expect(error?.offset == count)
            #expect(error?.message.contains("the file ends within") == true)
        }
    }

    @Test(arguments: ["(module)", "\n  (module)", ";; a comment\n(module)", "(; ;) (module)"])
    func text(source: String) {
        #expect(refusal(Array(source.utf8))?.message.contains("WebAssembly text") == true)
    }

    @Test func page() {
        #expect(refusal(Array("<!DOCTYPE html>".utf8))?.message.contains("HTML") == true)
    }

    @Test func compressed() {
        #expect(refusal([0x1F, 0x8B, 8, 0, 0])?.message.contains("gunzip") == true)
    }

    @Test func somethingElse() {
        #expect(refusal(Array("#!/bin/sh".utf8))?.message.contains("starts with 0x23 0x21 0x2f 0x62") == true)
    }

    @Test func component() {
        let error = refusal([0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00])
        #expect(error?.kind == .malformed)
        #expect(error?.message.contains("component") == true)
    }

    @Test func otherVersion() {
        let error = refusal([0x00, 0x61, 0x73, 0x6D, 0x02, 0x00, 0x00, 0x00])
        #expect(error?.message.contains("unknown binary version 2") == true)
        #expect(error?.offset == 4)
    }
}
