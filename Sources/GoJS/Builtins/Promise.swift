extension JSRealm {
    /// `Promise` (ECMA-262 §27.2). Subclasses do not change what methods return: they always make plain promises.
    func installPromise() {
        let (function, prototype) = type("Promise", parameters: 1) { call, prototype in
            guard case .object(let executor) = call[0], executor.isCallable else {
                throw call.realm.typeError("Promise resolver \(call.realm.preview(call[0])) is not a function")
            }
            let promise = JSPromise(call.realm, prototype: prototype)
            let (resolve, reject) = promise.resolvers()
            do {
                _ = try executor.call(this: .undefined, [.object(resolve), .object(reject)])
            } catch let exception as JSException {
                _ = try reject.call(this: .undefined, [exception.value])
            }
            return promise
        }
        function.getter(symbols.species.key) { $0.this }
        addPromiseMethods(to: prototype)
        function.method("resolve", parameters: 1) { .object($0.realm.promise(resolving: $0[0])) }
        function.method("reject", parameters: 1) { call in
            let promise = JSPromise(call.realm)
            promise.reject(call[0])
            return .object(promise)
        }
        function.method("withResolvers") { call in
            let promise = JSPromise(call.realm)
            let (resolve, reject) = promise.resolvers()
            return .object(
                call.realm.object(["promise": .object(promise), "resolve": .object(resolve), "reject": .object(reject)])
            )
        }
        function.method("try", parameters: 1) { call in
            let promise = JSPromise(call.realm)
            try promise.rejecting {
                promise.resolve(try call.function(0).call(this: .undefined, call.rest(from: 1)))
            }
            return .object(promise)
        }
        addPromiseCombinators(to: function)
    }

    /// `PromiseResolve` (§27.2.4.7.1).
    func promise(resolving value: JSValue) -> JSPromise {
        if case .object(let promise as JSPromise) = value { return promise }
        let promise = JSPromise(self)
        promise.resolve(value)
        return promise
    }

    /// What Node says of a rejection that nobody handles, before it ends with code 1.
    func unhandledText(_ reason: JSValue) -> String {
        if let error = reason.object?.portrait as? JSError {
            let stack = error.getOwnProperty(keys.stack)?.value?.string
            return "Uncaught \(stack ?? Inspector.text(reason, self))\n"
        }
        let text = reason.string ?? preview(reason)
        return """
            UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch \
            block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason \
            "\(text)". {
              code: 'ERR_UNHANDLED_REJECTION'
            }

            """
    }

    private func addPromiseMethods(to prototype: JSObject) {
        prototype.method("then", parameters: 2) { call in
            let promise = try call.receiver("Promise.prototype.then", as: JSPromise.self)
            let result = JSPromise(call.realm)
            promise.add(
                .init(
                    fulfilled: call[0].isCallable ? call[0].object : nil,
                    rejected: call[1].isCallable ? call[1].object : nil, result: result))
            return .object(result)
        }
        prototype.method("catch", parameters: 1) { call in
            try call.realm.toObject(call.this).call("then", .undefined, call[0])
        }
        prototype.method("finally", parameters: 1) { call in
            let promise = try call.thisObject("Promise.prototype.finally")
            guard case .object(let function) = call[0], function.isCallable else {
                return try promise.call("then", call[0], call[0])
            }
            let fulfilled = JSFunction(call.realm, "", parameters: 1) { inner in
                let value = inner[0]
                let result = inner.realm.promise(resolving: try function.call(this: .undefined, []))
                return try result.call("then", .object(JSFunction(inner.realm, "") { _ in value }))
            }
            let rejected = JSFunction(call.realm, "", parameters: 1) { inner in
                let reason = inner[0]
                let result = inner.realm.promise(resolving: try function.call(this: .undefined, []))
                return try result.call("then", .object(JSFunction(inner.realm, "") { _ in throw JSException(reason) }))
            }
            return try promise.call("then", .object(fulfilled), .object(rejected))
        }
    }

    /// `all` and its kin (§27.2.4).
    private func addPromiseCombinators(to function: JSFunction) {
        final class Results {
            var values: [JSValue] = []
            var missing = 1
        }
        /// - Parameters:
        ///   - each: what to do when one is settled; returns the value for its place, or nil if that ends it.
        ///   - end: what to do when all have given a value.
        func add(
            _ name: StaticString,
            each: @escaping (JSPromise, JSPromise.State, JSValue) -> JSValue?,
            end: @escaping (JSPromise, [JSValue]) -> Void
        ) {
            function.method(name, parameters: 1) { call in
                let realm = call.realm
                let result = JSPromise(realm)
                let results = Results()
                func finish() {
                    results.missing -= 1
                    if results.missing == 0 { end(result, results.values) }
                }
                do {
                    try realm.iterate(call[0]) { value in
                        let place = results.values.count
                        results.values.append(.undefined)
                        results.missing += 1
                        realm.promise(resolving: value).whenSettled { state, value in
                            guard let kept = each(result, state, value) else { return }
                            results.values[place] = kept
                            results.missing -= 1
                            if results.missing == 0 { end(result, results.values) }
                        }
                        return true
                    }
                    finish()
                } catch let exception as JSException {
                    result.reject(exception.value)
                }
                return .object(result)
            }
        }
        add("all") { result, state, value in
            if state == .fulfilled { return .some(value) }
            result.reject(value)
            return .none
        } end: { result, values in
            result.resolve(.object(result.realm.array(values)))
        }
        add("allSettled") { result, state, value in
            .some(
                .object(
                    state == .fulfilled
                        ? result.realm.object(["status": "fulfilled", "value": value])
                        : result.realm.object(["status": "rejected", "reason": value])))
        } end: { result, values in
            result.resolve(.object(result.realm.array(values)))
        }
        add("any") { result, state, value in
            if state == .rejected { return .some(value) }
            result.resolve(value)
            return .none
        } end: { result, values in
            let error = result.realm.error(.AggregateError, "All promises were rejected")
            error.hide("errors", .object(result.realm.array(values)))
            result.reject(.object(error))
        }
        add("race") { result, state, value in
            if state == .fulfilled { result.resolve(value) } else { result.reject(value) }
            return .none
        } end: { _, _ in
        }
    }
}
