// Measures what calls of the host cost: prints a line for each, its name and nanoseconds, the best of seven rounds.
package main

import (
	"fmt"
	"syscall/js"
	"time"
)

func measure(name string, count int, body func(count int)) {
	best := time.Duration(1 << 60)
	for round := 0; round < 7; round++ {
		start := time.Now()
		body(count)
		if taken := time.Since(start); taken < best {
			best = taken
		}
	}
	fmt.Printf("%s\t%.1f\n", name, float64(best)/float64(count))
}

func main() {
	object := js.Global().Get("Object").New()
	object.Set("count", 5)
	array := js.Global().Get("Array").New(3)
	measure("nanotime1 (time.Now and time.Since)", 100000, func(count int) {
		for i := 0; i < count; i++ {
			_ = time.Since(time.Now())
		}
	})
	measure("valueGet of a number", 100000, func(count int) {
		for i := 0; i < count; i++ {
			object.Get("count")
		}
	})
	measure("valueSet", 100000, func(count int) {
		for i := 0; i < count; i++ {
			object.Set("count", i)
		}
	})
	measure("valueIndex", 100000, func(count int) {
		for i := 0; i < count; i++ {
			array.Index(1)
		}
	})
	measure("valueLength", 100000, func(count int) {
		for i := 0; i < count; i++ {
			array.Length()
		}
	})
	measure("valueCall, one argument", 50000, func(count int) {
		for i := 0; i < count; i++ {
			array.Call("at", i&1)
		}
	})
	measure("a string to JavaScript and back", 20000, func(count int) {
		for i := 0; i < count; i++ {
			_ = js.ValueOf("some text").String()
		}
	})
	callback := js.FuncOf(func(this js.Value, args []js.Value) any { return args[0] })
	measure("a function of Go, called by JavaScript", 5000, func(count int) {
		for i := 0; i < count; i++ {
			callback.Invoke(i)
		}
	})
}
