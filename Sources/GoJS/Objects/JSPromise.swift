/// A promise (ECMA-262 §27.2).
final class JSPromise: JSObject {
    enum State {
        case pending, fulfilled, rejected
    }

    /// What is to be done when a promise is settled.
    struct Reaction {
        var fulfilled: JSObject?
        var rejected: JSObject?
        /// The promise of the reaction's own result.
        var result: JSPromise?
        /// Swift code instead of functions.
        var native: ((State, JSValue) throws -> Void)?
    }

    private(set) var state = State.pending
    private(set) var value = JSValue.undefined
    private var reactions: [Reaction] = []
    private var isResolved = false
    private(set) var isHandled = false

    override init(_ realm: JSRealm, prototype: JSObject? = nil) {
        super.init(realm, prototype: prototype ?? realm.intrinsic("Promise"))
    }

    // A chain of promises must not go by nested calls.
    deinit {
        var all = [value] + remains(of: reactions)
        value = .undefined
        reactions = []
        realm.graveyard.bury(&all)
    }

    private func remains(of reactions: [Reaction]) -> [JSValue] {
        reactions.flatMap { [$0.fulfilled, $0.rejected, $0.result].compactMap { $0.map(JSValue.object) } }
    }

    override func release() {
        reactions = []
        value = .undefined
        super.release()
    }

    override var className: String { "Promise" }

    /// The functions that settle it, of which only the first call counts (§27.2.1.3).
    func resolvers() -> (resolve: JSFunction, reject: JSFunction) {
        final class Once { var isDone = false }
        let once = Once()
        let resolve = JSFunction(realm, "", parameters: 1) { [self] call in
            if once.isDone { return .undefined }
            once.isDone = true
            self.resolve(call[0])
            return .undefined
        }
        let reject = JSFunction(realm, "", parameters: 1) { [self] call in
            if once.isDone { return .undefined }
            once.isDone = true
            self.reject(call[0])
            return .undefined
        }
        return (resolve, reject)
    }

    /// Settles it like a value, which may be a promise itself (§27.2.1.3.2).
    func resolve(_ value: JSValue) {
        guard case .object(let object) = value else { return settle(.fulfilled, value) }
        if object === self {
            return settle(.rejected, realm.typeError("Chaining cycle detected for promise #<Promise>").value)
        }
        do {
            guard case .object(let then) = try object.get(realm.keys.then, receiver: value), then.isCallable else {
                return settle(.fulfilled, value)
            }
            realm.enqueue { [self] in
                let (resolve, reject) = resolvers()
                do {
                    _ = try then.call(this: value, [.object(resolve), .object(reject)])
                } catch let exception as JSException {
                    _ = try reject.call(this: .undefined, [exception.value])
                }
            }
        } catch let exception as JSException {
            settle(.rejected, exception.value)
        } catch {
            // What is no exception ends the program, from the next job on.
            realm.enqueue { throw error }
        }
    }

    func reject(_ reason: JSValue) { settle(.rejected, reason) }

    /// Rejects it with an exception that is thrown meanwhile.
    func rejecting(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let exception as JSException {
            reject(exception.value)
        }
    }

    private func settle(_ state: State, _ value: JSValue) {
        guard self.state == .pending else { return }
        self.state = state
        self.value = value
        let waiting = reactions
        reactions = []
        if state == .rejected, !isHandled { realm.rejections.append(self) }
        for reaction in waiting { run(reaction) }
    }

    func add(_ reaction: Reaction) {
        isHandled = true
        if state == .pending { reactions.append(reaction) } else { run(reaction) }
    }

    /// Whatever becomes of it, the program does not end because nobody waits for it.
    func mute() { isHandled = true }

    /// Swift code for when it is settled.
    func whenSettled(_ body: @escaping (State, JSValue) throws -> Void) { add(Reaction(native: body)) }

    /// `NewPromiseReactionJob` (§27.2.2.1).
    private func run(_ reaction: Reaction) {
        let (state, value) = (state, value)
        realm.enqueue {
            if let native = reaction.native { return try native(state, value) }
            guard let handler = state == .fulfilled ? reaction.fulfilled : reaction.rejected else {
                if state == .fulfilled { reaction.result?.resolve(value) } else { reaction.result?.reject(value) }
                return
            }
            do {
                let result = try handler.call(this: .undefined, [value])
                reaction.result?.resolve(result)
            } catch let exception as JSException {
                reaction.result?.reject(exception.value)
            }
        }
    }
}
