package main

import (
	"strings"
	"syscall/js"
)

// messages are requests, responses, their headers and bodies; none of them is sent.
func messages() {
	requests()
	responses()
	headerLists()
	streams()
}

// later prints what a promise is settled with, and waits for it.
func later(label string, body func() any) {
	done := make(chan struct{})
	problem(label, func() any {
		promise := js.ValueOf(body())
		promise.Call("then", fn(func(a []js.Value) any {
			if a[0].Type() == js.TypeObject && !a[0].Get("done").IsUndefined() {
				// In Node, some of these have their properties in another order.
				line(label, "gives", show(a[0].Get("value"), 0), a[0].Get("done"))
			} else {
				line(label, "resolves", show(a[0], 0))
			}
			close(done)
			return nil
		}), fn(func(a []js.Value) any {
			if a[0].Type() == js.TypeObject {
				line(label, "rejects", a[0].Get("name"), a[0].Get("code"), a[0].Get("message"))
			} else {
				line(label, "rejects", show(a[0], 0))
			}
			close(done)
			return nil
		}))
		return "asked"
	})
	<-done
}

func request(arguments ...any) js.Value  { return get("Request").New(arguments...) }
func response(arguments ...any) js.Value { return get("Response").New(arguments...) }

func attributes(object js.Value, names ...string) string {
	var texts []string
	for _, name := range names {
		texts = append(texts, name+" "+show(object.Get(name), 0))
	}
	return strings.Join(texts, ", ")
}

// over gives a stream of some chunks, or of an object's own.
func over(chunks ...any) js.Value {
	return get("ReadableStream").New(pairs("start", fn(func(a []js.Value) any {
		for _, chunk := range chunks {
			a[0].Call("enqueue", chunk)
		}
		a[0].Call("close")
		return nil
	})))
}

func textBytes(text string) js.Value { return get("TextEncoder").New().Call("encode", text) }

func requests() {
	names := []string{"method", "url", "destination", "referrer", "referrerPolicy", "mode", "credentials", "cache", "redirect", "integrity", "keepalive", "bodyUsed", "duplex"}
	for _, options := range []js.Value{
		pairs(), js.Null(), js.Undefined(), pairs("method", "post"), pairs("method", "Patch"), pairs("method", "HEAD", "mode", "no-cors", "credentials", "include"),
		pairs("redirect", "error", "cache", "no-store", "referrerPolicy", "origin", "integrity", "sha256-x", "keepalive", 1),
		pairs("method", "PUT", "body", "text"), pairs("method", "PUT", "body", textBytes("bytes")), pairs("method", "PUT", "body", get("URLSearchParams").New("a=b c")),
		pairs("method", "PUT", "body", textBytes("buffer").Get("buffer")), pairs("method", "PUT", "body", js.Null()), pairs("method", "PUT", "body", 5), pairs("method", "PUT", "body", pairs()),
		pairs("method", "PUT", "body", "x", "headers", pairs("Content-Type", "a/b", "X-One", "1")), pairs("headers", array(array("b", "2"), array("A", "1"), array("B", "3"))),
		pairs("method", "a b"), pairs("method", ""), pairs("method", "trace"), pairs("method", "TRACK"), pairs("body", "x"), pairs("method", "HEAD", "body", "x"),
		pairs("method", "POST", "body", over(textBytes("s"))), pairs("method", "POST", "body", over(textBytes("s")), "duplex", "half"), pairs("mode", "navigate"),
		pairs("referrer", ""), pairs("referrer", "about:client"), pairs("headers", 5),
	} {
		problem("Request "+show(options, 0), func() any {
			request := request("http://h/p?q#f", options)
			return attributes(request, names...) + show(get("Array").Call("from", request.Get("headers")), 0) + show(js.ValueOf(request.Get("body").IsNull()), 0)
		})
	}
	problem("no argument", func() any { return request() })
	for _, address := range []any{"/x", "", "http://u:p@h/", "http://:@h/", 5, js.Null(), "mailto:a", "HTTP://H:80", get("URL").New("http://u/"), "http://h/\n#x"} {
		problem("Request of "+show(js.ValueOf(address), 3), func() any { return request(address).Get("url") })
	}
	one := request("http://h/", pairs("method", "POST", "body", "abc", "headers", pairs("x", "y")))
	two := request(one)
	line(attributes(one, "bodyUsed"), attributes(two, "method", "url", "bodyUsed"), two.Get("headers").Call("get", "x"), one.Get("headers").Equal(two.Get("headers")))
	later("of another", func() any { return two.Call("text") })
	later("again", func() any { return two.Call("text") })
	problem("used", func() any { return request(one) })
	problem("used, with a body", func() any { return request(one, pairs("body", "new")).Get("bodyUsed") })
	problem("other method", func() any { return request(request("http://h", pairs("method", "POST", "body", "x")), pairs("method", "GET")) })
	clone := request("http://h/", pairs("method", "POST", "body", "abc", "redirect", "manual"))
	copied := clone.Call("clone")
	line(attributes(copied, "method", "redirect", "bodyUsed"), copied.Get("body").Equal(clone.Get("body")))
	later("clone", func() any { return copied.Call("text") })
	later("cloned", func() any { return clone.Call("text") })
	problem("clone of a used one", func() any { return clone.Call("clone").Get("url") })
	streamed := request("http://h/", pairs("method", "POST", "body", over(textBytes("a"), textBytes("b")), "duplex", "half"))
	other := streamed.Call("clone")
	later("stream", func() any { return streamed.Call("text") })
	later("stream's clone", func() any { return other.Call("text") })
	controller := get("AbortController").New()
	signalled := request("http://h", pairs("signal", controller.Get("signal")))
	line(signalled.Get("signal").Equal(controller.Get("signal")), signalled.Get("signal").Get("aborted"))
	controller.Call("abort", "why")
	line(signalled.Get("signal").Get("aborted"), signalled.Get("signal").Get("reason"), signalled.Call("clone").Get("signal").Get("aborted"))
	line(request("http://h", pairs("signal", js.Null())).Get("signal").Get("aborted"))
	line(get("Object.prototype.toString").Call("call", one), show(get("Object").Call("keys", one), 0))
}

func responses() {
	names := []string{"type", "url", "redirected", "status", "ok", "statusText", "bodyUsed"}
	describe := func(response js.Value) string {
		return attributes(response, names...) + show(get("Array").Call("from", response.Get("headers")), 0) + show(js.ValueOf(response.Get("body").IsNull()), 0)
	}
	for _, arguments := range [][]any{
		{}, {js.Undefined()}, {js.Null(), js.Null()}, {""}, {"text"}, {"text", pairs("status", 404, "statusText", "Not Here", "headers", pairs("x-a", "b"))}, {textBytes("b")},
		{js.Null(), pairs("status", 204)}, {"x", pairs("status", 204)}, {"x", pairs("status", 304)}, {js.Null(), pairs("status", 199)}, {js.Null(), pairs("status", 600)}, {js.Null(), pairs("status", "201")},
		{js.Null(), pairs("statusText", "a\nb")}, {js.Null(), pairs("statusText", "a\tb é")}, {get("URLSearchParams").New("a=1")}, {over()}, {"x", pairs("headers", get("Headers").New(pairs("content-type", "z")))},
	} {
		problem("Response", func() any { return describe(response(arguments...)) })
	}
	problem("json", func() any { return describe(get("Response").Call("json", pairs("a", 1))) })
	problem("json", func() any {
		return describe(get("Response").Call("json", 5, pairs("status", 201, "headers", pairs("content-type", "x/y"))))
	})
	problem("json", func() any { return get("Response").Call("json", js.Undefined()) })
	problem("error", func() any { return describe(get("Response").Call("error")) })
	for _, arguments := range [][]any{{"http://h/x"}, {"http://h", 308}, {"/x"}, {"http://h", 200}} {
		problem("redirect"+list(arguments), func() any { return describe(get("Response").Call("redirect", arguments...)) })
	}
	problem("immutable", func() any { return get("Response").Call("error").Get("headers").Call("append", "a", "b") })
	problem("immutable", func() any { return get("Response").Call("redirect", "http://h").Get("headers").Call("delete", "location") })
	later("text", func() any { return response("é想😀").Call("text") })
	later("marked", func() any {
		return response(get("Uint8Array").Call("of", 0xef, 0xbb, 0xbf, 0x41, 0xff)).Call("text")
	})
	later("bytes", func() any { return response("ab").Call("bytes") })
	later("arrayBuffer", func() any {
		return response("abc").Call("arrayBuffer").Call("then", fn(func(a []js.Value) any { return a[0].Get("byteLength") }))
	})
	later("json", func() any { return response("{\"a\":[1,2]}").Call("json") })
	later("none", func() any { return response().Call("text") })
	later("none", func() any { return response().Call("bytes") })
	later("two chunks", func() any { return response(over(textBytes("a"), textBytes("b"))).Call("text") })
	later("texts", func() any { return response(over("a")).Call("text") })
	later("failing", func() any {
		return response(get("ReadableStream").New(pairs("start", fn(func(a []js.Value) any { a[0].Call("error", "broken"); return nil })))).Call("text")
	})
	used := response("x")
	later("first", func() any { return used.Call("text") })
	line(attributes(used, "bodyUsed"))
	later("second", func() any { return used.Call("arrayBuffer") })
	problem("clone", func() any { return used.Call("clone") })
	locked := response("x")
	locked.Get("body").Call("getReader")
	line(attributes(locked, "bodyUsed"), locked.Get("body").Get("locked"))
	later("locked", func() any { return locked.Call("text") })
	problem("of a locked one", func() any { return response(locked.Get("body")) })
	line(response("x").Get("body").Get("locked"), locked.Get("body").Equal(locked.Get("body")))
	clone := response("abc", pairs("status", 201, "headers", pairs("a", "b")))
	copied := clone.Call("clone")
	copied.Get("headers").Call("set", "a", "c")
	line(describe(clone), describe(copied))
	later("clone", func() any { return copied.Call("text") })
	later("cloned", func() any { return clone.Call("text") })
	line(get("Object.prototype.toString").Call("call", used), get("Response").Get("name"), get("Response").Get("length"))
}

func headerLists() {
	make := func(init ...any) js.Value { return get("Headers").New(init...) }
	entries := func(headers js.Value) string { return show(get("Array").Call("from", headers), 0) }
	for _, init := range []any{
		js.Undefined(), pairs(), pairs("B", "2", "a", " 1 \t", "c", 5), array(array("x", "1"), array("X", "2")), array(), get("Map").New(array(array("m", "n"))), make(pairs("h", "i")),
		array(array("a")), array(array("a", "b", "c")), pairs("a b", "c"), pairs("a", "b\nc"), pairs("a", "\r\nb\n"), pairs("", "x"), pairs("a", "\x00"), 5, "x",
	} {
		problem("Headers", func() any { return entries(make(init)) })
	}
	headers := make()
	for _, step := range [][]any{
		{"append", "Set-Cookie", "a=1"}, {"append", "set-cookie", "b=2"}, {"append", "z", "1"}, {"append", "A", "2"}, {"append", "Z", "3"}, {"get", "Z"}, {"get", "set-cookie"}, {"getSetCookie"}, {"get", "none"}, {"has", "a"},
		{"set", "z", "4"}, {"delete", "a"}, {"delete", "none"}, {"get", "a b"}, {"has", "a b"}, {"set", "a b", "c"}, {"set", "a", "b\nc"}, {"delete", "a b"}, {"append", "x"}, {"append"}, {"set", "x"}, {"get"}, {"has"}, {"delete"},
	} {
		problem(list(step), func() any { return headers.Call(step[0].(string), step[1:]...) })
	}
	line(entries(headers), show(get("Array").Call("from", headers.Call("keys")), 0), show(get("Array").Call("from", headers.Call("values")), 0))
	headers.Call("forEach", fn(func(a []js.Value) any { line("each", a[0], a[1], a[2].Equal(headers)); return nil }))
	line(get("Object.prototype.toString").Call("call", headers))
}

func streams() {
	for _, arguments := range [][]any{
		{}, {pairs()}, {5}, {pairs("type", "x")}, {pairs(), pairs("highWaterMark", -1)}, {pairs(), pairs("size", 5)}, {pairs(), get("CountQueuingStrategy").New(pairs("highWaterMark", 5))},
	} {
		problem("ReadableStream", func() any { return get("ReadableStream").New(arguments...).Get("locked") })
	}
	var controller js.Value
	asked := 0
	stream := get("ReadableStream").New(pairs(
		"start", fn(func(a []js.Value) any { controller = a[0]; line("start", a[0].Get("desiredSize")); return nil }),
		"pull", fn(func(a []js.Value) any { asked++; line("pull", asked, a[0].Equal(controller)); return nil }),
		"cancel", fn(func(a []js.Value) any { line("cancel", a[0]); return "ignored" })),
		pairs("highWaterMark", 2))
	controller.Call("enqueue", "a")
	line(controller.Get("desiredSize"))
	controller.Call("enqueue", pairs("b", 1))
	line(controller.Get("desiredSize"))
	reader := stream.Call("getReader")
	line(stream.Get("locked"))
	problem("another reader", func() any { return stream.Call("getReader") })
	problem("no reader", func() any { return get("ReadableStreamDefaultReader").New(stream) })
	problem("no controller", func() any { return get("ReadableStreamDefaultController").New() })
	problem("mode", func() any { return get("ReadableStream").New().Call("getReader", pairs("mode", "x")) })
	later("cancel a locked one", func() any { return stream.Call("cancel") })
	for i := 0; i < 2; i++ {
		later("read", func() any { return reader.Call("read") })
	}
	waiting := reader.Call("read")
	controller.Call("enqueue", "c")
	later("waiting", func() any { return waiting })
	reader.Call("releaseLock")
	line(stream.Get("locked"))
	later("read after", func() any { return reader.Call("read") })
	later("closed after", func() any { return reader.Get("closed") })
	later("cancel", func() any { return stream.Call("cancel", "enough") })
	later("cancel again", func() any { return stream.Call("cancel", "enough") })
	problem("enqueue after", func() any { return controller.Call("enqueue", 1) })
	problem("close after", func() any { return controller.Call("close") })
	line(controller.Get("desiredSize"))

	ended := over("a", "b")
	reader = ended.Call("getReader")
	closed := reader.Get("closed")
	for i := 0; i < 3; i++ {
		later("to the end", func() any { return reader.Call("read") })
	}
	later("closed", func() any { return closed })

	var failing js.Value
	broken := get("ReadableStream").New(pairs("start", fn(func(a []js.Value) any { failing = a[0]; return nil })))
	reader = broken.Call("getReader")
	waiting = reader.Call("read")
	failing.Call("error", get("RangeError").New("broken"))
	later("waiting for an error", func() any { return waiting })
	later("read of a broken one", func() any { return reader.Call("read") })
	later("closed of a broken one", func() any { return reader.Get("closed") })
	line(failing.Get("desiredSize"))
	reader.Call("releaseLock")
	later("cancel a broken one", func() any { return broken.Call("cancel") })

	thrower := get("ReadableStream").New(pairs("pull", fn(func(a []js.Value) any { return get("Promise").Call("reject", "pull failed") })))
	later("failing pull", func() any { return thrower.Call("getReader").Call("read") })

	count := 0
	counter := func() js.Value {
		return get("ReadableStream").New(pairs("pull", fn(func(a []js.Value) any {
			count++
			if count > 3 {
				a[0].Call("close")
			} else {
				a[0].Call("enqueue", count)
			}
			return nil
		}), "cancel", fn(func(a []js.Value) any { line("cancelled", show(a[0], 0)); return nil })), pairs("highWaterMark", 0))
	}
	iterator := get("Reflect").Call("get", counter(), get("Symbol.asyncIterator")).Call("call", counter())
	first, second := iterator.Call("next"), iterator.Call("next")
	later("first", func() any { return first })
	later("second", func() any { return second })
	for i := 0; i < 3; i++ {
		later("next", func() any { return iterator.Call("next") })
	}
	count = 0
	early := counter()
	iterator = early.Call("values")
	later("next", func() any { return iterator.Call("next") })
	later("return", func() any { return iterator.Call("return", "r") })
	later("after return", func() any { return iterator.Call("next") })
	line(early.Get("locked"))
	count = 0
	kept := counter()
	iterator = kept.Call("values", pairs("preventCancel", true))
	later("next", func() any { return iterator.Call("next") })
	later("return", func() any { return iterator.Call("return") })
	line(kept.Get("locked"))
	later("the rest", func() any { return kept.Call("getReader").Call("read") })

	pair := over("x", "y").Call("tee")
	left, right := pair.Index(0).Call("getReader"), pair.Index(1).Call("getReader")
	for i := 0; i < 3; i++ {
		later("left", func() any { return left.Call("read") })
	}
	for i := 0; i < 3; i++ {
		later("right", func() any { return right.Call("read") })
	}
	count = 0
	source := counter()
	pair = source.Call("tee")
	line(source.Get("locked"))
	one := pair.Index(0).Call("cancel", "one")
	pair.Index(1).Call("cancel", "two")
	later("both cancelled", func() any { return one })
	sized := get("ByteLengthQueuingStrategy").New(pairs("highWaterMark", 10))
	var measured js.Value
	get("ReadableStream").New(pairs("start", fn(func(a []js.Value) any { measured = a[0]; return nil })), sized)
	measured.Call("enqueue", textBytes("four"))
	line(measured.Get("desiredSize"), sized.Get("highWaterMark"), sized.Get("size").Get("name"), get("CountQueuingStrategy").New(pairs("highWaterMark", 3)).Get("size").Invoke())
	line(get("Object.prototype.toString").Call("call", stream), get("Object.prototype.toString").Call("call", reader), get("Object.prototype.toString").Call("call", controller))
}
