// Asks a server for what its arguments say: METHOD URL [BODY], or OBJECTS URL for all ways of asking.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	method, url, body := os.Args[1], os.Args[2], ""
	if len(os.Args) > 3 {
		body = os.Args[3]
	}
	if method == "OBJECTS" {
		objects(url)
		return
	}
	ctx := context.Background()
	if method == "ABORT" {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, 200*time.Millisecond)
		defer cancel()
		method = "GET"
	}
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		fmt.Println("request:", err)
		os.Exit(1)
	}
	request.Header.Add("X-Asked", "by Go")
	request.Header.Set("Authorization", "secret")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	defer response.Body.Close()
	fmt.Println(response.Status, response.Request.URL.Path)
	fmt.Println("X-Answer:", response.Header.Get("X-Answer"), response.Header.Values("X-Two"))
	total, parts := 0, 0
	buffer := make([]byte, 1<<16)
	var text strings.Builder
	for {
		n, err := response.Body.Read(buffer)
		total += n
		if n > 0 {
			parts++
			if total < 1000 {
				text.Write(buffer[:n])
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println("body:", err)
			os.Exit(1)
		}
	}
	fmt.Println(total, parts > 1, text.String())
}
