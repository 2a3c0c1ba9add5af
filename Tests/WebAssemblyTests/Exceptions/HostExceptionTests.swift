import Testing
import WebAssembly

// `Testing` has one too.
private typealias Tag = WebAssembly.Tag

/// Exceptions across the border between guests and the host.
@Suite struct HostExceptionTests {
    private static let text = """
        (module
          (import "host" "thrower" (func $thrower (param i32)))
          (import "host" "tag" (tag $tag (param i32 f64)))
          (tag $own (export "own") (param i64))
          (func (export "throw") (param i32) (throw $tag (local.get 0) (f64.const 2.5)))
          (func (export "throwOwn") (throw $own (i64.const -7)))
          (func (export "catch") (param i32) (result i32)
            (block $caught (result i32 f64)
              (try_table (catch $tag $caught) (call $thrower (local.get 0)))
              (return (i32.const -1)))
            (drop))
          (func (export "catchAll") (param i32) (result i32)
            (block $caught
              (try_table (catch_all $caught) (call $thrower (local.get 0)))
              (return (i32.const 0)))
            (i32.const 1))
          (func $leaving (param i32)
            (block $caught
              (try_table (catch_all $caught) (return_call $thrower (local.get 0)))))
          (func (export "catchOfLeaving") (param i32) (result i32)
            (block $caught
              (try_table (catch_all $caught) (call $leaving (local.get 0)))
              (return (i32.const 0)))
            (i32.const 1))
          (func (export "reference") (param i32) (result exnref)
            (block $caught (result exnref)
              (try_table (catch_all_ref $caught) (call $thrower (local.get 0)))
              (unreachable)))
          (func (export "rethrow") (param exnref) (throw_ref (local.get 0))))
        """

    private struct Unrelated: Error {}

    /// An instance whose `thrower` does what the test says.
    private func instance(
        in store: Store = Store(), _ body: @escaping (Tag, Int32) throws -> Void
    ) throws -> (Instance, Tag) {
        let tag = Tag([.i32, .f64], in: store)
        var linker = Linker()
        linker.define("host", "tag", .tag(tag))
        linker.define("host", "thrower", Function(in: store) { (_: Caller, number: Int32) in try body(tag, number) })
        return (try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store), tag)
    }

    @Test func theHostGetsWhatNothingCatches() throws {
        let (instance, tag) = try self.instance { _, _ in }
        let exception = try #require(throws: Exception.self) { try instance.function("throw").call([.i32(5)]) }
        #expect(exception.tag == tag)
        #expect(exception.arguments == [.i32(5), .f64(2.5)])
        #expect(exception.backtrace.map(\.name) == ["throw"])
        let own = try #require(throws: Exception.self) { try instance.function("throwOwn").call() }
        #expect(own.tag == (try instance.tag("own")))
        #expect(own.arguments == [.i64(-7)])
    }

    @Test func theGuestCatchesWhatTheHostThrows() throws {
        let (instance, _) = try self.instance { tag, number in throw try Exception(tag, [.i32(number), .f64(0)]) }
        #expect(try instance.function("catch").call([.i32(42)]) == [.i32(42)])
        #expect(try instance.function("catchAll").call([.i32(42)]) == [.i32(1)])
    }

    @Test func otherErrorsPassThrough() throws {
        let (instance, _) = try self.instance { _, _ in throw Unrelated() }
        #expect(throws: Unrelated.self) { try instance.function("catchAll").call([.i32(0)]) }
        let (trapping, _) = try self.instance { _, _ in throw Trap(.unreachable) }
        #expect(throws: Trap.self) { try trapping.function("catchAll").call([.i32(0)]) }
    }

    @Test func anExceptionPassesTheHostBetweenGuests() throws {
        let store = Store()
        let (inner, tag) = try self.instance(in: store) { _, _ in }
        var linker = Linker()
        linker.define("host", "tag", .tag(tag))
        let thrower = Function(in: store) { (_: Caller, number: Int32) in
            _ = try inner.function("throw").call([.i32(number)])
        }
        linker.define("host", "thrower", thrower)
        let outer = try linker.instantiate(Module(text: Self.text, engine: store.engine), in: store)
        #expect(try outer.function("catch").call([.i32(9)]) == [.i32(9)])
    }

    /// The frame that a call in place of a return has left catches nothing more; the one below it does.
    @Test func aHostFunctionInPlaceOfAReturn() throws {
        let (instance, _) = try self.instance { tag, _ in throw try Exception(tag, [.i32(0), .f64(0)]) }
        #expect(try instance.function("catchOfLeaving").call([.i32(0)]) == [.i32(1)])
    }

    @Test func aReferenceIsTheSameExceptionAndSurvivesCollections() throws {
        let store = Store()
        let (instance, _) = try self.instance(in: store) { tag, number in
            throw try Exception(tag, [.i32(number), .f64(1)])
        }
        let value = try #require(try instance.function("reference").call([.i32(3)]).first)
        store.collectGarbage()
        let thrown = try #require(throws: Exception.self) { try instance.function("rethrow").call([value]) }
        #expect(value == .exnref(thrown))
        #expect(thrown.arguments == [.i32(3), .f64(1)])
        #expect(throws: Trap(.nullExceptionReference, backtrace: [])) {
            do { try instance.function("rethrow").call([.exnref(nil)]) } catch let trap as Trap {
                throw Trap(trap.kind, backtrace: [])
            }
        }
    }

    @Test func whatDoesNotFitTheTagIsRefused() throws {
        let store = Store()
        let tag = Tag([.i32], in: store)
        #expect(throws: CallError.self) { try Exception(tag, []) }
        #expect(throws: CallError.self) { try Exception(tag, [.i64(1)]) }
        let other = try Exception(Tag([], in: Store()), [])
        let (instance, _) = try self.instance(in: store) { _, _ in throw other }
        // An exception of another store is an error like any other.
        #expect(throws: Exception.self) { try instance.function("catchAll").call([.i32(0)]) }
    }
}
