package record

import (
	"bytes"
	"cmp"
	"encoding/json"
	"iter"
	"slices"
)

// bodied is a value with what it is sorted by.
type bodied[T any] struct {
	value T
	key   string
	body  []byte
}

// sortBodies sorts by key, then by the values as JSON, as the store does.
func sortBodies[T any](list []bodied[T]) {
	if len(list) < 2 {
		return
	}
	body := func(b *bodied[T]) []byte {
		if b.body == nil {
			b.body, _ = json.Marshal(b.value) // numbers, strings and times always can
		}
		return b.body
	}
	slices.SortStableFunc(list, func(x, y bodied[T]) int {
		if c := cmp.Compare(x.key, y.key); c != 0 {
			return c
		}
		return bytes.Compare(body(&x), body(&y))
	})
}

// limited ends a stream after n; 0 for all of it.
func limited[T any](stream iter.Seq2[T, error], n int) iter.Seq2[T, error] {
	if n <= 0 {
		return stream
	}
	return func(yield func(T, error) bool) {
		left := n
		for v, err := range stream {
			if left--; !yield(v, err) || left == 0 {
				return
			}
		}
	}
}

// regrouped has what shares a key in the order of the store: by the values as JSON. The
// stream is in the order of the keys.
func regrouped[T any](stream iter.Seq2[T, error], key func(T) string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var group []bodied[T]
		flush := func() bool {
			sortBodies(group)
			for _, b := range group {
				if !yield(b.value, nil) {
					return false
				}
			}
			group = group[:0]
			return true
		}
		for v, err := range stream {
			if err != nil {
				yield(v, err)
				return
			}
			if len(group) > 0 && group[0].key != key(v) && !flush() {
				return
			}
			group = append(group, bodied[T]{v, key(v), nil})
		}
		flush()
	}
}

// interleaved are two streams in one order as one; of equals those of the first come first.
func interleaved[T any](a, b iter.Seq2[T, error], order func(x, y T) int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		next, stop := iter.Pull2(b)
		defer stop()
		w, err, more := next()
		for v, failed := range a {
			for failed == nil && more && (err != nil || order(w, v) < 0) {
				if !yield(w, err) || err != nil {
					return
				}
				w, err, more = next()
			}
			if !yield(v, failed) || failed != nil {
				return
			}
		}
		for ; more; w, err, more = next() {
			if !yield(w, err) || err != nil {
				return
			}
		}
	}
}

// listed is a list as a stream.
func listed[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// failing is a stream that only fails.
func failing[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}
