// Small pieces of the binary format, to write modules by hand.

/// A module of these sections.
package func module(_ sections: [UInt8]...) -> [UInt8] { header + sections.joined() }

package let header: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]

package func section(_ id: UInt8, _ contents: [UInt8]) -> [UInt8] { [id] + unsigned(contents.count) + contents }

package func vector(_ items: [UInt8]...) -> [UInt8] { unsigned(items.count) + items.joined() }

package func name(_ text: String) -> [UInt8] { unsigned(text.utf8.count) + Array(text.utf8) }

/// Bytes with their count before them.
package func sized(_ bytes: [UInt8]) -> [UInt8] { unsigned(bytes.count) + bytes }

/// An unsigned LEB128 number.
package func unsigned(_ value: Int) -> [UInt8] {
    var value = value
    var bytes: [UInt8] = []
    while value >= 0x80 {
        bytes.append(UInt8(value & 0x7F) | 0x80)
        value >>= 7
    }
    return bytes + [UInt8(value)]
}

/// A signed LEB128 number.
package func signed(_ value: Int64) -> [UInt8] {
    var value = value
    var bytes: [UInt8] = []
    while true {
        let low = UInt8(truncatingIfNeeded: value & 0x7F)
        value >>= 7
        if value == 0 && low & 0x40 == 0 || value == -1 && low & 0x40 != 0 { return bytes + [low] }
        bytes.append(low | 0x80)
    }
}

/// A function type.
package func functionType(_ parameters: [UInt8], _ results: [UInt8]) -> [UInt8] {
    [0x60] + sized(parameters) + sized(results)
}

/// A body without locals; `end` is added.
package func body(_ code: [UInt8]) -> [UInt8] { sized([0] + code + [end]) }

package let i32: UInt8 = 0x7F
package let i64: UInt8 = 0x7E
package let f32: UInt8 = 0x7D
package let f64: UInt8 = 0x7C
package let v128: UInt8 = 0x7B
package let funcref: UInt8 = 0x70
package let externref: UInt8 = 0x6F
package let end: UInt8 = 0x0B

/// A module with every kind of section, import, export and segment.
package let everything: [UInt8] = module(
    section(1, vector(functionType([], []), functionType([i32, i64], [i32]), functionType([i32], [i32, i32]))),
    section(
        2,
        vector(
            name("env") + name("function") + [0, 1], name("env") + name("table") + [1, funcref, 1, 2, 20],
            name("env") + name("memory") + [2, 0, 1], name("env") + name("global") + [3, i32, 0])),
    section(3, vector([0], [1], [2])),
    section(4, vector([externref, 0, 3])),
    section(6, vector([i32, 0, 0x23, 0, end], [f64, 1, 0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, end])),
    section(
        7, vector(name("run") + [0, 1], name("table") + [1, 1], name("memory") + [2, 0], name("global") + [3, 1])),
    section(8, [1]),
    section(
        9,
        vector(
            [0, 0x41, 0, end] + vector([0], [1]), [1, 0] + vector([2]), [2, 0, 0x41, 4, end, 0] + vector([3]),
            [3, 0] + vector([1]), [4, 0x23, 0, end] + vector([0xD2, 1, end]),
            [5, externref] + vector([0xD0, externref, end]), [6, 1, 0x41, 1, end, externref] + vector(),
            [7, funcref] + vector([0xD0, funcref, end]))),
    section(12, [3]),
    section(
        10,
        vector(
            body([
                0x02, 0x40, 0x03, i32, 0x41, 0x7F, 0x04, 0x40, 0x0C, 1, 0x05, 0x01, end, 0x41, 1, end,  // blocks
                0x0E, 1, 0, 0, end,  // br_table
                0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 8, 1, 0, 0xFC, 9, 1,  // memory.init, data.drop
                0x41, 0, 0x28, 2, 0x80, 0x80, 4, 0x1A,  // i32.load
                0x43, 0, 0, 0x80, 0x3F, 0xFC, 0, 0x1A,  // i32.trunc_sat_f32_s
            ]),
            sized([2, 2, i64, 1, funcref, 0x20, 0, 0x20, 1, 0x10, 0, 0x22, 0, 0x20, 0, 0x41, 3, 0x1C, 1, i32, end]),
            body([0x20, 0, 0x20, 0, 0x42, 5, 0x41, 2, 0x11, 1, 0]))),
    section(11, vector([0, 0x41, 8, end] + name("abc"), [1] + name("de"), [2, 0, 0x41, 0, end] + name(""))),
    section(0, name("name") + [0] + sized(name("m")) + [1] + sized(vector([1] + name("run")))))
