/// A function that the host gives to guests.
@usableFromInline
final class HostFunction {
    /// Arguments start at the pointer, one slot each, two for a vector; results go to the same place.
    @usableFromInline typealias Body = (Caller, UnsafeMutablePointer<UInt64>) throws -> Void

    /// The same for a function that waits, on the executor of the task that called the guest.
    @usableFromInline typealias AsyncBody =
        nonisolated(nonsending) (Caller, UnsafeMutablePointer<UInt64>) async throws -> Void

    let type: FunctionType
    let body: Body
    /// What an asynchronous function does; its ``body`` throws ``SuspensionRequest``.
    let asyncBody: AsyncBody?
    /// Slots that arguments and results take, and a frame header behind them.
    let frameSlots: Int
    /// Where that header starts.
    var headerSlot: Int { frameSlots - FrameHeader.slotCount }

    @usableFromInline
    init(_ type: FunctionType, _ body: @escaping Body) {
        self.type = type
        self.body = body
        asyncBody = nil
        frameSlots = Translator.headerSlot(of: type) + FrameHeader.slotCount
    }

    @usableFromInline
    init(
        _ type: FunctionType,
        async asyncBody: nonisolated(nonsending) @escaping (Caller, UnsafeMutablePointer<UInt64>) async throws -> Void
    ) {
        self.type = type
        self.asyncBody = asyncBody
        body = { _, _ in throw SuspensionRequest() }
        frameSlots = Translator.headerSlot(of: type) + FrameHeader.slotCount
    }
}
