/// Tells AddressSanitizer about memory that this runtime hands out itself: it only knows of what comes from `malloc`. Nothing in other
/// builds; `scripts/attack` defines ADDRESS_SANITIZER.
enum Sanitizer {
    #if ADDRESS_SANITIZER
        /// Whoever touches these bytes from now on is reported.
        static func forbid(_ start: UnsafeRawPointer, _ byteCount: Int) {
            if byteCount > 0 { poison(start, byteCount) }
        }

        /// These bytes may be used again.
        static func allow(_ start: UnsafeRawPointer, _ byteCount: Int) {
            if byteCount > 0 { unpoison(start, byteCount) }
        }
    #else
        @inline(__always) static func forbid(_ start: UnsafeRawPointer, _ byteCount: Int) {}
        @inline(__always) static func allow(_ start: UnsafeRawPointer, _ byteCount: Int) {}
    #endif
}

#if ADDRESS_SANITIZER
    @_silgen_name("__asan_poison_memory_region")
    private func poison(_ start: UnsafeRawPointer, _ byteCount: Int)
    @_silgen_name("__asan_unpoison_memory_region")
    private func unpoison(_ start: UnsafeRawPointer, _ byteCount: Int)
#endif
