package page

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
)

//go:embed furniture.txt
var furnitureTable string

// furniture is the table of page words, by section and then by first word; the
// longest phrase stands first.
type furniture map[string]map[string][]phrase

// phrase is the words of one entry; "#" stands for a run of digits.
type phrase []string

var theFurniture = sync.OnceValue(func() furniture {
	f := furniture{}
	section := ""
	for line := range strings.Lines(furnitureTable) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
			f[section] = map[string][]phrase{}
		default:
			f.add(section, line)
		}
	}
	return f
})

func (f furniture) add(section, line string) {
	line = strings.ToLower(line)
	var p phrase
	for _, w := range words(line, stemma.Span{End: len(line)}) {
		if w.kind != mark || w.text == "#" || w.text == "©" {
			p = append(p, w.text)
		}
	}
	if len(p) == 0 {
		return
	}
	of := f[section][p[0]]
	at := 0
	for at < len(of) && len(of[at]) >= len(p) {
		at++
	}
	f[section][p[0]] = append(of[:at:at], append([]phrase{p}, of[at:]...)...)
}

// at returns the index after the longest phrase of the section that begins at ws[i], or
// i when none does. Marks between the words are passed over.
func (f furniture) at(section string, ws []word, i int) int {
	if i >= len(ws) {
		return i
	}
	for _, p := range f[section][strings.ToLower(ws[i].text)] {
		if j, ok := p.match(ws, i); ok {
			return j
		}
	}
	return i
}

// whole reports whether ws are one phrase of the section and nothing else but marks.
func (f furniture) whole(section string, ws []word) bool {
	j := f.at(section, ws, 0)
	if j == 0 {
		return false
	}
	for j < len(ws) && ws[j].kind == mark {
		j++
	}
	return j == len(ws)
}

func (p phrase) match(ws []word, i int) (int, bool) {
	for k, want := range p {
		for k > 0 && i < len(ws) && ws[i].kind == mark && ws[i].text != want {
			i++
		}
		if i >= len(ws) {
			return i, false
		}
		if want == "#" && ws[i].kind != digits || want != "#" && !strings.EqualFold(ws[i].text, want) {
			return i, false
		}
		i++
	}
	return i, true
}

// has reports whether the single word w is an entry of the section.
func (f furniture) has(section string, w word) bool {
	for _, p := range f[section][strings.ToLower(w.text)] {
		if len(p) == 1 {
			return true
		}
	}
	return false
}
