// Waits for promises of the host, and gives out some of its own.
package main

import "syscall/js"

// await gives what a promise is fulfilled or rejected with.
func await(promise js.Value) (value js.Value, failure js.Value) {
	done := make(chan struct{})
	then := js.FuncOf(func(this js.Value, args []js.Value) any {
		value = args[0]
		close(done)
		return nil
	})
	catch := js.FuncOf(func(this js.Value, args []js.Value) any {
		failure = args[0]
		close(done)
		return nil
	})
	defer then.Release()
	defer catch.Release()
	promise.Call("then", then, catch)
	<-done
	return
}

func main() {
	global := js.Global()
	global.Set("double", js.FuncOf(func(this js.Value, args []js.Value) any {
		input := args[0]
		executor := js.FuncOf(func(this js.Value, args []js.Value) any {
			resolve, reject := args[0], args[1]
			go func() {
				value, failure := await(global.Call("slowDouble", input))
				if !failure.IsUndefined() {
					reject.Invoke(failure)
				} else {
					resolve.Invoke(value)
				}
			}()
			return nil
		})
		defer executor.Release()
		return global.Get("Promise").New(executor)
	}))
	select {}
}
