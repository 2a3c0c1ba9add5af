package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// many asks for the status of a file 3,000 times at once.
func many() {
	var group sync.WaitGroup
	found := make(chan int64, 3000)
	for range 3000 {
		group.Add(1)
		go func() {
			defer group.Done()
			if info, err := os.Stat("file"); err == nil {
				found <- info.Size()
			}
		}()
	}
	group.Wait()
	total := int64(0)
	for range len(found) {
		total += <-found
	}
	fmt.Println("total", total)
}

// input reads lines, and says each time when a timer has fired three times before anything came.
func input() {
	lines := make(chan string)
	go func() {
		scanner := bufio.NewScanner(os.Stdin)
		for scanner.Scan() {
			lines <- scanner.Text()
		}
		close(lines)
	}()
	ticker := time.NewTicker(5 * time.Millisecond)
	ticks := 0
	for {
		select {
		case <-ticker.C:
			if ticks++; ticks == 3 {
				fmt.Println("ticked")
			}
		case line, ok := <-lines:
			if !ok {
				fmt.Println("end")
				return
			}
			fmt.Println("line", line)
			ticks = 0
		}
	}
}

// output writes a megabyte, and says when a timer has fired three times meanwhile.
func output() {
	go func() {
		for range 3 {
			time.Sleep(5 * time.Millisecond)
		}
		fmt.Fprintln(os.Stderr, "ticked")
	}()
	n, err := os.Stdout.Write([]byte(strings.Repeat("0123456789abcde\n", 1<<16)))
	fmt.Fprintln(os.Stderr, n, err)
}

// escape tries to get out of the root.
func escape() {
	os.Symlink("/etc/passwd", "absolute")
	os.Symlink("../../../../../../etc/passwd", "relative")
	os.Symlink("/", "root")
	os.Symlink("/proc/self/cwd/..", "magic")
	for _, path := range append(os.Args[2:], "/etc/passwd", "../../../../../etc/passwd", "absolute", "relative",
		"root/etc/passwd", "magic/secret", "/proc/self/environ", "../secret", "root/../secret", "/../secret") {
		text, err := os.ReadFile(path)
		show("read", path, len(text), err)
		show("write", os.WriteFile(path+"-made", nil, 0o644) == nil)
		show("chmod", os.Chmod(path, 0o777) == nil, os.Remove(path+"-made") == nil)
	}
	show("chdir", os.Chdir("../.."))
	here, err := os.Getwd()
	show("getwd", here, err)
	names, err := filepath.Glob("/*")
	show("root", names, err)
	show("link", os.Link("/etc/passwd", "stolen"))
	show("rename", os.Rename("/etc/passwd", "stolen"))
}

// limits opens files until that fails.
func limits() {
	var files []*os.File
	for {
		file, err := os.OpenFile("made", os.O_CREATE, 0o600)
		if err != nil {
			fmt.Println(len(files), err)
			break
		}
		files = append(files, file)
	}
	_, err := os.OpenFile("other", os.O_CREATE, 0o600)
	fmt.Println(err)
	_, err = os.Stat("other")
	fmt.Println(err)
	files[3].Close()
	_, err = os.Open("made")
	fmt.Println(err)
	big := strings.Repeat("x/", 3000)
	_, err = os.Stat(big)
	fmt.Println(err != nil)
}

// names works with names that are no UTF-8.
func names() {
	show("mkdir", os.Mkdir("a\xffb", 0o755))
	show("write", os.WriteFile("a\xffb/\xed\xa0\x80", []byte("x"), 0o644), os.Symlink("a\xffb/\xc3", "l\xfe"))
	filepath.WalkDir(".", func(path string, _ os.DirEntry, err error) error {
		fmt.Printf("walk %q %v\n", path, err)
		return nil
	})
	target, err := os.Readlink("l\xfe")
	fmt.Printf("target %q %v\n", target, err)
	show("chdir", os.Chdir("a\xffb"))
	here, err := os.Getwd()
	fmt.Printf("getwd %q %v\n", here, err)
	file, err := os.Open("\xed\xa0\x80")
	show("open", err)
	fmt.Printf("name %q\n", file.Name())
	_, err = os.Open("\xed\xa0\x81")
	fmt.Printf("error %q\n", err.Error())
	fmt.Printf("absolute %v\n", os.Remove("/a\xffb/\xed\xa0\x80"))
}
