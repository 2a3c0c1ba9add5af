package main

import (
	"fmt"
	"sort"
	"strings"
	"syscall/js"
)

// await gives what a promise is settled with: its value, or the error that it is rejected with.
func await(promise js.Value) (value, reason js.Value) {
	values := make(chan [2]js.Value, 1)
	fulfilled := js.FuncOf(func(_ js.Value, args []js.Value) any {
		values <- [2]js.Value{args[0], js.Undefined()}
		return nil
	})
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any {
		values <- [2]js.Value{js.Undefined(), args[0]}
		return nil
	})
	defer fulfilled.Release()
	defer rejected.Release()
	promise.Call("then", fulfilled, rejected)
	settled := <-values
	return settled[0], settled[1]
}

// promised calls a method that gives a promise, and prints the error if there is one.
func promised(object js.Value, name string, args ...any) js.Value {
	value, reason := await(object.Call(name, args...))
	if !reason.IsUndefined() {
		fmt.Println(name, "rejects", reason.Get("name"), reason.Get("code"), reason.Get("errno"), reason.Get("syscall"), reason.Get("path"), reason.Get("dest"), reason.Get("message"))
	}
	return value
}

// list is an array of texts as one, sorted when Node's order depends on the way.
func list(array js.Value, sorted bool) string {
	var names []string
	for i := range array.Length() {
		names = append(names, array.Index(i).String())
	}
	if sorted {
		sort.Strings(names)
	}
	return strings.Join(names, " ")
}

// promises does with `fs.promises` and its handles what a program in JavaScript would, and with the functions on trees.
func promises() {
	fs := js.Global().Get("fs")
	files := fs.Get("promises")
	promisedPaths(files)
	promisedFailures(files)
	handles(files)
	vectors(fs, files)
	trees(fs, files)
	folders(fs, files)
	copies(fs, files)
}

func promisedPaths(files js.Value) {
	for _, name := range []string{"access", "appendFile", "chmod", "chown", "copyFile", "cp", "lchown", "link", "lstat", "lutimes", "mkdir",
		"mkdtemp", "open", "opendir", "readFile", "readdir", "readlink", "realpath", "rename", "rm", "rmdir", "stat", "symlink", "truncate",
		"unlink", "utimes", "writeFile", "fstat", "close", "read", "exists"} {
		fmt.Println(name, files.Get(name).Type())
	}
	fmt.Println("constants", files.Get("constants").Get("O_CREAT"))
	fmt.Println("mkdir", promised(files, "mkdir", "p/q", map[string]any{"recursive": true}).Type(), promised(files, "mkdir", "p/r"))
	promised(files, "writeFile", "p/file", "one ")
	promised(files, "appendFile", "p/file", "two ü")
	fmt.Println("readFile", promised(files, "readFile", "p/file", "utf8"), promised(files, "readFile", "p/file").Length())
	stats := promised(files, "stat", "p/file")
	fmt.Println("stat", stats.Call("isFile"), stats.Get("size"))
	fmt.Println("symlink", promised(files, "symlink", "file", "p/link"), promised(files, "readlink", "p/link"), promised(files, "lstat", "p/link").Call("isSymbolicLink"))
	fmt.Println("link", promised(files, "link", "p/file", "p/other"), promised(files, "stat", "p/other").Get("nlink"))
	fmt.Println("rename", promised(files, "rename", "p/other", "p/moved"), promised(files, "unlink", "p/moved"), promised(files, "rmdir", "p/r"))
	fmt.Println("chmod", promised(files, "chmod", "p/file", 0o600), promised(files, "stat", "p/file").Get("mode"), promised(files, "access", "p/file", 4))
	fmt.Println("utimes", promised(files, "utimes", "p/file", 1000.25, 2000.5), promised(files, "stat", "p/file").Get("mtimeMs"))
	fmt.Println("truncate", promised(files, "truncate", "p/file", 3), promised(files, "readFile", "p/file", "utf8"))
	fmt.Println("copyFile", promised(files, "copyFile", "p/file", "p/copy"), list(promised(files, "readdir", "p"), false))
	real := promised(files, "realpath", "p/link").String()
	fmt.Println("realpath", strings.HasSuffix(real, "/p/file"), promised(files, "mkdtemp", "p/made-").String()[:7])
	fmt.Println("rm", promised(files, "rm", "p", map[string]any{"recursive": true}), promised(files, "rm", "p", map[string]any{"force": true}))
}

func promisedFailures(files js.Value) {
	promised(files, "open", "missing")
	promised(files, "open", "missing", "nonsense")
	promised(files, "open", 5)
	promised(files, "open", "a\x00b")
	promised(files, "readFile", "missing")
	promised(files, "readFile", 3)
	promised(files, "writeFile", "missing/x", "text")
	promised(files, "stat", "missing")
	promised(files, "stat", "missing", map[string]any{"throwIfNoEntry": true})
	promised(files, "lstat", "missing")
	promised(files, "readdir", "missing")
	promised(files, "readdir", "missing", map[string]any{"recursive": true})
	promised(files, "opendir", "missing")
	promised(files, "mkdir", "missing/x")
	promised(files, "rmdir", "missing")
	promised(files, "unlink", "missing")
	promised(files, "rename", "missing", "other")
	promised(files, "link", "missing", "other")
	promised(files, "symlink", "target", "missing/other")
	promised(files, "readlink", "missing")
	promised(files, "realpath", "missing")
	promised(files, "chmod", "missing", 0o600)
	promised(files, "chown", "missing", 1, 1)
	promised(files, "lchown", "missing", 1, 1)
	promised(files, "truncate", "missing", 1)
	promised(files, "utimes", "missing", 1, 1)
	promised(files, "lutimes", "missing", 1, 1)
	promised(files, "access", "missing")
	promised(files, "copyFile", "missing", "other")
	promised(files, "rm", "missing")
}

func handles(files js.Value) {
	bytes := js.Global().Get("Uint8Array")
	handle := promised(files, "open", "handled", "w+", 0o640)
	fmt.Println("handle", handle.Get("fd").Int() > 2, handle.Get("constructor").Get("name"))
	result := promised(handle, "write", "some text")
	fmt.Println("write", result.Get("bytesWritten"), result.Get("buffer"))
	data := bytes.New(4)
	result = promised(handle, "write", data, 1, 2, 9)
	fmt.Println("write", result.Get("bytesWritten"), result.Get("buffer").Equal(data))
	result = promised(handle, "read", data, 0, 4, 5)
	fmt.Println("read", result.Get("bytesRead"), result.Get("buffer").Index(0), result.Get("buffer").Equal(data))
	result = promised(handle, "read", map[string]any{"buffer": bytes.New(6), "position": 0, "length": 2})
	fmt.Println("read", result.Get("bytesRead"), result.Get("buffer").Length())
	result = promised(handle, "read")
	fmt.Println("read", result.Get("bytesRead"), result.Get("buffer").Length())
	fmt.Println("stat", promised(handle, "stat").Get("size"))
	fmt.Println("truncate", promised(handle, "truncate", 4), promised(handle, "stat").Get("size"))
	fmt.Println("sync", promised(handle, "sync"), promised(handle, "datasync"))
	fmt.Println("chmod", promised(handle, "chmod", 0o604), promised(handle, "stat").Get("mode"))
	fmt.Println("chown", promised(handle, "chown", -1, -1), promised(handle, "utimes", 3, 4), promised(handle, "stat").Get("mtimeMs"))
	fmt.Println("close", promised(handle, "close"), handle.Get("fd"), promised(handle, "close"))
	for _, call := range [][]any{{"read", data}, {"write", data}, {"readv", []any{data}}, {"writev", []any{data}}, {"readFile"}, {"writeFile", "x"},
		{"appendFile", "x"}, {"stat"}, {"truncate", 1}, {"sync"}, {"datasync"}, {"chmod", 1}, {"chown", 1, 1}, {"utimes", 1, 1}} {
		promised(handle, call[0].(string), call[1:]...)
	}
	handle = promised(files, "open", "handled", "r+")
	fmt.Println("writeFile", promised(handle, "writeFile", "other "), promised(handle, "appendFile", "text"))
	fmt.Println("readFile", promised(handle, "readFile", "utf8").String() == "", promised(files, "readFile", "handled", "utf8"))
	fmt.Println("readFile", promised(files, "readFile", handle).Length())
	promised(handle, "chmod", "9")
	promised(handle, "read", 5)
	promised(handle, "read", data, 2, 4)
	promised(handle, "close")
	handle = promised(files, "open", "handled")
	promised(handle, "write", "x")
	promised(handle, "writeFile", "x")
	promised(handle, "truncate", 1)
	promised(handle, "close")
	handle = promised(files, "open", ".")
	promised(handle, "read", data)
	fmt.Println("folder", promised(handle, "stat").Call("isDirectory"))
	promised(handle, "close")
}

func vectors(fs, files js.Value) {
	bytes := js.Global().Get("Uint8Array")
	text := func(text string) js.Value {
		array := bytes.New(len(text))
		js.CopyBytesToJS(array, []byte(text))
		return array
	}
	fd := attempt(fs, "openSync", "vectors", "w+")
	fmt.Println("writev", attempt(fs, "writevSync", fd, []any{text("ab"), text(""), text("cdef")}), attempt(fs, "writevSync", fd, []any{text("X")}, 1))
	first, second := bytes.New(2), bytes.New(9)
	fmt.Println("readv", attempt(fs, "readvSync", fd, []any{first, second}, 1), first.Index(0), second.Index(0), second.Index(3))
	fmt.Println("readv", attempt(fs, "readvSync", fd, []any{first, second}), attempt(fs, "readFileSync", "vectors", "utf8"))
	attempt(fs, "readvSync", fd, 5)
	attempt(fs, "readvSync", fd, []any{5})
	attempt(fs, "readvSync", fd, []any{})
	attempt(fs, "readvSync", 999, []any{first})
	attempt(fs, "writevSync", 999, []any{first})
	attempt(fs, "closeSync", fd)
	handle := promised(files, "open", "vectors", "r+")
	result := promised(handle, "readv", []any{first, second}, 0)
	fmt.Println("readv", result.Get("bytesRead"), result.Get("buffers").Length(), result.Get("buffers").Index(0).Equal(first))
	result = promised(handle, "writev", []any{first, first})
	fmt.Println("writev", result.Get("bytesWritten"), promised(handle, "readFile", "utf8"))
	promised(handle, "close")
	promised(files, "unlink", "vectors")
}

// plant makes a small tree.
func plant(fs js.Value) {
	for _, name := range []string{"t/b/z", "t/a/y", "t/c"} {
		attempt(fs, "mkdirSync", name, map[string]any{"recursive": true})
	}
	for _, name := range []string{"t/b/f", "t/b/z/g", "t/a/y/h", "t/e", "t/c/k"} {
		attempt(fs, "writeFileSync", name, name)
	}
	attempt(fs, "symlinkSync", "../e", "t/c/l")
}

func trees(fs, files js.Value) {
	plant(fs)
	recursive := map[string]any{"recursive": true}
	typed := map[string]any{"recursive": true, "withFileTypes": true}
	fmt.Println("readdir", list(attempt(fs, "readdirSync", "t", recursive), false))
	fmt.Println("readdir", list(attempt(fs, "readdirSync", "./t//", recursive), false))
	fmt.Println("readdir", list(promised(files, "readdir", "t", recursive), true))
	for _, top := range []string{"t", "t/", "./t"} {
		entries := attempt(fs, "readdirSync", top, typed)
		for i := range entries.Length() {
			entry := entries.Index(i)
			fmt.Print(entry.Get("parentPath"), " ", entry.Get("name"), entry.Call("isDirectory"), entry.Call("isSymbolicLink"), "; ")
		}
		fmt.Println()
	}
	done := make(chan string, 1)
	callback := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- list(args[1], false)
		return nil
	})
	fs.Call("readdir", "t", recursive, callback)
	fmt.Println("readdir", <-done)
	fmt.Println("constructor", attempt(fs, "readdirSync", "t", typed).Index(0).Get("constructor").Equal(fs.Get("Dirent")))
}

func folders(fs, files js.Value) {
	read := func(folder js.Value, next func() js.Value) {
		var names []string
		for {
			entry := next()
			if entry.IsNull() {
				break
			}
			names = append(names, fmt.Sprint(entry.Get("parentPath"), "/", entry.Get("name"), entry.Call("isFile")))
		}
		sort.Strings(names)
		fmt.Println("opendir", folder.Get("path"), names)
	}
	folder := attempt(fs, "opendirSync", "t")
	read(folder, func() js.Value { return attempt(folder, "readSync") })
	fmt.Println("end", attempt(folder, "readSync"), attempt(folder, "closeSync"))
	attempt(folder, "readSync")
	attempt(folder, "closeSync")
	promised(folder, "close")
	folder = promised(files, "opendir", "t", map[string]any{"recursive": true})
	read(folder, func() js.Value { return promised(folder, "read") })
	fmt.Println("close", promised(folder, "close"), folder.Get("constructor").Get("name"))
	folder = attempt(fs, "opendirSync", "t/a")
	entries := folder.Call("entries")
	for {
		step := promised(entries, "next")
		fmt.Println("step", step.Get("done"))
		if step.Get("done").Bool() {
			break
		}
	}
	attempt(folder, "closeSync")
	folder = attempt(fs, "opendirSync", "t")
	entries = folder.Call("entries")
	promised(entries, "next")
	step := promised(entries, "return", 7)
	fmt.Println("return", step.Get("done"), step.Get("value"))
	attempt(folder, "closeSync")
}

func copies(fs, files js.Value) {
	recursive := map[string]any{"recursive": true}
	attempt(fs, "cpSync", "missing", "x")
	attempt(fs, "cpSync", "t", "t", recursive)
	attempt(fs, "cpSync", "t", "t/b/sub", recursive)
	attempt(fs, "cpSync", "t", "t/e", recursive)
	attempt(fs, "cpSync", "t/e", "t/b")
	attempt(fs, "cpSync", "t/e", "t/e")
	attempt(fs, "cpSync", "t", "t/e/x", recursive)
	attempt(fs, "cpSync", 5, "x")
	attempt(fs, "cpSync", "t")
	attempt(fs, "cpSync", "t/e", "x", map[string]any{"recursive": 5})
	attempt(fs, "cpSync", "t/e", "x", 5)
	attempt(fs, "cpSync", "t/e", "x", map[string]any{"filter": 5})
	promised(files, "cp", "t", "x")
	attempt(fs, "chmodSync", "t/b/f", 0o750)
	attempt(fs, "cpSync", "t", "new/deep/t", recursive)
	fmt.Println("copied", list(attempt(fs, "readdirSync", "new", recursive), false), attempt(fs, "readFileSync", "new/deep/t/c/l", "utf8"))
	fmt.Println("mode", attempt(fs, "statSync", "new/deep/t/b/f").Get("mode"), attempt(fs, "statSync", "new/deep/t/b").Get("mode"))
	target := attempt(fs, "readlinkSync", "new/deep/t/c/l").String()
	fmt.Println("link", strings.HasPrefix(target, "/"), strings.HasSuffix(target, "/t/e"))
	filter := js.FuncOf(func(_ js.Value, args []js.Value) any { return !strings.HasSuffix(args[0].String(), "z") })
	attempt(fs, "cpSync", "t", "new/v", map[string]any{"recursive": true, "verbatimSymlinks": true, "filter": filter})
	fmt.Println("filtered", list(attempt(fs, "readdirSync", "new/v", recursive), false), attempt(fs, "readlinkSync", "new/v/c/l"))
	attempt(fs, "writeFileSync", "new/old", "old")
	attempt(fs, "cpSync", "t/e", "new/old", map[string]any{"force": false})
	fmt.Println("kept", attempt(fs, "readFileSync", "new/old", "utf8"))
	attempt(fs, "cpSync", "t/e", "new/old", map[string]any{"force": false, "errorOnExist": true})
	attempt(fs, "cpSync", "t/e", "new/old")
	fmt.Println("replaced", attempt(fs, "readFileSync", "new/old", "utf8"))
	attempt(fs, "utimesSync", "t/e", 100, 200)
	fmt.Println("cp", promised(files, "cp", "t/e", "new/times", map[string]any{"preserveTimestamps": true}), attempt(fs, "statSync", "new/times").Get("mtimeMs"))
	attempt(fs, "cpSync", "t/c", "new/followed", map[string]any{"recursive": true, "dereference": true})
	fmt.Println("followed", attempt(fs, "lstatSync", "new/followed/l").Call("isFile"))
	promised(files, "rm", "new", recursive)
	promised(files, "rm", "t", recursive)
	fmt.Println("left", list(attempt(fs, "readdirSync", "."), false))
}

// deep works on a tree that is nearly as deep as lookups go, and on more entries than there may be.
func deep() {
	fs := js.Global().Get("fs")
	recursive := map[string]any{"recursive": true}
	attempt(fs, "mkdirSync", strings.Repeat("d/", 250), recursive)
	fmt.Println("readdir", attempt(fs, "readdirSync", ".", recursive).Length())
	attempt(fs, "cpSync", "d", "c", recursive)
	fmt.Println("cp", attempt(fs, "readdirSync", "c", recursive).Length())
	attempt(fs, "rmSync", "c", recursive)
	attempt(fs, "rmSync", "d", recursive)
	fmt.Println("rm", attempt(fs, "readdirSync", ".").Length())
	attempt(fs, "mkdirSync", "a/b", recursive)
	for i := range 1200 {
		attempt(fs, "mkdirSync", fmt.Sprint("a/", i))
		attempt(fs, "mkdirSync", fmt.Sprint("a/b/", i))
	}
	attempt(fs, "readdirSync", ".", recursive)
	// One folder after the other is copied, so that all of them together may be more.
	attempt(fs, "cpSync", "a", "c", recursive)
	fmt.Println("cp", attempt(fs, "readdirSync", "c").Length()+attempt(fs, "readdirSync", "c/b").Length())
	var folders []js.Value
	for len(folders) < 100 {
		folder := attempt(fs, "opendirSync", "a")
		if folder.IsUndefined() {
			break
		}
		folders = append(folders, folder)
	}
	fmt.Println("opendir", len(folders))
	attempt(folders[0], "closeSync")
	attempt(fs, "closeSync", attempt(fs, "openSync", "a"))
}
