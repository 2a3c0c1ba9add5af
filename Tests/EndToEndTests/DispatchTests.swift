import Foundation
import TestTools
import Testing
import WebAssembly

/// In optimised builds every instruction of the interpreter ends in a jump to the next. `throws`, reference counting or
/// `defer` in a handler turn that into a call without a word; the stack then grows by a frame an instruction. So this
/// reads the machine code of the tool that was built with these tests.
@Suite struct DispatchTests {
    static let notRun: Comment? =
        if Handler.isDebugBuild {
            "a debug build goes through a loop; run with -c release"
        } else {
            TestTool.missing("objdump")
        }

    @Test(.enabled(if: notRun == nil, notRun)) func handlersEndInJumps() throws {
        let result = try Finished.run(
            try #require(Tools.find("objdump")), ["-d", "--no-show-raw-insn", Tools.swiftlet.path])
        #expect(result.code == 0, "\(result.errors)")
        let handlers = Handler.all(inDisassembly: result.output)
        #expect(handlers.count > 200, "the handlers' names have changed: see Handler.isHandler")

        for handler in handlers {
            let name = handler.name
            #expect(handler.goesOn || Handler.ends.contains(name), "\(name) has no jump to another instruction")
            #expect(!handler.returns || Handler.returning.contains(name), "\(name) returns")
            #expect(!handler.callsHandlers, "\(name) calls another instruction instead of jumping to it")
        }

        // Lanes become the processor's vector instructions (decision 086): nothing is called for a lane, and the longest handler
        // is a shuffle of bytes.
        let vectors = handlers.filter(\.isAboutLanes)
        #expect(vectors.count > 150, "the handlers' names have changed: see Handler.isAboutLanes")
        for handler in vectors {
            #expect(!handler.calls && handler.code.count < 100, "\(handler.name): \(handler.code.count) instructions")
        }
    }
}

/// The machine code of one instruction of the interpreter.
private struct Handler {
    var name: String
    var code: [Substring]

    #if DEBUG
        static let isDebugBuild = true
    #else
        static let isDebugBuild = false
    #endif

    /// Instructions after which nothing comes.
    static let ends: Set<String> = ["opExit", "opUnreachable"]
    /// Instructions that may return to the caller of `run`: the end of a run, those that a host's error may end, and those
    /// whose slow path has trapped already.
    static let returning: Set<String> = [
        "opExit", "opTranslate", "opCallImport", "opCallIndirect", "opCallRef", "opReturnCallImport", "opReturnCallIndirect",
        "opReturnCallReference", "opMemoryInit", "opMemoryInit (merged)", "opTableInit", "opTableInit (merged)",
        "opThrow", "opThrowReference",
    ]

    /// Handlers are functions `op…` of the module WebAssembly, and these are their C entries: `$s11WebAssembly…opI32Add…FTo`.
    /// `Tm` is what several of them have in common, merged by the compiler.
    private static func handlerName(_ symbol: Substring) -> String? {
        let prefix = "$s11WebAssembly"
        guard symbol.hasPrefix(prefix), symbol.hasSuffix("FTo") || symbol.hasSuffix("FToTm") else { return nil }
        let rest = symbol.dropFirst(prefix.count)
        let digits = rest.prefix { $0.isNumber }
        guard rest.dropFirst(digits.count).hasPrefix("op"), let length = Int(digits) else { return nil }
        return String(rest.dropFirst(digits.count).prefix(length)) + (symbol.hasSuffix("Tm") ? " (merged)" : "")
    }

    static func all(inDisassembly text: String) -> [Handler] {
        var handlers: [Handler] = []
        var current: Handler?
        for line in text.split(separator: "\n") {
            if line.hasSuffix(">:"), let open = line.firstIndex(of: "<") {
                if let current { handlers.append(current) }
                current = handlerName(line[line.index(after: open)...].dropLast(2)).map { Handler(name: $0, code: []) }
            } else if current != nil, let tab = line.lastIndex(of: "\t") {
                // address: <tab> mnemonic operands
                let fields = line.split(separator: "\t")
                current!.code.append(fields.count > 1 ? fields[1] : line[tab...])
            }
        }
        if let current { handlers.append(current) }
        return handlers
    }

    private func mnemonic(_ line: Substring) -> Substring { line.prefix { $0 != " " } }

    /// A jump through a register or memory, or one to code that handlers share.
    var goesOn: Bool {
        code.contains {
            switch mnemonic($0) {
            case "jmp", "jmpq": $0.contains("*") || $0.contains("FToTm>")
            case "br": true
            case "b": $0.contains("FToTm>")
            default: false
            }
        }
    }

    var returns: Bool { code.contains { ["ret", "retq"].contains(mnemonic($0)) } }

    /// Whether the instruction is arithmetic of vectors.
    var isAboutLanes: Bool {
        ["opI8x16", "opI16x8", "opI32x4", "opI64x2", "opF32x4", "opF64x2"].contains { name.hasPrefix($0) }
    }

    var calls: Bool { code.contains { ["call", "callq", "bl"].contains(mnemonic($0)) } }

    var callsHandlers: Bool {
        code.contains { ["call", "callq", "bl"].contains(mnemonic($0)) && $0.contains("FTo") }
    }
}
