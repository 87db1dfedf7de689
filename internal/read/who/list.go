package who

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma/internal/gazetteer"
	"stemma/internal/lookup"
)

//go:embed words.txt
var wordFile string

// phrases are the groups of words.txt: phrases by their first word, longest first.
type phrases struct{ first lookup.Table[[][]string] }

// wordLists are the groups by name.
var wordLists = sync.OnceValue(func() map[string]*phrases {
	out := map[string]*phrases{}
	group := ""
	for line := range strings.Lines(wordFile) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			group = strings.Trim(line, "[]")
			out[group] = &phrases{}
		default:
			out[group].add(strings.Fields(strings.ReplaceAll(strings.ToLower(line), "-", " ")))
		}
	}
	return out
})

func (p *phrases) add(words []string) {
	list := p.first.Get(words[0])
	at := 0
	for at < len(list) && len(list[at]) >= len(words) {
		at++
	}
	p.first.Put(words[0], append(list[:at:at], append([][]string{words}, list[at:]...)...))
}

// match is how many words the longest phrase has that begins at word i; 0 when none.
func (p *phrases) match(words []gazetteer.Word, i int) int {
	if i >= len(words) {
		return 0
	}
	for _, phrase := range p.first.Get(words[i].Folded) {
		if i+len(phrase) > len(words) {
			continue
		}
		same := true
		for k, w := range phrase {
			same = same && words[i+k].Folded == w
		}
		if same {
			return len(phrase)
		}
	}
	return 0
}

// has reports whether the single word is of the group.
func (p *phrases) has(folded string) bool {
	for _, phrase := range p.first.Get(folded) {
		if len(phrase) == 1 {
			return true
		}
	}
	return false
}

// whole reports whether the words of s are a phrase of the group.
func (p *phrases) whole(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	for _, phrase := range p.first.Get(words[0]) {
		if slices.Equal(phrase, words) {
			return true
		}
	}
	return false
}
