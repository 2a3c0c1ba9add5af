// What a user of the runtime writes (`ValueType`, `FunctionType`, `ModuleError`, …) comes with `import WebAssembly`.
@_exported import WasmBinary
