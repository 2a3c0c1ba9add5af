// Calls the built-in objects of JavaScript and prints what they return, to standard error.
package main

import (
	"math"
	"strconv"
	"strings"
	"syscall/js"
)

func main() {
	objects()
	functions()
	arrays()
	byteArrays()
	numbers()
	texts()
	collections()
	dates()
	promises()
	consoleLines()
	webObjects()
	urls()
	messages()
	blobs()
}

// line prints values with spaces between them, by Go's own print: package fmt would need files.
func line(values ...any) {
	var texts []string
	for _, value := range values {
		switch value := value.(type) {
		case string:
			texts = append(texts, value)
		case js.Value:
			texts = append(texts, get("String").Invoke(value).String())
		default:
			texts = append(texts, get("String").Invoke(js.ValueOf(value)).String())
		}
	}
	print(strings.Join(texts, " "), "\n")
}

var known = map[string]js.Value{}

// get looks up a path from the global object, once.
func get(path string) js.Value {
	if value, ok := known[path]; ok {
		return value
	}
	value := js.Global()
	for _, name := range strings.Split(path, ".") {
		value = value.Get(name)
	}
	known[path] = value
	return value
}

// run prints what a function of Go returns, or what JavaScript throws in it.
func run(label string, body func() any) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case js.Error:
			line(label, "throws", get("String").Invoke(problem.Value).String())
		default:
			panic(problem)
		}
	}()
	line(label, "=", show(js.ValueOf(body()), 0))
}

// call calls a function by its path, without this but with the object it lies on.
func call(path string, arguments ...any) {
	run(path+list(arguments), func() any {
		place := strings.LastIndex(path, ".")
		if place < 0 {
			return get(path).Invoke(arguments...)
		}
		return get(path[:place]).Call(path[place+1:], arguments...)
	})
}

// create calls a constructor.
func create(path string, arguments ...any) {
	run("new "+path+list(arguments), func() any { return get(path).New(arguments...) })
}

// on calls a method of a type's prototype on any value, primitive ones too.
func on(this any, method string, arguments ...any) {
	run(method+" of "+show(js.ValueOf(this), 0)+list(arguments), func() any { return invoke(this, method, arguments...) })
}

func invoke(this any, method string, arguments ...any) js.Value {
	object := get("Object").Invoke(this)
	function := object.Get(method)
	return function.Call("call", append([]any{this}, arguments...)...)
}

func list(arguments []any) string {
	var texts []string
	for _, argument := range arguments {
		texts = append(texts, show(js.ValueOf(argument), 0))
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// array and object make JavaScript values shortly.
func array(values ...any) js.Value          { return js.ValueOf(values) }
func object(values map[string]any) js.Value { return js.ValueOf(values) }

// pairs makes an object whose properties have an order.
func pairs(values ...any) js.Value {
	result := get("Object").New()
	for i := 0; i < len(values); i += 2 {
		result.Set(values[i].(string), values[i+1])
	}
	return result
}

// fn makes a function; panics of Go are not meant to happen in it.
func fn(body func(args []js.Value) any) js.Value {
	return js.FuncOf(func(this js.Value, args []js.Value) any { return body(args) }).Value
}

// show writes a value as a program would in its source.
func show(value js.Value, depth int) string {
	if depth > 6 {
		return "…"
	}
	switch value.Type() {
	case js.TypeString:
		return strconv.QuoteToASCII(value.String())
	case js.TypeNumber:
		if math.Signbit(value.Float()) && value.Float() == 0 {
			return "-0"
		}
		return get("String").Invoke(value).String()
	case js.TypeFunction:
		return "function " + value.Get("name").String()
	case js.TypeObject:
	default:
		return get("String").Invoke(value).String()
	}
	tag := get("Object.prototype.toString").Call("call", value).String()
	switch tag {
	case "[object Error]", "[object Date]":
		return tag + " " + get("String").Invoke(value).String()
	case "[object Map]", "[object Set]":
		return tag + show(get("Array").Call("from", value), depth+1)
	}
	if get("Array").Call("isArray", value).Bool() {
		var parts []string
		for i := range make([]bool, value.Length()) {
			if !get("Object").Call("hasOwn", value, i).Bool() {
				parts = append(parts, "hole")
			} else {
				parts = append(parts, show(value.Index(i), depth+1))
			}
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	var parts []string
	keys := get("Object").Call("keys", value)
	for i := range make([]bool, keys.Length()) {
		key := keys.Index(i).String()
		parts = append(parts, key+": "+show(value.Get(key), depth+1))
	}
	head := ""
	if tag != "[object Object]" {
		head = tag + " "
	}
	return head + "{" + strings.Join(parts, ", ") + "}"
}
