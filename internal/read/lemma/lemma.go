// Package lemma gives a word its dictionary form by edits learned from treebanks:
// the longest ending known for the word's tag says what to take off and put on
// ("retook" VBD: the whole word, "ook" becomes "ake"; "shelled" VBD: "ed" goes).
package lemma

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"stemma/internal/lookup"
)

// Version of the reader. 1: first. 2: more verbs of war.
const Version = 2

// English holds the edits learned from UD English EWT and GUM (CC BY-SA 4.0).
//
//go:embed english.gz
var English []byte

// casing is what a lemma does with the capitals of its word.
type casing byte

const (
	small casing = 'l' // small letters: "Fled" is flee
	keep  casing = 'k' // as written: "Velm"
	title casing = 't' // a capital first: "VELM" is Velm
)

// edit takes bytes off the end of a word and puts others on.
type edit struct {
	off int
	on  string
}

// endings are what the endings of words ask for under one tag. A whole word's ending
// starts with "^".
type endings[T any] struct {
	known  lookup.Table[T]
	length int // length is that of the longest, in bytes.
}

// put adds an ending under a tag.
func put[T any](rules *lookup.Table[*endings[T]], tag, ending string, t T) {
	e := rules.Get(tag)
	if e == nil {
		e = new(endings[T])
		rules.Put(tag, e)
	}
	e.known.Put(ending, t)
	e.length = max(e.length, len(ending))
}

// Lemmatizer holds learned edits. It may be used by many goroutines.
type Lemmatizer struct {
	edits   lookup.Table[*endings[edit]] // edits and casings are what endings ask for, by tag.
	casings lookup.Table[*endings[casing]]
	cache   [cacheSize]atomic.Pointer[entry]
}

// cacheSize is the number of words whose lemma is kept, so that a text's common
// words cost no allocation. A word displaces the one that shares its place.
const cacheSize = 1 << 15

type entry struct{ word, upos, xpos, lemma string }

// Default is the Lemmatizer over English.
var Default = sync.OnceValues(func() (*Lemmatizer, error) { return Open(English) })

// Open reads what Train wrote.
func Open(data []byte) (*Lemmatizer, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("open lemmas: %w", err)
	}
	l := new(Lemmatizer)
	lines := bufio.NewScanner(z)
	if !lines.Scan() || lines.Text() != header {
		return nil, fmt.Errorf("open lemmas: no %q", header)
	}
	tag := ""
	for n := 2; lines.Scan(); n++ {
		line := lines.Text()
		if rest, ok := strings.CutPrefix(line, "\t"); ok {
			tag = rest
			continue
		}
		if err := l.add(tag, line); err != nil {
			return nil, fmt.Errorf("open lemmas, line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("open lemmas: %w", err)
	}
	return l, nil
}

// header is the first line of the file, which names its format. Below it, a line
// that starts with a tab names a tag; the others give an ending and what is done:
// "ook 3 ake" or "syrian k".
const header = "stemma lemmas 1"

func (l *Lemmatizer) add(tag, line string) error {
	f := strings.Split(line, " ")
	if len(f) < 2 {
		return fmt.Errorf("%q is no rule", line)
	}
	if len(f) == 2 {
		put(&l.casings, tag, f[0], casing(f[1][0]))
		return nil
	}
	off, err := strconv.Atoi(f[1])
	if err != nil {
		return fmt.Errorf("%q is no rule", line)
	}
	put(&l.edits, tag, f[0], edit{off, f[2]})
	return nil
}

// Lemma is the dictionary form of word under its tags, in small letters but for
// proper nouns and what else keeps its capitals: "fled" VERB VBD is "flee".
func (l *Lemmatizer) Lemma(word, upos, xpos string) string {
	hash := lookup.Hash(word) + 31*lookup.Hash(xpos) // "that" has lemmas by tag
	slot := &l.cache[hash%cacheSize]
	if e := slot.Load(); e != nil && e.word == word && e.xpos == xpos && e.upos == upos {
		return e.lemma
	}
	lemma := l.find(word, upos, xpos)
	slot.Store(&entry{strings.Clone(word), upos, xpos, strings.Clone(lemma)})
	return lemma
}

// find applies the longest endings that are known.
func (l *Lemmatizer) find(word, upos, xpos string) string {
	word = plain(word)
	if word != "" && '0' <= word[0] && word[0] <= '9' && (upos == "NUM" || upos == "PROPN" || upos == "SYM") {
		return word // the endings of figures mean nothing
	}
	lower := strings.ToLower(word)
	tag := upos + " " + xpos
	edits := l.edits.Get(tag)
	if !edits.has("") {
		tag, edits = upos, l.edits.Get(upos)
	}
	e := edits.longest(lower)
	cut := len(lower) - e.off
	if cut < 0 || cut < len(lower) && !utf8.RuneStart(lower[cut]) || cut == 0 && e.on == "" {
		cut, e.on = len(lower), ""
	}
	c := l.casings.Get(tag + " " + shape(word)).longest(lower)
	switch {
	case c == keep && len(word) == len(lower):
		return join(word[:cut], e.on)
	case c == title:
		return capital(join(lower[:cut], e.on))
	}
	return join(lower[:cut], e.on)
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + b
}

// capital is lower with its first letter in capitals.
func capital(lower string) string {
	r, size := utf8.DecodeRuneInString(lower)
	if r == utf8.RuneError {
		return lower
	}
	return string(unicode.ToTitle(r)) + lower[size:]
}

func (e *endings[T]) has(ending string) bool {
	if e == nil {
		return false
	}
	_, ok := e.known.Find(ending)
	return ok
}

// longest is what the longest ending of word asks for.
func (e *endings[T]) longest(word string) (none T) {
	if e == nil {
		return none
	}
	var buf [maxEnding + 2]byte
	if len(word) <= maxEnding {
		n := copy(buf[1:], word)
		buf[0] = '^'
		if t, ok := e.known.Find(string(buf[:n+1])); ok {
			return t
		}
	}
	for n := min(len(word), maxEnding, e.length); n >= 0; n-- {
		if t, ok := e.known.Find(word[len(word)-n:]); ok {
			return t
		}
	}
	return none
}

// maxEnding is the longest ending that rules know, in bytes.
const maxEnding = 20

// plain is word with a plain apostrophe, so that one rule serves all.
func plain(word string) string {
	if strings.Contains(word, "’") {
		return strings.ReplaceAll(word, "’", "'")
	}
	if strings.Contains(word, "\ufffd") {
		return strings.ReplaceAll(word, "\ufffd", "'")
	}
	return word
}

// shape is "A" for a word in capitals, "a" for one that starts with a capital, "i"
// for one with a capital inside, "-" for others.
func shape(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case strings.IndexFunc(word, unicode.IsUpper) < 0:
		return "-"
	case len(word) > size && strings.IndexFunc(word, unicode.IsLower) < 0:
		return "A"
	case unicode.IsUpper(first):
		return "a"
	}
	return "i"
}
