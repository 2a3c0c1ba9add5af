// goroutines sleeps in many goroutines, none of which may wake too early, and meets deadlines.
package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	done := make(chan int)
	for _, n := range []int{5, 1, 4, 2, 3} {
		go func() {
			time.Sleep(time.Duration(n) * 20 * time.Millisecond)
			if elapsed := time.Since(start); elapsed < time.Duration(n)*20*time.Millisecond {
				fmt.Println("too early:", n, elapsed)
			}
			done <- n
		}()
	}
	// On a machine that is busy for a while they may all wake at once, in any order.
	var woken []int
	for range 5 {
		woken = append(woken, <-done)
	}
	slices.Sort(woken)
	fmt.Println("woken", woken)

	var mutex sync.Mutex
	var group sync.WaitGroup
	sum := 0
	for i := range 1000 {
		group.Add(1)
		go func() {
			defer group.Done()
			mutex.Lock()
			defer mutex.Unlock()
			sum += i
		}()
	}
	group.Wait()
	fmt.Println("sum", sum)

	limited, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	select {
	case <-limited.Done():
		fmt.Println(limited.Err())
	case <-time.After(5 * time.Second):
		fmt.Println("the deadline did not come")
	}

	ticker := time.NewTicker(2 * time.Millisecond)
	for range 3 {
		<-ticker.C
	}
	ticker.Stop()
	fmt.Println("ticked")

	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var none map[string]int
		none["x"] = 1
	}()
}
