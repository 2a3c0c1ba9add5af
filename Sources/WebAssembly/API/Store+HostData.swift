// What the host keeps with a store, for its host functions: an object for each class, found by the class.

extension Store {
    /// An object of the host's own that belongs to the store: `store[Session.self] = Session(user)`. There is one for each class.
    ///
    /// The functions of a ``Linker`` are for any store. What they need of the one whose guest calls them, they find here, by
    /// ``Caller/with(_:_:)``.
    ///
    /// The store keeps the object alive. An object that in turn keeps the store, or an ``Instance`` or ``Function`` of it, is never
    /// freed: let it hold such things `unowned`.
    public subscript<Object: AnyObject>(_: Object.Type) -> Object? {
        get {
            // Kept under its own class.
            hostData.pointee.find(ObjectIdentifier(Object.self)).map {
                unsafeDowncast($0.takeUnretainedValue(), to: Object.self)
            }
        }
        set {
            let old = hostData.pointee.exchange(
                newValue.map { Unmanaged.passRetained($0) }, for: ObjectIdentifier(Object.self))
            // Only now: what an object does at its end may come back here.
            for object in old { object.release() }
        }
    }
}

extension Caller {
    /// Use the object that the host has put into the store: `try caller.with(Session.self) { $0.lines.append(line) }`.
    ///
    /// This takes a few nanoseconds, and counts no reference. An asynchronous function, which waits in between, takes `caller.store[Session.self]`.
    ///
    /// - Throws: ``CallError/missingHostData(_:)`` when there is none, which ends the guest's call; what `body` throws.
    @inlinable @inline(__always)
    public func with<Object: AnyObject, Result>(
        _: Object.Type, _ body: (Object) throws -> Result
    ) throws -> Result {
        let data = running.hostData
        guard let object = data.pointee.find(ObjectIdentifier(Object.self)) else {
            throw CallError.missingHostData(of: Object.self)
        }
        // The reference is not counted: as long as something is lent, nothing goes that is replaced.
        data.pointee.lent &+= 1
        defer { data.pointee.lent &-= 1 }
        return try Unmanaged<Object>.fromOpaque(object.toOpaque())._withUnsafeGuaranteedRef(body)
    }
}

extension CallError {
    @usableFromInline @inline(never)
    static func missingHostData(of type: Any.Type) -> CallError { .missingHostData(String(describing: type)) }
}

/// The host's objects in a store: a block of memory, since looking one up must not cost what the compiler's checks for exclusive access
/// do. It is used by the store's thread only, and never while an object is freed.
@usableFromInline
struct HostData {
    @usableFromInline
    struct Entry {
        /// The class.
        @usableFromInline let key: ObjectIdentifier
        /// An object of it, retained.
        @usableFromInline var object: Unmanaged<AnyObject>

        init(key: ObjectIdentifier, object: Unmanaged<AnyObject>) {
            self.key = key
            self.object = object
        }
    }

    /// Apart from the others, since most stores have one.
    @usableFromInline private(set) var first: Entry?
    private var others: [Entry] = []
    /// How many functions use an object without a reference of their own.
    @usableFromInline var lent = 0
    /// What was replaced meanwhile.
    private var replaced: [Unmanaged<AnyObject>] = []

    init() {}

    @inlinable @inline(__always)
    func find(_ key: ObjectIdentifier) -> Unmanaged<AnyObject>? {
        if let first, first.key == key { return first.object }
        return findAmongOthers(key)
    }

    @usableFromInline
    func findAmongOthers(_ key: ObjectIdentifier) -> Unmanaged<AnyObject>? {
        others.first { $0.key == key }?.object
    }

    /// Put an object in place of another, or of nothing.
    /// - Returns: what is to be released then.
    mutating func exchange(_ object: Unmanaged<AnyObject>?, for key: ObjectIdentifier) -> [Unmanaged<AnyObject>] {
        if let old = find(key) { replaced.append(old) }
        if first?.key == key { first = nil }
        others.removeAll { $0.key == key }
        if let object {
            let entry = Entry(key: key, object: object)
            if first == nil { first = entry } else { others.append(entry) }
        }
        if lent > 0 { return [] }
        defer { replaced = [] }
        return replaced
    }

    /// Everything, to be released: the store is going.
    mutating func takeAll() -> [Unmanaged<AnyObject>] {
        defer { self = HostData() }
        return replaced + others.map(\.object) + (first.map { [$0.object] } ?? [])
    }
}
