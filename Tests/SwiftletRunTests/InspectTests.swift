import Testing
import WebAssembly

@testable import SwiftletRun

@Suite("swiftlet inspect")
struct InspectTests {
    @Test func text() throws {
        let report = try ModuleReport(file: "sums.wasm", bytes: TestModule.sums)
        #expect(
            report.text(style: .plain) == """
                sums.wasm: 178 B, a library: called by name

                Sections
                  type           23 B  12.9%  at 0xa
                  function        6 B   3.4%  at 0x23
                  global          6 B   3.4%  at 0x2b
                  export         44 B  24.7%  at 0x33
                  code           38 B  21.3%  at 0x61
                  custom “name”  41 B  23.0%  at 0x89

                Exports
                  add     function (i32, i32) -> (i32)
                  both    function (i64, f64) -> (i64, f64)
                  third   function (f32) -> (f32)
                  divide  function (i32, i32) -> (i32)
                  ask     function (externref) -> ()
                  zero    global i32

                Largest functions
                  10 B  5.6%  third (function 2)
                   7 B  3.9%  add (function 0)
                   7 B  3.9%  divide (function 3)
                   6 B  3.4%  both (function 1)
                   2 B  1.1%  ask (function 4)

                Custom sections
                  name  36 B  names for people; a module runs without them
                """)
    }

    @Test func imports() throws {
        let text = try ModuleReport(file: "hello.wasm", bytes: TestModule.hello).text(style: .plain)
        #expect(text.hasPrefix("hello.wasm: 206 B, a command: it starts at _start and ends\n"))
        #expect(text.contains("  wasi_snapshot_preview1  fd_write   function (i32, i32, i32, i32) -> (i32)\n"))
        #expect(text.contains("  memory  memory 1... pages\n"))
    }

    @Test func json() throws {
        let json = try ModuleReport(file: "needy.wasm", bytes: TestModule.needy).json
        #expect(
            json == """
                {
                  "file": "needy.wasm",
                  "size": 57,
                  "kind": "command",
                  "sections": [
                    {
                      "id": 1,
                      "name": "type",
                      "offset": 10,
                      "size": 8
                    },
                    {
                      "id": 2,
                      "name": "import",
                      "offset": 20,
                      "size": 11
                    },
                    {
                      "id": 3,
                      "name": "function",
                      "offset": 33,
                      "size": 2
                    },
                    {
                      "id": 7,
                      "name": "export",
                      "offset": 37,
                      "size": 10
                    },
                    {
                      "id": 10,
                      "name": "code",
                      "offset": 49,
                      "size": 8
                    }
                  ],
                  "imports": [
                    {
                      "module": "env",
                      "name": "log",
                      "kind": "function",
                      "type": "(i32) -> ()"
                    }
                  ],
                  "exports": [
                    {
                      "name": "_start",
                      "kind": "function",
                      "type": "() -> ()"
                    }
                  ],
                  "functions": [
                    {
                      "index": 1,
                      "name": "_start",
                      "offset": 51,
                      "size": 6
                    }
                  ],
                  "customSections": []
                }
                """)
    }

    /// Indices out of range: validation refuses such modules, a report shows what it can.
    @Test func moduleThatIsNotValid() throws {
        let header: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
        let type: [UInt8] = [1, 4, 1, 0x60, 0, 0]
        let export: [UInt8] = [7, 7, 1, 3, 0x66, 0x6F, 0x6F, 0, 99]
        let imports: [UInt8] = [2, 7, 1, 1, 0x61, 1, 0x62, 0, 99]
        let exporting = try ModuleReport(file: "bad.wasm", bytes: header + type + export)
        #expect(exporting.text(style: .plain).contains("foo  an index that is out of range"))
        #expect(exporting.json.contains("\"name\": \"foo\""))
        let importing = try ModuleReport(file: "bad.wasm", bytes: header + type + imports)
        #expect(importing.text(style: .plain).contains("a  b  an index that is out of range"))
        #expect(throws: RunError.self) {
            try RunRequest.Call(
                export: "foo", values: [], of: BinaryModule(decoding: header + type + export), name: "bad.wasm")
        }
    }
}
