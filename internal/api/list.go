package api

import (
	"iter"

	"stemma/client"
)

// page takes a part of a stream: what comes after the cursor, as many as asked for.
// Key is the sort key of an item, by which the stream is ordered.
func page[T, U any](in Paged, stream iter.Seq2[T, error], key func(T) string, keep func(T) (bool, error), shape func(T) (U, error)) (client.Page[U], error) {
	out := client.Page[U]{Items: []U{}}
	after, err := in.after(1)
	if err != nil {
		return out, err
	}
	last := ""
	for v, err := range stream {
		if err != nil {
			return out, err
		}
		if after != nil && key(v) <= after[0] {
			continue
		}
		if ok, err := keep(v); err != nil || !ok {
			if err != nil {
				return out, err
			}
			continue
		}
		if len(out.Items) == in.Limit {
			out.Next = cursor(last)
			break
		}
		u, err := shape(v)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, u)
		last = key(v)
	}
	return out, nil
}

func all[T any](T) (bool, error) { return true, nil }
