/// A function that the host gives to guests.
@usableFromInline
final class HostFunction {
    /// Arguments start at the pointer, one slot each; results go to the same place.
    @usableFromInline typealias Body = (Caller, UnsafeMutablePointer<UInt64>) throws -> Void

    let type: FunctionType
    let body: Body
    /// Slots that arguments, results and a frame header take.
    let frameSlots: Int

    @usableFromInline
    init(_ type: FunctionType, _ body: @escaping Body) {
        self.type = type
        self.body = body
        frameSlots = Translator.headerSlot(of: type) + FrameHeader.slotCount
    }
}
