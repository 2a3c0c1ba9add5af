// digest prints the MD5 and SHA-256 of its arguments, and of a long text.
package main

import (
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
)

func main() {
	for _, text := range append(os.Args[1:], strings.Repeat("WebAssembly ", 10_000)) {
		name := text
		if len(name) > 20 {
			name = fmt.Sprintf("%d bytes", len(text))
		}
		fmt.Printf("%s: %x %x\n", name, md5.Sum([]byte(text)), sha256.Sum256([]byte(text)))
	}
}
