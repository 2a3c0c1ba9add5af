import WasmBinary

/// Where the reader of a function body or a constant expression is.
struct BodyState {
    /// The function; nil in a constant expression.
    var function: UInt32?
    var locals = NameSpace("local")
    var labels = LabelStack()
    /// How many blocks have begun: they are numbered so in the name section.
    var blockCount: UInt32 = 0
    /// The instructions so far, behind the locals.
    var bytes: [UInt8] = []
    /// Instructions whose operands are still being read: a folded instruction comes after its operands. Those of inner ones lie
    /// behind those of outer ones.
    var deferred: [UInt8] = []
    var frames: [Frame] = []
    /// Where an instruction is encoded, before its bytes go to ``bytes`` or ``deferred``.
    var writer = ByteWriter()
    var hints: [BranchHint] = []

    /// A construct that was begun and must end, innermost last. This takes the place of recursion.
    struct Frame {
        enum Kind {
            /// `(i32.add …`: folded instructions may follow. Its bytes are the last ones of ``deferred`` from an offset on.
            case folded(start: Int)
            /// `(block …`, `(loop …`, `(try_table …`
            case foldedBlock
            /// `(if …`, before its `(then`.
            case foldedCondition(BlockType)
            /// `(then …` in a folded `if`.
            case foldedThen
            /// Behind the `(then …)`.
            case foldedAfterThen
            /// `(else …` in a folded `if`.
            case foldedElse
            /// Behind the `(else …)`.
            case foldedAfterElse
            /// `block`, `loop`, `try_table`, to be closed by `end`.
            case block
            /// `if`, to be followed by `else` or `end`.
            case `if`
            /// `else`, to be closed by `end`.
            case `else`
        }

        var kind: Kind
        /// What began it, for messages.
        var token: Token
        var hint: UInt8?
        /// The label of a folded `if`, which begins with its `then`.
        var label: BlockLabel?
    }
}

/// The identifier and the name of a block.
struct BlockLabel {
    var identifier: Identifier?
    var name: String?
}

/// That a branch is likely or not (appendix 7.4, custom section `metadata.code.branch_hint`).
struct BranchHint {
    /// Where the instruction is, from the start of the function's body on.
    var offset: UInt32
    /// 0 for unlikely, 1 for likely.
    var value: UInt8
}
