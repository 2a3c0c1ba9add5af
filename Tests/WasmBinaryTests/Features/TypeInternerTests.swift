import Testing

@testable import WasmBinary

@Suite struct TypeInternerTests {
    private func decoded(_ groups: [[SubType]]) throws -> BinaryModule {
        var encoder = ModuleEncoder()
        for group in groups { encoder.addTypes(group) }
        let module = try BinaryModule(decoding: encoder.bytes)
        try module.validate()
        return module
    }

    private func node(_ next: UInt32, isFinal: Bool = true) -> SubType {
        SubType(
            isFinal: isFinal,
            composite: .structure([FieldType(storage: .value(.null(.type(next))), isMutable: true)]))
    }

    private let function = SubType(composite: .function(FunctionType(parameters: [.i32], results: [.i64])))

    @Test func equalTypesOfTwoModulesHaveOneNumber() throws {
        var interner = TypeInterner()
        let first = interner.intern(try decoded([[node(0)], [function]]))
        // The same at other indices, and behind another type.
        let second = interner.intern(try decoded([[function], [SubType(composite: .structure([]))], [node(2)]]))
        #expect(first == [0, 1])
        #expect(second == [1, 2, 0])
        #expect(interner.intern(FunctionType(parameters: [.i32], results: [.i64])) == 1)
        #expect(interner.intern(FunctionType()) == 3)
        #expect(interner.types.count == 4)
        // What refers to itself does so by its number.
        #expect(interner.types[0] == node(0))
    }

    @Test func theGroupIsPartOfTheIdentity() throws {
        var interner = TypeInterner()
        let alone = interner.intern(try decoded([[node(0)]]))
        let together = interner.intern(try decoded([[node(0), node(1)]]))
        let crossed = interner.intern(try decoded([[node(1), node(0)]]))
        let nonFinal = interner.intern(try decoded([[node(0, isFinal: false)]]))
        #expect(Set(alone + together + crossed + nonFinal).count == 6)
        #expect(interner.intern(try decoded([[node(1), node(0)]])) == crossed)
    }

    @Test func referencesToOtherGroupsGoByTheirIdentity() throws {
        var interner = TypeInterner()
        let module = try decoded([
            [function], [function], [node(0)], [node(1)],
            [SubType(composite: .array(FieldType(storage: .i8, isMutable: false)))],
            [SubType(composite: .array(FieldType(storage: .i16, isMutable: false)))],
        ])
        #expect(interner.intern(module) == [0, 0, 1, 1, 2, 3])
    }

    /// More groups than there is room for at first.
    @Test func manyGroups() throws {
        var groups: [[SubType]] = [[node(0)]]
        for index in 1..<2_000 as Range<UInt32> { groups.append([node(index - 1)]) }
        var interner = TypeInterner()
        let module = try decoded(groups)
        let numbers = interner.intern(module)
        #expect(numbers == Array(0..<2_000))
        #expect(interner.intern(module) == numbers)
        #expect(interner.types.count == 2_000)
    }

    @Test func subtypes() throws {
        var interner = TypeInterner()
        let open = { (supertypes: [UInt32]) in
            SubType(isFinal: false, supertypes: supertypes, composite: .structure([]))
        }
        let numbers = interner.intern(try decoded([[open([])], [open([0])], [open([1])], [open([0])], [function]]))
        let (root, child, grandchild) = (numbers[0], numbers[1], numbers[2])
        // A second child that looks like the first is the same type.
        #expect(numbers[3] == child)
        #expect(interner.isSubtype(grandchild, of: root) && interner.isSubtype(grandchild, of: child))
        #expect(interner.isSubtype(root, of: root) && !interner.isSubtype(root, of: child))
        #expect(!interner.isSubtype(numbers[4], of: root) && !interner.isSubtype(root, of: numbers[4]))
        #expect((interner.depth(of: grandchild), interner.supertype(of: grandchild)) == (2, child))
        #expect(interner.supertype(of: root) == nil)

        #expect(interner.matches(ValueType.to(.type(child)), .null(.type(root))))
        #expect(!interner.matches(ValueType.null(.type(child)), .to(.type(root))))
        #expect(
            interner.matches(ValueType.to(.type(child)), .null(.struct))
                && interner.matches(ValueType.to(.type(child)), .anyref))
        #expect(
            interner.matches(ValueType.null(.none), .null(.type(root)))
                && !interner.matches(ValueType.null(.nofunc), .null(.type(root))))
        #expect(interner.matches(ValueType.null(.nofunc), .null(.type(numbers[4]))))
        #expect(
            !interner.matches(ValueType.to(.type(numbers[4])), .anyref)
                && interner.matches(ValueType.to(.type(numbers[4])), .funcref))
    }

    /// The whole order of the heap types without an index (§3.3.3).
    @Test func abstractHeapTypes() {
        let interner = TypeInterner()
        let above: [HeapType: Set<HeapType>] = [
            .any: [], .eq: [.any], .i31: [.eq, .any], .struct: [.eq, .any], .array: [.eq, .any],
            .none: [.i31, .struct, .array, .eq, .any], .func: [], .nofunc: [.func], .extern: [], .noextern: [.extern],
            .exn: [], .noexn: [.exn],
        ]
        for (heap, supertypes) in above {
            for other in above.keys {
                let expected = heap == other || supertypes.contains(other)
                #expect(interner.matches(ReferenceType.to(heap), .to(other)) == expected, "\(heap) \(other)")
                #expect(interner.matches(ReferenceType.to(heap), .null(other)) == expected)
                #expect(!interner.matches(ReferenceType.null(heap), .to(other)))
            }
        }
        #expect(!interner.matches(ValueType.i32, .i64) && !interner.matches(ValueType.i32, .anyref))
    }
}
