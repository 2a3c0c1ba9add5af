/// Something that crosses a module's border (specification §4.2.12: an external address).
public enum External {
    case function(Function)
    case table(Table)
    case memory(Memory)
    case global(Global)

    public var type: ExternalType {
        switch self {
        case .function(let function): .function(function.type)
        case .table(let table): .table(table.type)
        case .memory(let memory): .memory(memory.type)
        case .global(let global): .global(global.type)
        }
    }

    var store: Store {
        switch self {
        case .function(let function): function.store
        case .table(let table): table.store
        case .memory(let memory): memory.store
        case .global(let global): global.store
        }
    }
}

extension ExternalType {
    /// Whether something of this type may be given where `required` is asked for (specification §3.3.4).
    func matches(_ required: ExternalType) -> Bool {
        switch (self, required) {
        case (.function(let given), .function(let required)): given == required
        case (.global(let given), .global(let required)): given == required
        case (.memory(let given), .memory(let required)):
            given.addressType == required.addressType && given.isShared == required.isShared
                && given.pageSizeLog2 == required.pageSizeLog2 && given.limits.matches(required.limits)
        case (.table(let given), .table(let required)):
            given.element == required.element && given.addressType == required.addressType
                && given.limits.matches(required.limits)
        default: false
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
