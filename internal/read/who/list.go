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

// wordGroups are the groups of words.txt.
type wordGroups struct {
	force, government, official, fighters, rebel, media, national, ownForce, ownPolice, ownGovernment,
	voice, officer, arms, short, beforeMinistry, parent, ofAPlace, press, police, people, inhabitants, within, statePeople,
	role, sort, desk, watcher, watch, watched, honorific, speech, armed, tied, kin, militant, unit, arm, here, stateOffice,
	platform, outsider phrases
}

// byName are the groups under the names that words.txt gives them.
func (g *wordGroups) byName() map[string]*phrases {
	return map[string]*phrases{
		"force": &g.force, "government": &g.government, "official": &g.official, "fighters": &g.fighters, "rebel": &g.rebel,
		"media": &g.media, "national": &g.national, "own force": &g.ownForce, "own police": &g.ownPolice,
		"own government": &g.ownGovernment, "voice": &g.voice, "officer": &g.officer, "arms": &g.arms, "short": &g.short,
		"before ministry": &g.beforeMinistry, "parent": &g.parent, "of a place": &g.ofAPlace, "press": &g.press,
		"police": &g.police, "people": &g.people, "inhabitants": &g.inhabitants, "within": &g.within,
		"state people": &g.statePeople, "role": &g.role, "sort": &g.sort, "desk": &g.desk, "watcher": &g.watcher,
		"watch": &g.watch, "watched": &g.watched, "honorific": &g.honorific, "speech": &g.speech, "armed": &g.armed,
		"tied": &g.tied, "kin": &g.kin, "militant": &g.militant, "unit": &g.unit, "arm": &g.arm, "here": &g.here,
		"state office": &g.stateOffice, "platform": &g.platform, "outsider": &g.outsider,
	}
}

// wordLists reads words.txt once.
var wordLists = sync.OnceValue(func() *wordGroups {
	out := new(wordGroups)
	byName, group := out.byName(), ""
	for line := range strings.Lines(wordFile) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			group = strings.Trim(line, "[]")
		default:
			byName[group].add(strings.Fields(strings.ReplaceAll(strings.ToLower(line), "-", " ")))
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
