import ModuleBytes
import Testing
import WebAssembly

/// Modules that say they are larger than they are, or than anything could be: refused at once, or stopped by a limit, and nothing is
/// reserved for what they claim. `DecodingTests.hugeClaims` has the counts and lengths of each section.
@Suite struct LyingModuleTests {
    static let texts: [Claim<String>] = [
        Claim(
            "a memory of 4 GiB", "(memory 65536)", .link("65536 pages; the store allows 100")),
        Claim(
            "a memory beyond 4 GiB", "(memory 65537)", .module("at most 65536")),
        Claim(
            "a memory of 16 EiB", "(memory i64 0x1000000000000)", .link("the store allows 100")),
        Claim(
            "a memory that ends before it starts", "(memory 2 1)", .module("minimum")),
        Claim(
            "pages of one byte", "(memory 0xffffffff (pagesize 1))", .link("the store allows")),
        Claim(
            "a table of all elements", "(table 0xffffffff funcref)", .link("the store allows 1000")),
        Claim(
            "a table beyond the address space", "(table i64 0xffffffffffffffff externref)",
            .link("the store allows 1000")
        ),
        Claim(
            "a segment behind the memory", "(memory 1) (data (i32.const 65535) \"ab\")", .trap(.memoryOutOfBounds)),
        Claim(
            "a segment before the memory", "(memory 1) (data (i32.const -1) \"ab\")", .trap(.memoryOutOfBounds)),
        Claim(
            "a segment at the end of 64 bits", "(memory i64 1) (data (i64.const -1) \"ab\")", .trap(.memoryOutOfBounds)),
        Claim(
            "elements behind the table", "(table 1 funcref) (elem (i32.const 1) func $f) (func $f)",
            .trap(.tableOutOfBounds)
        ),
        Claim(
            "elements of a table of 64 bits", "(table i64 1 funcref) (elem (i64.const -1) func $f) (func $f)",
            .trap(.tableOutOfBounds)
        ),
        Claim(
            "a memory that grows by all there is",
            "(memory 1) (func (export \"run\") (result i32) (memory.grow (i32.const -1)))",
            .returns(-1)
        ),
        Claim(
            "a memory of 64 bits likewise",
            "(memory i64 1) (func (export \"run\") (result i32) (i32.wrap_i64 (memory.grow (i64.const -1))))",
            .returns(-1)
        ),
        Claim(
            "a table that grows by all there is",
            "(table 1 funcref) (func (export \"run\") (result i32) (table.grow (ref.null func) (i32.const -1)))",
            .returns(-1)
        ),
        Claim(
            "a fill of all there is",
            "(memory 1) (func (export \"run\") (memory.fill (i32.const 1) (i32.const 0) (i32.const -1)))",
            .trap(.memoryOutOfBounds)
        ),
        Claim(
            "a copy whose end overflows 64 bits",
            "(memory i64 1) (func (export \"run\") (memory.copy (i64.const -2) (i64.const 0) (i64.const 4)))",
            .trap(.memoryOutOfBounds)
        ),
        Claim(
            "more of a segment than it has",
            "(memory 1) (data $d \"abc\") (func (export \"run\") (memory.init $d (i32.const 0) (i32.const 2) (i32.const 2)))",
            .trap(.memoryOutOfBounds)
        ),
        Claim(
            "an array of 4 thousand million elements",
            "(type $a (array i64)) (func (export \"run\") (drop (array.new_default $a (i32.const -1))))",
            .trap(.heapExhausted)
        ),
        Claim(
            "an array whose size overflows 32 bits",
            "(type $a (array v128)) (func (export \"run\") (drop (array.new_default $a (i32.const 0x10000001))))",
            .trap(.heapExhausted)
        ),
        Claim(
            "an array of more data than there is",
            "(type $a (array i64)) (data $d \"abc\") (func (export \"run\") (drop (array.new_data $a $d (i32.const 0) (i32.const -1))))",
            .trap(.memoryOutOfBounds)
        ),
        Claim(
            "a segment of more elements than there are",
            "(type $a (array funcref)) (elem $e funcref (ref.null func)) (func (export \"run\") (drop (array.new_elem $a $e (i32.const 1) (i32.const -1))))",
            .trap(.tableOutOfBounds)
        ),
    ]

    @Test(arguments: texts) func whatItSays(_ claim: Claim<String>) throws {
        let engine = Engine(features: .all)
        Self.compare(Self.outcome { try Module(text: "(module \(claim.lie))", engine: engine) }, claim.end)
    }

    /// Bodies, by their bytes.
    static let bodies: [Claim<[UInt8]>] = [
        Claim(
            "4 thousand million locals", [1] + most + [i32, 0x0B], .module("too many locals")),
        Claim(
            "more locals by many runs", [3] + unsigned(25_000) + [i64] + unsigned(25_000) + [i64, 1, i64, 0x0B],
            .module("too many locals")
        ),
        Claim(
            "locals that overflow 32 bits", [2] + most + [i32] + most + [i32, 0x0B], .module("too many locals")),
        Claim(
            "runs of locals that are not there", most + [0x0B], .module("")),
        Claim(
            "as many locals as may be", [1] + unsigned(50_000) + [v128, 0x0B], .trap(.callStackExhausted)),
        Claim(
            "a branch table of 4 thousand million labels", [0, 0x41, 0, 0x0E] + most + [0, 0x0B], .module("")),
        Claim(
            "a block of a type that is not there", [0, 0x02] + unsigned(1 << 31) + [0x0B, 0x0B], .module("")),
        Claim(
            "a call of a function that is not there", [0, 0x10] + most + [0x0B], .module("")),
        Claim(
            "an array of 4 thousand million operands", [0, 0xFB, 8, 0] + most + [0x0B], .module("")),
        Claim(
            "a selection of 4 thousand million types", [0, 0x1C] + most + [i32, 0x0B], .module("")),
        Claim(
            "an end that comes too early", [0, 0x0B, 0x0B], .module("")),
        Claim(
            "no end", [0, 0x01], .module("")),
    ]

    private static let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]

    @Test(arguments: bodies, [Module.Validation.whole, .lazy])
    func whatBodiesSay(_ claim: Claim<[UInt8]>, _ validation: Module.Validation) throws {
        let bytes = module(
            section(1, vector(functionType([], []))), section(3, [1, 0]), section(7, vector(name("run") + [0, 0])),
            section(10, vector(sized(claim.lie))))
        Self.compare(Self.outcome { try Module(bytes, validation: validation) }, claim.end)
    }

    /// Of errors only a part of the text is expected.
    private static func compare(_ outcome: ClaimEnd?, _ end: ClaimEnd) {
        switch (outcome, end) {
        case (.module(let said), .module(let part)), (.link(let said), .link(let part)):
            #expect(part.isEmpty || said.contains(part))
        default: #expect(outcome == end)
        }
    }

    /// What becomes of a module in a store with small limits.
    private static func outcome(_ module: () throws -> Module) -> ClaimEnd? {
        var limits = Limits()
        limits.memoryPages = 100
        limits.tableElements = 1000
        limits.heapBytes = 1 << 20
        limits.stackBytes = 100_000
        do {
            let module = try module()
            let store = Store(engine: module.engine, limits: limits)
            store.deadline = .now + .seconds(20)
            let instance = try Linker().instantiate(module, in: store)
            guard case .i32(let result)? = try instance.function("run").call().first else { return nil }
            return .returns(result)
        } catch let error as ModuleError {
            return .module(error.description)
        } catch let error as LinkError {
            return .link(error.description)
        } catch let trap as Trap {
            return .trap(trap.kind)
        } catch {
            return nil
        }
    }
}

/// What a claim comes to.
enum ClaimEnd: Equatable, Sendable {
    case module(String)
    case link(String)
    case trap(Trap.Kind)
    case returns(Int32)
}

struct Claim<Lie: Sendable>: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var lie: Lie
    var end: ClaimEnd

    init(_ what: String, _ lie: Lie, _ end: ClaimEnd) { (testDescription, self.lie, self.end) = (what, lie, end) }
}
