/// An `EventTarget` (DOM §2.7); an `AbortSignal` is one.
class JSEventTarget: JSObject {
    struct Listener {
        let type: JSString
        let callback: JSObject
        let isCapture: Bool
        let isOnce: Bool
        let id: Int
    }

    private(set) var listeners: [Listener] = []
    private var nextID = 0

    override init(_ realm: JSRealm, prototype: JSObject?) { super.init(realm, prototype: prototype) }

    deinit {
        var all = listeners.map { JSValue.object($0.callback) }
        listeners = []
        realm.graveyard.bury(&all)
    }

    override func release() {
        listeners = []
        super.release()
    }

    func add(_ type: JSString, _ callback: JSObject, isCapture: Bool = false, isOnce: Bool = false) {
        if listeners.contains(where: { $0.type == type && $0.callback === callback && $0.isCapture == isCapture }) {
            return
        }
        nextID += 1
        listeners.append(Listener(type: type, callback: callback, isCapture: isCapture, isOnce: isOnce, id: nextID))
    }

    func remove(_ type: JSString, _ callback: JSObject, isCapture: Bool = false) {
        listeners.removeAll { $0.type == type && $0.callback === callback && $0.isCapture == isCapture }
    }

    /// Calls the listeners. What one throws keeps none of the others from being called, and is thrown when all were.
    ///
    /// - Returns: false if one has prevented the default.
    @discardableResult
    func dispatch(_ event: JSEvent) throws -> Bool {
        event.target = self
        defer { event.currentTarget = nil }
        event.currentTarget = self
        var problem: JSException?
        func run(_ function: JSObject) throws {
            do {
                _ = try function.call(this: .object(self), [.object(event)])
            } catch let exception as JSException {
                problem = problem ?? exception
            }
        }
        if case .object(let handler) = try get("on" + String(event.type)), handler.isCallable { try run(handler) }
        for listener in listeners where listener.type == event.type {
            if event.isStopped { break }
            guard listeners.contains(where: { $0.id == listener.id }) else { continue }
            if listener.isOnce { listeners.removeAll { $0.id == listener.id } }
            if listener.callback.isCallable {
                try run(listener.callback)
            } else if case .object(let method) = try listener.callback.get("handleEvent"), method.isCallable {
                try run(method)
            }
        }
        if let problem { throw problem }
        return !event.isPrevented
    }
}

final class JSEvent: JSObject {
    let type: JSString
    let isCancelable: Bool
    let bubbles: Bool
    var detail = JSValue.null
    weak var target: JSObject?
    weak var currentTarget: JSObject?
    var isStopped = false
    var isPrevented = false

    init(
        _ realm: JSRealm, _ type: JSString, cancelable: Bool = false, bubbles: Bool = false, prototype: JSObject? = nil
    ) {
        self.type = type
        isCancelable = cancelable
        self.bubbles = bubbles
        super.init(realm, prototype: prototype ?? realm.intrinsic("Event"))
    }
}

extension JSRealm {
    func installEvents() {
        let make: (JSCall, JSObject) throws -> JSEvent = { call, prototype in
            if call.arguments.isEmpty {
                throw call.realm.typeError("The \"type\" argument must be specified")
            }
            let options = call[1].object
            let event = JSEvent(
                call.realm, try call.string(0), cancelable: try options?.get("cancelable").isTruthy ?? false,
                bubbles: try options?.get("bubbles").isTruthy ?? false, prototype: prototype)
            if let detail = try options?.get("detail"), !detail.isUndefined { event.detail = detail }
            return event
        }
        let (base, event) = type("Event", parameters: 1) { try make($0, $1) }
        let (custom, customEvent) = type("CustomEvent", parameters: 1) { try make($0, $1) }
        custom.prototype = base
        customEvent.prototype = event
        func own(_ call: JSCall) throws -> JSEvent { try call.receiver("Event.prototype") }
        event.getter("type") { .string(try own($0).type) }
        event.getter("target") { try own($0).target.map(JSValue.object) ?? .null }
        event.getter("currentTarget") { try own($0).currentTarget.map(JSValue.object) ?? .null }
        event.getter("cancelable") { .boolean(try own($0).isCancelable) }
        event.getter("bubbles") { .boolean(try own($0).bubbles) }
        event.getter("defaultPrevented") { .boolean(try own($0).isPrevented) }
        event.method("preventDefault") { call in
            let event = try own(call)
            if event.isCancelable { event.isPrevented = true }
            return .undefined
        }
        event.method("stopImmediatePropagation") { call in
            try own(call).isStopped = true
            return .undefined
        }
        event.method("stopPropagation") { _ in .undefined }
        customEvent.getter("detail") { try own($0).detail }
        let (_, target) = type("EventTarget") { call, prototype in JSEventTarget(call.realm, prototype: prototype) }
        func receiver(_ call: JSCall) throws -> JSEventTarget { try call.receiver("EventTarget.prototype") }
        target.method("addEventListener", parameters: 2) { call in
            guard case .object(let callback) = call[1] else { return .undefined }
            let options = call[2].object
            let target = try receiver(call)
            let type = try call.string(0)
            let isCapture = try options?.get("capture").isTruthy ?? call[2].isTruthy
            if case .object(let signal as JSAbortSignal)? = try options?.get("signal") {
                if signal.reason != nil { return .undefined }
                signal.whenAborted { [weak target, weak callback] in
                    if let target, let callback { target.remove(type, callback, isCapture: isCapture) }
                }
            }
            target.add(type, callback, isCapture: isCapture, isOnce: try options?.get("once").isTruthy ?? false)
            return .undefined
        }
        target.method("removeEventListener", parameters: 2) { call in
            guard case .object(let callback) = call[1] else { return .undefined }
            let isCapture = try call[2].object?.get("capture").isTruthy ?? call[2].isTruthy
            try receiver(call).remove(try call.string(0), callback, isCapture: isCapture)
            return .undefined
        }
        target.method("dispatchEvent", parameters: 1) { call in
            guard case .object(let event as JSEvent) = call[0] else {
                throw call.realm.typeError(
                    "The \"event\" argument must be an instance of Event. Received \(call.realm.received(call[0]))")
            }
            return .boolean(try receiver(call).dispatch(event))
        }
    }
}
