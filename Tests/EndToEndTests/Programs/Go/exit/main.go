// exit writes to both streams and leaves with the code that it is given; with "panic" it panics.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	fmt.Println("to standard output")
	fmt.Fprintln(os.Stderr, "to standard error")
	if os.Args[1] == "panic" {
		panic("as asked")
	}
	code, _ := strconv.Atoi(os.Args[1])
	defer fmt.Println("never printed")
	os.Exit(code)
}
