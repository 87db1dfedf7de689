package syntax

import (
	"stemma"
	"stemma/internal/text"
)

// The tags of names: outside, or the first word or a further one of each kind.
const (
	Outside  = 0
	NameTags = 1 + 2*kinds
	kinds    = 4
)

var nameKinds = [kinds]text.NameKind{text.Person, text.Body, text.PlaceName, text.OtherName}

// Begin is the tag of the first word of a name of the kind, Inside of a further one.
func Begin(k text.NameKind) int  { return 1 + 2*kindIndex(k) }
func Inside(k text.NameKind) int { return 2 + 2*kindIndex(k) }

func kindIndex(k text.NameKind) int {
	for i, l := range nameKinds {
		if l == k {
			return i
		}
	}
	panic("syntax: unknown kind of name " + string(k))
}

// name finds the names of a piece: the best sequence of tags in which a further word
// follows a word of its kind.
func (m *Model) name(s *scratch, p piece) {
	n := p.size()
	s.path = append(s.path[:0], make([]uint8, n*NameTags)...)
	var score [NameTags]float32
	for i := range n {
		row := s.names.Row(p.row + i)
		free, from := best(score[:])
		var next [NameTags]float32
		for tag := range NameTags {
			v, by := free, from
			if tag != Outside && tag%2 == 0 { // a further word: after the first or a further one
				v, by = impossible, 0
				if i > 0 {
					v, by = score[tag], tag
					if score[tag-1] > v {
						v, by = score[tag-1], tag-1
					}
				}
			}
			next[tag] = v + row[tag]
			s.path[i*NameTags+tag] = uint8(by)
		}
		score = next
	}
	_, tag := best(score[:])
	s.trace(p, tag)
}

func best(score []float32) (float32, int) {
	at := 0
	for i, v := range score {
		if v > score[at] {
			at = i
		}
	}
	return score[at], at
}

// trace follows the path back from the last word's tag and appends the names.
func (s *scratch) trace(p piece, tag int) {
	first := len(s.out.Names)
	last := -1
	for i := p.size() - 1; i >= 0; i-- {
		if tag == Outside {
			last = -1
		} else {
			if last < 0 {
				last = i
			}
			if tag%2 == 1 {
				a, b := p.first+i, p.first+last
				s.out.Names = append(s.out.Names, text.Name{
					Span:  stemma.Span{Start: s.tokens[a].Start, End: s.tokens[b].End},
					First: a, Last: b + 1, Kind: nameKinds[(tag-1)/2],
				})
				last = -1
			}
		}
		tag = int(s.path[i*NameTags+tag])
	}
	for a, b := first, len(s.out.Names)-1; a < b; a, b = a+1, b-1 {
		s.out.Names[a], s.out.Names[b] = s.out.Names[b], s.out.Names[a]
	}
}
