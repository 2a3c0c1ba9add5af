// files reads and writes below the folder that is its argument.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	return value
}

func try(what string, err error) {
	// The texts of errors come from the error numbers, so they tell whether hosts agree.
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	fmt.Println(what, "->", err)
}

func main() {
	root := os.Args[1]
	at := func(name string) string { return filepath.Join(root, name) }

	fmt.Printf("%s", must(os.ReadFile(at("input.txt"))))
	try("read a missing file", func() error { _, err := os.ReadFile(at("missing")); return err }())
	try("make a folder", os.Mkdir(at("new"), 0o755))
	try("make it again", os.Mkdir(at("new"), 0o755))
	try("make more", os.MkdirAll(at("new/a/b"), 0o755))
	try("write", os.WriteFile(at("new/a/one.txt"), []byte("one\n"), 0o644))
	try("remove a full folder", os.Remove(at("new/a")))

	file := must(os.OpenFile(at("new/log.txt"), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o644))
	for i := range 1000 {
		fmt.Fprintf(file, "line %d\n", i)
	}
	must(file.Seek(0, io.SeekStart))
	lines, last := 0, ""
	for scanner := bufio.NewScanner(file); scanner.Scan(); lines++ {
		last = scanner.Text()
	}
	fmt.Println(lines, last, must(file.Stat()).Size(), must(file.Seek(-5, io.SeekEnd)))
	try("close", file.Close())
	try("truncate", os.Truncate(at("new/log.txt"), 14))
	fmt.Printf("%q\n", must(os.ReadFile(at("new/log.txt"))))

	try("rename", os.Rename(at("new/a/one.txt"), at("new/a/b/uno.txt")))
	try("link", os.Symlink("b/uno.txt", at("new/a/link")))
	fmt.Println(must(os.Readlink(at("new/a/link"))), string(must(os.ReadFile(at("new/a/link")))))
	try("exclusive", func() error {
		_, err := os.OpenFile(at("new/log.txt"), os.O_CREATE|os.O_EXCL, 0o644)
		return err
	}())
	try("open a file as a folder", func() error { _, err := os.ReadDir(at("new/log.txt")); return err }())
	try("leave the folder", func() error { _, err := os.ReadFile(root + "/../outside.txt"); return err }())

	for i := range 200 {
		must(0, os.WriteFile(at(fmt.Sprintf("new/many-%03d", i)), nil, 0o644))
	}
	must(0, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		must(0, err)
		if !strings.Contains(path, "many-") || strings.HasSuffix(path, "99") {
			fmt.Println(strings.TrimPrefix(path, root), entry.Type())
		}
		return nil
	}))
	for i := range 200 {
		must(0, os.Remove(at(fmt.Sprintf("new/many-%03d", i))))
	}
	try("remove a missing file", os.Remove(at("new/many-000")))
}
