package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"

	"stemma"
)

// The shortest text, in letters, of which the language is told: below it, the detector
// errs more often than one in twenty (measured on sentences of the treebanks and on
// the foreign lines of crawled reports; re-measure with TestLanguageOfShortTexts).
const shortestKnown = 40

// longestRead is how much of a text, in bytes, tells its language.
const longestRead = 2000

// languageOf is the language of t, ISO 639-1; empty when t is too short or the
// detector is not sure.
func languageOf(t string) string {
	if letterCount(t) < shortestKnown && scriptOf(t) == unicode.Latin {
		return ""
	}
	if len(t) > longestRead {
		t = t[:longestRead]
	}
	info := whatlanggo.DetectWithOptions(t, whatlanggo.Options{Whitelist: newsLanguages})
	if info.Lang < 0 {
		return ""
	}
	return info.Lang.Iso6391()
}

// newsLanguages is the languages that a text may be in. The detector knows more, and
// takes short English for Scots or Hausa when it may.
var newsLanguages = func() map[whatlanggo.Lang]bool {
	m := map[whatlanggo.Lang]bool{}
	for _, l := range []whatlanggo.Lang{
		whatlanggo.Eng, whatlanggo.Fra, whatlanggo.Spa, whatlanggo.Deu, whatlanggo.Ita, whatlanggo.Por, whatlanggo.Nld,
		whatlanggo.Tur, whatlanggo.Pol, whatlanggo.Ces, whatlanggo.Ron, whatlanggo.Hun, whatlanggo.Swe, whatlanggo.Dan,
		whatlanggo.Nob, whatlanggo.Fin, whatlanggo.Hrv, whatlanggo.Slv, whatlanggo.Vie, whatlanggo.Ind, whatlanggo.Som, whatlanggo.Kur,
		whatlanggo.Arb, whatlanggo.Pes, whatlanggo.Urd, whatlanggo.Heb, whatlanggo.Ydd, whatlanggo.Rus, whatlanggo.Ukr, whatlanggo.Bel, whatlanggo.Bul,
		whatlanggo.Srp, whatlanggo.Mkd, whatlanggo.Ell, whatlanggo.Hin, whatlanggo.Mar, whatlanggo.Nep, whatlanggo.Ben, whatlanggo.Pan, whatlanggo.Tam,
		whatlanggo.Tel, whatlanggo.Kat, whatlanggo.Amh, whatlanggo.Mya, whatlanggo.Tha, whatlanggo.Khm, whatlanggo.Cmn, whatlanggo.Jpn, whatlanggo.Kor,
	} {
		m[l] = true
	}
	return m
}()

func letterCount(t string) int {
	n := 0
	for _, r := range t {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

type scriptTable = *unicode.RangeTable

// scripts that news is written in.
var scripts = []*unicode.RangeTable{
	unicode.Latin, unicode.Arabic, unicode.Cyrillic, unicode.Han, unicode.Hebrew, unicode.Greek,
	unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Devanagari, unicode.Bengali, unicode.Thai,
	unicode.Georgian, unicode.Armenian, unicode.Ethiopic, unicode.Myanmar, unicode.Tamil,
}

// scriptOf is the script of most letters of t; nil when it has none.
func scriptOf(t string) scriptTable {
	var count [32]int
	for _, r := range t {
		if !unicode.IsLetter(r) {
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s, r) {
				count[i]++
				break
			}
		}
	}
	best := -1
	for i, n := range count {
		if n > 0 && (best < 0 || n > count[best]) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return scripts[best]
}

func isHan(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// rare is the share of the letters of t that lie outside ASCII, 0–1.
func rare(t string) float64 {
	all, out := 0, 0
	for _, r := range t {
		if unicode.IsLetter(r) {
			all++
			if r > 0x7f {
				out++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(out) / float64(all)
}

// markLanguages gives each block its language where it is told and differs from the
// report's. The detector is asked only about blocks that share few of the body's
// commonest words.
func markLanguages(a *stemma.Report) {
	body := bodyText(*a)
	main := scriptOf(body)
	common := commonest(body, 40)
	for i := range a.Blocks {
		b := &a.Blocks[i]
		t := b.Span.Of(a.Text)
		s := scriptOf(t)
		foreign := main == unicode.Latin && rare(t) >= 0.1
		if s == nil || s == main && (!foreign && (letterCount(t) < 60 || b.Role != stemma.Body) || shareOf(t, common) > 0.15) {
			continue
		}
		if l := languageOf(t); l != a.Language {
			b.Language = l
		}
	}
}

// commonest is the n commonest words of t, in lower case.
func commonest(t string, n int) map[string]bool {
	count := map[string]int{}
	for w := range strings.FieldsSeq(strings.ToLower(t)) {
		count[w]++
	}
	ws := slices.Collect(maps.Keys(count))
	slices.SortFunc(ws, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	out := map[string]bool{}
	for _, w := range ws[:min(n, len(ws))] {
		out[w] = true
	}
	return out
}

// shareOf is the share of the words of t that are in the set, 0–1.
func shareOf(t string, set map[string]bool) float64 {
	n, all := 0, 0
	for w := range strings.FieldsSeq(strings.ToLower(t)) {
		all++
		if set[w] {
			n++
		}
	}
	return float64(n) / float64(max(all, 1))
}
