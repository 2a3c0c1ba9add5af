// What should not happen, by the first argument.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall/js"
	"time"
)

func main() {
	global := js.Global()
	switch os.Args[1] {
	case "exit":
		// The function outlives the program.
		global.Set("late", js.FuncOf(func(this js.Value, args []js.Value) any { return "too late" }))
		os.Exit(4)
	case "callback":
		global.Set("quit", js.FuncOf(func(this js.Value, args []js.Value) any {
			defer fmt.Println("never printed")
			os.Exit(args[0].Int())
			return nil
		}))
		global.Set("nested", js.FuncOf(func(this js.Value, args []js.Value) any {
			// Through the host, and back into the guest.
			global.Call("callQuit", args[0])
			fmt.Println("never printed")
			return nil
		}))
		global.Set("panics", js.FuncOf(func(this js.Value, args []js.Value) any { panic("in a callback") }))
		global.Set("trap", js.FuncOf(func(this js.Value, args []js.Value) any {
			var nothing *int
			return *nothing
		}))
		select {}
	case "throw":
		func() {
			defer func() {
				fmt.Println("recovered:", recover())
			}()
			global.Call("fail", 1)
		}()
		func() {
			defer func() {
				fmt.Println("recovered:", recover())
			}()
			global.Call("absent")
		}()
		func() {
			defer func() {
				fmt.Println("recovered:", recover())
			}()
			js.ValueOf("text").Call("length")
		}()
	case "reject":
		// A promise whose rejection nobody takes, or somebody takes before the loop comes round.
		reason := js.ValueOf("a text")
		if os.Args[2] != "text" {
			reason = global.Get("TypeError").New("nobody is there")
		}
		promise := global.Get("Promise").Call("reject", reason)
		if os.Args[2] == "caught" {
			promise.Call("catch", js.FuncOf(func(this js.Value, args []js.Value) any { return nil }))
		}
		time.Sleep(time.Second / 2)
		fmt.Println("still here")
	case "values":
		// Objects, strings and functions that come and go.
		count, _ := strconv.Atoi(os.Args[2])
		object := global.Get("Object")
		for i := 0; i < count; i++ {
			value := object.New()
			value.Set("text", "number "+strconv.Itoa(i))
			if value.Get("text").String() != "number "+strconv.Itoa(i) {
				panic("wrong")
			}
			if i%10 == 0 {
				js.FuncOf(func(this js.Value, args []js.Value) any { return nil }).Release()
			}
			// Go's collector finds what is not needed any more, and a goroutine of its own says so.
			if i%500 == 0 {
				runtime.GC()
				time.Sleep(time.Millisecond)
			}
		}
		fmt.Println("done", count)
	case "hoard":
		list := []js.Value{}
		for {
			list = append(list, global.Get("Object").New())
		}
	case "hold":
		// Buffers of the host, for ever.
		list := []js.Value{}
		for {
			list = append(list, global.Get("Uint8Array").New(1<<20))
		}
	}
}
