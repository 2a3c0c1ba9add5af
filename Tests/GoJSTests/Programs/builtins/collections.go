package main

import (
	"math"
	"syscall/js"
)

func collections() {
	m := get("Map").New(array(array("a", 1), array(math.NaN(), 2), array(0, "zero")))
	line(m.Get("size"), m.Call("get", math.NaN()), m.Call("get", math.Copysign(0, -1)), m.Call("has", "b"))
	line(show(m.Call("set", "b", 5), 0), m.Call("delete", "a"), m.Call("delete", "a"))
	for _, name := range []string{"keys", "values", "entries"} {
		call("Array.from", m.Call(name))
		line(get("Object.prototype.toString").Call("call", m.Call(name)))
	}
	added := 0
	m.Call("forEach", fn(func(a []js.Value) any {
		line("each", show(a[0], 0), show(a[1], 0), a[2].Equal(m))
		if added < 4 {
			m.Call("delete", a[1])
			m.Call("set", added+100, "later")
			m.Call("set", added+200, "later")
			added++
		}
		return nil
	}))
	iterator := m.Call("keys")
	iterator.Call("next")
	m.Call("clear")
	m.Call("set", "new", 1)
	line(show(iterator.Call("next"), 0), show(iterator.Call("next"), 0))
	create("Map", array(1))
	create("Map", 5)
	run("Map", func() any { return get("Map.prototype.get").Call("call", get("Set").New(), 1) })
	run("size", func() any { return get("Reflect").Call("get", get("Map.prototype"), "size", pairs()) })
	s := get("Set").New("hello")
	line(show(s, 0), s.Get("size"), s.Call("has", "l"), show(s.Call("add", pairs("a", 1)), 0))
	call("Array.from", s.Call("entries"))
	big := get("Set").New()
	for i := 0; i < 200; i++ {
		big.Call("add", i)
	}
	walk := big.Call("values")
	for i := 0; i < 50; i++ {
		walk.Call("next")
	}
	for i := 0; i < 180; i++ {
		big.Call("delete", i)
	}
	line(show(walk.Call("next"), 0), big.Get("size"))
	key := pairs("k", 1)
	w := get("WeakMap").New(array(array(key, 5)))
	line(w.Call("get", key), w.Call("has", pairs()), w.Call("delete", key), w.Call("get", key))
	run("weak", func() any { return w.Call("set", 1, 2) })
	run("weak", func() any { return get("WeakSet").New().Call("add", "x") })
	line(get("WeakSet").New(array(key)).Call("has", key), get("WeakRef").New(key).Call("deref").Equal(key))
	create("WeakRef", 1)
	create("FinalizationRegistry", 1)

	for _, text := range []string{`{"a":[1,2.5e3,-0,true,null,"x\u0041\n\ud83d\ude00"],"b":{"c":{}}}`, ` 5 `, `"é"`, `[1,]`, `{`, `{"a"}`, `{"a":1,}`, `{a:1}`, `nul`, ``, `[1 2]`, `01`, `-`, `1.`, `1e`, `"abc`, `"\x"`, `"\u12g4"`, "\"a\nb\"", `{"a":1}x`, `{"__proto__":1,"a":1,"a":2}`, `tru3`, `[1,"b" 5]`, `{"a" 1}`} {
		call("JSON.parse", text)
	}
	call("JSON.parse", `{"a":1,"b":[1,2]}`, fn(func(a []js.Value) any {
		if a[1].Type() == js.TypeNumber {
			if a[1].Int() == 2 {
				return js.Undefined()
			}
			return a[1].Int() * 10
		}
		return a[1]
	}))
	value := func() js.Value {
		return pairs("n", 1.5, "s", "q\"\\\n\u2028é\x01", "u", js.Undefined(), "f", fn(func([]js.Value) any { return nil }), "nan", math.NaN(), "a", array(1, js.Undefined(), pairs()), "o", pairs("x", pairs()), "e", array(), "d", get("Date").New(0), "b", get("Object").Invoke(true), "m", get("Map").New(), "t", pairs("toJSON", fn(func(a []js.Value) any { return "json of " + a[0].String() })))
	}
	call("JSON.stringify", value())
	call("JSON.stringify", value(), js.Null(), 2)
	call("JSON.stringify", value(), js.Null(), "--")
	call("JSON.stringify", value(), array("o", "x", "n", 1))
	call("JSON.stringify", pairs("a", 1, "b", array(2, "3")), fn(func(a []js.Value) any {
		if a[1].Type() == js.TypeNumber {
			return a[1].Int() + 1
		}
		return a[1]
	}))
	call("JSON.stringify", js.Undefined())
	call("JSON.stringify", get("String").Call("fromCharCode", 0xd800))
	call("JSON.stringify", get("Uint8Array").Call("of", 1, 2))
	circle := pairs("a", array(1))
	circle.Get("a").SetIndex(1, circle)
	call("JSON.stringify", circle)

	call("Reflect.ownKeys", array(1))
	call("Reflect.has", pairs("a", 1), "toString")
	call("Reflect.get", 5, "a")
	call("Reflect.set", get("Object").Call("freeze", pairs("a", 1)), "a", 2)
	call("Reflect.apply", get("Math.max"), js.Null(), array(1, 2))
	call("Reflect.apply", 5)
	call("Reflect.construct", get("Array"), array(1, 2))
	call("Reflect.construct", get("Math.max"), array())
	call("Reflect.setPrototypeOf", get("Object.prototype"), pairs())
	call("Reflect.deleteProperty", array(), "length")
	call("Reflect.defineProperty", pairs(), "a", pairs("value", 1))
	call("Reflect.isExtensible", pairs())
}

func dates() {
	for _, text := range []string{"2026-11-27T10:20:30.123Z", "2026-11-27", "2026-11", "2026", "2026-11-27T10:20", "2026-11-27T10:20:30+02:30", "+012026-01-01T00:00:00Z", "-000001-01-01T00:00:00Z", "2026-13-01", "2026-02-30T00:00:00Z", "2026-11-27T24:00:00Z", "2026-11-27T10:20:30.1234567Z", "Fri Nov 27 2026 10:20:30 GMT+0100 (CET)", "Fri, 27 Nov 2026 10:20:30 GMT", "27 Nov 2026", "Nov 27, 2026 4:05 PM", "11/27/2026", "11/27/2026, 4:05:06 PM", "November 27 2026 10:20", "rubbish", "", "2026-11-27 10:20:30"} {
		call("Date.parse", text)
	}
	for _, time := range []any{0, -1, 1e12, -62198755200000, 8.64e15, 8.64e15 + 1, math.NaN(), 1795774830123, 951782400000, 253402300800000} {
		date := get("Date").New(time)
		for _, name := range []string{"toString", "toDateString", "toTimeString", "toISOString", "toUTCString", "toJSON", "getTime", "getDay", "getUTCDate", "getFullYear", "getMonth", "getHours", "getMilliseconds", "getTimezoneOffset", "toLocaleString", "toLocaleDateString", "toLocaleTimeString"} {
			run(name, func() any { return date.Call(name) })
		}
		run("locale", func() any { return date.Call("toLocaleString", "en-US", pairs("timeZone", "UTC")) })
		run("number", func() any { return get("Number").Invoke(date) })
		run("text", func() any { return get("String").Invoke(date) })
	}
	call("Date.UTC", 2026)
	call("Date.UTC", 2026, 13, 45, 30, 70, 80, 1500)
	call("Date.UTC", 99, 0)
	call("Date.UTC")
	create("Date", 2026, 1, 29, 12)
	create("Date", "2026-11-27T00:00:00Z")
	create("Date", js.Undefined())
	create("Date", get("Date").New(5))
	date := get("Date").New(1e12)
	for _, step := range []struct {
		name  string
		value []any
	}{{"setFullYear", []any{2020, 1, 29}}, {"setMonth", []any{14}}, {"setDate", []any{0}}, {"setHours", []any{25, 61, 61, 1001}}, {"setMinutes", []any{-1}}, {"setUTCSeconds", []any{5, 6}}, {"setMilliseconds", []any{math.NaN()}}, {"setMonth", []any{1}}, {"setFullYear", []any{2000}}, {"setTime", []any{5.9}}, {"setDate", []any{}}} {
		line(step.name, date.Call(step.name, step.value...), date)
	}
	run("receiver", func() any { return get("Date.prototype.getTime").Call("call", pairs()) })
	line(get("Date").Invoke(5).Type() == js.TypeString, get("Date").Call("now").Float() > 1.7e12)
	line(get("Intl").Call("DateTimeFormat").Call("resolvedOptions").Get("timeZone"))
}

// promises leaves its lines in the order in which jobs run.
func promises() {
	done := make(chan bool)
	say := func(label string) js.Value {
		return fn(func(a []js.Value) any {
			text := label
			for _, value := range a {
				text += " " + show(value, 0)
			}
			line(text)
			return label
		})
	}
	promise := get("Promise")
	create("Promise")
	create("Promise", 5)
	call("Promise")
	one := promise.Call("resolve", 1)
	line(promise.Call("resolve", one).Equal(one), get("Object.prototype.toString").Call("call", one))
	one.Call("then", say("first")).Call("then", say("second")).Call("finally", say("finally")).Call("then", say("after finally"))
	promise.Call("reject", "bad").Call("then", say("never")).Call("catch", say("caught")).Call("then", say("went on"))
	promise.Call("reject", get("Error").New("oops")).Call("finally", say("cleanup")).Call("catch", say("rethrown"))
	resolvers := make([]js.Value, 2)
	pending := promise.New(fn(func(a []js.Value) any {
		resolvers[0], resolvers[1] = a[0], a[1]
		return nil
	}))
	pending.Call("then", say("resolved late"), say("rejected late"))
	resolvers[0].Invoke(pairs("then", fn(func(a []js.Value) any { a[0].Invoke("by a thenable"); return nil })))
	resolvers[1].Invoke("ignored")
	var self js.Value
	self = promise.New(fn(func(a []js.Value) any { resolvers[0] = a[0]; return nil }))
	resolvers[0].Invoke(self)
	self.Call("catch", say("cycle"))
	promise.Call("all", array(1, promise.Call("resolve", 2), pairs("then", fn(func(a []js.Value) any { a[0].Invoke(3); return nil })))).Call("then", say("all"))
	promise.Call("all", array()).Call("then", say("all of none"))
	promise.Call("all", array(promise.Call("reject", "r"), 1)).Call("catch", say("all rejects"))
	promise.Call("all", 5).Call("catch", say("all of 5"))
	promise.Call("allSettled", array(1, promise.Call("reject", "r"))).Call("then", say("allSettled"))
	promise.Call("any", array(promise.Call("reject", "r"), 2)).Call("then", say("any"))
	promise.Call("any", array(promise.Call("reject", "r"))).Call("catch", fn(func(a []js.Value) any {
		line("any rejects", show(a[0], 0), show(a[0].Get("errors"), 0))
		return nil
	}))
	promise.Call("race", array(promise.New(fn(func([]js.Value) any { return nil })), "fast")).Call("then", say("race"))
	get("queueMicrotask").Invoke(say("microtask"))
	get("setTimeout").Invoke(fn(func([]js.Value) any { line("end"); done <- true; return nil }), 5)
	line("all are waiting")
	<-done
}
