import WASI
import WebAssembly

/// The functions that modules of TinyGo import beside those of WASI.
extension GoInstance {
    /// Offers what the module imports, under the types that it imports them with.
    ///
    /// - Throws: ``GoProgramError/unknownImport(module:name:)``
    func linkTinyGo(_ module: BinaryModule, into linker: inout Linker) throws {
        for entry in module.imports where entry.module == "gojs" || entry.module == "env" {
            guard case .function(let type) = module.type(of: entry.description) else { continue }
            guard let body = tinyGoFunction(entry.name, type) else {
                throw GoProgramError.unknownImport(module: entry.module, name: entry.name)
            }
            let function = Function(in: store, type: type) { (_: Caller, arguments: [Value]) in try body(arguments) }
            linker.define(entry.module, entry.name, function)
        }
    }

    private func tinyGoFunction(_ name: String, _ type: FunctionType) -> (([Value]) throws -> [Value])? {
        switch name {
        case "runtime.ticks":
            return { [self] _ in
                let time = clocks.time(.monotonic)
                // Older modules count milliseconds.
                return type.results == [.f64] ? [.f64(Double(time) / 1e6)] : [.i64(Int64(bitPattern: time))]
            }
        case "runtime.sleepTicks":
            return { [self] arguments in
                let milliseconds: Double =
                    switch arguments.first {
                    case .f64(let value): value
                    case .i64(let value): Double(value) / 1e6
                    default: 0
                    }
                _ = loop.schedule(milliseconds: milliseconds) { [unowned self] in try runScheduler() }
                return []
            }
        default:
            guard name.hasPrefix("syscall/js."), let function = Self.tinyGoValueFunctions[String(name.dropFirst(11))]
            else { return nil }
            return { [self] arguments in
                var call = try TinyGoCall(
                    self, type, arguments, returnsReference: function.returnsReference,
                    storesResult: function.storesResult)
                return try function.body(self, &call)
            }
        }
    }

    private struct ValueFunction: Sendable {
        var returnsReference = false
        var storesResult = false
        let body: @Sendable (GoInstance, inout TinyGoCall) throws -> [Value]
    }

    private static let tinyGoValueFunctions: [String: ValueFunction] = [
        "finalizeRef": ValueFunction { guest, call in
            _ = guest.references.release(UInt32(truncatingIfNeeded: try call.reference()))
            return []
        },
        "stringVal": ValueFunction(returnsReference: true) { _, call in
            let text = JSString(decoding: try call.text())
            return try call.result(.string(text))
        },
        "valueGet": ValueFunction(returnsReference: true) { guest, call in
            let object = try guest.object(call.reference())
            return try call.result(object.get(guest.realm.key(call.text()), receiver: .object(object)))
        },
        "valueSet": ValueFunction { guest, call in
            let object = try guest.object(call.reference())
            let key = guest.realm.key(try call.text())
            _ = try object.set(key, guest.references.load(call.reference()), receiver: .object(object))
            return []
        },
        "valueDelete": ValueFunction { guest, call in
            let object = try guest.object(call.reference())
            _ = try object.delete(guest.realm.key(call.text()))
            return []
        },
        "valueIndex": ValueFunction(returnsReference: true) { guest, call in
            let object = try guest.object(call.reference())
            return try call.result(object.getElement(call.integer()))
        },
        "valueSetIndex": ValueFunction { guest, call in
            let object = try guest.object(call.reference())
            let index = try call.integer()
            _ = try object.setElement(index, guest.references.load(call.reference()))
            return []
        },
        "valueCall": ValueFunction(storesResult: true) { guest, call in
            let (object, name, arguments) = (try call.reference(), try call.text(), try call.values())
            return try call.result { try guest.callMethod(of: object, name: name, arguments) }
        },
        "valueInvoke": ValueFunction(storesResult: true) { guest, call in
            let (function, arguments) = (try call.reference(), try call.values())
            return try call.result { try guest.invoke(function, arguments) }
        },
        "valueNew": ValueFunction(storesResult: true) { guest, call in
            let (function, arguments) = (try call.reference(), try call.values())
            return try call.result { try guest.construct(function, arguments) }
        },
        "valueLength": ValueFunction { guest, call in
            let object = try guest.object(call.reference())
            let length = try guest.realm.toNumber(object.get(guest.realm.keys.length, receiver: .object(object)))
            return [.i32(JSNumber.int32(length))]
        },
        "valuePrepareString": ValueFunction(storesResult: true) { guest, call in
            let prepared = try guest.prepareString(call.reference())
            return try call.result(.object(prepared), length: prepared.bytes.count)
        },
        "valueLoadString": ValueFunction { guest, call in
            let string = try call.reference()
            guest.loadString(string, into: try call.slice())
            return []
        },
        "valueInstanceOf": ValueFunction { guest, call in
            let value = guest.references.load(try call.reference())
            return [.i32(try guest.realm.isInstance(value, of: guest.references.load(call.reference())) ? 1 : 0)]
        },
        "copyBytesToGo": ValueFunction(storesResult: true) { guest, call in
            let target = try call.slice()
            let source = guest.byteArray(try call.reference())
            return try call.result(copied: source.map { GoInstance.copy(UnsafeRawBufferPointer($0), to: target) })
        },
        "copyBytesToJS": ValueFunction(storesResult: true) { guest, call in
            let target = guest.byteArray(try call.reference())
            let source = UnsafeRawBufferPointer(try call.slice())
            return try call.result(copied: target.map { GoInstance.copy(source, to: $0) })
        },
    ]
}
