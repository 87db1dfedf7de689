package store

import "stemma"

// CompareDates orders publication dates: by their beginning, then by their end;
// unknown ones come last.
func CompareDates(a, b stemma.When) int {
	switch {
	case !a.Known() || !b.Known():
		switch {
		case a.Known():
			return -1
		case b.Known():
			return 1
		}
		return 0
	case !a.From.Equal(b.From):
		return a.From.Compare(b.From)
	}
	return a.To.Compare(b.To)
}
