package name

import (
	"stemma"
	"stemma/internal/text"
)

// longestRun is how many tokens of capitals and what joins them are looked up.
const longestRun = 9

// lookUp adds the names of more than one word that are known as such and that the
// network missed or cut short: "Orla Observatory for Peace" where it found "Peace",
// "Deir ez-Tarn" where it found "ez-Tarn". Only a run of words with capitals, with
// what may join them, is looked up.
func (d *reading) lookUp(names []text.Name) []text.Name {
	if d.known == nil {
		return names
	}
	var found []text.Name
	for i := 0; i < len(d.tokens); {
		end := d.run(i)
		if end-i < 2 {
			i = max(i+1, end)
			continue
		}
		found = d.knownIn(found, names, i, end)
		i = end
	}
	if len(found) == 0 {
		return names
	}
	return merge(names, found)
}

// run is the end of the run of words with capitals that starts at i, or i.
func (d *reading) run(i int) int {
	if !capital(d.word(i)) {
		return i
	}
	end := i + 1
	for j := i + 1; j < len(d.tokens) && j < i+longestRun && !d.starts[j]; j++ {
		switch w := d.word(j); {
		case capital(w):
			end = j + 1
		case isDash(w), w == "of", w == "for", w == "the", w == "and", articles.has(w):
		default:
			return end
		}
	}
	return end
}

// knownIn appends the longest known stretches of a run that are not among the names.
func (d *reading) knownIn(found, names []text.Name, first, last int) []text.Name {
	for i := first; i < last; {
		next := i + 1
		for j := last; j > i+1; j-- {
			if !capital(d.word(i)) && !articles.has(d.word(i)) || !capital(d.word(j-1)) {
				continue
			}
			n := text.Name{Span: stemma.Span{Start: d.tokens[i].Start, End: d.tokens[j-1].End}, First: i, Last: j}
			k := d.known(d.words(n))
			if k == "" {
				continue
			}
			n.Kind = k
			if !within(names, n) {
				found = append(found, n)
			}
			next = j
			break
		}
		i = next
	}
	return found
}

// within reports whether n is one of the names, or a part of a longer one.
func within(names []text.Name, n text.Name) bool {
	i := text.After(names, n.Start)
	return i < len(names) && names[i].First <= n.First && n.Last <= names[i].Last
}

// merge puts found among names; of two that overlap, the found one stays.
func merge(names, found []text.Name) []text.Name {
	var all []text.Name
	for _, n := range names {
		for len(found) > 0 && found[0].First < n.Last {
			if last := len(all) - 1; last >= 0 && all[last].Last > found[0].First {
				all = all[:last]
			}
			all = append(all, found[0])
			found = found[1:]
		}
		if last := len(all) - 1; last < 0 || all[last].Last <= n.First {
			all = append(all, n)
		}
	}
	for _, f := range found {
		if last := len(all) - 1; last >= 0 && all[last].Last > f.First {
			all = all[:last]
		}
		all = append(all, f)
	}
	return all
}
