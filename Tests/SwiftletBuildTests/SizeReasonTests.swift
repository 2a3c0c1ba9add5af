import Testing

@testable import SwiftletBuild

@Suite struct SizeReasonTests {
    /// Symbols as the linker's maps of real modules have them.
    @Test(arguments: [
        ("$e3Ord1PVWOc", SizeReason.code(module: "Ord")),
        ("$e10JavaScript8JSWriterO7reserveySvSiFZ", .bridge),
        ("$es14_Float64ToASCII5value6bufferSnySiGSd_s11MutableSpanVys5UInt8VGztF", .floatPrinting),
        ("$es7UnicodeO15_NormDataBufferV4sortyyF", .normalization),
        ("$es22_GraphemeBreakingStateV11shouldBreak7between3andSbs7UnicodeO6ScalarV_AItF", .graphemes),
        ("$es11_StringGutsV4growyySiF", .strings),
        ("$es23_ContiguousArrayStorageCfDSS_Tgq5", .arrays),
        ("$es18_DictionaryStorageCfDSS_SiTgq5", .dictionaries),
        (
            "$es17swift_allocObject8metadata12requiredSize0E13AlignmentMaskSpys04HeapC0VGSpys13ClassMetadataVG_S2itF",
            .memory
        ),
        ("swift_release", .memory), (".L.str.5.Hello", .literals), ("calcMd5", .exports), ("_start", .start),
        (".Lanon.7e3ce4f67e2c437d3d6554affe45b64c.6", .unknown), ("", .unknown),
    ])
    func symbols(symbol: String, reason: SizeReason) {
        #expect(SizeReason(symbol: symbol, file: "Program.wasm.lto.o", mainModule: nil) == reason)
    }

    @Test(arguments: [
        ("lib/libswiftUnicodeDataTables.a(UnicodeNormalization.cpp.o)", SizeReason.normalization),
        ("lib/libswiftUnicodeDataTables.a(UnicodeGrapheme.cpp.o)", .graphemes),
        ("lib/libswiftUnicodeDataTables.a(UnicodeScalarProps.cpp.o)", .characterProperties),
        ("lib/libc.a(malloc.o)", .memory), ("lib/libc.a(power.o)", .math), ("lib/libc.a(string.o)", .cLibrary),
        ("lib/libc.a(strtod.o)", .floatParsing), ("lib/libc.a(stdout.o)", .guestLibrary), ("lib/crt1.o", .start),
    ])
    func objectFiles(file: String, reason: SizeReason) {
        #expect(SizeReason(symbol: "something", file: file, mainModule: nil) == reason)
    }

    @Test func mainBelongsToTheProgram() {
        #expect(SizeReason(symbol: "_start", file: "A.wasm.lto.o", mainModule: "A") == .code(module: "A"))
    }

    @Test func namesInParts() {
        let private_ = SymbolText("Swift.(_findBoundary in _835F)(_: UnsafeBufferPointer<UInt8>, before: Int) -> Int")
        #expect(private_.subject == "Swift.(_findBoundary in _835F)")
        let special = SymbolText(
            "function signature specialization <Arg[0] = [Closure : () -> A<B>]> of App.run(with: String) -> Double")
        #expect(special.display == "App.run(with: String) -> Double")
        #expect(special.subject == "App.run")
        #expect(
            SymbolText("closure #1 (Int) -> Character in String.count.getter : Int").subject
                == "closure #1 in String.count.getter")
        #expect(SymbolText("merged generic specialization <Double> of Array.append(A) -> ()").subject == "Array.append")
        for text in ["", "<", "(", "generic specialization <", "merged ", "a -> ", ")>]"] { _ = SymbolText(text) }
    }

    @Test func mapLines() {
        let map = LinkMap(
            parsing: """
                    Addr      Off     Size Out     In      Symbol
                       -      290       1f CODE
                       -      292      109         /lib/libc.a(arguments.o):(__arguments)
                       -      292      109                 __arguments
                       -      39b       10         a (b):c/Program.lto.o:($e7Program4mainyyF)
                       -     f8a5     94ea DATA
                   80000     f8a6     9208 .rodata
                   80010     f8bf        8         Program.lto.o:(.rodata..L.str.16.first (of
                two):(lines)
                   80000     f8af       10         Program.lto.o:(.rodata.table)
                   80040        0        4         libc.a(malloc.o):(.bss.top)
                       -      zzz      109         nonsense
                """)
        #expect(map.functions.map(\.symbol) == ["__arguments", "$e7Program4mainyyF"])
        #expect(map.functions.map(\.size) == [0x109, 0x10])
        #expect(map.functions[0].file == "/lib/libc.a(arguments.o)")
        #expect(map.data.map(\.symbol) == ["table", ".L.str.16.first (of"])
        #expect(map.data.map(\.address) == [0x80000, 0x80010])
    }
}
