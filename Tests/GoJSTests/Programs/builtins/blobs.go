package main

import (
	"regexp"
	"syscall/js"
)

// blobs are bytes with a type, files, and forms that have them.
func blobs() {
	blob := func(arguments ...any) js.Value { return get("Blob").New(arguments...) }
	for _, arguments := range [][]any{
		{}, {array()}, {array("a", textBytes("B"), blob(array("c")), 5, js.Null(), pairs(), textBytes("d").Get("buffer"))}, {array("a"), pairs("type", "Text/X")}, {array("a"), pairs("type", "t/é")},
		{array("a\r\nb\rc\n"), pairs("endings", "native")}, {array("a\r\n"), pairs("endings", "transparent")}, {array("a"), js.Null()}, {get("Set").New(array("x", "y"))},
		{array("a"), pairs("endings", "x")}, {array("a"), 5},
	} {
		problem("Blob", func() any { return attributes(blob(arguments...), "size", "type") })
		if len(arguments) < 2 || arguments[1] != 5 {
			later("text", func() any { return blob(arguments[:min(1, len(arguments))]...).Call("text") })
		}
	}
	six := blob(array("abcdef"), pairs("type", "a/b"))
	for _, arguments := range [][]any{{}, {2}, {-3, -1}, {1, 100}, {4, 2}, {-100, 1}, {0, 3, "Q/R"}} {
		slice := six.Call("slice", arguments...)
		line("slice"+list(arguments), attributes(slice, "size", "type"))
		later("text", func() any { return slice.Call("slice", 1).Call("text") })
	}
	later("arrayBuffer", func() any {
		return six.Call("arrayBuffer").Call("then", fn(func(a []js.Value) any { return a[0].Get("byteLength") }))
	})
	later("stream", func() any { return six.Call("stream").Call("getReader").Call("read") })
	file := get("File").New(array("xyz"), "n\U0001F600", pairs("type", "f/g", "lastModified", 5))
	line(attributes(file, "name", "size", "type", "lastModified"), file.InstanceOf(get("Blob")), get("Object.prototype.toString").Call("call", file), get("Object.prototype.toString").Call("call", six))
	problem("File", func() any { return get("File").New(array()) })
	line(attributes(file.Call("slice", 0, 1), "size", "type"), file.Call("slice").InstanceOf(get("File")))
	line(response(six).Get("headers").Call("get", "content-type"), response(blob()).Get("headers").Call("get", "content-type"))
	later("blob", func() any {
		return response(six).Call("blob").Call("then", fn(func(a []js.Value) any { return attributes(a[0], "size", "type") }))
	})

	form := get("FormData").New()
	form.Call("append", "a\"b\n", "b\nc\r\nd")
	form.Call("append", "f", blob(array("x"), pairs("type", "t/u")))
	form.Call("append", "g", six, "na\"me\n")
	form.Call("append", "h", file)
	form.Call("append", "a", 5)
	form.Call("append", "é", "想")
	sent := response(form)
	line(regexp.MustCompile(`boundary=-+[a-z-]+\d+$`).MatchString(sent.Get("headers").Call("get", "content-type").String()))
	later("multipart", func() any {
		return sent.Call("text").Call("then", fn(func(a []js.Value) any {
			return regexp.MustCompile(`-+formdata-[a-z-]*\d+(--\r\n$)?`).ReplaceAllString(a[0].String(), "boundary$1")
		}))
	})
	form.Call("append", "a", "6")
	form.Call("set", "a", "7")
	form.Call("set", "new", "8")
	line(show(get("Array").Call("from", form.Call("keys")), 0), show(form.Call("getAll", "a"), 0), form.Call("has", "f"), form.Call("get", "none"), form.Call("get", "f").Get("name"))
	form.Call("delete", "f")
	form.Call("forEach", fn(func(a []js.Value) any { line("each", a[1], a[0].Type().String(), a[2].Equal(form)); return nil }))
	for _, step := range [][]any{{"append", "a"}, {"set"}, {"get"}, {"has"}, {"delete"}, {"getAll"}} {
		problem(list(step), func() any { return form.Call(step[0].(string), step[1:]...) })
	}
	problem("FormData", func() any { return get("FormData").New(5) })
	line(get("Object.prototype.toString").Call("call", form), len(get("Array").Call("from", form).String()) > 0)
}
