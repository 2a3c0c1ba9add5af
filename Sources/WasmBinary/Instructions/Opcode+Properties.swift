extension Opcode: CustomStringConvertible {
    /// The name in the text format (§6.5). A few opcodes share one: `select` with and without a type, and `ref.test` and `ref.cast`
    /// to a nullable type and to another.
    public var description: String { "\(InstructionTable.names[InstructionTable.index(of: self)])" }

    /// The instruction that the text format calls so. Of several with one name it is the one with the lowest opcode.
    public init?(name: String) {
        guard let opcode = InstructionTable.opcodes[name] else { return nil }
        self = opcode
    }

    /// What follows the opcode.
    public var immediates: Immediates { InstructionTable.entry(of: self).immediates }

    /// The binary logarithm of how many bytes a memory access reads or writes, which is the alignment that it has when the text
    /// does not say one; zero for other instructions.
    public var naturalAlignment: UInt32 { UInt32(InstructionTable.entry(of: self).alignment) }

    /// What a module must be allowed to use in order to use the instruction.
    public var features: Features { InstructionTable.entry(of: self).features }
}
