/// Something that crosses a module's border (specification §4.2.12: an external address).
public enum External {
    case function(Function)
    case table(Table)
    case memory(Memory)
    case global(Global)
    case tag(Tag)

    public var type: ExternalType {
        switch self {
        case .function(let function): .function(function.type)
        case .table(let table): .table(table.type)
        case .memory(let memory): .memory(memory.type)
        case .global(let global): .global(global.type)
        case .tag(let tag): .tag(tag.type)
        }
    }

    var store: Store {
        switch self {
        case .function(let function): function.store
        case .table(let table): table.store
        case .memory(let memory): memory.store
        case .global(let global): global.store
        case .tag(let tag): tag.store
        }
    }
}

extension External {
    /// Whether this may be given where a module asks for `required` (specification §3.3.9 to §3.3.13).
    ///
    /// - Parameter types: the module's.
    func matches(_ required: ImportDescription, types: ModuleTypes, in table: TypeTable) -> Bool {
        switch (self, required) {
        case (.function(let given), .function(let index)):
            return table.isSubtype(given.block.pointee.typeID, of: types.numbers[Int(index)])
        case (.global(let given), .global(let required)):
            let required = types.numbered(required)
            guard given.type.isMutable == required.isMutable else { return false }
            // Whoever writes a mutable global must keep to both types.
            return given.type.isMutable
                ? given.type == required : table.matches(given.type.value, required.value)
        case (.memory(let given), .memory(let required)):
            let given = given.type
            return given.addressType == required.addressType && given.isShared == required.isShared
                && given.pageSizeLog2 == required.pageSizeLog2 && given.limits.matches(required.limits)
        case (.table(let given), .table(let required)):
            let given = given.type
            return given.element == types.numbered(required).element && given.addressType == required.addressType
                && given.limits.matches(required.limits)
        case (.tag(let given), .tag(let index)):
            return given.storage.block.pointee.typeID == types.numbers[Int(index)]
        default:
            return false
        }
    }
}

extension SizeLimits {
    func matches(_ required: SizeLimits) -> Bool {
        guard minimum >= required.minimum else { return false }
        guard let limit = required.maximum else { return true }
        return maximum.map { $0 <= limit } ?? false
    }
}
