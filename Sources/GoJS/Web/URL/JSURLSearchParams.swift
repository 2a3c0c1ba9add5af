/// A `URLSearchParams` (URL standard §6.2): the query of a URL in pairs, or pairs by themselves.
final class JSURLSearchParams: JSObject {
    private(set) var pairs: [URLQuery.Pair] = []
    /// Whose query it is. It does not keep it: nobody sees what becomes of a URL that is gone.
    private weak var url: JSURL?

    init(_ realm: JSRealm, _ pairs: [URLQuery.Pair], prototype: JSObject?) {
        self.pairs = pairs
        super.init(realm, prototype: prototype)
    }

    init(_ realm: JSRealm, of url: JSURL) {
        self.url = url
        super.init(realm, prototype: realm.intrinsic("URLSearchParams"))
        // What is too much for pairs has none.
        try? reload()
    }

    override func release() {
        pairs = []
        super.release()
    }

    override var className: String { "URLSearchParams" }

    /// Takes the pairs of the URL, whose query was set.
    func reload() throws {
        guard let url else { return }
        pairs = try realm.queryPairs(url.record.query?[...] ?? [])
    }

    /// Changes the pairs, and the URL with them.
    func change<Result>(_ body: (inout [URLQuery.Pair]) -> Result) throws -> Result {
        let result = body(&pairs)
        if pairs.count > JSArray.greatestCount { throw realm.rangeError("Invalid array length") }
        url?.record.query = pairs.isEmpty ? nil : URLQuery.serialize(pairs)
        return result
    }
}

extension JSRealm {
    fileprivate func queryPairs(_ text: ArraySlice<UInt8>) throws -> [URLQuery.Pair] {
        guard let pairs = URLQuery.parse(text) else { throw rangeError("Invalid array length") }
        return pairs
    }

    /// What stands for lone surrogates where there must not be any (`USVString`).
    fileprivate func scalars(_ value: JSValue) throws -> JSString {
        JSString(bytes: try toString(value).scalarBytes)
    }

    func installURLSearchParams() {
        let (_, prototype) = type(
            "URLSearchParams",
            call: { throw $0.realm.typeError("Class constructor URLSearchParams cannot be invoked without 'new'") },
            construct: { call, prototype in
                JSURLSearchParams(call.realm, try call.realm.queryPairs(from: call[0]), prototype: prototype)
            })
        addSearchParamsMethods(to: prototype)
        addSearchParamsIteration(to: prototype)
        prototype.operation("toString") { call in
            .string(JSString(bytes: URLQuery.serialize(try call.searchParams().pairs)))
        }
    }

    /// The pairs of a text, another list, pairs or an object's properties.
    private func queryPairs(from value: JSValue) throws -> [URLQuery.Pair] {
        guard case .object(let object) = value else {
            if value.isUndefined { return [] }
            let text = try scalars(value).bytes
            return try queryPairs(text.first == UInt8(ascii: "?") ? text[1...] : text[...])
        }
        let method = try object.get(symbols.iterator.key, receiver: value)
        if let other = object as? JSURLSearchParams,
            JSValue.isStrictlyEqual(method, intrinsic("URLSearchParams")["entries"])
        {
            return other.pairs
        }
        var pairs: [URLQuery.Pair] = []
        if method.isNullish {
            for key in object.ownPropertyKeys() where object.getOwnProperty(key)?.enumerable == true {
                let name = try scalars(key.value)
                let value = try scalars(object.get(key, receiver: value))
                // Only names with lone surrogates can become alike.
                if name.bytes != key.string.bytes, let known = pairs.firstIndex(where: { $0.name == name }) {
                    pairs[known].value = value
                } else {
                    pairs.append((name, value))
                }
            }
            return pairs
        }
        guard method.isCallable else {
            throw coded(.TypeError, "ERR_ARG_NOT_ITERABLE", "Query pairs must be iterable")
        }
        try iterate(value) { pair in
            let isIterable = try pair.object?.get(symbols.iterator.key, receiver: pair).isCallable ?? false
            var parts: [JSString] = []
            if isIterable {
                try iterate(pair) { part in
                    parts.append(try scalars(part))
                    return parts.count <= 2
                }
            }
            guard parts.count == 2 else {
                throw coded(
                    .TypeError, "ERR_INVALID_TUPLE", "Each query pair must be an iterable [name, value] tuple")
            }
            pairs.append((parts[0], parts[1]))
            guard pairs.count <= JSArray.greatestCount else { throw rangeError("Invalid array length") }
            return true
        }
        return pairs
    }

    private func addSearchParamsMethods(to prototype: JSObject) {
        prototype.attribute("size") { .number(try $0.searchParams().pairs.count) }
        prototype.operation("append", parameters: 2) { call in
            let params = try call.searchParams()
            try call.realm.require(call, "name", "value")
            let pair = (try call.realm.scalars(call[0]), try call.realm.scalars(call[1]))
            try params.change { $0.append(pair) }
            return .undefined
        }
        prototype.operation("delete", parameters: 1) { call in
            let params = try call.searchParams()
            let matches = try call.pairMatcher()
            try params.change { $0.removeAll(where: matches) }
            return .undefined
        }
        prototype.operation("get", parameters: 1) { call in
            let params = try call.searchParams()
            try call.realm.require(call, "name")
            let name = try call.realm.scalars(call[0])
            return params.pairs.first { $0.name == name }.map { .string($0.value) } ?? .null
        }
        prototype.operation("getAll", parameters: 1) { call in
            let params = try call.searchParams()
            try call.realm.require(call, "name")
            let name = try call.realm.scalars(call[0])
            return .object(call.realm.array(params.pairs.filter { $0.name == name }.map { .string($0.value) }))
        }
        prototype.operation("has", parameters: 1) { call in
            let params = try call.searchParams()
            return .boolean(params.pairs.contains(where: try call.pairMatcher()))
        }
        prototype.operation("set", parameters: 2) { call in
            let params = try call.searchParams()
            try call.realm.require(call, "name", "value")
            let (name, value) = (try call.realm.scalars(call[0]), try call.realm.scalars(call[1]))
            try params.change { pairs in
                guard let first = pairs.firstIndex(where: { $0.name == name }) else {
                    return pairs.append((name, value))
                }
                pairs[first].value = value
                var place = -1
                pairs.removeAll { pair in
                    place += 1
                    return place > first && pair.name == name
                }
            }
            return .undefined
        }
        prototype.operation("sort") { call in
            try call.searchParams().change { pairs in
                // By units of UTF-16; those of equal names stay as they were.
                let keys = pairs.map(\.name.utf16)
                let order = pairs.indices.sorted {
                    keys[$0] == keys[$1] ? $0 < $1 : keys[$0].lexicographicallyPrecedes(keys[$1])
                }
                pairs = order.map { pairs[$0] }
            }
            return .undefined
        }
    }

    private func addSearchParamsIteration(to prototype: JSObject) {
        func iterator(_ name: StaticString, _ element: @escaping (JSRealm, URLQuery.Pair) -> JSValue) {
            prototype.operation(name) { call in
                let params = try call.searchParams()
                let realm = call.realm
                var place = 0
                return .object(
                    realm.iterator("URLSearchParams Iterator") {
                        guard place < params.pairs.count else { return nil }
                        defer { place += 1 }
                        return element(realm, params.pairs[place])
                    })
            }
        }
        iterator("entries") { realm, pair in .object(realm.array([.string(pair.name), .string(pair.value)])) }
        prototype.operation("forEach", parameters: 1) { call in
            let params = try call.searchParams()
            guard case .object(let function) = call[0], function.isCallable else {
                throw call.realm.argumentError("callback", mustBe: "of type function", not: call[0])
            }
            // The callback may change them.
            var place = 0
            while place < params.pairs.count {
                try call.realm.tick()
                let pair = params.pairs[place]
                _ = try function.call(this: call[1], [.string(pair.value), .string(pair.name), call.this])
                place += 1
            }
            return .undefined
        }
        iterator("keys") { .string($1.name) }
        iterator("values") { .string($1.value) }
        prototype.define(symbols.iterator.key, prototype["entries"], .hidden)
    }
}

extension JSCall {
    fileprivate func searchParams() throws -> JSURLSearchParams {
        if case .object(let params as JSURLSearchParams) = this { return params }
        throw realm.coded(
            .TypeError, "ERR_INVALID_THIS", "Value of \"this\" must be of type URLSearchParams")
    }

    /// What `has` and `delete` look for: a name, and a value if one is given.
    fileprivate func pairMatcher() throws -> (URLQuery.Pair) -> Bool {
        try realm.require(self, "name")
        let name = try realm.scalars(self[0])
        let value = self[1].isUndefined ? nil : try realm.scalars(self[1])
        return { $0.name == name && (value == nil || $0.value == value) }
    }
}
