import WebAssembly

/// The host module `spectest`, whose contents the suite's scripts count on.
enum SpectestModule {
    static func define(in linker: inout Linker, store: Store) throws {
        // What the print functions would print is of no interest here.
        linker.define("spectest", "print") { (_: Caller) in }
        linker.define("spectest", "print_i32") { (_: Caller, _: Int32) in }
        linker.define("spectest", "print_i64") { (_: Caller, _: Int64) in }
        linker.define("spectest", "print_f32") { (_: Caller, _: Float) in }
        linker.define("spectest", "print_f64") { (_: Caller, _: Double) in }
        linker.define("spectest", "print_i32_f32") { (_: Caller, _: Int32, _: Float) in }
        linker.define("spectest", "print_f64_f64") { (_: Caller, _: Double, _: Double) in }

        linker.define("spectest", "global_i32", .global(try Global(.i32(666), in: store)))
        linker.define("spectest", "global_i64", .global(try Global(.i64(666), in: store)))
        linker.define("spectest", "global_f32", .global(try Global(.f32(666.6), in: store)))
        linker.define("spectest", "global_f64", .global(try Global(.f64(666.6), in: store)))

        let table = TableType(element: .funcref, limits: SizeLimits(minimum: 10, maximum: 20))
        linker.define("spectest", "table", .table(try Table(table, in: store)))
        let table64 = TableType(
            element: .funcref, limits: SizeLimits(minimum: 10, maximum: 20), addressType: .i64)
        linker.define("spectest", "table64", .table(try Table(table64, in: store)))
        let memory = MemoryType(limits: SizeLimits(minimum: 1, maximum: 2))
        linker.define("spectest", "memory", .memory(try Memory(memory, in: store)))
        if store.engine.features.contains(.threads) {
            let shared = MemoryType(limits: SizeLimits(minimum: 1, maximum: 2), isShared: true)
            linker.define("spectest", "shared_memory", .memory(try Memory(SharedMemory(shared), in: store)))
        }
    }
}
