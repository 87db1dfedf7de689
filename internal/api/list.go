package api

import (
	"iter"
	"strconv"

	"stemma/client"
)

// lookedThrough is how many items that do not fit a page looks through at most. The next
// page goes on behind them.
const lookedThrough = 1000

// page takes a part of a stream that begins behind the cursor: as many as were asked
// for, of those that are kept. Key is the sort key of an item.
func page[T, U any](in Paged, stream iter.Seq2[T, error], key func(T) []string, keep func(T) bool, shape func(T) (U, error)) (client.Page[U], error) {
	out := client.Page[U]{Items: []U{}}
	var last T
	passed := 0
	for v, err := range stream {
		if err != nil {
			return out, err
		}
		if keep != nil && !keep(v) {
			if passed++; passed == lookedThrough {
				out.Next = cursor(key(v)...)
				break
			}
			continue
		}
		if len(out.Items) == in.Limit {
			out.Next = cursor(key(last)...)
			break
		}
		u, err := shape(v)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, u)
		last = v
	}
	return out, nil
}

// grouped takes a part of a stream in which several items share a key, such as the
// disputes of a matter. Its cursor is the key and how many items of it were passed;
// the stream begins at the key.
func grouped[T, U any](in Paged, stream iter.Seq2[T, error], key func(T) string, keep func(T) bool, shape func(T) (U, error)) (client.Page[U], error) {
	out := client.Page[U]{Items: []U{}}
	group, passed, err := in.group()
	if err != nil {
		return out, err
	}
	at, n := "", 0 // the key that the stream is in, and how many items of it came
	lastKey, lastN := "", 0
	over := 0 // over is how many were passed that do not fit
	for v, err := range stream {
		if err != nil {
			return out, err
		}
		if k := key(v); k != at {
			at, n = k, 0
		}
		n++
		if at == group && n <= passed {
			continue
		}
		if keep != nil && !keep(v) {
			if over++; over == lookedThrough {
				out.Next = cursor(at, strconv.Itoa(n))
				break
			}
			continue
		}
		if len(out.Items) == in.Limit {
			out.Next = cursor(lastKey, strconv.Itoa(lastN))
			break
		}
		u, err := shape(v)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, u)
		lastKey, lastN = at, n
	}
	return out, nil
}

// group is where a list of groups was left.
func (in Paged) group() (key string, passed int, err error) {
	k, err := in.after(2)
	if err != nil || k == nil {
		return "", 0, err
	}
	if passed, err = strconv.Atoi(k[1]); err != nil {
		return "", 0, badCursor
	}
	return k[0], passed, nil
}

// named takes the names behind the cursor of a list that is ordered by two strings.
func named[T, U any](in Paged, stream iter.Seq2[T, error], key func(T) [2]string, keep func(T) bool, shape func(T) (U, error)) (client.Page[U], error) {
	after, err := in.after(2)
	if err != nil {
		return client.Page[U]{}, err
	}
	behind := func(v T) bool {
		k := key(v)
		return after == nil || k[0] > after[0] || k[0] == after[0] && k[1] > after[1]
	}
	fitting := func(yield func(T, error) bool) {
		for v, err := range stream {
			if (err != nil || behind(v) && keep(v)) && !yield(v, err) {
				return
			}
		}
	}
	return page(in, fitting, func(v T) []string { k := key(v); return k[:] }, nil, shape)
}
