/// An array (ECMA-262 §10.4.2). Its elements lie one after the other; one far beyond the end turns it into an ordinary object with a length.
public final class JSArray: JSObject {
    /// The elements; nil marks a hole.
    private(set) var elements: [JSValue?]
    /// Set when elements were moved to the table, since most of them would be holes, or one is not an ordinary property.
    private var isSparse = false
    private var sparseLength: UInt32 = 0
    private var isLengthWritable = true

    /// A hole of so many elements at once makes an array sparse.
    private static let largestGap = 1 << 16

    init(_ realm: JSRealm, _ elements: [JSValue?] = [], prototype: JSObject? = nil) {
        self.elements = elements
        super.init(realm, prototype: prototype ?? realm.arrayPrototype)
    }

    deinit { realm.graveyard.bury(&elements) }

    override var className: String { "Array" }

    override func release() {
        elements = []
        super.release()
    }

    var length: Int { isSparse ? Int(sparseLength) : elements.count }

    /// Adds an element at the end.
    func append(_ value: JSValue) throws {
        if !isSparse, isExtensible, isLengthWritable {
            elements.append(value)
        } else if try !setElement(length, value) {
            throw realm.typeError("cannot add to this array")
        }
    }

    override func getElement(_ index: Int) throws -> JSValue {
        if !isSparse, index >= 0, index < elements.count, let element = elements[index] { return element }
        return try super.getElement(index)
    }

    override func setElement(_ index: Int, _ value: JSValue) throws -> Bool {
        if !isSparse, index >= 0, index < elements.count, elements[index] != nil {
            elements[index] = value
            return true
        }
        return try super.setElement(index, value)
    }

    override func presentElement(_ index: Int) throws -> JSValue? {
        if !isSparse, index >= 0, index < elements.count, let element = elements[index] { return element }
        return try super.presentElement(index)
    }

    /// The most elements that a method of an array makes at once.
    static let greatestCount = 1 << 25

    /// All elements, holes among them, if they lie one after the other.
    var dense: [JSValue?]? { isSparse ? nil : elements }

    /// Changes the elements in place, if nothing forbids it; nil if something does. The body must not run guest code.
    func change<Result>(_ body: (inout [JSValue?]) -> Result) -> Result? {
        if isSparse || !isExtensible || !isLengthWritable { return nil }
        return body(&elements)
    }

    override func getOwnProperty(_ key: PropertyKey) -> PropertyDescriptor? {
        if let index = key.index, !isSparse {
            guard index < elements.count, let element = elements[Int(index)] else { return nil }
            return PropertyDescriptor(element, .ordinary)
        }
        if key === realm.keys.length {
            return PropertyDescriptor(.number(length), isLengthWritable ? .writable : [])
        }
        return super.getOwnProperty(key)
    }

    override func ownValue(_ key: PropertyKey, receiver: JSValue) throws -> JSValue? {
        if let index = key.index, !isSparse { return index < elements.count ? elements[Int(index)] : nil }
        if key === realm.keys.length { return .number(length) }
        return try super.ownValue(key, receiver: receiver)
    }

    override func set(_ key: PropertyKey, _ value: JSValue, receiver: JSValue) throws -> Bool {
        try ordinarySet(key, value, receiver: receiver)
    }

    /// §10.4.2.1
    override func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor) throws -> Bool {
        if key === realm.keys.length { return try defineLength(descriptor) }
        guard let index = key.index else { return ordinaryDefine(key, descriptor) }
        if index >= length, !isLengthWritable { return false }
        if !isSparse {
            let position = Int(index)
            let old = position < elements.count ? elements[position] : nil
            if old == nil, !isExtensible { return false }
            let isPlain: Bool
            if old == nil {
                isPlain =
                    descriptor.value != nil && descriptor.writable == true && descriptor.enumerable == true
                    && descriptor.configurable == true
            } else {
                isPlain =
                    !descriptor.isAccessor && descriptor.writable != false && descriptor.enumerable != false
                    && descriptor.configurable != false
            }
            if isPlain, position - elements.count <= JSArray.largestGap {
                while elements.count <= position { elements.append(nil) }
                elements[position] = descriptor.value ?? old
                return true
            }
            makeSparse()
        }
        guard ordinaryDefine(key, descriptor) else { return false }
        if index >= sparseLength { sparseLength = index + 1 }
        return true
    }

    override func delete(_ key: PropertyKey) throws -> Bool {
        if let index = key.index, !isSparse {
            if index < elements.count { elements[Int(index)] = nil }
            return true
        }
        return key === realm.keys.length ? false : try super.delete(key)
    }

    override func ownPropertyKeys() -> [PropertyKey] {
        let own = super.ownPropertyKeys()
        let indices = elements.indices.filter { elements[$0] != nil }.map { realm.key($0) }
        let others = own.drop { $0.index != nil }
        return indices + own.prefix(own.count - others.count) + [realm.keys.length] + others
    }

    override func preventExtensions() -> Bool {
        // Sealing and freezing change single elements' attributes.
        makeSparse()
        return super.preventExtensions()
    }

    /// §10.4.2.4
    private func defineLength(_ descriptor: PropertyDescriptor) throws -> Bool {
        if descriptor.isAccessor || descriptor.configurable == true || descriptor.enumerable == true { return false }
        if let value = descriptor.value {
            let number = try realm.toNumber(value)
            guard let length = UInt32(exactly: number) else { throw realm.rangeError("Invalid array length") }
            if Int(length) != self.length {
                guard isLengthWritable else { return false }
                try setLength(length)
            }
        }
        if descriptor.writable == false {
            makeSparse()
            isLengthWritable = false
        } else if descriptor.writable == true, !isLengthWritable {
            return false
        }
        return true
    }

    private func setLength(_ length: UInt32) throws {
        if !isSparse {
            if Int(length) < elements.count {
                elements.removeLast(elements.count - Int(length))
            } else if Int(length) - elements.count <= JSArray.largestGap {
                while elements.count < Int(length) { elements.append(nil) }
            } else {
                makeSparse()
                sparseLength = length
            }
            return
        }
        if length < sparseLength {
            for key in super.ownPropertyKeys().reversed() {
                guard let index = key.index, index >= length else { continue }
                if try !super.delete(key) {
                    sparseLength = index + 1
                    throw realm.typeError("Cannot delete property \(index) of an array")
                }
            }
        }
        sparseLength = length
    }

    private func makeSparse() {
        if isSparse { return }
        isSparse = true
        sparseLength = UInt32(elements.count)
        for (index, element) in elements.enumerated() {
            if let element { define(realm.key(index), element, .ordinary) }
        }
        elements = []
    }
}
