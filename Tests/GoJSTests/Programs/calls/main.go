// Calls functions of the host, and waits for calls.
package main

import "syscall/js"

func main() {
	global := js.Global()
	global.Set("add", js.FuncOf(func(this js.Value, args []js.Value) any {
		return args[0].Int() + args[1].Int()
	}))
	global.Set("fail", js.FuncOf(func(this js.Value, args []js.Value) any {
		panic("on purpose")
	}))
	global.Set("greeting", global.Call("greet", "Go"))
	select {}
}
