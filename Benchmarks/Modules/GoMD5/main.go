// The MD5 checksum of a text, for JavaScript: what Examples/MD5Page does, by Go's own library.
package main

import (
	"crypto/md5"
	"encoding/hex"
	"syscall/js"
)

func main() {
	js.Global().Set("calcMd5", js.FuncOf(func(_ js.Value, arguments []js.Value) any {
		sum := md5.Sum([]byte(arguments[0].String()))
		return hex.EncodeToString(sum[:])
	}))
	select {}
}
