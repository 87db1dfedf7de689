package syntax

import (
	"unicode"
	"unicode/utf8"
)

// What the network sees of a word: its form, if training saw it often enough, pieces
// of its ends, its form with its case, and its shape. All but the first are looked up
// by hash, so that a word never seen still has a row in each.
const (
	word    = iota // lower case, digits as 0, one kind of quote and dash
	suffix2        // of that form, in bytes
	suffix3
	suffix4
	prefix2
	prefix3
	cased // with its case, of words that have a row: "IS" is not "is"
	shape // "Xxx-d"
	features
)

// tables gives each feature the rows and the columns of its table; the rows of words
// are as many as there are words.
var tables = [features]struct {
	name       string
	rows, cols int
}{
	{"word", 0, 64},
	{"suffix2", 1024, 16},
	{"suffix3", 4096, 32},
	{"suffix4", 4096, 24},
	{"prefix2", 1024, 16},
	{"prefix3", 4096, 16},
	{"cased", 8192, 24},
	{"shape", 512, 16},
}

// inputs is the number of values that stand for one word.
const inputs = 64 + 16 + 32 + 24 + 16 + 16 + 24 + 16

// Rows that every table sets apart.
const (
	boundary = 0 // before the first and after the last word of a sentence
	unknown  = 1 // in the tables of words
)

// Features are the rows of a word in the tables.
type Features [features]int32

// Case says what the case of a word's letters tells.
type Case uint8

// In a line that is all capitals, a capital tells nothing.
const (
	Telling Case = iota
	Shouted
)

// longest is how many bytes of a word the features see; of a longer one, the first and
// the last half of that.
const longest = 64

// featuresOf looks w up. It allocates nothing.
func (n *Network) featuresOf(w string, c Case) Features {
	var plain, withCase, form [longest]byte
	p, q := normalise(plain[:0], withCase[:0], w, c)
	var f Features
	f[word] = unknown
	if id, ok := n.index.Find(string(p)); ok {
		f[word] = id
	}
	f[suffix2] = hashed(suffix2, tail(p, 2))
	f[suffix3] = hashed(suffix3, tail(p, 3))
	f[suffix4] = hashed(suffix4, tail(p, 4))
	f[prefix2] = hashed(prefix2, p[:min(2, len(p))])
	f[prefix3] = hashed(prefix3, p[:min(3, len(p))])
	f[cased] = unknown
	if f[word] != unknown {
		f[cased] = hashed(cased, q)
	}
	f[shape] = hashed(shape, shapeOf(form[:0], w, c))
	return f
}

func tail(b []byte, n int) []byte { return b[max(0, len(b)-n):] }

// hashed is the row of b in the table of a feature: FNV-1a, past the boundary's row.
func hashed(feature int, b []byte) int32 {
	h := uint32(2166136261) ^ uint32(feature)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	return int32(1 + h%uint32(tables[feature].rows-1))
}

// Normal is the form under which the table of words knows w.
func Normal(w string) string {
	var plain, withCase [longest]byte
	p, _ := normalise(plain[:0], withCase[:0], w, Telling)
	return string(p)
}

// normalise appends w to plain in lower case and to withCase as it is; in both digits
// become 0 and quotes and dashes one of their kind.
func normalise(plain, withCase []byte, w string, c Case) ([]byte, []byte) {
	if len(w) > longest/2 {
		w = ends(w)
	}
	for _, r := range w {
		low := r
		switch {
		case r < utf8.RuneSelf:
			switch {
			case '0' <= r && r <= '9':
				r, low = '0', '0'
			case 'A' <= r && r <= 'Z':
				low = r + 'a' - 'A'
			case r == '`':
				r, low = '\'', '\''
			}
		default:
			r = folded(r)
			low = unicode.ToLower(r)
		}
		if c == Shouted {
			r = low
		}
		if len(plain)+utf8.UTFMax > longest || len(withCase)+utf8.UTFMax > longest {
			break
		}
		plain = utf8.AppendRune(plain, low)
		withCase = utf8.AppendRune(withCase, r)
	}
	return plain, withCase
}

// ends is the first and the last quarter of longest bytes of w, which has more. Half a
// rune at the cut is read as one that cannot be decoded, and does no harm.
func ends(w string) string {
	const n = longest / 4
	return w[:n] + w[len(w)-n:]
}

func folded(r rune) rune {
	switch r {
	case '‘', '’', '‛', '′', '´':
		return '\''
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '–', '—', '―', '‐', '‑', '−':
		return '-'
	case '…':
		return '.'
	case '\u00a0':
		return ' '
	}
	if unicode.IsDigit(r) {
		return '0'
	}
	return r
}

// shapeOf appends the shape of w: X, x and d for letters and digits, other signs as
// they are, a run of more than two cut to two, the whole to twelve; then a mark for
// the length.
func shapeOf(b []byte, w string, c Case) []byte {
	if c == Shouted {
		b = append(b, '!')
	}
	var last byte
	run, letters := 0, 0
	for _, r := range w {
		letters++
		if len(b) >= 12 {
			continue
		}
		k := kindOf(r)
		if k == last {
			run++
		} else {
			last, run = k, 1
		}
		if run <= 2 {
			b = append(b, k)
		}
	}
	return append(b, '0'+byte(min(letters, 9)))
}

func kindOf(r rune) byte {
	switch {
	case 'a' <= r && r <= 'z':
		return 'x'
	case 'A' <= r && r <= 'Z':
		return 'X'
	case '0' <= r && r <= '9':
		return 'd'
	case r < utf8.RuneSelf:
		return byte(r)
	}
	r = folded(r)
	switch {
	case r < utf8.RuneSelf:
		return byte(r)
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsLetter(r):
		return 'l'
	}
	return '?'
}

// caseCount tells, word by word, whether a sentence is all in capitals: at least two
// words of two capitals or more, and not one small letter.
type caseCount struct{ shouted, small int }

func (c *caseCount) add(w string) {
	upper := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			c.small++
			return
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	if upper >= 2 {
		c.shouted++
	}
}

func (c *caseCount) result() Case {
	if c.small == 0 && c.shouted >= 2 {
		return Shouted
	}
	return Telling
}

// CaseOf is the case of a sentence of these words.
func CaseOf(words []string) Case {
	var c caseCount
	for _, w := range words {
		c.add(w)
	}
	return c.result()
}

// Forget makes f the features of a word that training has not seen.
func (f *Features) Forget() { f[word], f[cased] = unknown, unknown }

// Known is the index in Network.Words of the word of f, or -1.
func (f *Features) Known() int { return int(f[word]) - 2 }

// FeaturesOf are the features of word w in a sentence of case c.
func (n *Network) FeaturesOf(w string, c Case) Features { return n.featuresOf(w, c) }
