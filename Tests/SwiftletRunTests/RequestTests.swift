import SwiftletBuild
import Testing
import WebAssembly

@testable import SwiftletRun

@Suite("What the command line says, read")
struct RequestTests {
    @Test(arguments: [
        ("0", ValueType.i32, UInt64(0)), ("-1", .i32, 0xffff_ffff), ("4294967295", .i32, 0xffff_ffff),
        ("-2147483648", .i32, 0x8000_0000), ("0x7F", .i32, 0x7f), ("-0x1", .i32, 0xffff_ffff),
        ("-1", .i64, .max), ("18446744073709551615", .i64, .max), ("-9223372036854775808", .i64, 1 << 63),
        ("1", .f32, 0x3f80_0000), ("-inf", .f32, 0xff80_0000), ("0.1", .f64, 0x3fb9_9999_9999_999a),
    ])
    func goodValue(text: String, type: ValueType, bits: UInt64) {
        #expect(CallValue(text, type: type) == CallValue(type: type, bits: bits))
    }

    @Test(arguments: [
        ("", ValueType.i32), ("x", .i32), ("-", .i32), ("--1", .i32), ("+1", .i32), ("1.0", .i32), ("4294967296", .i32),
        ("-2147483649", .i32), ("0x", .i32), ("18446744073709551616", .i64), ("one", .f64), ("", .f32),
        ("1", .externref), ("null", .ref(ReferenceType(isNullable: false, heapType: .func))), ("null", .i32),
        ("1", .v128),
        ("i32x4:1,2,3", .v128), ("i32x4:1,2,3,4,5", .v128), ("i32x4:1,2,3,", .v128), ("i32x4 1 2 3 4", .v128),
        ("i32x2:1,2", .v128), ("i64x2:1,1.5", .v128), ("i16x8:0,0,0,0,0,0,0,65536", .v128), ("", .v128), (":", .v128),
    ])
    func badValue(text: String, type: ValueType) {
        #expect(CallValue(text, type: type) == nil)
    }

    @Test(arguments: [
        ("i32x4:1,-2,0x3,4", UInt64(0xffff_fffe_0000_0001), UInt64(0x4_0000_0003)),
        ("i8x16:1,2,3,4,5,6,7,8,9,10,11,12,13,14,255,-1", 0x0807_0605_0403_0201, 0xffff_0e0d_0c0b_0a09),
        ("i16x8:1,2,3,4,5,6,7,-32768", 0x0004_0003_0002_0001, 0x8000_0007_0006_0005),
        ("i64x2:-1,18446744073709551614", .max, .max - 1),
        ("f32x4:1,-inf,0,-0.0", 0xff80_0000_3f80_0000, 0x8000_0000_0000_0000),
        ("f64x2:0.1,1e300", 0x3fb9_9999_9999_999a, 0x7e37_e43c_8800_759c),
    ])
    func vectors(text: String, low: UInt64, high: UInt64) {
        let value = CallValue(type: .v128, bits: low, highBits: high)
        #expect(CallValue(text, type: .v128) == value)
        #expect(CallValue(value.description, type: .v128) == value, "what is printed reads back")
    }

    @Test func references() {
        #expect(CallValue("null", type: .externref) == CallValue(type: .externref, bits: 0))
        #expect(CallValue(type: .funcref, bits: 0).description == "null")
        #expect(CallValue(type: .funcref, bits: 1).description == "(funcref)")
    }

    @Test func folders() throws {
        let folder = try TemporaryFolder()
        #expect(try RunRequest.Folder(option: folder.path) == .init(host: folder.path, guest: folder.path))
        #expect(try RunRequest.Folder(option: "\(folder.path)::/data") == .init(host: folder.path, guest: "/data"))
        #expect(throws: RunError.self) { try RunRequest.Folder(option: "::/data") }
        #expect(throws: RunError.self) { try RunRequest.Folder(option: "\(folder.path)::") }
        #expect(throws: RunError.self) { try RunRequest.Folder(option: folder.path + "/none") }
    }

    @Test func variables() throws {
        #expect(try RunRequest.variable(option: "A=b=c") == ("A", "b=c"))
        #expect(try RunRequest.variable(option: "A=") == ("A", ""))
        #expect(try RunRequest.variable(option: "PATH") == ("PATH", Environment["PATH"] ?? ""))
        #expect(throws: RunError.self) { try RunRequest.variable(option: "=b") }
    }

    @Test("A request as the scripts read it")
    func json() {
        let request = RunRequest(
            path: "a.wasm", arguments: ["a", "say \"hi\"\n\u{1}\\"], environment: [("K", "v")],
            folders: [.init(host: "h", guest: "/g")],
            call: .init(export: "f", arguments: [CallValue(type: .i64, bits: .max)], results: [.f32]))
        let terminals = (0...2).map { isatty($0) == 1 ? "true" : "false" }.joined(separator: ",")
        #expect(
            request.json(module: "m", entries: [[FolderEntry(path: "a/b", kind: .file, content: "file/0")]]) == """
                {"module":"m","arguments":["a","say \\"hi\\"\\n\\u0001\\\\"],"environment":{"K":"v"},"terminals":[\(terminals)],\
                "folders":[{"host":"h","guest":"/g","entries":[{"path":"a/b","kind":"file","content":"file/0"}]}],\
                "call":{"name":"f","values":[{"type":"i64","bits":"18446744073709551615"}],"results":["f32"]}}
                """)
    }

    @Test("A report of the scripts, read")
    func report() throws {
        #expect(try Outcome(report: "exit 7\n", results: nil) == .exited(code: 7))
        #expect(
            try Outcome(report: "result i64 18446744073709551615\nresult f64 0\nexit 0\n", results: [.i64, .f64])
                == .returned([CallValue(type: .i64, bits: .max), CallValue(type: .f64, bits: 0)]))
        let own = ValueType.ref(ReferenceType(isNullable: true, heapType: .type(0)))
        #expect(
            try Outcome(
                report: "result (ref null 0) reference\nresult (ref null 0) null\nexit 0\n", results: [own, own])
                == .returned([CallValue(type: own, bits: 1), CallValue(type: own, bits: 0)]))
        // The call exited on its own before it could return.
        #expect(try Outcome(report: "exit 3\n", results: [.i32]) == .exited(code: 3))
        #expect(
            try Outcome(report: "trap divide by zero\nframe 3 18 a b\nframe 4 20 \n", results: [])
                == .trapped(
                    TrapReport(
                        message: "divide by zero",
                        frames: [
                            .init(name: "a b", functionIndex: 3, offset: 18),
                            .init(name: nil, functionIndex: 4, offset: 20),
                        ])))
        #expect(throws: RunError("it is broken")) { try Outcome(report: "error it is broken\n", results: nil) }
        #expect(throws: RunError.self) { try Outcome(report: "", results: nil) }
    }
}
