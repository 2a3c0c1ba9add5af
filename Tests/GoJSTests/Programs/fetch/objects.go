package main

import (
	"fmt"
	"syscall/js"
)

// await gives what a promise is settled with, and whether it was rejected.
func await(promise js.Value) (js.Value, bool) {
	type outcome struct {
		value    js.Value
		rejected bool
	}
	done := make(chan outcome, 1)
	settled := func(rejected bool) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			done <- outcome{args[0], rejected}
			return nil
		})
	}
	promise.Call("then", settled(false), settled(true))
	result := <-done
	return result.value, result.rejected
}

func text(value js.Value) string { return js.Global().Get("String").Invoke(value).String() }

// ask prints what fetch gives, as text.
func ask(label string, arguments ...any) {
	response, rejected := await(js.Global().Call("fetch", arguments...))
	if rejected {
		cause := response
		if response.Type() == js.TypeObject {
			cause = response.Get("cause")
		}
		fmt.Println(label, "rejected", text(response), text(cause))
		return
	}
	body, rejected := await(response.Call("text"))
	fmt.Println(label, text(response.Get("status")), text(response.Get("url")), rejected, text(body))
}

func object(pairs ...any) js.Value {
	result := js.Global().Get("Object").New()
	for i := 0; i < len(pairs); i += 2 {
		result.Set(pairs[i].(string), pairs[i+1])
	}
	return result
}

// stream gives chunks when it is asked for them.
func stream(chunks ...any) js.Value {
	return js.Global().Get("ReadableStream").New(object("pull", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(chunks) == 0 {
			args[0].Call("close")
		} else {
			args[0].Call("enqueue", chunks[0])
			chunks = chunks[1:]
		}
		return nil
	})))
}

func bytes(text string) js.Value { return js.Global().Get("TextEncoder").New().Call("encode", text) }

func objects(base string) {
	global := js.Global()
	request := func(path string, init ...any) js.Value {
		return global.Get("Request").New(append([]any{base + path}, init...)...)
	}
	ask("URL", global.Get("URL").New("/x/../hello#part", base))
	ask("text", base+"/hello?a b")
	ask("request", request("/hello"))
	post := request("/type", object("method", "POST", "body", "text"))
	ask("body", post)
	fmt.Println("used", post.Get("bodyUsed").Bool())
	ask("used", post)
	ask("other body", post, object("body", global.Get("URLSearchParams").New("a=é")))
	ask("other method", request("/type"), object("method", "PUT", "body", bytes("abc"), "headers", object("Content-Type", "a/b")))
	ask("stream", base+"/type", object("method", "POST", "body", stream(bytes("one "), bytes("two")), "duplex", "half"))
	ask("stream of texts", base+"/type", object("method", "POST", "body", stream("text"), "duplex", "half"))
	failing := global.Get("ReadableStream").New(object("pull", js.FuncOf(func(js.Value, []js.Value) any {
		return global.Get("Promise").Call("reject", global.Get("RangeError").New("broken"))
	})))
	ask("failing stream", base+"/type", object("method", "POST", "body", failing, "duplex", "half"))
	ask("no duplex", base+"/type", object("method", "POST", "body", stream()))
	ask("nothing", "/relative")
	ask("password", "http://u:p@server.example/hello")
	ask("other scheme", "ftp://server.example/hello")
	ask("odd host", "http://a{b}/hello")
	ask("number", "http://0x7f.1/hello")
	ask("redirect by name", base+"/to-password")
	ask("redirect to nowhere", base+"/to-nothing")
	ask("redirect relative", base+"/deep/to-relative?q#f")
	ask("redirect error", base+"/moved", object("redirect", "error"))
	ask("redirect manual", base+"/moved", object("redirect", "manual"))
	ask("wrong option", base+"/hello", object("redirect", "sometimes"))
	ask("wrong signal", base+"/hello", object("signal", object()))

	response, _ := await(global.Call("fetch", base+"/large"))
	clone := response.Call("clone")
	for _, each := range []js.Value{response, clone} {
		buffer, _ := await(each.Call("arrayBuffer"))
		fmt.Println("large", buffer.Get("byteLength").Int(), each.Get("bodyUsed").Bool())
	}
	response, _ = await(global.Call("fetch", base+"/hello"))
	fmt.Println("set", global.Get("Reflect").Call("has", response.Get("headers"), "set").Bool(), text(response.Get("type")))
	problem, _ := await(global.Get("Promise").Call("try", response.Get("headers").Get("set").Call("bind", response.Get("headers"), "a", "b")))
	fmt.Println("change", text(problem))

	// Aborted before, on the way, and while the body comes.
	controller := global.Get("AbortController").New()
	controller.Call("abort")
	ask("aborted before", base+"/hello", object("signal", controller.Get("signal")))
	controller = global.Get("AbortController").New()
	waiting := global.Call("fetch", base+"/slow", object("signal", controller.Get("signal")))
	controller.Call("abort", "enough")
	reason, rejected := await(waiting)
	fmt.Println("aborted", text(reason), rejected)
	controller = global.Get("AbortController").New()
	response, _ = await(global.Call("fetch", base+"/endless", object("signal", controller.Get("signal"))))
	reader := response.Get("body").Call("getReader")
	part, _ := await(reader.Call("read"))
	controller.Call("abort", "enough")
	reason, rejected = await(reader.Call("read"))
	closed, _ := await(reader.Get("closed"))
	fmt.Println("aborted body", part.Get("value").Get("length").Int(), text(reason), rejected, text(closed))
	response, _ = await(global.Call("fetch", base+"/endless"))
	await(response.Get("body").Call("cancel"))
	nothing, rejected := await(response.Call("text"))
	fmt.Println("cancelled", text(nothing), rejected)
}
