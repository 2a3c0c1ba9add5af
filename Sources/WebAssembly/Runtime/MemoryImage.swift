#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a module's first memory holds when an instance is new, in a file without a name: instances map it copy-on-write, so that pages
/// which they only read are shared, and a memory is reset by giving its own pages back.
final class MemoryImage: Sendable {
    let descriptor: CInt
    /// Whole pages of the host; all of them lie within the memory's first size.
    let byteCount: Int

    /// - Returns: nil when the contents depend on more than the module, or on a system without such files.
    init?(_ module: BinaryModule) {
        guard module.importedMemories.isEmpty, let type = module.memories.first, !type.isShared,
            module.hasConstantMemory
        else { return nil }
        var end: UInt64 = 0
        for segment in module.dataSegments {
            guard case .active(0, let offset) = segment.mode else { continue }
            guard let start = module.constant(offset) else { return nil }
            end = max(end, start + UInt64(segment.contents.count))
        }
        let hostPage = UInt64(sysconf(Int32(_SC_PAGESIZE)))
        let rounded = (end + hostPage - 1) / hostPage * hostPage
        // A segment that does not fit traps at each instantiation; a memory of odd pages may be smaller than a page of the host.
        guard end > 0, rounded <= type.limits.minimum << UInt64(type.pageSizeLog2) else { return nil }
        guard let descriptor = MemoryImage.makeFile() else { return nil }
        guard ftruncate(descriptor, off_t(rounded)) == 0, module.writeActiveData(to: descriptor) else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        byteCount = Int(rounded)
    }

    /// A file in memory that has no name.
    private static func makeFile() -> CInt? {
        #if os(Linux)
            // Not in the headers that Swift sees.
            typealias Create = @convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt
            guard let symbol = dlsym(nil, "memfd_create") else { return nil }
            let closeOnExec: CUnsignedInt = 1
            let descriptor = unsafeBitCast(symbol, to: Create.self)("wasm-memory", closeOnExec)
            return descriptor >= 0 ? descriptor : nil
        #else
            return nil
        #endif
    }

    deinit { close(descriptor) }
}

extension BinaryModule {
    /// Whether nothing can be seen of the memory before its segments are in place. Elements that go into a table of others could
    /// not fit, and leave functions there that see the memory without its data.
    fileprivate var hasConstantMemory: Bool {
        !elements.contains { segment in
            if case .active(let table, _) = segment.mode { Int(table) < importedTables.count } else { false }
        }
    }

    /// The value of an expression that is one constant.
    fileprivate func constant(_ expression: ConstantExpression) -> UInt64? {
        bytes.withUnsafeBytes { bytes in
            var reader = InstructionReader(bytes, range: expression.range)
            guard let instruction = try? reader.next(), let end = try? reader.next(), end.opcode == .end else {
                return nil
            }
            return switch instruction.opcode {
            case .i32Const: UInt64(UInt32(truncatingIfNeeded: instruction.bits))
            case .i64Const: instruction.bits
            default: nil
            }
        }
    }

    /// Later segments win, as they do when they are copied.
    fileprivate func writeActiveData(to descriptor: CInt) -> Bool {
        bytes.withUnsafeBytes { bytes in
            for segment in dataSegments {
                guard case .active(0, let offset) = segment.mode, let start = constant(offset) else { continue }
                var contents = segment.contents
                while !contents.isEmpty {
                    let written = pwrite(
                        descriptor, bytes.baseAddress! + contents.lowerBound, contents.count,
                        off_t(start) + off_t(contents.lowerBound - segment.contents.lowerBound))
                    guard written > 0 else { return false }
                    contents = contents.lowerBound + written..<contents.upperBound
                }
            }
            return true
        }
    }
}
