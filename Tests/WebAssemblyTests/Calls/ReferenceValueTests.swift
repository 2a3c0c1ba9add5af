import ModuleBytes
import Testing

@testable import WebAssembly

/// References of all hierarchies between the host and guests.
@Suite struct ReferenceValueTests {
    private final class Box {}

    @Test func smallIntegers() throws {
        let make = try function([i32], [i31ref], .get(0), .op(.refI31))
        for (given, value) in [(0, 0), (-1, -1), (5, 5), (0x3FFF_FFFF, 0x3FFF_FFFF), (0x4000_0000, -0x4000_0000)]
            as [(Int32, Int32)]
        {
            #expect(try make.call([.i32(given)]) == [.anyref(.i31(value))])
        }
        let read = try function([i31ref], [i32], .get(0), .op(.i31GetS))
        #expect(try read.call([.anyref(.i31(-7))]) == [.i32(-7)])
        #expect(trap { try read.call([.anyref(nil)]) }?.kind == .nullI31Reference)
    }

    /// What goes from one hierarchy to the other and back is the same.
    @Test func conversions() throws {
        let store = Store()
        var module = ModuleBuilder()
        let pair = module.structType(mutable(i32), mutable(i32))
        module.function([], [anyref], export: "make", .i32(1), .i32(2), .op(.structNew, [pair]))
        module.function([anyref], [externref], export: "extern", .get(0), .op(.externConvertAny))
        module.function([externref], [anyref], export: "any", .get(0), .op(.anyConvertExtern))
        let instance = try module.instance(in: store)
        let object = try instance.call("make")[0]
        let box = ExternReference(Box())
        for value in [object, .anyref(.i31(-3)), .anyref(nil), .anyref(.host(box))] {
            let converted = try instance.call("extern", value)[0]
            #expect(converted.type == .externref)
            #expect(try instance.call("any", converted) == [value])
        }
        #expect(try instance.call("any", .externref(box)) == [.anyref(.host(box))])
        #expect(try instance.call("extern", .anyref(.i31(4))) == [.externref(ExternReference(I31(4)))])
    }

    @Test func typesAreChecked() throws {
        let store = Store()
        var module = ModuleBuilder()
        let pair = module.structType(mutable(i32), [i32, 0])
        let array = module.arrayType(mutable(i8))
        module.function([], [anyref], export: "struct", .i32(1), .i32(2), .op(.structNew, [pair]))
        module.function([], [anyref], export: "array", .i32(3), .op(.arrayNewDefault, [array]))
        module.function([structref], [], export: "takesStruct")
        module.function([arrayref], [], export: "takesArray")
        module.function([eqref], [], export: "takesEq")
        module.function([i31ref], [], export: "takesI31")
        let instance = try module.instance(in: store)
        let values: [(String, Value)] = [
            ("struct", try instance.call("struct")[0]), ("array", try instance.call("array")[0]),
            ("i31", .anyref(.i31(1))), ("host", .anyref(.host(ExternReference(Box())))), ("null", .anyref(nil)),
            ("extern", .externref(nil)), ("func", .funcref(nil)),
        ]
        for (export, accepted) in [
            "takesStruct": ["struct", "null"], "takesArray": ["array", "null"],
            "takesEq": ["struct", "array", "i31", "null"], "takesI31": ["i31", "null"],
        ] {
            for (name, value) in values {
                if accepted.contains(name) {
                    #expect(throws: Never.self, "\(export) \(name)") { try instance.call(export, value) }
                } else {
                    #expect(throws: CallError.self, "\(export) \(name)") { try instance.call(export, value) }
                }
            }
        }
    }

    @Test func fieldsAndElements() throws {
        let store = Store()
        var module = ModuleBuilder()
        let fields = module.structType(mutable(i8), mutable(i16), [i32, 0], mutable(f64), mutable(anyref))
        let array = module.arrayType(mutable(i16))
        module.function(
            [], [anyref], export: "struct", .i32(-1), .i32(-1), .i32(7), .f64(1.5), .null(anyref),
            .op(.structNew, [fields]))
        module.function([], [anyref], export: "array", .i32(-2), .i32(3), .op(.arrayNew, [array]))
        module.function(
            [anyref], [i32], export: "signed", .get(0), .cast(fields), .op(.structGetS, [fields, 0]))
        let instance = try module.instance(in: store)
        guard case .anyref(.object(let object)?) = try instance.call("struct")[0],
            case .anyref(.object(let numbers)?) = try instance.call("array")[0]
        else {
            Issue.record("no objects")
            return
        }
        #expect((0..<6).map(object.get) == [.i32(255), .i32(65_535), .i32(7), .f64(1.5), .anyref(nil), nil])
        try object.set(0, to: .i32(0x180))
        try object.set(3, to: .f64(-2))
        try object.set(4, to: .anyref(.object(numbers)))
        #expect((0..<5).map(object.get) == [.i32(0x80), .i32(65_535), .i32(7), .f64(-2), .anyref(.object(numbers))])
        #expect(try instance.call("signed", .anyref(.object(object))) == [.i32(-128)])
        #expect(throws: CallError.immutableField) { try object.set(2, to: .i32(1)) }
        #expect(throws: CallError.self) { try object.set(3, to: .i32(1)) }
        #expect(throws: Trap.self) { try object.set(5, to: .i32(1)) }

        #expect(numbers.isArray && numbers.count == 3 && !object.isArray && object.count == 5)
        try numbers.set(1, to: .i32(5))
        #expect((0..<4).map(numbers.get) == [.i32(65_534), .i32(5), .i32(65_534), nil])
        #expect(throws: Trap.self) { try numbers.set(3, to: .i32(1)) }

        // Two handles of one object are equal; an object belongs to its store.
        #expect(try instance.call("struct")[0] != .anyref(.object(object)))
        #expect(object.get(4) == .anyref(.object(numbers)))
        let other = try module.instance(in: Store(engine: store.engine))
        #expect(throws: CallError.foreignReference) { try other.call("signed", .anyref(.object(object))) }
    }
}
