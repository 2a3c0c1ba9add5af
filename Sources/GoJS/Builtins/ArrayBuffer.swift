extension JSRealm {
    /// `ArrayBuffer` (ECMA-262 §25.1).
    func installArrayBuffer() {
        let buffer = constructor("ArrayBuffer", parameters: 1, prototype: arrayBufferPrototype) { call in
            let length = try call.realm.toIndex(call[0], "array buffer length")
            let prototype = try call.realm.prototype(for: call, default: call.realm.arrayBufferPrototype)
            return try JSArrayBuffer(call.realm, byteLength: length, prototype: prototype)
        }
        buffer.method("isView", parameters: 1) { .boolean($0[0].object?.byteView != nil) }
        buffer.getter(symbols.species.key) { $0.this }
    }

    func fillArrayBufferPrototype(_ prototype: JSObject) {
        (global as? JSGlobalObject)?.complete(key("ArrayBuffer"))
        prototype.getter("byteLength") { call in
            .number(try call.receiver("ArrayBuffer.prototype.byteLength", as: JSArrayBuffer.self).bytes.count)
        }
        prototype.getter("maxByteLength") { call in
            .number(try call.receiver("ArrayBuffer.prototype.maxByteLength", as: JSArrayBuffer.self).bytes.count)
        }
        prototype.getter("resizable") { _ in false }
        prototype.getter("detached") { _ in false }
        prototype.method("slice", parameters: 2) { call in
            let buffer = try call.receiver("ArrayBuffer.prototype.slice", as: JSArrayBuffer.self)
            let count = buffer.bytes.count
            let start = try call.realm.toPosition(call[0], length: count, default: 0)
            let end = max(start, try call.realm.toPosition(call[1], length: count, default: count))
            let result = try JSArrayBuffer(call.realm, byteLength: end - start)
            result.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer.bytes[start..<end]))
            return .object(result)
        }
        prototype.define(symbols.toStringTag.key, "ArrayBuffer", .configurable)
    }

    /// The length of a view on a buffer from an offset on (§23.2.5.1.3).
    func viewLength(
        _ buffer: JSArrayBuffer, _ offset: JSValue, _ length: JSValue, size: Int, name: String
    ) throws -> (offset: Int, length: Int) {
        let offset = try toIndex(offset, "offset")
        guard offset % size == 0 else { throw rangeError("start offset of \(name) should be a multiple of \(size)") }
        if length.isUndefined {
            guard buffer.bytes.count % size == 0 else {
                throw rangeError("byte length of \(name) should be a multiple of \(size)")
            }
            guard offset <= buffer.bytes.count else {
                throw rangeError("Start offset \(offset) is outside the bounds of the buffer")
            }
            return (offset, (buffer.bytes.count - offset) / size)
        }
        let length = try toIndex(length, "typed array length: \((try? String(toString(length))) ?? "")")
        guard offset <= buffer.bytes.count, length <= (buffer.bytes.count - offset) / size else {
            throw rangeError("Invalid typed array length: \(length)")
        }
        return (offset, length)
    }
}

extension JSRealm {
    /// `DataView` (§25.3).
    func installDataView() {
        let (_, prototype) = type("DataView", parameters: 1) { call, prototype in
            guard case .object(let buffer as JSArrayBuffer) = call[0] else {
                throw call.realm.typeError("First argument to DataView constructor must be an ArrayBuffer")
            }
            let offset = try call.realm.toIndex(call[1], "offset")
            guard offset <= buffer.bytes.count else {
                throw call.realm.rangeError("Start offset \(offset) is outside the bounds of the buffer")
            }
            let length =
                call[2].isUndefined
                ? buffer.bytes.count - offset : try call.realm.toIndex(call[2], "DataView length")
            guard length <= buffer.bytes.count - offset else {
                throw call.realm.rangeError("Invalid DataView length \(length)")
            }
            return JSDataView(buffer, byteOffset: offset, byteLength: length, prototype: prototype)
        }
        func view(_ call: JSCall) throws -> JSDataView { try call.receiver("DataView.prototype") }
        prototype.getter("buffer") { .object(try view($0).buffer) }
        prototype.getter("byteLength") { .number(try view($0).byteLength) }
        prototype.getter("byteOffset") { .number(try view($0).byteOffset) }
        for kind in JSElementKind.allCases where kind != .Uint8ClampedArray {
            let name = kind.rawValue.dropLast("Array".count)
            func address(_ call: JSCall) throws -> UnsafeMutableRawPointer {
                let view = try view(call)
                let index = Int(min(max(try call.integer(0), -1), 1e15))
                // The view's range was checked against the buffer, which never shrinks and whose memory is never nil.
                guard index >= 0, index <= view.byteLength, kind.size <= view.byteLength - index else {
                    throw call.realm.rangeError("Offset is outside the bounds of the DataView")
                }
                return view.buffer.bytes.baseAddress! + view.byteOffset + index
            }
            prototype.define(
                key("get\(name)"),
                .object(
                    JSFunction(self, "get\(name)", parameters: 1) { call in
                        let source = try address(call)
                        var bytes: UInt64 = 0
                        return withUnsafeMutableBytes(of: &bytes) { bytes in
                            for index in 0..<kind.size {
                                bytes[call[1].isTruthy ? index : kind.size - 1 - index] = (source + index).load(
                                    as: UInt8.self)
                            }
                            // Eight bytes of our own: there is always a first.
                            return .number(kind.load(bytes.baseAddress!))
                        }
                    }), .hidden)
            prototype.define(
                key("set\(name)"),
                .object(
                    JSFunction(self, "set\(name)", parameters: 2) { call in
                        let number = try call.number(1)
                        let target = try address(call)
                        var bytes: UInt64 = 0
                        withUnsafeMutableBytes(of: &bytes) { bytes in
                            // Eight bytes of our own: there is always a first.
                            kind.store(number, bytes.baseAddress!)
                            for index in 0..<kind.size {
                                let from = call[2].isTruthy ? index : kind.size - 1 - index
                                (target + index).storeBytes(of: bytes[from], as: UInt8.self)
                            }
                        }
                        return .undefined
                    }), .hidden)
        }
    }
}

/// A view of a buffer as numbers of all kinds (§25.3).
final class JSDataView: JSObject {
    let buffer: JSArrayBuffer
    let byteOffset: Int
    let byteLength: Int

    /// The range must lie within the buffer.
    init(_ buffer: JSArrayBuffer, byteOffset: Int, byteLength: Int, prototype: JSObject?) {
        precondition(byteOffset >= 0 && byteLength >= 0 && byteOffset + byteLength <= buffer.bytes.count)
        self.buffer = buffer
        self.byteOffset = byteOffset
        self.byteLength = byteLength
        super.init(buffer.realm, prototype: prototype)
    }

    override var className: String { "DataView" }

    override var byteView: UnsafeMutableRawBufferPointer? {
        UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[byteOffset..<byteOffset + byteLength])
    }
}
