package main

import (
	"fmt"
	"syscall/js"
)

// modules asks for Node's modules.
func modules() {
	global := js.Global()
	require := func(name string) js.Value { return global.Call("require", name) }
	for _, name := range []string{"crypto", "fs", "fs/promises", "os", "path", "path/posix", "perf_hooks", "process", "timers", "url", "util", "util/types"} {
		module := require(name)
		again := global.Get("process").Call("getBuiltinModule", "node:"+name)
		fmt.Println(name, module.Type(), require("node:"+name).Equal(module), again.Equal(module))
	}
	fmt.Println("same", require("fs").Equal(global.Get("fs")), require("fs/promises").Equal(global.Get("fs").Get("promises")),
		require("path").Equal(global.Get("path")), require("process").Equal(global.Get("process")),
		require("path/posix").Equal(require("path").Get("posix")), require("util").Get("types").Equal(require("util/types")))
	fmt.Println("none", global.Get("process").Call("getBuiltinModule", "nonsense"), global.Get("require").Call("resolve", "fs"))
	attempt(global, "require", 5)
	attempt(global, "require", "")

	system := require("os")
	for _, name := range []string{"EOL", "devNull"} {
		fmt.Printf("%s %q\n", name, system.Get(name))
	}
	for _, name := range []string{"tmpdir", "homedir", "platform", "type", "endianness"} {
		fmt.Println(name, system.Call(name))
	}
	process := global.Get("process")
	process.Get("env").Set("TMPDIR", "/elsewhere/")
	fmt.Println("tmpdir", system.Call("tmpdir"), system.Call("arch").Equal(process.Get("arch")), system.Call("uptime").Float() >= 0)
	fmt.Println("cpus", system.Call("cpus").Length() > 0, system.Call("cpus").Index(0).Get("times").Get("user").Type())
	fmt.Println("memory", system.Call("totalmem").Float() >= system.Call("freemem").Float(), system.Call("loadavg").Length())
	user := system.Call("userInfo")
	fmt.Println("user", user.Get("uid").Equal(process.Call("getuid")), user.Get("username").Type())
	constants := system.Get("constants")
	fmt.Println("constants", constants.Get("errno").Get("ENOENT"), constants.Get("errno").Get("EXDEV"), constants.Get("signals").Get("SIGTERM"), constants.Get("signals").Get("SIGSYS"))

	util := require("util")
	fmt.Println(util.Get("TextEncoder").Equal(global.Get("TextEncoder")), util.Call("format", "%s of %d", "one", 2, "more"))
	nested := map[string]any{"a": map[string]any{"b": map[string]any{"c": map[string]any{"d": []any{}}}}}
	fmt.Println(util.Call("inspect", nested), util.Call("inspect", nested, map[string]any{"depth": 0}), util.Call("inspect", nested, false, 1))
	attempt(util, "promisify", 5)
	fs := global.Get("fs")
	read := func(name string, args ...any) js.Value {
		return promised(js.ValueOf(map[string]any{"call": util.Call("promisify", fs.Get(name))}), "call", args...)
	}
	read("writeFile", "promisified", "text")
	fmt.Println(read("readFile", "promisified", "utf8"), read("exists", "promisified"), read("exists", "missing"))
	read("stat", "missing")
	fd := read("open", "promisified", "r+")
	bytes := global.Get("Uint8Array").New(4)
	result := read("read", fd, bytes, 0, 4, 0)
	fmt.Println(result.Get("bytesRead"), result.Get("buffer").Equal(bytes), bytes.Index(0))
	result = read("writev", fd, []any{bytes, bytes})
	fmt.Println(result.Get("bytesWritten"), result.Get("buffer").Length(), read("close", fd), read("unlink", "promisified"))

	types := util.Get("types")
	values := []any{bytes, bytes.Get("buffer"), fs.Get("promises").Call("stat", "."), global.Get("Date").New(0), global.Get("Map").New(),
		global.Get("Set").New(), global.Get("WeakMap").New(), global.Get("Error").New("x"), global.Get("DataView").New(bytes.Get("buffer")),
		global.Get("Float64Array").New(1), global.Call("Object", 5), global.Get("Object").New(), 5, "text", nil}
	for _, name := range []string{"isUint8Array", "isArrayBuffer", "isAnyArrayBuffer", "isPromise", "isDate", "isMap", "isSet", "isWeakMap", "isWeakSet",
		"isNativeError", "isDataView", "isTypedArray", "isArrayBufferView", "isFloat64Array", "isInt8Array", "isBoxedPrimitive"} {
		fmt.Print(name)
		for _, value := range values {
			if types.Call(name, value).Bool() {
				fmt.Print(" 1")
			} else {
				fmt.Print(" 0")
			}
		}
		fmt.Println()
	}

	crypto := require("crypto")
	fmt.Println("crypto", crypto.Call("randomBytes", 16).Length(), len(crypto.Call("randomUUID").String()), crypto.Call("getRandomValues", bytes).Equal(bytes),
		crypto.Call("randomFillSync", bytes).Equal(bytes), crypto.Get("webcrypto").Get("getRandomValues").Type())
	attempt(crypto, "randomBytes", -1)
	attempt(crypto, "randomBytes", "5")
	done := make(chan string, 1)
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- fmt.Sprint(args[0], args[1].Length())
		return nil
	})
	crypto.Call("randomBytes", 5, callback)
	fmt.Println(<-done)
	timers := require("timers")
	fmt.Println("timers", timers.Get("setTimeout").Equal(global.Get("setTimeout")), timers.Get("clearInterval").Type(),
		promised(require("timers/promises"), "setTimeout", 1, "later"), promised(timers.Get("promises"), "setImmediate", "soon"))
	fmt.Println("url", require("url").Get("URL").Equal(global.Get("URL")), require("url").Get("URLSearchParams").Type())
	fmt.Println("performance", require("perf_hooks").Get("performance").Equal(global.Get("performance")))
}

// missing asks for a module that is nowhere.
func missing() {
	attempt(js.Global(), "require", "nonsense")
	attempt(js.Global(), "require", "node:nonsense")
}
