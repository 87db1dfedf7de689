package api

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"testing"
)

// numbers are a stream that tells how many were taken from it.
func numbers(from, to int, taken *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for n := from; n < to; n++ {
			*taken++
			if !yield(n, nil) {
				return
			}
		}
	}
}

// TestPagesEndWhereFewFit: a page of a list of which few items fit ends before it has
// looked through all, and the pages after it have what is left.
func TestPagesEndWhereFewFit(t *testing.T) {
	const all = 3*lookedThrough + 7
	fits := func(n int) bool { return n%1999 == 0 }
	same := func(n int) (int, error) { return n, nil }
	var want []int
	for n := range all {
		if fits(n) {
			want = append(want, n)
		}
	}
	for name, next := range map[string]func(in Paged, taken *int) (items []int, next string, err error){
		"page": func(in Paged, taken *int) ([]int, string, error) {
			from := 0
			if key, err := in.after(1); err != nil {
				return nil, "", err
			} else if key != nil {
				from, _ = strconv.Atoi(key[0])
				from++
			}
			p, err := page(in, numbers(from, all, taken), func(n int) []string { return []string{strconv.Itoa(n)} }, fits, same)
			return p.Items, p.Next, err
		},
		"grouped": func(in Paged, taken *int) ([]int, string, error) {
			key, _, err := in.group() // a hundred share a key
			if err != nil {
				return nil, "", err
			}
			hundreds, _ := strconv.Atoi(key)
			p, err := grouped(in, numbers(hundreds*100, all, taken), func(n int) string { return fmt.Sprintf("%03d", n/100) }, fits, same)
			return p.Items, p.Next, err
		},
	} {
		var got []int
		in := Paged{Limit: 2}
		for {
			taken := 0
			items, cursor, err := next(in, &taken)
			if err != nil {
				t.Fatal(err)
			}
			if taken > 2*lookedThrough {
				t.Errorf("%s: a page took %d items", name, taken)
			}
			if got = append(got, items...); cursor == "" {
				break
			}
			in.Cursor = cursor
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}
