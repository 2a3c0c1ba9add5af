//go:build js && wasm

// Code in JavaScript that calls Go, and is called by it: what only a host with a JavaScript engine can run.
package main

import (
	"fmt"
	"os"
	"syscall/js"
	"time"
)

var global = js.Global()

func eval(code string) js.Value { return global.Call("eval", code) }

// try calls a function and prints what it returns or throws.
func try(name string, function func() any) {
	defer func() {
		if err, ok := recover().(js.Error); ok {
			// Each engine has its own words.
			fmt.Println(name, "threw", err.Value.Get("name"), eval("(e) => e instanceof Error").Invoke(err.Value))
		}
	}()
	fmt.Println(name, function())
}

func functions() {
	add := global.Get("Function").New("a", "b", "return a + b")
	fmt.Println("Function", add.Invoke(40, 2), add.Invoke("a", "b"))
	twice := js.FuncOf(func(this js.Value, args []js.Value) any { return args[0].Int() * 2 })
	fmt.Println("map", eval("(f) => [1, 2, 3].map((x) => f(x)).join()").Invoke(twice))
	this := js.FuncOf(func(this js.Value, args []js.Value) any { return this.Get("name") })
	fmt.Println("this", eval("(f) => ({ name: 'me', f }).f()").Invoke(this))
	fmt.Println("bound", eval("(f) => f.bind({ name: 'bound' })()").Invoke(this))
	fmt.Println("typeof", eval("(f) => typeof f + (f instanceof Function)").Invoke(twice))
	fmt.Println("same", eval("(f) => f").Invoke(twice).Equal(twice.Value))
	try("syntax", func() any { eval("1 +"); return nil })
	try("reference", func() any { return eval("missing") })
	try("throws", func() any { return eval("() => { throw new RangeError('too far') }").Invoke() })
}

// errors of the host's own functions, as JavaScript sees them.
func hostErrors() {
	check := eval(`(f) => {
		try { f(); return "nothing" } catch (e) {
			return [e instanceof Error, e instanceof TypeError, e.constructor === TypeError, Object.prototype.hasOwnProperty.call(e, "message"),
				String(e) !== "", Array.isArray(e)].join()
		}
	}`)
	fmt.Println("host error", check.Invoke(eval("() => new Event()")))
	fmt.Println("rethrown", eval(`(f) => { let first; try { f() } catch (e) { first = e } try { throw first } catch (e) { return e === first } }`).Invoke(eval("() => new Event()")))
}

// objects of the host in the engine's hands.
func hostObjects() {
	fmt.Println("keys", eval(`(() => { const e = new Event("x"); e.extra = 1; return Object.keys(e).includes("extra") && "extra" in e && delete e.extra && !("extra" in e) })()`))
	fmt.Println("frozen", eval(`(() => { "use strict"; const e = new Event("x"); e.kept = 1; Object.freeze(e); try { e.kept = 2 } catch (x) { return x.name + e.kept + Object.isFrozen(e) } })()`))
	fmt.Println("subclass", eval(`(() => { class Mine extends EventTarget { constructor() { super(); this.own = 1 } } const m = new Mine(); let got = 0; m.addEventListener("go", (e) => { got += e instanceof Event ? m.own : 0 }); m.dispatchEvent(new Event("go")); return [m instanceof Mine, m instanceof EventTarget, got].join() })()`))
	fmt.Println("bytes", eval(`(() => { const b = new TextEncoder().encode("hé"); b[0] = 72; return [b instanceof Uint8Array, Array.from(b), new TextDecoder().decode(b), new TextDecoder().decode(b.subarray(1)), new TextDecoder().decode(new DataView(b.buffer, 0, 1)), new TextDecoder().decode(b.buffer)].join() })()`))
	fmt.Println("random", eval(`(() => { const a = new Uint8Array(64); return crypto.getRandomValues(a) === a && a.some((x) => x) })()`))
	fmt.Println("symbols", eval(`(() => { const s = Symbol("s"); const e = new Event("x"); e[s] = 1; return Object.getOwnPropertySymbols(e).includes(s) && e[s] === 1 && !!Event.prototype[Symbol.toStringTag] })()`))
	fmt.Println("clone", eval(`(() => { const c = structuredClone({ a: [1, { b: 2 }], m: new Map([[1, 2]]), d: new Date(5) }); return JSON.stringify(c) + c.m.get(1) + c.d.getTime() + Array.isArray(c.a) + (c.m instanceof Map) })()`))
	console := global.Get("console")
	console.Call("log", eval(`({ a: [1, 2, , 4], f: function named() {}, m: new Map([["k", { v: 1 }]]), s: new Set([1]), d: new Date(0), u: new Uint8Array(3), t: "x", n: null, y: Symbol("y") })`))
	console.Call("log", eval(`class Point { constructor() { this.x = 1; this.self = this } }; new Point()`))
	console.Call("log", "%s %d %o", eval(`[1]`).Call("toString"), 5, eval(`({ q: 1 })`))
}

// bytes that Go copies.
func bytes() {
	array := eval("new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 4)")
	copied := make([]byte, 8)
	fmt.Println("to Go", js.CopyBytesToGo(copied, array), copied)
	fmt.Println("to JS", js.CopyBytesToJS(array, []byte{7, 8, 9, 10}), eval("(a) => Array.from(new Uint8Array(a.buffer)).join()").Invoke(array))
	fmt.Println("text", eval(`"\u{1F600} \u0000 end"`).String(), eval(`(s) => s.length`).Invoke("😀"))
	fmt.Println("values", eval("(...v) => v.map((x) => typeof x).join()").Invoke(nil, true, 1.5, "s", js.Undefined(), []any{1}, map[string]any{"a": 1}))
	fmt.Println("json", global.Get("JSON").Call("stringify", map[string]any{"a": []any{1, "b", nil, true}}))
	symbol := eval("globalThis.kept = Symbol('kept')")
	fmt.Println("symbol", symbol.Equal(global.Get("kept")), symbol.Type(), eval("(s) => s === kept").Invoke(symbol))
}

// order of what is to be done later.
func later() {
	done := make(chan bool)
	said := ""
	say := js.FuncOf(func(this js.Value, args []js.Value) any { said += " " + args[0].String(); return nil })
	end := js.FuncOf(func(this js.Value, args []js.Value) any { done <- true; return nil })
	eval(`(say, end) => {
		setTimeout(() => say("timer"), 1);
		setTimeout(end, 20);
		Promise.resolve().then(() => say("promise"));
		(async () => { await null; say("async"); try { await Promise.reject(new Error("caught")) } catch (e) { say(e.message) } })();
		say("at once");
	}`).Invoke(say, end)
	global.Get("Promise").Call("resolve", 1).Call("then", say)
	said += " before all"
	<-done
	fmt.Println("later", said)
}

// how an exit passes through JavaScript.
func exit() {
	leave := js.FuncOf(func(this js.Value, args []js.Value) any {
		// Package fmt would wait for the event loop, within a call.
		println("leaving")
		os.Exit(7)
		return nil
	})
	eval("(leave, say) => { try { leave() } catch (e) { say(e) } finally { say('still here') } }").Invoke(leave, global.Get("console").Get("error"))
}

func main() {
	switch os.Args[1] {
	case "all":
		functions()
		hostErrors()
		hostObjects()
		bytes()
		later()
	case "exit":
		exit()
	case "recurse":
		try("recursion", func() any { return eval("(function f() { f() })").Invoke() })
	case "loop":
		fmt.Println("looping")
		eval("for (;;) { try { for (;;) {} } catch {} }")
	case "host":
		fmt.Println("host", eval(`(() => {
			let thrown;
			try { keep({ a: 1 }) } catch (e) { thrown = e }
			const { list } = settings;
			list.push(4);
			return [sum(1, 2, 3), Array.isArray(list), list.indexOf(4), list.filter((x) => x % 2).length, list.map((x) => x)[0], JSON.stringify(list), thrown[0],
				thrown instanceof Uint8Array].join()
		})()`))
	case "forget":
		// What stands for an object of the host goes by the engine's collector, then the object by reference counting.
		make := eval("() => { witness().big = new Array(1000).fill(1) }")
		for i := 0; i < 10_000; i++ {
			make.Invoke()
			if i%1000 == 0 {
				// An object that JavaScript has seen stays at least until no code runs.
				time.Sleep(time.Millisecond)
			}
		}
		fmt.Println("forgotten", global.Call("count").Int() < 9_000)
	case "reject":
		eval("Promise.reject(new Error('nobody cares'))")
		time.Sleep(time.Second)
		fmt.Println("not reached")
	}
}
