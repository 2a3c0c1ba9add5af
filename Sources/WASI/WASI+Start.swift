import WebAssembly

extension WASI {
    /// Runs a command: calls its `_start`.
    ///
    /// - Returns: the exit code: what the guest gave to `proc_exit`, or 0 if `_start` returned.
    /// - Throws: `CallError` if the module is no command, or its store has no ``WASI``; `Trap`; what other host functions threw.
    public static func start(_ instance: Instance) throws -> Int32 {
        let function = try instance.function("_start")
        do {
            try function.call()
            return 0
        } catch let exit as WASIExit {
            return exit.code
        }
    }

    /// Runs a command whose other host functions may be asynchronous: see `Function.callAsync`. The functions of WASI are not: a guest that
    /// reads or sleeps holds its thread.
    ///
    /// - Returns: as ``start(_:)``.
    /// - Throws: as ``start(_:)``.
    nonisolated(nonsending) public static func startAsync(_ instance: Instance) async throws -> Int32 {
        let function = try instance.function("_start")
        do {
            try await function.callAsync()
            return 0
        } catch let exit as WASIExit {
            return exit.code
        }
    }

    /// Makes a reactor ready: calls its `_initialize`, if it has one. Its exports may be called afterwards.
    ///
    /// - Throws: `Trap`; ``WASIExit`` if the guest exited; what other host functions threw.
    public static func initialize(_ instance: Instance) throws {
        guard case .function(let function) = instance.export("_initialize") else { return }
        try function.call()
    }

    /// Makes a reactor ready whose other host functions may be asynchronous.
    ///
    /// - Throws: as ``initialize(_:)``.
    nonisolated(nonsending) public static func initializeAsync(_ instance: Instance) async throws {
        guard case .function(let function) = instance.export("_initialize") else { return }
        try await function.callAsync()
    }
}
