/// The index spaces of a module (specification §2.5.1) in which identifiers stand for indices.
enum IndexSpace: Int, CaseIterable {
    case type
    case function
    case table
    case memory
    case global
    case tag
    case element
    case data

    /// What an index of it names, for messages.
    var what: String {
        switch self {
        case .type: "type"
        case .function: "function"
        case .table: "table"
        case .memory: "memory"
        case .global: "global"
        case .tag: "tag"
        case .element: "elem segment"
        case .data: "data segment"
        }
    }
}
