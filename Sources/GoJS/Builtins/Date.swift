/// A `Date` (ECMA-262 §21.4).
final class JSDate: JSObject {
    /// Milliseconds since 1970; NaN if it is invalid.
    var time: Double

    init(_ realm: JSRealm, _ time: Double, prototype: JSObject? = nil) {
        self.time = time
        super.init(realm, prototype: prototype ?? realm.intrinsic("Date"))
    }

    override var className: String { "Date" }
}

extension JSRealm {
    var now: Double { (Double(host.clocks.time(.realtime)) / 1_000_000).rounded(.down) }

    func installDate() {
        let (function, prototype) = type(
            "Date", parameters: 7, tag: false, call: { .string(DateText.full($0.realm.now)) }
        ) { call, prototype in
            let realm = call.realm
            let time: Double
            switch call.arguments.count {
            case 0: time = realm.now
            case 1:
                if case .object(let other as JSDate) = call[0] {
                    time = other.time
                } else {
                    let value = try realm.toPrimitive(call[0])
                    if case .string(let text) = value {
                        time = DateParser.parse(text)
                    } else {
                        time = CalendarTime.clip(try realm.toNumber(value))
                    }
                }
            default: time = CalendarTime.clip(CalendarTime.utc(try realm.dateParts(call)))
            }
            return JSDate(realm, time, prototype: prototype)
        }
        function.method("now") { .number($0.realm.now) }
        function.method("parse", parameters: 1) { .number(DateParser.parse(try $0.string(0))) }
        function.method("UTC", parameters: 7) { .number(CalendarTime.clip(try $0.realm.dateParts($0))) }
        addDateGetters(to: prototype)
        addDateSetters(to: prototype)
        addDateTexts(to: prototype)
    }

    /// The time of a year, month and so on, as if they were in UTC.
    private func dateParts(_ call: JSCall) throws -> Double {
        var numbers = try call.arguments.prefix(7).map { try toNumber($0) }
        let usual: [Double] = [.nan, 0, 1, 0, 0, 0, 0]
        numbers += usual.dropFirst(numbers.count)
        let year = numbers[0].rounded(.towardZero)
        return CalendarTime.milliseconds(
            CalendarTime.days(year >= 0 && year <= 99 ? 1900 + year : year, numbers[1], numbers[2]), numbers[3],
            numbers[4], numbers[5], numbers[6])
    }

    private func addDateGetters(to prototype: JSObject) {
        let parts: [(StaticString, StaticString, (CalendarTime) -> Int)] = [
            ("getDate", "getUTCDate", \.day), ("getDay", "getUTCDay", \.weekday),
            ("getFullYear", "getUTCFullYear", \.year), ("getHours", "getUTCHours", \.hour),
            ("getMilliseconds", "getUTCMilliseconds", \.millisecond), ("getMinutes", "getUTCMinutes", \.minute),
            ("getMonth", "getUTCMonth", \.month), ("getSeconds", "getUTCSeconds", \.second),
        ]
        for (local, utc, part) in parts {
            prototype.method(local) { call in
                let time = try call.date().time
                return .number(time.isNaN ? .nan : Double(part(CalendarTime(CalendarTime.local(time)))))
            }
            prototype.method(utc) { call in
                let time = try call.date().time
                return .number(time.isNaN ? .nan : Double(part(CalendarTime(time))))
            }
        }
        prototype.method("getTime") { .number(try $0.date().time) }
        prototype.method("valueOf") { .number(try $0.date().time) }
        prototype.method("getTimezoneOffset") { call in
            let time = try call.date().time
            return .number(time.isNaN ? .nan : 0 - CalendarTime.zone(at: time).offset / 60_000)
        }
        prototype.method("getYear") { call in
            let time = try call.date().time
            return .number(time.isNaN ? .nan : Double(CalendarTime(CalendarTime.local(time)).year - 1900))
        }
        let toPrimitive = JSFunction(self, "[Symbol.toPrimitive]", parameters: 1) { call in
            let object = try call.thisObject("Date.prototype[Symbol.toPrimitive]")
            let isNumber = call[0].string == "number"
            for name in isNumber ? ["valueOf", "toString"] : ["toString", "valueOf"] {
                guard case .object(let method) = try object.get(name), method.isCallable else { continue }
                let value = try method.call(this: call.this, [])
                if value.object == nil { return value }
            }
            throw call.realm.typeError("Cannot convert object to primitive value")
        }
        prototype.define(symbols.toPrimitive.key, .object(toPrimitive), .configurable)
    }

    private func addDateSetters(to prototype: JSObject) {
        /// The fields from one on that a setter takes.
        let setters: [(String, first: Int, count: Int)] = [
            ("FullYear", 0, 3), ("Month", 1, 2), ("Date", 2, 1), ("Hours", 3, 4), ("Minutes", 4, 3), ("Seconds", 5, 2),
            ("Milliseconds", 6, 1),
        ]
        for (name, first, count) in setters {
            for isUTC in [false, true] {
                let full = "set\(isUTC ? "UTC" : "")\(name)"
                let function = JSFunction(self, JSString(full), parameters: count) { call in
                    let date = try call.date()
                    let numbers = try call.arguments.prefix(count).map { try call.realm.toNumber($0) }
                    var time = date.time
                    if time.isNaN {
                        guard first == 0 else { return .number(Double.nan) }
                        time = 0
                    } else if !isUTC {
                        time = CalendarTime.local(time)
                    }
                    let parts = CalendarTime(time)
                    var fields = [
                        parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second, parts.millisecond,
                    ]
                    .map(Double.init)
                    for (offset, number) in numbers.enumerated() { fields[first + offset] = number }
                    if numbers.isEmpty { fields[first] = .nan }
                    let changed = CalendarTime.milliseconds(
                        CalendarTime.days(fields[0], fields[1], fields[2]), fields[3], fields[4], fields[5], fields[6])
                    date.time = CalendarTime.clip(isUTC ? changed : CalendarTime.utc(changed))
                    return .number(date.time)
                }
                prototype.define(key(full), .object(function), .hidden)
            }
        }
        prototype.method("setTime", parameters: 1) { call in
            let date = try call.date()
            date.time = CalendarTime.clip(try call.number(0))
            return .number(date.time)
        }
    }

    private func addDateTexts(to prototype: JSObject) {
        func add(_ name: StaticString, _ text: @escaping (Double) -> String) {
            prototype.method(name) { call in
                let time = try call.date().time
                return .string(time.isNaN ? "Invalid Date" : text(time))
            }
        }
        add("toString", DateText.full)
        add("toDateString") { DateText.date(CalendarTime(CalendarTime.local($0))) }
        add("toTimeString", DateText.time)
        add("toUTCString", DateText.utc)
        add("toGMTString", DateText.utc)
        prototype.method("toISOString") { call in
            let time = try call.date().time
            guard !time.isNaN else { throw call.realm.rangeError("Invalid time value") }
            return .string(DateText.iso(time))
        }
        prototype.method("toJSON", parameters: 1) { call in
            let object = try call.realm.toObject(call.this)
            if case .number(let number) = try call.realm.toPrimitive(call.this), !number.isFinite { return .null }
            if case .object(let date as JSDate) = call.this, date.time.isNaN { return .null }
            return try object.call("toISOString")
        }
        for (name, hasDate, hasTime) in [
            ("toLocaleString", true, true), ("toLocaleDateString", true, false), ("toLocaleTimeString", false, true),
        ] as [(StaticString, Bool, Bool)] {
            prototype.method(name) { call in
                let time = try call.date().time
                var isUTC = false
                if case .object(let options) = call[1] {
                    let zone = try options.get("timeZone")
                    if !zone.isUndefined { isUTC = try call.realm.isUTC(zone) }
                }
                return .string(time.isNaN ? "Invalid Date" : DateText.american(time, hasDate, hasTime, isUTC: isUTC))
            }
        }
    }

    /// Whether a time zone is UTC; false if it is the local one.
    func isUTC(_ zone: JSValue) throws -> Bool {
        let name = String(try toString(zone))
        if ["UTC", "ETC/UTC", "GMT", "ETC/GMT"].contains(name.uppercased()) { return true }
        guard name == CalendarTime.zoneName else {
            throw rangeError(
                "Invalid time zone specified: \(name) (this host knows UTC and its own, \(CalendarTime.zoneName))")
        }
        return false
    }

    /// As much of `Intl` (ECMA-402) as programs ask for that want to know where they are.
    func installIntl() {
        let intl = object()
        global.hide("Intl", .object(intl))
        intl.define(symbols.toStringTag.key, "Intl", .configurable)
        let prototype = object()
        let make: (JSCall) throws -> JSObject = { call in JSObject(call.realm, prototype: prototype) }
        let format = JSFunction(self, "DateTimeFormat", construct: make) { .object(try make($0)) }
        format.define(keys.prototype, .object(prototype), [])
        prototype.define(keys.constructor, .object(format), .hidden)
        prototype.define(symbols.toStringTag.key, "Intl.DateTimeFormat", .configurable)
        intl.hide("DateTimeFormat", .object(format))
        prototype.method("resolvedOptions") { call in
            .object(
                call.realm.object([
                    "locale": "en-US", "calendar": "gregory", "numberingSystem": "latn",
                    "timeZone": .string(CalendarTime.zoneName), "year": "numeric", "month": "numeric", "day": "numeric",
                ]))
        }
        prototype.method("format", parameters: 1) { call in
            var time = call.realm.now
            if case .object(let date as JSDate) = call[0] {
                time = date.time
            } else if !call[0].isUndefined {
                time = try call.number(0)
            }
            guard time.isFinite else { throw call.realm.rangeError("Invalid time value") }
            return .string(DateText.american(time, true, false, isUTC: false))
        }
    }
}

extension JSCall {
    fileprivate func date() throws -> JSDate {
        guard case .object(let date as JSDate) = this else { throw realm.typeError("this is not a Date object.") }
        return date
    }
}
