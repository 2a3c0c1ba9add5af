/// Host objects that guests hold as `externref`: slots hold an object's number here, 0 is null.
///
/// An object stays until the store goes, since a guest may keep its number anywhere.
struct ExternalReferences {
    private var objects: [AnyObject] = []
    private var numbers: [ObjectIdentifier: UInt64] = [:]

    mutating func slot(for object: AnyObject) -> UInt64 {
        if let number = numbers[ObjectIdentifier(object)] { return number }
        objects.append(object)
        let number = UInt64(objects.count)
        numbers[ObjectIdentifier(object)] = number
        return number
    }

    func object(_ slot: UInt64) -> AnyObject? {
        slot == 0 ? nil : objects[Int(slot) - 1]
    }
}
