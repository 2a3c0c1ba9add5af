// A program on files. The first argument says which part of it runs.
package main

import (
	"fmt"
	"os"
)

func main() {
	parts := map[string]func(){
		"tour": tour, "many": many, "input": input, "escape": escape, "limits": limits, "names": names, "api": api,
		"promises": promises, "modules": modules, "missing": missing, "deep": deep,
		"output": output,
	}
	part, ok := parts[os.Args[1]]
	if !ok {
		fmt.Println("no part", os.Args[1])
		os.Exit(2)
	}
	part()
}

// show prints what an operation has given.
func show(what string, values ...any) {
	fmt.Print(what, ":")
	for _, value := range values {
		fmt.Printf(" %v", value)
	}
	fmt.Println()
}
