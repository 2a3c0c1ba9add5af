import WasmBinary

package let anyref: UInt8 = 0x6E
package let eqref: UInt8 = 0x6D
package let i31ref: UInt8 = 0x6C
package let structref: UInt8 = 0x6B
package let arrayref: UInt8 = 0x6A

/// A type of the field that may change; packed types are `i8` and `i16`.
package func mutable(_ type: UInt8) -> [UInt8] { [type, 1] }

package let i8: UInt8 = 0x78
package let i16: UInt8 = 0x77

extension ModuleBuilder {
    /// A struct of these fields, each a storage type and whether it may change.
    package mutating func structType(_ fields: [UInt8]...) -> Int { structType(fields) }

    package mutating func structType(_ fields: [[UInt8]]) -> Int {
        type([0x5F] + unsigned(fields.count) + fields.joined())
    }

    /// An array of these elements.
    package mutating func arrayType(_ element: [UInt8]) -> Int { type([0x5E] + element) }
}

extension Code {
    /// Read a field of a reference that may be of any type.
    package static func field(_ index: Int, of type: Int, _ object: Code) -> Code {
        object + cast(type) + op(.structGet, [type, index])
    }

    package static func cast(_ type: Int) -> Code { op(.refCast, [type]) }
}
