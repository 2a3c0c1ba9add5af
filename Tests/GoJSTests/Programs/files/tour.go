package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// tour does what programs do with files, in the working folder.
func tour() {
	top, err := os.Getwd()
	show("getwd", err)
	show("mkdir", os.Mkdir("a", 0o755), os.Mkdir("a", 0o755), os.Mkdir("missing/a", 0o755))
	show("mkdirall", os.MkdirAll("a/b/c/d", 0o700))
	show("write", os.WriteFile("a/file", []byte("some text\n"), 0o640), os.WriteFile("a", nil, 0o644))
	text, err := os.ReadFile("a/file")
	show("read", string(text), err)
	_, err = os.ReadFile("a/missing")
	show("missing", err, errors.Is(err, fs.ErrNotExist))
	_, err = os.ReadFile("a/file/x")
	show("not a folder", err)
	describe("a/file")
	describe("a")
	describe("a/b/")

	file, err := os.OpenFile("a/file", os.O_RDWR|os.O_APPEND, 0)
	show("open", err)
	n, err := file.WriteString("more\n")
	show("append", n, err)
	_, err = file.WriteAt([]byte("x"), 1)
	show("write at", err)
	position, err := file.Seek(-5, io.SeekEnd)
	show("seek", position, err)
	rest, err := io.ReadAll(file)
	show("rest", string(rest), err)
	show("close", file.Close(), file.Close())

	file, err = os.OpenFile("a/new", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	show("create", err)
	_, err = os.OpenFile("a/new", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	show("create again", err)
	n, err = file.WriteAt([]byte("far"), 10)
	show("write at", n, err)
	buffer := make([]byte, 20)
	n, err = file.ReadAt(buffer, 0)
	show("read at", n, err, buffer[:n])
	show("truncate", file.Truncate(4), file.Sync(), file.Chmod(0o604))
	describe("a/new")
	file.Close()
	show("truncate", os.Truncate("a/new", 2), os.Truncate("a/missing", 2), os.Truncate("a", 2))
	reading, _ := os.Open("a/new")
	_, err = reading.WriteString("x")
	show("write to what is read", err)
	reading.Close()

	show("chmod", os.Chmod("a/new", 0o444), os.Chmod("a/missing", 0o444))
	describe("a/new")
	when := time.Unix(1_234_567_890, 0)
	show("chtimes", os.Chtimes("a/new", when, when.Add(time.Hour)), os.Chtimes("a/missing", when, when))
	info, _ := os.Stat("a/new")
	show("times", info.ModTime().Unix(), info.Sys().(*syscall.Stat_t).Atime)
	show("chown", os.Chown("a/new", -1, -1), os.Lchown("a/missing", -1, -1))

	show("symlink", os.Symlink("file", "a/relative"), os.Symlink(filepath.Join(top, "a/file"), "a/absolute"))
	show("symlink", os.Symlink(filepath.Join(top, "a"), "folder"), os.Symlink("nothing", "dangling"), os.Symlink("x", "folder"))
	text, err = os.ReadFile("folder/absolute")
	show("read by links", len(text), err)
	target, err := os.Readlink("a/absolute")
	show("readlink", target == filepath.Join(top, "a/file"), err)
	_, err = os.Readlink("a/file")
	show("readlink", err)
	describe("folder")
	_, err = os.Stat("dangling")
	show("dangling", err)
	show("symlink to itself", os.Symlink("loop", "loop"))
	_, err = os.Stat("loop")
	show("loop", err)
	real, err := filepath.EvalSymlinks("folder/absolute")
	show("real", real == filepath.Join(top, "a/file"), err)
	show("link", os.Link("a/file", "a/linked"), os.Link("a/missing", "a/x"), os.Link("a/file", "a/linked"))
	linked, _ := os.Stat("a/linked")
	same, _ := os.Stat("a/file")
	show("same", os.SameFile(linked, same), linked.Sys().(*syscall.Stat_t).Nlink)

	show("rename", os.Rename("a/linked", "moved"), os.Rename("missing", "x"), os.Rename("a", "a/b/x"), os.Rename("a/b", "moved"))
	show("remove", os.Remove("a/b"), os.Remove("missing"), os.Remove("loop"))
	walk(".")
	entries, err := os.ReadDir("a")
	for _, entry := range entries {
		show("entry", entry.Name(), entry.IsDir(), entry.Type())
	}
	show("readdir", err)
	_, err = os.ReadDir("a/file")
	show("readdir", err)

	show("chdir", os.Chdir("folder/b"), os.Chdir("missing"), os.Chdir("../file"))
	here, err := os.Getwd()
	show("getwd", here == filepath.Join(top, "a/b"), err)
	show("write", os.WriteFile("here", []byte("x"), 0o666))
	show("chdir", os.Chdir("../.."))
	describe("a/b/here")
	temporary, err := os.MkdirTemp(".", "made-*")
	show("temporary", temporary[:7], err)
	show("removeall", os.RemoveAll(temporary), os.RemoveAll("a/b"), os.RemoveAll("missing"))
	walk("a")
	_, err = syscall.Open("a/file", syscall.O_RDONLY|syscall.O_DIRECTORY, 0)
	show("folder only", err)
	show("bad", syscall.Close(1000), syscall.Fsync(1000), syscall.Ftruncate(1000, 0))
	show("empty", os.Mkdir("", 0o700), os.Remove(""), os.Chdir(""))
	show("zero", os.Mkdir("a\x00b", 0o700))
	show("long", os.Mkdir(string(make255("n", 256)), 0o700) != nil, os.Mkdir(string(make255("n", 255)), 0o700))
	pid, uid, gid := os.Getpid() > 0, os.Getuid() >= 0, os.Getgid() >= 0
	show("process", pid, uid, gid)
}

func make255(letter string, count int) []byte {
	name := make([]byte, count)
	for i := range name {
		name[i] = letter[0]
	}
	return name
}

func describe(path string) {
	info, err := os.Lstat(path)
	if err != nil {
		show("lstat", err)
		return
	}
	size := info.Size()
	if info.Mode()&(fs.ModeSymlink|fs.ModeDir) != 0 {
		size = 0
	}
	show("lstat", info.Name(), info.Mode(), size, info.IsDir())
}

func walk(top string) {
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		show("walk", path, entry.Type(), err)
		return nil
	})
	show("walked", err)
}
