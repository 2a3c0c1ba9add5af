/// Why a guest stopped before its end (specification §4.4: execution that traps).
public struct Trap: Error, Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
        case unreachable
        case memoryOutOfBounds
        case tableOutOfBounds
        case undefinedElement
        case uninitializedElement
        case indirectCallTypeMismatch
        case integerDivideByZero
        case integerOverflow
        case invalidConversionToInteger
        case nullReference
        case nullFunctionReference
        case nullExceptionReference
        case nullI31Reference
        case nullStructureReference
        case nullArrayReference
        case castFailure
        case arrayOutOfBounds
        /// An atomic access at an address that is no multiple of its size.
        case unalignedAtomic
        /// Waiting at a memory that no other thread can have.
        case expectedSharedMemory
        /// An object found no room within the store's ``Limits/heapBytes``.
        case heapExhausted
        /// Calls nested deeper than the store's ``Limits`` allow.
        case callStackExhausted
        /// The store's deadline passed.
        case deadlineExceeded
        /// The store's ``Store/fuel`` is used up, or the host has given it none.
        case outOfFuel
        /// ``Interrupter/interrupt()`` was called.
        case interrupted
        /// The task that called the guest was cancelled.
        case cancelled
    }

    /// A function that was active when the trap happened.
    public struct Frame: Hashable, Sendable {
        /// The module's own name, if it has one.
        public var module: String?
        /// The function's index in the module; nil for a host function.
        public var functionIndex: UInt32?
        /// The function's name, if the module keeps names.
        public var name: String?
        /// Where the instruction lies in the module's bytes, if the module has line tables.
        public var offset: Int?
        /// Where it comes from, if the module has line tables (DWARF) that say it.
        public var location: SourcePosition?

        public init(
            module: String? = nil, functionIndex: UInt32? = nil, name: String? = nil, offset: Int? = nil,
            location: SourcePosition? = nil
        ) {
            self.module = module
            self.functionIndex = functionIndex
            self.name = name
            self.offset = offset
            self.location = location
        }
    }

    public var kind: Kind
    /// The active functions, innermost first; at most ``Trap/maximumFrames``.
    public var backtrace: [Frame]

    /// A deeper backtrace keeps its innermost frames.
    public static let maximumFrames = 64

    public init(_ kind: Kind, backtrace: [Frame] = []) {
        self.kind = kind
        self.backtrace = backtrace
    }
}

extension Trap.Kind: CustomStringConvertible {
    /// The message, in the words of the specification's test suite where it has some.
    public var description: String {
        switch self {
        case .unreachable: "unreachable"
        case .memoryOutOfBounds: "out of bounds memory access"
        case .tableOutOfBounds: "out of bounds table access"
        case .undefinedElement: "undefined element"
        case .uninitializedElement: "uninitialized element"
        case .indirectCallTypeMismatch: "indirect call type mismatch"
        case .integerDivideByZero: "integer divide by zero"
        case .integerOverflow: "integer overflow"
        case .invalidConversionToInteger: "invalid conversion to integer"
        case .nullReference: "null reference"
        case .nullFunctionReference: "null function reference"
        case .nullExceptionReference: "null exception reference"
        case .nullI31Reference: "null i31 reference"
        case .nullStructureReference: "null structure reference"
        case .nullArrayReference: "null array reference"
        case .castFailure: "cast failure"
        case .arrayOutOfBounds: "out of bounds array access"
        case .unalignedAtomic: "unaligned atomic"
        case .expectedSharedMemory: "expected shared memory"
        case .heapExhausted: "heap exhausted"
        case .callStackExhausted: "call stack exhausted"
        case .deadlineExceeded: "deadline exceeded"
        case .outOfFuel: "out of fuel"
        case .interrupted: "interrupted"
        case .cancelled: "cancelled"
        }
    }
}

extension Trap.Frame: CustomStringConvertible {
    public var description: String {
        let function =
            switch (name, functionIndex) {
            case (let name?, _): name
            case (nil, let index?): "function \(index)"
            case (nil, nil): "host function"
            }
        let place = location.map { " (\($0))" } ?? ""
        return if let module, functionIndex != nil { "\(module)!\(function)\(place)" } else { function + place }
    }
}

extension Trap: CustomStringConvertible {
    public var description: String {
        (["trap: \(kind)\(kind == .outOfFuel ? " (Store.fuel is how a host gives it)" : "")"]
            + backtrace.map { "    at \($0)" }).joined(separator: "\n")
    }
}
