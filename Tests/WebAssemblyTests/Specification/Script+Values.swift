import WebAssembly

extension Script.Constant: CustomStringConvertible {
    var description: String {
        switch type {
        case "either": alternatives.map(\.description).joined(separator: " or ")
        case "v128": "v128 \(lanes)"
        default: "\(type) \(value ?? "not null")"
        }
    }

    /// A constant that the runner cannot make a value of.
    struct Unknown: Error, CustomStringConvertible { var description: String }

    /// The value to pass.
    func argument(_ externals: inout ExternalObjects) throws -> Value {
        switch (type, value) {
        case ("i32", let text?): .i32(Int32(bitPattern: Self.bits32(text)))
        case ("i64", let text?): .i64(Int64(bitPattern: Self.bits64(text)))
        case ("f32", let text?): .f32(Float(bitPattern: Self.bits32(text)))
        case ("f64", let text?): .f64(Double(bitPattern: Self.bits64(text)))
        case ("v128", _): .v128(vector)
        case ("funcref", "null"): .funcref(nil)
        case ("externref", "null"): .externref(nil)
        case ("externref", let number?): .externref(externals[number])
        case ("anyref", "null"): .anyref(nil)
        case ("anyref", let number?): .anyref(.host(externals[number]))
        default: throw Unknown(description: "the runner has no value of type \(type)")
        }
    }

    /// Whether a result is what the script expects.
    func matches(_ result: Value, _ externals: inout ExternalObjects) -> Bool {
        switch (type, value, result) {
        case ("either", _, _): return alternatives.contains { $0.matches(result, &externals) }
        case ("i32", let text?, .i32(let result)): return Self.bits32(text) == UInt32(bitPattern: result)
        case ("i64", let text?, .i64(let result)): return Self.bits64(text) == UInt64(bitPattern: result)
        // A canonical NaN has only the highest bit of the significand set, an arithmetic one has at least that (§4.3.3);
        // the sign of both is free.
        case ("f32", "nan:canonical", .f32(let result)): return result.bitPattern & 0x7FFF_FFFF == 0x7FC0_0000
        case ("f32", "nan:arithmetic", .f32(let result)): return result.bitPattern & 0x7FC0_0000 == 0x7FC0_0000
        case ("f64", "nan:canonical", .f64(let result)):
            return result.bitPattern & 0x7FFF_FFFF_FFFF_FFFF == 0x7FF8_0000_0000_0000
        case ("f64", "nan:arithmetic", .f64(let result)):
            return result.bitPattern & 0x7FF8_0000_0000_0000 == 0x7FF8_0000_0000_0000
        case ("f32", let text?, .f32(let result)): return Self.bits32(text) == result.bitPattern
        case ("f64", let text?, .f64(let result)): return Self.bits64(text) == result.bitPattern
        case ("v128", _, .v128(let result)):
            let bits = 128 / lanes.count
            return lanes.indices.allSatisfy { lane in
                let place = lane * bits
                return lanes[lane].matches(lane: place < 64 ? result.low >> place : result.high >> (place - 64))
            }
        case ("externref", let number?, .externref(let result)) where number != "null":
            return result == externals[number]
        case ("anyref", let number?, .anyref(let result)) where number != "null":
            return result == .host(externals[number])
        default: return Self.matches(value == "null" ? "refnull" : type, result)
        }
    }

    /// Whether a result is any reference of a type; the bottoms of the hierarchies have null alone.
    private static func matches(_ type: String, _ result: Value) -> Bool {
        switch (type, result) {
        case ("refnull", .funcref(nil)), ("refnull", .externref(nil)), ("refnull", .anyref(nil)): true
        case ("nullfuncref", .funcref(nil)), ("nullexternref", .externref(nil)), ("nullref", .anyref(nil)): true
        case ("funcref", .funcref(_?)), ("externref", .externref(_?)), ("anyref", .anyref(_?)): true
        case ("eqref", .anyref(.i31)), ("eqref", .anyref(.object)), ("i31ref", .anyref(.i31)): true
        case ("arrayref", .anyref(.object(let object))): object.isArray
        case ("structref", .anyref(.object(let object))): !object.isArray
        default: false
        }
    }

    /// The vector to pass.
    private var vector: V128 {
        var vector = V128(low: 0, high: 0)
        let bits = 128 / lanes.count
        for (lane, constant) in lanes.enumerated() {
            let value = Self.bits64(constant.value!) & (.max >> (64 - bits))
            let place = lane * bits
            if place < 64 { vector.low |= value << place } else { vector.high |= value << (place - 64) }
        }
        return vector
    }

    /// Whether a lane of a vector, in the low bits of `bits`, is what the script expects.
    private func matches(lane bits: UInt64) -> Bool {
        var none = ExternalObjects()
        switch type {
        case "i8": return UInt8(truncatingIfNeeded: bits) == UInt8(truncatingIfNeeded: Self.bits64(value!))
        case "i16": return UInt16(truncatingIfNeeded: bits) == UInt16(truncatingIfNeeded: Self.bits64(value!))
        case "i32": return matches(.i32(Int32(truncatingIfNeeded: bits)), &none)
        case "i64": return matches(.i64(Int64(bitPattern: bits)), &none)
        case "f32": return matches(.f32(Float(bitPattern: UInt32(truncatingIfNeeded: bits))), &none)
        case "f64": return matches(.f64(Double(bitPattern: bits)), &none)
        default: return false
        }
    }

    /// Integers are written signed or unsigned, floats as the unsigned integer of their bits.
    private static func bits32(_ text: String) -> UInt32 { UInt32(text) ?? UInt32(bitPattern: Int32(text)!) }
    private static func bits64(_ text: String) -> UInt64 { UInt64(text) ?? UInt64(bitPattern: Int64(text)!) }
}

/// The host objects that a script names by numbers: the same number is the same object.
struct ExternalObjects {
    private final class Object {}

    private var references: [String: ExternReference] = [:]

    subscript(number: String) -> ExternReference {
        mutating get {
            if let reference = references[number] { return reference }
            let reference = ExternReference(Object())
            references[number] = reference
            return reference
        }
    }
}
