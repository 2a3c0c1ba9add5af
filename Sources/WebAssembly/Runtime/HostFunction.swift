/// A function that the host gives to guests.
@usableFromInline
final class HostFunction {
    /// Arguments start at the pointer, one slot each, two for a vector; results go to the same place.
    @usableFromInline typealias Body = (Caller, UnsafeMutablePointer<UInt64>) throws -> Void

    let type: FunctionType
    let body: Body
    /// Slots that arguments and results take, and a frame header behind them.
    let frameSlots: Int
    /// Where that header starts.
    var headerSlot: Int { frameSlots - FrameHeader.slotCount }

    @usableFromInline
    init(_ type: FunctionType, _ body: @escaping Body) {
        self.type = type
        self.body = body
        frameSlots = Translator.headerSlot(of: type) + FrameHeader.slotCount
    }
}
