// Control, calls, locals and globals (specification §5.4.1 to §5.4.4).

extension InstructionTable.Builder {
    mutating func defineControl() {
        define(.unreachable, "unreachable")
        define(.nop, "nop")
        define(.block, "block", .block)
        define(.loop, "loop", .block)
        define(.if, "if", .block)
        define(.else, "else")
        define(.throw, "throw", .tag, needs: .exceptions)
        define(.throwRef, "throw_ref", needs: .exceptions)
        define(.end, "end")
        define(.br, "br", .label)
        define(.brIf, "br_if", .label)
        define(.brTable, "br_table", .branchTable)
        define(.return, "return")
        define(.call, "call", .function)
        define(.callIndirect, "call_indirect", .callIndirect)
        define(.returnCall, "return_call", .function, needs: .tailCalls)
        define(.returnCallIndirect, "return_call_indirect", .callIndirect, needs: .tailCalls)
        define(.callRef, "call_ref", .type, needs: .typedFunctionReferences)
        define(.returnCallRef, "return_call_ref", .type, needs: [.tailCalls, .typedFunctionReferences])
        define(.drop, "drop")
        define(.select, "select")
        define(.selectT, "select", .types, needs: .referenceTypes)
        define(.tryTable, "try_table", .tryTable, needs: .exceptions)
        define(.localGet, "local.get", .local)
        define(.localSet, "local.set", .local)
        define(.localTee, "local.tee", .local)
        define(.globalGet, "global.get", .global)
        define(.globalSet, "global.set", .global)
    }
}
