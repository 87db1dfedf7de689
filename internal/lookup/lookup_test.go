package lookup

import (
	"strconv"
	"sync"
	"testing"
)

func TestTable(t *testing.T) {
	words := map[string]int{"": 1, "a": 2, "ab": 3, "shelling": 4, "shelled": 5, "é": 6}
	for i := range 5000 {
		words[strconv.Itoa(i*7919)] = i
	}
	table := Of(words)
	for w, want := range words {
		if got, ok := table.Find(w); !ok || got != want || table.Get(w) != want {
			t.Fatalf("%q: %d, %v, want %d", w, got, ok, want)
		}
	}
	for _, w := range []string{"b", "ba", "shell", "1", "x7919"} {
		if got, ok := table.Find(w); ok || got != 0 || table.Get(w) != 0 {
			t.Errorf("%q is not in the table: %d, %v", w, got, ok)
		}
	}
	var empty Set
	if _, ok := empty.Find(""); ok || empty.Get("a") {
		t.Error("an empty table has words")
	}
}

func TestMemo(t *testing.T) {
	m := NewMemo[int](4)
	calls := 0
	size := func(s string) int { calls++; return len(s) }
	for range 3 {
		if got := m.Get("siege", size); got != 5 || calls != 1 {
			t.Fatalf("%d after %d calls, want 5 after 1", got, calls)
		}
	}
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for i := range 2000 {
				key := strconv.Itoa(i % 100)
				if got := m.Get(key, func(s string) int { return len(s) }); got != len(key) {
					t.Errorf("%q: %d", key, got)
				}
			}
		})
	}
	readers.Wait()
}

func BenchmarkTable(b *testing.B) {
	words := map[string]bool{}
	for i := range 100 {
		words["word"+strconv.Itoa(i)] = true
	}
	table := Of(words)
	text := []string{"the", "forces", "seized", "town", "after", "heavy", "shelling", "word7"}
	b.Run("table", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			table.Get(text[i%8])
		}
	})
	b.Run("map", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_ = words[text[i%8]]
		}
	})
}

func TestSieve(t *testing.T) {
	s := NewSieve(1000)
	for i := range 1000 {
		s.Put("town " + strconv.Itoa(i))
	}
	passed := 0
	for i := range 1000 {
		if !s.Passes("town " + strconv.Itoa(i)) {
			t.Fatalf("town %d was put in and does not pass", i)
		}
		if s.Passes("word " + strconv.Itoa(i)) {
			passed++
		}
	}
	if passed > 100 {
		t.Errorf("%d of 1000 words pass that were not put in", passed)
	}
	if new(Sieve).Passes("town 1") {
		t.Error("an empty sieve lets a word through")
	}
}
