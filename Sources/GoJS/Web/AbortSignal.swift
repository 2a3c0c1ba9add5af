/// An `AbortSignal` (DOM §3.2).
final class JSAbortSignal: JSEventTarget {
    /// Nil while it is not aborted.
    private(set) var reason: JSValue?
    private var actions: [Int: () throws -> Void] = [:]
    private var nextAction = 0

    init(_ realm: JSRealm) { super.init(realm, prototype: realm.intrinsic("AbortSignal")) }

    deinit {
        var all = [reason ?? .undefined]
        reason = nil
        realm.graveyard.bury(&all)
    }

    override func release() {
        actions = [:]
        reason = nil
        super.release()
    }

    /// Swift code for when it is aborted, before any listener.
    ///
    /// - Returns: a number for ``forget(_:)``.
    @discardableResult
    func whenAborted(_ action: @escaping () throws -> Void) -> Int {
        nextAction += 1
        actions[nextAction] = action
        return nextAction
    }

    func forget(_ action: Int) { actions[action] = nil }

    /// Is aborted when another one is.
    func follow(_ source: JSAbortSignal) throws {
        if let reason = source.reason { return try abort(reason) }
        source.whenAborted { [weak self, unowned source] in try self?.abort(source.reason ?? .undefined) }
    }

    func abort(_ reason: JSValue) throws {
        guard self.reason == nil else { return }
        self.reason =
            reason.isUndefined ? .object(realm.domException("This operation was aborted", "AbortError")) : reason
        let waiting = actions
        actions = [:]
        for (_, action) in waiting.sorted(by: { $0.key < $1.key }) { try action() }
        try dispatch(JSEvent(realm, "abort"))
    }
}

/// An `AbortController` (DOM §3.1).
private final class JSAbortController: JSObject {
    let signal: JSAbortSignal

    override init(_ realm: JSRealm, prototype: JSObject?) {
        signal = JSAbortSignal(realm)
        super.init(realm, prototype: prototype)
    }
}

extension JSRealm {
    func installAbort() {
        let prototype = JSObject(self, prototype: intrinsic("EventTarget"))
        prototypes["AbortSignal"] = prototype
        prototype.define(symbols.toStringTag.key, "AbortSignal", .configurable)
        let signal = constructor("AbortSignal", prototype: prototype) {
            throw $0.realm.typeError("Illegal constructor")
        }
        func own(_ call: JSCall) throws -> JSAbortSignal { try call.receiver("AbortSignal.prototype") }
        prototype.getter("aborted") { .boolean(try own($0).reason != nil) }
        prototype.getter("reason") { try own($0).reason ?? .undefined }
        prototype.define(key("onabort"), .null, .ordinary)
        prototype.method("throwIfAborted") { call in
            if let reason = try own(call).reason { throw JSException(reason) }
            return .undefined
        }
        signal.method("abort") { call in
            let signal = JSAbortSignal(call.realm)
            try signal.abort(call[0])
            return .object(signal)
        }
        signal.method("timeout", parameters: 1) { call in
            let signal = JSAbortSignal(call.realm)
            _ = call.realm.timers.start(call.realm, try call.number(0), isRepeating: false) {
                try signal.abort(
                    .object(signal.realm.domException("The operation was aborted due to timeout", "TimeoutError")))
            }
            return .object(signal)
        }
        signal.method("any", parameters: 1) { call in
            let result = JSAbortSignal(call.realm)
            try call.realm.iterate(call[0]) { value in
                guard case .object(let source as JSAbortSignal) = value else {
                    throw call.realm.typeError("The \"signals\" argument must be an instance of AbortSignal")
                }
                try result.follow(source)
                return result.reason == nil
            }
            return .object(result)
        }
        let (_, controller) = type("AbortController") { call, prototype in
            JSAbortController(call.realm, prototype: prototype)
        }
        controller.getter("signal") {
            .object(try $0.receiver("AbortController.signal", as: JSAbortController.self).signal)
        }
        controller.method("abort", parameters: 1) { call in
            try call.receiver("AbortController.abort", as: JSAbortController.self).signal.abort(call[0])
            return .undefined
        }
    }
}
