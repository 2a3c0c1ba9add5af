import Attacks
import Testing
import WebAssembly

@testable import WASI

/// Hosts whose streams call back into the guest that reads or writes them: while a call of WASI is under way, the guest closes what it
/// works on, grows its memory, writes again, or traps.
@Suite struct ReentrancyTests {
    /// A guest whose output goes to a function of the test, which has the guest.
    private final class Nested {
        private(set) var guest: Preview1Guest!
        private(set) var depth = 0
        var written: [String] = []
        var body: (Nested) throws -> Void = { _ in }

        init(_ limits: WASI.Limits = WASI.Limits(), store: Store = Store()) throws {
            let wasi = try WASI(
                preopens: [Preopen("/", MemoryFileSystem())],
                standardInput: .reading { [unowned self] count in
                    nest()
                    return Array("input".utf8.prefix(count))
                },
                standardOutput: .writing { [unowned self] bytes in
                    written.append(String(decoding: bytes, as: UTF8.self))
                    nest()
                }, standardError: .null, limits: limits)
            guest = try Preview1Guest(wasi, in: store)
        }

        private func nest() {
            depth += 1
            if depth < 5 { try? body(self) }
            depth -= 1
        }
    }

    @Test func writesWithinWrites() throws {
        let nested = try Nested()
        nested.body = {
            let code = try $0.guest.write("inner", to: 1, at: UInt32(2048 * $0.depth))
            #expect(code == 0)
        }
        #expect(try nested.guest.write("outer", to: 1) == 0)
        #expect(nested.written == ["outer", "inner", "inner", "inner", "inner"])
    }

    /// All of them together stay within the limit.
    @Test func outputIsCountedBeforeItIsWritten() throws {
        var limits = WASI.Limits()
        limits.outputBytes = 12
        let nested = try Nested(limits)
        var codes: [UInt32?] = []
        nested.body = { codes.append(try $0.guest.write("inner", to: 1, at: UInt32(2048 * $0.depth))) }
        #expect(try nested.guest.write("outer", to: 1) == 0)
        #expect(nested.written == ["outer", "inner", "in"])
        #expect(codes == [UInt32(Errno.nospc.rawValue), 0, 0])
        #expect(try nested.guest.write("more", to: 1) == UInt32(Errno.nospc.rawValue))
    }

    @Test func descriptorsThatAreClosedWhileInUse() throws {
        let nested = try Nested()
        nested.body = {
            let code = try $0.guest.call("fd_renumber", 2, 1)
            #expect(code == ($0.depth == 1 ? 0 : UInt32(Errno.badf.rawValue)))
        }
        #expect(try nested.guest.write("out", to: 1) == 0)
        // It is the standard error's now.
        #expect(try nested.guest.write("lost", to: 1) == 0)
        #expect(nested.written == ["out"])

        let closing = try Nested()
        closing.body = { for fd in 0...3 as ClosedRange<UInt64> { try $0.guest.call("fd_close", fd) } }
        #expect(try closing.guest.write("out", to: 1) == 0)
        #expect(try closing.guest.write("out", to: 1) == UInt32(Errno.badf.rawValue))
    }

    /// What is read goes to where the guest said, also when its memory has grown meanwhile.
    @Test func memoryThatGrowsMeanwhile() throws {
        let nested = try Nested()
        nested.body = { if $0.depth == 1 { #expect($0.guest.memory.grow(by: 50) == 2) } }
        try nested.guest.memory.store(UInt32(131_067), at: 1024)
        try nested.guest.memory.store(UInt32(5), at: 1028)
        #expect(try nested.guest.call("fd_read", 0, 1024, 1, 0) == 0)
        #expect(try nested.guest.memory.string(at: 131_067, count: 5) == "input")
        #expect(nested.guest.memory.byteCount == 52 << 16)
    }

    /// The guest that is called back exits, and nothing else happens; if it is interrupted, so is the outer call.
    @Test func endsOfInnerGuests() throws {
        let nested = try Nested()
        var errors: [String] = []
        nested.body = {
            if $0.depth > 1 { return }
            do { try $0.guest.call("proc_exit", 3) } catch { errors.append("\(error)") }
            $0.guest.store.interrupter.interrupt()
            do { try $0.guest.call("sched_yield", []) } catch let trap as Trap { errors.append("\(trap.kind)") }
        }
        let trap = #expect(throws: Trap.self) { try nested.guest.write("out", to: 1) }
        #expect(trap?.kind == .interrupted)
        #expect(errors == ["WASIExit(code: 3)", "interrupted"])
        nested.body = { _ in }
        #expect(try nested.guest.write("more", to: 1) == 0)
        #expect(nested.written == ["out", "more"])
    }

    /// A host and a guest that call each other through a stream without end.
    @Test func endlessDepth() throws {
        let nested = try Nested(store: Store())
        var kinds: [Trap.Kind] = []
        func again() {
            do { _ = try nested.guest.write("x", to: 2, at: 4096) } catch let trap as Trap {
                kinds.append(trap.kind)
            } catch {}
        }
        nested.body = { _ in again() }
        #expect(try nested.guest.write("out", to: 1) == 0)
        #expect(kinds.isEmpty)

        // The same without the test's own limit.
        let store = Store()
        var guest: Preview1Guest!
        var depth = 0
        let wasi = try WASI(
            standardInput: .null,
            standardOutput: .writing { _ in
                depth += 1
                do { _ = try guest.write("x", to: 1) } catch let trap as Trap { kinds.append(trap.kind) } catch {}
            }, standardError: .null)
        guest = try Preview1Guest(wasi, in: store)
        #expect(try guest.write("x", to: 1) == 0)
        #expect(kinds == [.callStackExhausted])
        #expect(depth == store.limits.hostCallDepth / 2 || depth == store.limits.hostCallDepth, "\(depth)")
        guest = nil
    }
}
