// echo prints its arguments, its environment and what it reads.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	fmt.Printf("%q\n", os.Args[1:])
	environment := os.Environ()
	sort.Strings(environment)
	fmt.Printf("%q\n", environment)
	lines := 0
	for scanner := bufio.NewScanner(os.Stdin); scanner.Scan(); lines++ {
		fmt.Println(strings.ToUpper(scanner.Text()))
	}
	fmt.Println(lines, "lines")
}
