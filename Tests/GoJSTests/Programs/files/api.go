package main

import (
	"fmt"
	"syscall/js"
)

// api calls the functions of Node's objects as a program in JavaScript would.
func api() {
	paths()
	failures()
	synchronous()
	callbacks()
	process := js.Global().Get("process")
	fmt.Println("umask", process.Call("umask", 0o77), process.Call("umask", "22"), process.Call("umask"))
	fmt.Println("hrtime", process.Call("hrtime").Length(), process.Call("uptime").Float() >= 0)
	process.Get("env").Set("NEW", "value")
	fmt.Println("env", process.Get("env").Get("NEW"), process.Get("env").Get("GIVEN"), process.Get("env").Get("MISSING"))
	done := make(chan js.Value, 1)
	tick := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- args[0]
		return nil
	})
	process.Call("nextTick", tick, 7)
	fmt.Println("tick", <-done)
	process.Get("stdout").Call("write", "written\n")
	process.Call("exit", 7)
}

func paths() {
	path := js.Global().Get("path")
	calls := [][]any{
		{"resolve", "/x", "y", ""}, {"resolve", "/a/b", "../c/./d/"}, {"resolve", "/..", "a"}, {"join"}, {"join", "", "a", "..", ".."},
		{"join", "/a", "../../b", "c//d/"}, {"normalize", ""}, {"normalize", "a//b/../c/"}, {"normalize", "./"}, {"normalize", "/.."},
		{"normalize", "../../a/.."}, {"normalize", "//a"}, {"dirname", "a"}, {"dirname", "/a"}, {"dirname", "//a"}, {"dirname", ""},
		{"dirname", "a/b//"}, {"dirname", "/"}, {"dirname", "//"}, {"dirname", "a//b"}, {"dirname", "///a"}, {"dirname", "/a//b/"},
		{"basename", "a/b.txt", ".txt"}, {"basename", "/"}, {"basename", ".txt", ".txt"}, {"basename", "a/"}, {"basename", "aa", "aa"},
		{"basename", "x/aa", "aa"}, {"basename", "ab", "b"}, {"basename", "a.b/", "b/"}, {"extname", "a.b.c"}, {"extname", ".a"},
		{"extname", "a."}, {"extname", "a"}, {"extname", "a/.b.c/"}, {"extname", ".."}, {"extname", "..a"}, {"extname", "..."},
		{"extname", "a/..b"}, {"relative", "/a/b/c", "/a/d"}, {"relative", "/a", "/a"}, {"relative", "/", "/x"}, {"relative", "/a/b", "/"},
		{"relative", "/ab", "/a"}, {"relative", "/a/b", "/a/b/c"}, {"isAbsolute", ""}, {"isAbsolute", "/a"}, {"isAbsolute", "a/"},
		{"toNamespacedPath", "/a"}, {"format", map[string]any{"dir": "/a", "base": "b"}},
		{"format", map[string]any{"root": "/", "name": "n", "ext": "x"}}, {"format", map[string]any{"root": "/", "dir": "/", "base": "b"}},
		{"format", map[string]any{"name": "n", "ext": ".x", "dir": "d"}},
	}
	for _, call := range calls {
		fmt.Println(append(call[:1:1], path.Call(call[0].(string), call[1:]...).String())...)
	}
	for _, text := range []string{"/home/u/file.txt", "file", "/", ".a", "a/b/", "./a", "/a.b.c", "", "../x.y", "//x", "a//"} {
		parts := path.Call("parse", text)
		fmt.Printf("parse %q: %q %q %q %q %q\n", text, parts.Get("root"), parts.Get("dir"), parts.Get("base"), parts.Get("ext"), parts.Get("name"))
	}
	fmt.Println(path.Get("sep"), path.Get("delimiter"), path.Get("posix").Get("sep"))
}

// attempt calls a method and prints what it throws.
func attempt(object js.Value, name string, args ...any) (result js.Value) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err := thrown.(js.Error).Value
			fmt.Println(name, "throws", err.Get("name"), err.Get("code"), err.Get("errno"), err.Get("syscall"), err.Get("path"), err.Get("dest"), err.Get("message"))
		}
	}()
	return object.Call(name, args...)
}

func failures() {
	fs := js.Global().Get("fs")
	attempt(fs, "openSync", "missing")
	attempt(fs, "openSync", "missing", "nonsense")
	attempt(fs, "openSync", 5)
	attempt(fs, "openSync", "a\x00b")
	attempt(fs, "renameSync", "missing", "other")
	attempt(fs, "linkSync", "missing", "other")
	attempt(fs, "symlinkSync", "target", "missing/other")
	attempt(fs, "closeSync", 999)
	attempt(fs, "closeSync", -1)
	attempt(fs, "closeSync", "1")
	attempt(fs, "closeSync", 1.5)
	attempt(fs, "stat", "x")
	attempt(fs, "stat", "x", 5)
	attempt(fs, "statSync", "missing")
	attempt(fs, "lstatSync", "missing")
	attempt(fs, "fstatSync", 999)
	attempt(fs, "readdirSync", "missing")
	attempt(fs, "mkdirSync", "missing/x")
	attempt(fs, "rmdirSync", "missing")
	attempt(fs, "unlinkSync", "missing")
	attempt(fs, "readlinkSync", "missing")
	attempt(fs, "chmodSync", "missing", 0o600)
	attempt(fs, "chmodSync", "missing", "9")
	attempt(fs, "chownSync", "missing", 1, 1)
	attempt(fs, "lchownSync", "missing", 1, 1)
	attempt(fs, "fchmodSync", 999, 0o600)
	attempt(fs, "fchownSync", 999, 1, 1)
	attempt(fs, "truncateSync", "missing", 1)
	attempt(fs, "ftruncateSync", 999, 1)
	attempt(fs, "utimesSync", "missing", 1, 1)
	attempt(fs, "futimesSync", 999, 1, 1)
	attempt(fs, "fsyncSync", 999)
	attempt(fs, "fdatasyncSync", 999)
	attempt(fs, "accessSync", "missing")
	attempt(fs, "readFileSync", "missing")
	attempt(fs, "writeFileSync", "missing/x", "text")
	attempt(fs, "copyFileSync", "missing", "other")
	attempt(fs, "mkdtempSync", "missing/x")
	attempt(fs, "rmSync", "missing")
	attempt(js.Global().Get("process"), "chdir", "missing/folder")
	attempt(js.Global().Get("path"), "join", 5)
	bytes := js.Global().Get("Uint8Array").New(4)
	attempt(fs, "readSync", 999, bytes, 0, 4, nil)
	attempt(fs, "readSync", 0, bytes, 2, 4, nil)
	attempt(fs, "readSync", 0, "text", 2, 4, nil)
	attempt(fs, "writeSync", 999, bytes, 0, 4, nil)
	attempt(fs, "writeSync", 1, bytes, 5, 4, nil)
}

func synchronous() {
	fs := js.Global().Get("fs")
	constants := fs.Get("constants")
	for _, name := range []string{"O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_EXCL", "O_TRUNC", "O_APPEND", "O_DIRECTORY", "O_NOFOLLOW", "O_SYNC", "O_DSYNC", "S_IFMT", "S_IFREG", "S_IFLNK", "F_OK", "R_OK", "COPYFILE_EXCL"} {
		fmt.Println(name, constants.Get(name))
	}
	attempt(fs, "mkdirSync", "a/b/c", map[string]any{"recursive": true})
	attempt(fs, "writeFileSync", "a/file", "one ")
	attempt(fs, "appendFileSync", "a/file", "two ü")
	fmt.Println(attempt(fs, "readFileSync", "a/file", "utf8"), attempt(fs, "readFileSync", "a/file").Length())
	stats := attempt(fs, "statSync", "a/file")
	fmt.Println(stats.Call("isFile"), stats.Call("isDirectory"), stats.Call("isSymbolicLink"), stats.Get("size"), stats.Get("nlink"))
	fmt.Printf("%o\n", stats.Get("mode").Int())
	fmt.Println(attempt(fs, "existsSync", "a/file"), attempt(fs, "existsSync", "missing"))
	attempt(fs, "symlinkSync", "file", "a/link")
	attempt(fs, "copyFileSync", "a/link", "a/copy")
	attempt(fs, "utimesSync", "a/copy", 1000.25, 2000.5)
	stats = attempt(fs, "statSync", "a/copy")
	fmt.Println(stats.Get("atimeMs"), stats.Get("mtimeMs"), stats.Get("mtime").Call("toISOString"))
	names := attempt(fs, "readdirSync", "a")
	for i := range names.Length() {
		fmt.Print(names.Index(i), " ")
	}
	entries := attempt(fs, "readdirSync", "a", map[string]any{"withFileTypes": true})
	for i := range entries.Length() {
		entry := entries.Index(i)
		fmt.Print(entry.Get("name"), entry.Call("isFile"), entry.Call("isDirectory"), entry.Call("isSymbolicLink"), " ")
	}
	fmt.Println()
	fd := attempt(fs, "openSync", "a/file", "r+")
	bytes := js.Global().Get("Uint8Array").New(8)
	fmt.Println(attempt(fs, "readSync", fd, bytes, 2, 3, nil), attempt(fs, "readSync", fd, bytes), bytes.Index(2), bytes.Index(0))
	fmt.Println(attempt(fs, "writeSync", fd, "text", 1), attempt(fs, "readFileSync", "a/file", "utf8"))
	fmt.Println(attempt(fs, "readSync", fd, bytes, map[string]any{"position": 0, "length": 2}), bytes.Index(1))
	attempt(fs, "ftruncateSync", fd, 3)
	fmt.Println(attempt(fs, "fstatSync", fd).Get("size"))
	attempt(fs, "closeSync", fd)
	attempt(fs, "accessSync", "a/file", 4)
	attempt(fs, "rmSync", "a")
	attempt(fs, "rmSync", "a", map[string]any{"recursive": true})
	attempt(fs, "rmSync", "a", map[string]any{"force": true})
	fmt.Println(attempt(fs, "existsSync", "a"), attempt(fs, "statSync", "a", map[string]any{"throwIfNoEntry": false}))
}

func callbacks() {
	fs := js.Global().Get("fs")
	done := make(chan string, 1)
	inside := true
	call := func(name string, args ...any) {
		callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
			// Printing would wait for a callback, and this is one.
			text := fmt.Sprint(name, " ", len(args), " ", inside)
			for _, arg := range args {
				if arg.Type() == js.TypeObject {
					text += fmt.Sprint(" ", arg.Get("code"))
				} else {
					text += fmt.Sprint(" ", arg)
				}
			}
			done <- text
			return nil
		})
		inside = true
		fs.Call(name, append(args, callback)...)
		inside = false
		fmt.Println(<-done)
	}
	call("writeFile", "file", "text")
	call("readFile", "file", "utf8")
	call("stat", "missing")
	call("readdir", "missing", map[string]any{})
	call("exists", "file")
	call("write", 999, js.Global().Get("Uint8Array").New(2), 0, 2, nil)
	call("unlink", "file")
}
