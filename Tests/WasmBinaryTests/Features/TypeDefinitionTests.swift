import Testing

@testable import WasmBinary

/// Recursive types and subtyping (specification §3.2.10, §3.3.11).
@Suite struct TypeDefinitionTests {
    private func structure(
        _ fields: [FieldType] = [], isFinal: Bool = false, of supertypes: UInt32...
    ) -> SubType {
        SubType(isFinal: isFinal, supertypes: supertypes, composite: .structure(fields))
    }

    private func field(_ type: ValueType, isMutable: Bool = false) -> FieldType {
        FieldType(storage: .value(type), isMutable: isMutable)
    }

    private func judgeTypes(_ groups: [[SubType]], _ message: String = "") {
        var encoder = ModuleEncoder()
        for group in groups { encoder.addTypes(group) }
        judge(encoder.bytes, message)
    }

    @Test func groupsReferToThemselvesAndBack() {
        judgeTypes([[structure([field(.null(.type(1)))]), structure([field(.null(.type(0)))])]])
        judgeTypes([[structure([field(.null(.type(0)))])], [structure([field(.to(.type(0)))])]])
        judgeTypes([[structure([field(.null(.type(1)))])], [structure()]], "unknown type 1 in type 0")
        judgeTypes([[structure([field(.null(.type(9)))])]], "unknown type 9 in type 0")
    }

    @Test func supertypes() {
        judgeTypes([[structure()], [structure([field(.i32)], of: 0)]])
        judgeTypes([[structure(of: 0)]], "unknown type 0 as supertype of type 0")
        judgeTypes([[structure(of: 1), structure()]], "unknown type 1 as supertype of type 0")
        judgeTypes([[structure()], [structure()], [structure(of: 0, 1)]], "names 2 supertypes")
        judgeTypes([[structure(isFinal: true)], [structure(of: 0)]], "super type 0, which is final")
        judgeTypes([[structure([field(.i32)])], [structure(of: 0)]], "sub type 1 does not match super type 0")
        judgeTypes(
            [[structure()], [SubType(supertypes: [0], composite: .array(field(.i32)))]], "does not match super type")
    }

    @Test func fieldsOfSubtypes() {
        let any = field(.anyref)
        judgeTypes([[structure([any])], [structure([field(.null(.struct))], of: 0)]])
        judgeTypes([[structure([any])], [structure([field(.externref)], of: 0)]], "does not match")
        // Who writes to the supertype must not break the subtype.
        let variable = field(.anyref, isMutable: true)
        judgeTypes([[structure([variable])], [structure([variable], of: 0)]])
        judgeTypes(
            [[structure([variable])], [structure([field(.null(.struct), isMutable: true)], of: 0)]], "not match")
        judgeTypes([[structure([any])], [structure([variable], of: 0)]], "does not match")
        let byte = FieldType(storage: .i8, isMutable: false)
        judgeTypes([[structure([byte])], [structure([byte], of: 0)]])
        judgeTypes([[structure([byte])], [structure([field(.i32)], of: 0)]], "does not match")
        judgeTypes(
            [[structure([byte])], [structure([FieldType(storage: .i16, isMutable: false)], of: 0)]], "does not match")
    }

    @Test func functionsTakeMoreAndGiveLess() {
        func function(_ parameter: ValueType, _ result: ValueType, of supertypes: UInt32...) -> SubType {
            SubType(
                isFinal: false, supertypes: supertypes,
                composite: .function(FunctionType(parameters: [parameter], results: [result])))
        }
        judgeTypes([[function(.null(.eq), .null(.eq))], [function(.anyref, .null(.i31), of: 0)]])
        judgeTypes([[function(.null(.eq), .null(.eq))], [function(.null(.i31), .null(.eq), of: 0)]], "does not match")
        judgeTypes([[function(.null(.eq), .null(.eq))], [function(.null(.eq), .anyref, of: 0)]], "does not match")
    }

    /// Chains of supertypes have an end, and checking them costs no more than their length.
    @Test func depthIsBounded() {
        let chain = { (count: UInt32) in
            [[structure()]] + (1..<count).map { [structure(of: $0 - 1)] }
        }
        judgeTypes(chain(64))
        judgeTypes(chain(65), "type 64 has 64 supertypes above it; this implementation has at most 63")
        judgeTypes([[structure()] + (1..<80).map { structure(of: $0 - 1) }], "has 64 supertypes above it")
    }

    @Test func numbersOfFieldsAndTypesAreBounded() {
        judgeTypes([[structure(Array(repeating: field(.i32), count: 10_000))]])
        judgeTypes([[structure(Array(repeating: field(.i32), count: 10_001))]], "has 10001 fields")
        var writer = ByteWriter()
        writer.append(unsigned: 1)
        writer.append(byte: TypeForm.recursionGroup)
        writer.append(unsigned: 1_000_001)
        for _ in 0..<1_000_001 { writer.append(bytes: [TypeForm.structure, 0]) }
        var module = ByteWriter()
        module.append(bytes: Preamble.bytes + [1])
        module.append(sized: writer.bytes)
        judge(module.bytes, "too many types: at most 1000000 are possible")
    }

    /// A type that refers to its group twice, which refers to the next twice, …: looked at naively it doubles at each step.
    @Test func sharedReferencesAreNotFollowedTwice() {
        func groups() -> [[SubType]] {
            (0..<200 as Range<UInt32>).map { index in
                let back = index == 0 ? field(.i32) : field(.null(.type(index - 1)))
                return [structure([back, back], isFinal: true)]
            }
        }
        // The same once more: each is equal to its counterpart.
        let again = groups().map { group in
            group.map { type in
                guard case .structure(let fields) = type.composite else { return type }
                return structure(
                    fields.map { field in
                        guard case .value(.ref(let reference)) = field.storage,
                            case .type(let index) = reference.heapType
                        else { return field }
                        return self.field(.null(.type(index + 200)))
                    }, isFinal: true)
            }
        }
        var parts = ModuleOfParts()
        for group in groups() + again { parts.types(group[0]) }
        judge(parts.module([.null(.type(199))], [.null(.type(399))], [.op(.localGet)]))
    }
}
