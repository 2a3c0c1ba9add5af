// json encodes a tree, decodes it again, and sums it up in many ways of formatting.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"time"
)

type Entry struct {
	Name     string             `json:"name"`
	Size     int64              `json:"size,omitempty"`
	Ratio    float64            `json:"ratio"`
	Tags     []string           `json:"tags"`
	Children []*Entry           `json:"children,omitempty"`
	Weights  map[string]float64 `json:"weights,omitempty"`
	Since    time.Time          `json:"since"`
}

func tree(depth int) *Entry {
	entry := &Entry{
		Name: fmt.Sprintf("节点 %d <&>", depth), Size: int64(depth) << 40, Ratio: 1 / float64(depth+3),
		Tags:    strings.Fields("a b c")[:depth%4],
		Weights: map[string]float64{"π": math.Pi, "e": math.E, "tiny": 5e-324, "huge": math.MaxFloat64},
		Since:   time.Unix(int64(depth)*1_000_000_007, 999).UTC(),
	}
	for i := 0; i < depth; i++ {
		entry.Children = append(entry.Children, tree(i))
	}
	return entry
}

func count(entry *Entry) (entries int, size int64, ratios float64) {
	entries, size, ratios = 1, entry.Size, entry.Ratio
	for _, child := range entry.Children {
		e, s, r := count(child)
		entries, size, ratios = entries+e, size+s, ratios+r
	}
	return
}

func main() {
	text, err := json.MarshalIndent(tree(3), "", "  ")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))

	large, _ := json.Marshal(tree(8))
	var decoded Entry
	if err := json.Unmarshal(large, &decoded); err != nil {
		panic(err)
	}
	entries, size, ratios := count(&decoded)
	fmt.Println(len(large), entries, size, ratios)

	var anything map[string]any
	if err := json.Unmarshal(large, &anything); err != nil {
		panic(err)
	}
	keys := make([]string, 0)
	for key, value := range anything {
		keys = append(keys, fmt.Sprintf("%s %T", key, value))
	}
	sort.Strings(keys)
	fmt.Println(keys)

	err = json.Unmarshal([]byte(`{"name": 12}`), &decoded)
	fmt.Fprintln(os.Stderr, err)
	fmt.Printf("%+v %08.3f %x %q %e\n", decoded.Tags, math.Sqrt(2), math.MaxUint64>>3, "tab\t", 12345.678)
}
