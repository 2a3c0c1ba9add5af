// What a user of the runtime writes (`ValueType`, `FunctionType`, `ModuleError`, …) comes with `import WebAssembly`.
@_exported import WasmBinary
// So does the error of a module that is given as text.
@_exported import struct WasmText.TextError
