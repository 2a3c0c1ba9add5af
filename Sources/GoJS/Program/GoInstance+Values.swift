import WebAssembly

/// The functions of Go's package `syscall/js`, module `gojs`.
extension GoInstance {
    func linkValues(into linker: inout Linker) {
        define("finalizeRef", into: &linker) { host, sp in
            // What goes may be much; it goes after the table is whole again.
            _ = host.references.release(try host.stack(sp).load(8, as: UInt32.self))
        }
        define("stringVal", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try stack.store(host.references.store(.string(stack.string(8))), 24)
        }
        define("valueGet", into: &linker) { host, sp in
            var stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let key = host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16)))
            let before = host.resumptions
            let value = try object.get(key, receiver: .object(object))
            stack = try host.stackAgain(sp, since: before)
            try stack.store(host.references.store(value), 32)
        }
        define("valueSet", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let key = host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16)))
            _ = try object.set(key, host.references.load(stack.load(32)), receiver: .object(object))
        }
        define("valueDelete", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            _ = try object.delete(host.realm.key(UnsafeRawBufferPointer(try stack.bytes(16))))
        }
        define("valueIndex", into: &linker) { host, sp in
            var stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let index = try stack.load(16, as: Int64.self)
            let before = host.resumptions
            let value = try object.getElement(Int(index))
            stack = try host.stackAgain(sp, since: before)
            try stack.store(host.references.store(value), 24)
        }
        define("valueSetIndex", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            _ = try object.setElement(Int(stack.load(16, as: Int64.self)), host.references.load(stack.load(24)))
        }
        define("valueLength", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let object = try host.object(stack.load(8))
            let before = host.resumptions
            let length = try host.realm.toNumber(object.get(host.realm.keys.length, receiver: .object(object)))
            try host.stackAgain(sp, since: before).store(JSNumber.int64(length), 16)
        }
        define("valueInstanceOf", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let (value, type) = try (host.references.load(stack.load(8)), host.references.load(stack.load(16)))
            let before = host.resumptions
            let result = try host.realm.isInstance(value, of: type)
            try host.stackAgain(sp, since: before).store(result, 24)
        }
        linkCalls(into: &linker)
        linkBytes(into: &linker)
    }

    private func linkCalls(into linker: inout Linker) {
        define("valueCall", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 56) {
                try host.callMethod(
                    of: stack.load(8), name: UnsafeRawBufferPointer(stack.bytes(16)), stack.values(32, host.references))
            }
        }
        define("valueInvoke", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 40) { try host.invoke(stack.load(8), stack.values(16, host.references)) }
        }
        define("valueNew", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.answer(sp, at: 40) { try host.construct(stack.load(8), stack.values(16, host.references)) }
        }
    }

    private func linkBytes(into linker: inout Linker) {
        define("valuePrepareString", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            let before = host.resumptions
            let prepared = try host.prepareString(stack.load(8))
            let after = try host.stackAgain(sp, since: before)
            try after.store(host.references.store(.object(prepared)), 16)
            try after.store(Int64(prepared.bytes.count), 24)
        }
        define("valueLoadString", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            try host.loadString(stack.load(8), into: stack.bytes(16))
        }
        define("copyBytesToGo", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            guard let source = try host.byteArray(stack.load(32)) else { return try stack.store(false, 48) }
            let count = GoInstance.copy(UnsafeRawBufferPointer(source), to: try stack.bytes(8))
            try stack.store(Int64(count), 40)
            try stack.store(true, 48)
        }
        define("copyBytesToJS", into: &linker) { host, sp in
            let stack = try host.stack(sp)
            guard let target = try host.byteArray(stack.load(8)) else { return try stack.store(false, 48) }
            let count = GoInstance.copy(UnsafeRawBufferPointer(try stack.bytes(16)), to: target)
            try stack.store(Int64(count), 40)
            try stack.store(true, 48)
        }
    }

    // MARK: Parts

    private func define(
        _ name: String, into linker: inout Linker, _ body: @escaping (GoInstance, Int32) throws -> Void
    ) {
        // A circle, with the store in it: `detach` opens it.
        let function = Function(in: store) { [self] (_: Caller, sp: Int32) -> Void in
            try body(self, sp)
        }
        linker.define("gojs", "syscall/js.\(name)", function)
    }

    /// Stores what a call returns or throws, and whether it returned.
    private func answer(_ sp: Int32, at offset: Int, _ body: () throws -> JSValue) throws {
        let before = resumptions
        let result: JSValue
        let isReturn: Bool
        do {
            result = try body()
            isReturn = true
        } catch let exception as JSException {
            result = exception.value
            isReturn = false
        }
        let stack = try stackAgain(sp, since: before)
        try stack.store(references.store(result), offset)
        try stack.store(isReturn, offset + 8)
    }
}
