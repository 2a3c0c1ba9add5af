package main

import (
	"math"
	"strings"
	"syscall/js"
)

// consoleLines writes to standard output and standard error by the console.
func consoleLines() {
	log := func(values ...any) { get("console").Call("log", values...) }
	log()
	log("text", 1, -0.5, math.NaN(), true, js.Null(), js.Undefined(), get("Symbol.iterator"))
	log(math.Copysign(0, -1), array(math.Copysign(0, -1)))
	log(array(), pairs(), array(array()), pairs("a", pairs()))
	log(array("it's", "\"both'", "a\nb\x01", "é😀"))
	log(pairs("a", 1, "b-c", "x", "1", array(1, 2), "_d", js.Null()))
	log(pairs("a", pairs("b", pairs("c", pairs("d", 1)))), array(array(array(array(1)))))
	log(pairs("list", array(pairs("name", "first entry", "value", 1), pairs("name", "second entry", "value", 2)), "text", "something that is rather long"))
	numbers := array()
	for i := 0; i < 120; i++ {
		numbers.Call("push", i*i)
	}
	log(numbers)
	words := array()
	for i := 0; i < 27; i++ {
		words.Call("push", strings.Repeat(string(rune('a'+i%26)), 1+i%7))
	}
	log(words)
	log(array(1, 2, 3, 4, 5, 6), array(1, 2, 3, 4, 5, 6, 7), array(1.5, -2, 300, 4, 5, 6, 7, 8, 9, 10))
	holes := get("Array").New(5)
	holes.SetIndex(2, "x")
	holes.Set("extra", 1)
	log(holes)
	log(get("Map").New(array(array("k", 1), array(pairs("o", 1), array(1)))), get("Set").New(array(1, "a")), get("Map").New())
	log(get("Uint8Array").Call("of", 1, 2, 3), get("Float64Array").New(2), get("ArrayBuffer").New(3))
	log(get("Math.max"), get("Map"), fn(func([]js.Value) any { return nil }))
	log(get("Date").New(0), get("Date").New(math.NaN()), get("Object").Invoke(5), get("Object").Invoke("str"))
	log(get("Promise").Call("resolve", 5), get("Promise").New(get("Math.max")), get("WeakMap").New())
	log(get("Object").Call("create", js.Null()), get("Math"), get("Object").Call("create", pairs("inherited", 1)))
	circle := pairs("name", "c")
	circle.Set("self", circle)
	circle.Set("list", array(circle, pairs("back", circle)))
	log(circle)
	accessors := pairs()
	for _, name := range []string{"get", "set"} {
		get("Object").Call("defineProperty", accessors, name, pairs(name, fn(func([]js.Value) any { return 1 }), "enumerable", true))
	}
	accessors.Set("plain", 1)
	get("Reflect").Call("set", accessors, get("Symbol").Invoke("mine"), 2)
	log(accessors)
	log("%s is %d years and %i, %f, %j %o %O %c!%% %x", "Bob", 42.5, "42.9px", "1.5e3", pairs("a", array(1)), pairs("o", 1), pairs("b", 2), "css", "rest", pairs("c", 3))
	log("%s %s %s", pairs("a", pairs("b", 1)), array(1, array(2)), js.Null())
	log("%d %i", "x", pairs())
	log("100%", 5)
	log("%s")
	log(5, "%s", "x")
	console := get("console")
	console.Call("info", "info")
	console.Call("debug", "debug")
	console.Call("error", "to %s", "errors")
	console.Call("warn", pairs("w", 1))
	console.Call("assert", true, "not shown")
	console.Call("assert", false, "shown %d", 5)
	console.Call("assert", false)
	console.Call("group", "group")
	log("indented\ntwice")
	console.Call("group")
	log(pairs("a", 1))
	console.Call("groupEnd")
	console.Call("groupEnd")
	console.Call("groupEnd")
	log("back")
	console.Call("count")
	console.Call("count", "x")
	console.Call("count")
	console.Call("countReset")
	console.Call("count")
	console.Call("dir", pairs("a", pairs("b", pairs("c", pairs("d", pairs())))), pairs("depth", 0))
	console.Call("table", array(pairs("a", 1, "b", "x"), pairs("a", 2, "c", true)))
	console.Call("table", array(1, "two", array(3, 4)))
	console.Call("table", array(pairs("a", 1, "b", 2)), array("b"))
	console.Call("table", 5)
}

// webObjects are those that come from the web rather than from the language.
func webObjects() {
	encoder := get("TextEncoder").New()
	run("encode", func() any { return encoder.Call("encode", "é😀") })
	target := get("Uint8Array").New(4)
	run("encodeInto", func() any { return encoder.Call("encodeInto", "aé😀", target) })
	line(show(target, 0))
	decoder := get("TextDecoder").New()
	line(decoder.Get("encoding"), decoder.Get("fatal"), decoder.Get("ignoreBOM"))
	run("decode", func() any {
		return decoder.Call("decode", get("Uint8Array").Call("of", 0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xff, 0x41))
	})
	run("stream", func() any {
		first := decoder.Call("decode", get("Uint8Array").Call("of", 0xf0, 0x9f), pairs("stream", true)).String()
		return first + "|" + decoder.Call("decode", get("Uint8Array").Call("of", 0x98, 0x80)).String()
	})
	run("fatal", func() any {
		return get("TextDecoder").New("utf8", pairs("fatal", true)).Call("decode", get("Uint8Array").Call("of", 0xff))
	})
	run("mark", func() any {
		return get("TextDecoder").New("utf-8", pairs("ignoreBOM", true)).Call("decode", get("Uint8Array").Call("of", 0xef, 0xbb, 0xbf, 0x41))
	})
	run("utf-16", func() any {
		return get("TextDecoder").New("utf-16le").Call("decode", get("Uint8Array").Call("of", 0x41, 0, 0x3d, 0xd8, 0, 0xde))
	})
	run("latin1", func() any {
		return get("TextDecoder").New("latin1").Call("decode", get("Uint8Array").Call("of", 0xe9))
	})
	for _, text := range []string{"", "a", "ab", "abc", "\u00ff\u0000"} {
		encoded := get("btoa").Invoke(text)
		line(encoded, show(get("atob").Invoke(encoded), 0))
	}
	call("atob", " YW I ")
	run("btoa", func() any { return get("btoa").Invoke("€") })
	run("atob", func() any { return get("atob").Invoke("a") })
	uuid := get("crypto").Call("randomUUID").String()
	line(len(uuid), uuid[14:15], get("crypto").Call("getRandomValues", target).Equal(target))
	run("random", func() any { return get("crypto").Call("getRandomValues", get("Uint8Array").New(65537)) })
	line(get("performance").Call("now").Float() > 0, get("performance.timeOrigin").Float() > 1e12)

	clone := pairs("d", get("Date").New(5), "m", get("Map").New(array(array(1, get("Set").New(array(2))))), "b", get("Uint8Array").Call("of", 1), "e", get("RangeError").New("r"))
	clone.Set("self", clone)
	copied := get("structuredClone").Invoke(clone)
	line(copied.Get("self").Equal(copied), copied.Equal(clone), show(copied.Get("d"), 0), show(copied.Get("m"), 0), show(copied.Get("b"), 0), show(copied.Get("e"), 0))
	run("clone", func() any { return get("structuredClone").Invoke(pairs("f", get("Math.max"))) })

	events := get("EventTarget").New()
	listener := fn(func(a []js.Value) any {
		line("event", a[0].Get("type"), a[0].Get("target").Equal(events), show(a[0].Get("detail"), 0))
		a[0].Call("preventDefault")
		return nil
	})
	events.Call("addEventListener", "x", listener)
	events.Call("addEventListener", "x", listener)
	events.Call("addEventListener", "x", pairs("handleEvent", listener), pairs("once", true))
	for i := 0; i < 2; i++ {
		line(events.Call("dispatchEvent", get("CustomEvent").New("x", pairs("detail", i, "cancelable", true))))
	}
	events.Call("removeEventListener", "x", listener)
	line(events.Call("dispatchEvent", get("Event").New("x")))
	controller := get("AbortController").New()
	signal := controller.Get("signal")
	signal.Call("addEventListener", "abort", fn(func(a []js.Value) any { line("aborted", a[0].Get("type")); return nil }))
	both := get("AbortSignal").Call("any", array(signal, get("AbortSignal").Call("timeout", 100000)))
	line(signal.Get("aborted"), both.Get("aborted"))
	controller.Call("abort")
	controller.Call("abort", "again")
	line(signal.Get("aborted"), both.Get("aborted"), signal.Get("reason").Get("name"), signal.Get("reason"))
	run("throwIfAborted", func() any { return signal.Call("throwIfAborted") })
	line(get("AbortSignal").Call("abort", "why").Get("reason"))

	done := make(chan string)
	timer := func(name string, delay any, arguments ...any) js.Value {
		return get("setTimeout").Invoke(append([]any{fn(func(a []js.Value) any {
			line("timer", name, len(a))
			if name == "last" {
				done <- name
			}
			return nil
		}), delay}, arguments...)...)
	}
	timer("later", 300)
	timer("soon", 1, "with", "arguments")
	get("clearTimeout").Invoke(timer("never", 5))
	ticks := 0
	var interval js.Value
	interval = get("setInterval").Invoke(fn(func([]js.Value) any {
		ticks++
		line("tick", ticks)
		if ticks == 3 {
			get("clearInterval").Invoke(interval)
		}
		return nil
	}), 500)
	timer("last", 3000)
	<-done
}
