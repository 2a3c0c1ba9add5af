/// Every error that the runtime throws by itself; what host functions throw passes through a guest as it is.
///
/// | error | when |
/// | --- | --- |
/// | `TextError` | a module in the text format is malformed |
/// | `ModuleError` | bytes are not a module, not a valid one, or need a feature that is off |
/// | ``LinkError`` | a module cannot be instantiated |
/// | ``CallError`` | a name, a value or a type does not fit |
/// | ``Trap`` | a guest trapped, or was stopped |
/// | ``Exception`` | a guest's exception that no guest function caught |
///
/// The description of each says what was wrong, where, and if possible what to do.
public protocol WasmError: Error, CustomStringConvertible {}

extension TextError: WasmError {}
extension ModuleError: WasmError {}
extension LinkError: WasmError {}
extension CallError: WasmError {}
extension Trap: WasmError {}
extension Exception: WasmError {}
