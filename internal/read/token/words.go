package token

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/internal/lookup"
)

//go:embed words.txt
var wordsFile string

// kind is a set of word lists that a word stands in.
type kind uint16

const (
	title kind = 1 << iota
	number
	date
	abbreviation
	wordToo
	prefix
	unit
	suffix
	starter
	afterHour
	say
	restart
	counting
)

// lists holds the words of words.txt.
type lists struct {
	kinds  lookup.Table[kind]
	splits lookup.Table[int] // splits says after how many bytes a word is split.
}

// words reads the embedded lists once.
var words = sync.OnceValue(func() *lists {
	l := new(lists)
	kinds := map[string]kind{
		"title": title, "number": number, "date": date, "abbreviation": abbreviation, "word-too": wordToo,
		"prefix": prefix, "unit": unit, "suffix": suffix, "starter": starter, "after-hour": afterHour, "say": say, "restart": restart, "counting": counting,
	}
	list := ""
	for line := range strings.Lines(wordsFile) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "#")
		if strings.HasPrefix(line, "[") {
			list = strings.Trim(line, "[] ")
			continue
		}
		for _, w := range strings.Fields(line) {
			if list == "split" {
				head, tail, _ := strings.Cut(w, "|")
				l.splits.Put(head+tail, len(head))
				continue
			}
			l.kinds.Put(w, l.kinds.Get(w)|kinds[list])
		}
	}
	return l
})

// longestWord bounds the words that are looked up, in bytes.
const longestWord = 16

// of is the kind of word in any case; 0 for one that stands in no list. It does not
// allocate.
func (l *lists) of(word string) kind {
	var buf [longestWord]byte
	if n, ok := lower(buf[:], word); ok {
		return l.kinds.Get(string(buf[:n]))
	}
	return 0
}

// splitOf is after how many bytes word is split; 0 when it is one word.
func (l *lists) splitOf(word string) int {
	var buf [longestWord]byte
	if n, ok := lower(buf[:], word); ok {
		return l.splits.Get(string(buf[:n]))
	}
	return 0
}

// lower writes word to buf with its ASCII letters in lower case. ok is false when
// word does not fit.
func lower(buf []byte, word string) (n int, ok bool) {
	if len(word) > len(buf) {
		return 0, false
	}
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return len(word), true
}
