/// An exception as an object of the heap: its header names the type of its tag, then comes the tag, then what it carries.
enum ExceptionObject {
    /// The tag of an exception.
    ///
    /// - Parameter reference: not null. Validation keeps other values out of slots of exceptions, and a tag lives as long as
    ///   the store.
    static func tag(_ reference: UInt64) -> TagStorage {
        let object = ObjectPointer(bitPattern: UInt(reference)).unsafelyUnwrapped
        return (object + ObjectHeader.byteCount).load(as: UnsafeMutablePointer<TagBlock>.self)
            .pointee.storage.takeUnretainedValue()
    }

    /// Fill a new object from slots.
    static func fill(_ object: ObjectPointer, _ tag: TagStorage, from slots: UnsafeMutablePointer<UInt64>) {
        object.header.pointee = ObjectHeader(type: tag.block.pointee.typeID, count: 0)
        (object + ObjectHeader.byteCount).storeBytes(of: tag.block, as: UnsafeMutablePointer<TagBlock>.self)
        var slot = slots
        for (index, type) in tag.type.parameters.enumerated() {
            object.store(slot, at: Int(tag.layout.offsets[index]), shift: Int(tag.layout.shifts[index]))
            slot += type.slotCount
        }
    }

    /// Put what an exception carries into slots.
    /// - Returns: how many slots it takes.
    @discardableResult
    static func copyValues(of reference: UInt64, to slots: UnsafeMutablePointer<UInt64>) -> Int {
        let object = ObjectPointer(bitPattern: UInt(reference)).unsafelyUnwrapped
        let tag = tag(reference)
        var slot = slots
        for (index, type) in tag.type.parameters.enumerated() {
            slot.update(repeating: 0, count: type.slotCount)
            UnsafeMutableRawPointer(slot).copyMemory(
                from: object + Int(tag.layout.offsets[index]), byteCount: 1 << Int(tag.layout.shifts[index]))
            slot += type.slotCount
        }
        return slot - slots
    }
}
