import WasmText
import WebAssembly

/// The host values that a script names by numbers: the same number is the same object.
struct HostValues {
    private final class Object: CustomStringConvertible {
        let number: UInt32

        init(_ number: UInt32) { self.number = number }

        var description: String { "host value \(number)" }
    }

    private var references: [UInt32: ExternReference] = [:]

    private subscript(number: UInt32) -> ExternReference {
        mutating get {
            if let reference = references[number] { return reference }
            let reference = ExternReference(Object(number))
            references[number] = reference
            return reference
        }
    }

    /// The value to pass.
    mutating func value(_ value: ScriptValue) throws -> Value {
        switch value {
        case .i32(let bits): return .i32(Int32(bitPattern: bits))
        case .i64(let bits): return .i64(Int64(bitPattern: bits))
        case .f32(let bits): return .f32(Float(bitPattern: bits))
        case .f64(let bits): return .f64(Double(bitPattern: bits))
        case .v128(let low, let high): return .v128(V128(low: low, high: high))
        case .refNull(.func?), .refNull(.nofunc?): return .funcref(nil)
        case .refNull(.extern?), .refNull(.noextern?): return .externref(nil)
        case .refNull(.any?), .refNull(.eq?), .refNull(.i31?), .refNull(.struct?), .refNull(.array?), .refNull(.none?):
            return .anyref(nil)
        case .refExtern(let number): return .externref(self[number])
        case .refNull(.exn?), .refNull(.noexn?): return .exnref(nil)
        case .refHost(let number): return .anyref(.host(self[number]))
        case .refNull:
            throw ScriptRunner.Stop(failure: "the runner has no value for \(value)")
        }
    }

    /// Whether a result is what a script expects.
    mutating func matches(_ result: Value, _ pattern: ScriptPattern) -> Bool {
        switch (pattern, result) {
        case (.either(let patterns), _): patterns.contains { matches(result, $0) }
        case (.f32(let pattern), .f32(let result)): pattern.matches(f32: result.bitPattern)
        case (.f64(let pattern), .f64(let result)): pattern.matches(f64: result.bitPattern)
        case (.vector(let pattern), .v128(let result)): pattern.matches(low: result.low, high: result.high)
        case (.reference(let type), _): Self.isReference(result, to: type)
        case (.value(let value), _): matches(result, value)
        default: false
        }
    }

    private mutating func matches(_ result: Value, _ value: ScriptValue) -> Bool {
        switch (value, result) {
        case (.i32(let bits), .i32(let result)): bits == UInt32(bitPattern: result)
        case (.i64(let bits), .i64(let result)): bits == UInt64(bitPattern: result)
        case (.f32(let bits), .f32(let result)): bits == result.bitPattern
        case (.f64(let bits), .f64(let result)): bits == result.bitPattern
        case (.v128(let low, let high), .v128(let result)): low == result.low && high == result.high
        case (.refNull, .funcref(nil)), (.refNull, .externref(nil)), (.refNull, .anyref(nil)), (.refNull, .exnref(nil)):
            true
        case (.refHost(let number), .anyref(let result)): result == .host(self[number])
        case (.refExtern(let number), .externref(let result)): result == self[number]
        default: false
        }
    }

    /// Whether a value is a reference to something of a type, and not null.
    private static func isReference(_ value: Value, to type: HeapType) -> Bool {
        switch (type, value) {
        case (.func, .funcref(_?)), (.extern, .externref(_?)), (.any, .anyref(_?)), (.exn, .exnref(_?)): true
        case (.eq, .anyref(.i31)), (.eq, .anyref(.object)), (.i31, .anyref(.i31)): true
        case (.array, .anyref(.object(let object))): object.isArray
        case (.struct, .anyref(.object(let object))): !object.isArray
        default: false
        }
    }
}
