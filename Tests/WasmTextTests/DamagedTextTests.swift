import Testing
import WasmBinary

@testable import WasmText

/// Damaged texts are refused with a place inside them, or are still good: nothing else happens.
@Suite struct DamagedTextTests {
    /// Something of everything.
    static let everything = """
        (module $m (@name "all")
          (type $f (func (param i32) (result i32)))
          (rec (type $s (sub (struct (field $x (mut i8)) (field i64)))) (type $a (array (ref null $s))))
          (import "m" "n" (func $imported (type $f) (param i32) (result i32)))
          (tag $e (param i32)) (memory $mem (export "m") 1 2) (table $t 2 funcref (ref.null func))
          (global $g (mut f64) (f64.const -0x1.8p-3)) (start $main) (export "g" (global $g))
          (elem $el (i32.const 0) func $main $main) (elem declare func $main) (data $d (i32.const 8) "a\\00\\u{2028}\\n")
          (func $main (export "main") (local $x i32) (local i64 v128)
            (block $l (result i32)
              (try_table (catch $e $l) (catch_all $l0) (throw $e (i32.const 3))) (i32.const 0xff_ff))
            (local.set $x)
            (@metadata.code.branch_hint "\\01") (if (local.get $x) (then nop) (else (unreachable)))
            loop $l0 (br_table $l0 $l0 (local.get 0)) end $l0
            (drop (i32.load8_u offset=4 (i32.const 0))) (drop (struct.get_s $s $x (struct.new_default $s)))
            (drop (v128.load8_lane 0 1 (i32.const 0) (v128.const f32x4 1 nan inf -2e3)))
            (drop (select (result i64) (i64.const 1) (i64.const -9223372036854775808) (i32.const 1)))
            (drop (call_indirect $t (type $f) (i32.const 1) (i32.const 0))) (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)))
          (@custom "c" (after type) "\\ff"))
        """.replacing("(catch_all $l0)", with: "(catch_all 1)")

    private struct Noise {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    /// Reads a text as a module and as a script; what was read is printed and read again.
    /// - Returns: Whether it was a module.
    private func use(_ source: [UInt8]) -> Bool {
        do {
            for command in try Script(parsing: source).commands {
                if case .module(let module) = command.kind { _ = try module.encode() }
            }
        } catch {
            check(error, source)
        }
        do {
            let bytes = try WasmText.encode(source)
            let module = try BinaryModule(decoding: bytes, features: .all)
            #expect(try WasmText.encode(ModulePrinter(module).text()) == bytes)
            return true
        } catch let error as TextError {
            check(error, source)
        } catch let error as ModuleError {
            // What is only a number in the text, such as an alignment, may be too large for the binary format.
            #expect(error.kind == .malformed)
        } catch {
            Issue.record("\(error)")
        }
        return false
    }

    private func check(_ error: TextError, _ source: [UInt8]) {
        // An error in a quoted text has its place there.
        #expect(error.offset <= source.count)
        #expect(error.caretColumn <= error.sourceLine.unicodeScalars.count)
        #expect(error.line >= 1 && error.column >= 1 && !error.description.isEmpty)
    }

    @Test func theTextItselfIsGood() {
        #expect(use(Array(Self.everything.utf8)))
    }

    @Test func cut() {
        let source = Array(Self.everything.utf8)
        for count in stride(from: 0, to: source.count, by: 3) { #expect(!use(Array(source[..<count])) || count == 0) }
    }

    @Test func damagedBytes() {
        let source = Array(Self.everything.utf8)
        let replacements = Array("()\"$;@ 0x_-.e\\\n\u{0}".utf8) + [0x80, 0xC3, 0xFF]
        var noise = Noise(state: 1)
        var refused = 0
        for _ in 0..<1_500 {
            var damaged = source
            for _ in 0...noise.next(3) {
                let place = noise.next(damaged.count)
                switch noise.next(4) {
                case 0: damaged.remove(at: place)
                case 1: damaged.insert(replacements[noise.next(replacements.count)], at: place)
                case 2: damaged[place] = UInt8(noise.next(256))
                default: damaged[place] = replacements[noise.next(replacements.count)]
                }
            }
            if !use(damaged) { refused += 1 }
        }
        #expect(refused > 750)
    }

    /// Tokens in another order get further into the reader than bytes do.
    @Test func damagedTokens() throws {
        let source = SourceText(Array(Self.everything.utf8))
        let tokens = try Lexer.tokens(of: source).tokens.dropLast().map { source.text($0.range) }
        var noise = Noise(state: 2)
        var refused = 0
        for _ in 0..<1_500 {
            var damaged = tokens
            for _ in 0...noise.next(3) {
                let place = noise.next(damaged.count)
                switch noise.next(4) {
                case 0: damaged.remove(at: place)
                case 1: damaged.insert(tokens[noise.next(tokens.count)], at: place)
                case 2: damaged.swapAt(place, noise.next(damaged.count))
                default: damaged[place] = tokens[noise.next(tokens.count)]
                }
            }
            if !use(Array(damaged.joined(separator: " ").utf8)) { refused += 1 }
        }
        #expect(refused > 750)
    }
}
