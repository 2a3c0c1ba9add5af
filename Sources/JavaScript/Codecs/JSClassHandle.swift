/// Objects of `@JS` classes in JavaScript's hands: the address, retained once for each JavaScript object that holds it.
public enum JSClassHandle {
    @inline(__always)
    public static func object<Object: AnyObject>(_ handle: Int) -> Object {
        Unmanaged<Object>.fromOpaque(UnsafeRawPointer(bitPattern: handle).unsafelyUnwrapped).takeUnretainedValue()
    }

    @inline(__always)
    public static func retain<Object: AnyObject>(_ object: Object) -> Int {
        Int(bitPattern: Unmanaged.passRetained(object).toOpaque())
    }

    @inline(__always)
    public static func release<Object: AnyObject>(_ handle: Int, as type: Object.Type) {
        Unmanaged<Object>.fromOpaque(UnsafeRawPointer(bitPattern: handle).unsafelyUnwrapped).release()
    }
}
