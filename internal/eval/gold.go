package eval

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

// Gold scores an exported record against a gold folder with the rules of the
// project's score script: texts holds the reports under their names, export the
// files that `stemma export --format jsonl` writes. A part without gold gives no
// figures.
func Gold(gold, texts, export string) ([]Figure, error) {
	var out []Figure
	for _, part := range []struct {
		name  string
		score func(gold, pred []row) []Figure
	}{
		{"claims", func(g, p []row) []Figure { return scoreClaims(g, p, &sources{folder: texts}) }},
		{"reuse", scoreReuse},
		{"disputes", scoreDisputes},
		{"independence", scoreIndependence},
		{"control", scoreControl},
	} {
		g, err := readRows(filepath.Join(gold, part.name+".jsonl"))
		if err != nil {
			return nil, err
		}
		if len(g) == 0 {
			continue
		}
		p, err := readRows(filepath.Join(export, part.name+".jsonl"))
		if err != nil {
			return nil, fmt.Errorf("score %s: %w", part.name, err)
		}
		out = append(out, part.score(g, p)...)
	}
	return out, nil
}

var (
	claimSlots = []string{"change", "actor", "target", "place", "time", "value", "bound", "unit", "speaker", "stance"}
	wholeSlots = []string{"change", "actor", "place", "time", "value", "speaker", "stance"}
)

// sources reads the reports that claims are held against.
type sources struct {
	folder string
	cache  map[string]string
}

func (t *sources) of(report string) string {
	if text, ok := t.cache[report]; ok {
		return text
	}
	raw, err := os.ReadFile(filepath.Join(t.folder, filepath.FromSlash(report)))
	text := ""
	if err == nil {
		text = strings.ToValidUTF8(string(raw), "�")
	}
	if t.cache == nil {
		t.cache = map[string]string{}
	}
	t.cache[report] = text
	return text
}

// extent is a stretch of a report in runes, as the script counts them.
type extent struct{ start, end int }

// places is where in its report a claim's span stands inside its sentence.
func (t *sources) places(r row) []extent {
	text, sentence := t.of(r.str("report")), r.str("sentence")
	span := sentence
	if r.has("span") {
		span = r.str("span")
	}
	inner := strings.Index(sentence, span)
	if sentence == "" || inner < 0 {
		return nil
	}
	var out []extent
	for at := 0; ; {
		i := strings.Index(text[at:], sentence)
		if i < 0 {
			return out
		}
		start := utf8.RuneCountInString(text[:at+i+inner])
		out = append(out, extent{start, start + utf8.RuneCountInString(span)})
		_, size := utf8.DecodeRuneInString(text[at+i:])
		at += i + size
	}
}

// dice is the best overlap of two sets of extents.
func dice(a, b []extent) float64 {
	best := 0.0
	for _, x := range a {
		for _, y := range b {
			if both := min(x.end, y.end) - max(x.start, y.start); both > 0 {
				best = max(best, 2*float64(both)/float64((x.end-x.start)+(y.end-y.start)))
			}
		}
	}
	return best
}

func prf(tp, pred, gold int) (p, r, f float64) {
	if pred > 0 {
		p = float64(tp) / float64(pred)
	}
	if gold > 0 {
		r = float64(tp) / float64(gold)
	}
	return p, r, harmonic(p, r)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// pairing is a gold claim and the predicted one that it was matched with.
type pairing struct{ gold, pred int }

func matchClaims(gold, pred []row, goldAt, predAt [][]extent, kind bool) []pairing {
	byReport := map[string][]int{}
	for j, p := range pred {
		byReport[p.str("report")] = append(byReport[p.str("report")], j)
	}
	type candidate struct {
		score float64
		pairing
	}
	var all []candidate
	for i, g := range gold {
		for _, j := range byReport[g.str("report")] {
			if kind && g.str("kind") != pred[j].str("kind") {
				continue
			}
			o := dice(goldAt[i], predAt[j])
			if o < 0.5 {
				continue
			}
			all = append(all, candidate{float64(sameSlots(g, pred[j])) + o, pairing{i, j}})
		}
	}
	sort.Slice(all, func(x, y int) bool {
		a, b := all[x], all[y]
		if a.score != b.score {
			return a.score > b.score
		}
		if a.gold != b.gold {
			return a.gold > b.gold
		}
		return a.pred > b.pred
	})
	usedGold, usedPred := map[int]bool{}, map[int]bool{}
	var pairs []pairing
	for _, c := range all {
		if !usedGold[c.gold] && !usedPred[c.pred] {
			usedGold[c.gold], usedPred[c.pred] = true, true
			pairs = append(pairs, c.pairing)
		}
	}
	return pairs
}

func sameSlots(g, p row) int {
	same := 0
	for _, s := range claimSlots {
		if g.has(s) && p.has(s) && agree(s, g.str(s), p.str(s)) {
			same++
		}
	}
	return same
}

func scoreClaims(gold, pred []row, texts *sources) []Figure {
	at := func(rows []row) [][]extent {
		out := make([][]extent, len(rows))
		for i, r := range rows {
			out[i] = texts.places(r)
		}
		return out
	}
	goldAt, predAt := at(gold), at(pred)
	out := []Figure{{"claims.gold", float64(len(gold))}, {"claims.pred", float64(len(pred))}}
	for _, m := range []struct {
		name string
		kind bool
	}{{"found", false}, {"kind", true}} {
		pairs := matchClaims(gold, pred, goldAt, predAt, m.kind)
		p, r, f := prf(len(pairs), len(pred), len(gold))
		out = append(out, Figure{"claims." + m.name + ".p", p}, Figure{"claims." + m.name + ".r", r}, Figure{"claims." + m.name + ".f1", f})
	}
	pairs := matchClaims(gold, pred, goldAt, predAt, true)
	tp, npred, ngold := 0, 0, 0
	for _, s := range claimSlots {
		g, p, ok := 0, 0, 0
		for _, m := range pairs {
			inGold, inPred := gold[m.gold].has(s), pred[m.pred].has(s)
			if inGold {
				g++
			}
			if inPred {
				p++
			}
			if inGold && inPred && agree(s, gold[m.gold].str(s), pred[m.pred].str(s)) {
				ok++
			}
		}
		tp, npred, ngold = tp+ok, npred+p, ngold+g
		_, _, f := prf(ok, p, g)
		out = append(out, Figure{"slots." + s + ".f1", f})
	}
	_, _, f := prf(tp, npred, ngold)
	out = append(out, Figure{"slots.f1", f})
	whole := 0
	for _, m := range pairs {
		if wholeClaim(gold[m.gold], pred[m.pred]) {
			whole++
		}
	}
	_, _, f = prf(whole, len(pred), len(gold))
	return append(out, Figure{"claims.whole.f1", f})
}

func wholeClaim(g, p row) bool {
	for _, s := range wholeSlots {
		if g.has(s) != p.has(s) || g.has(s) && !agree(s, g.str(s), p.str(s)) {
			return false
		}
	}
	return true
}

// sentenceKey names a sentence by its report and its plain words.
type sentenceKey struct{ report, words string }

func keyOf(r row) sentenceKey { return sentenceKey{r.str("report"), plain(r.str("sentence"))} }

func keysOf(rows []row) []sentenceKey {
	out := make([]sentenceKey, len(rows))
	for i, r := range rows {
		out[i] = keyOf(r)
	}
	return out
}

// near reports whether two sentences are one: splitters differ, so one may
// contain the other.
func near(a, b sentenceKey) bool {
	return a.report == b.report && a.words != "" && b.words != "" &&
		(strings.Contains(b.words, a.words) || strings.Contains(a.words, b.words))
}

func nearAny(a sentenceKey, set []sentenceKey) bool {
	for _, b := range set {
		if near(a, b) {
			return true
		}
	}
	return false
}

func scoreReuse(gold, pred []row) []Figure {
	type pair struct {
		a, b     sentenceKey
		relation string
	}
	read := func(rows []row) []pair {
		var out []pair
		for _, r := range rows {
			out = append(out, pair{keyOf(r.object("a")), keyOf(r.object("b")), r.str("relation")})
		}
		return out
	}
	hit := func(x, y pair) bool {
		return near(x.a, y.a) && near(x.b, y.b) || near(x.a, y.b) && near(x.b, y.a)
	}
	g, p := read(gold), read(pred)
	found, related, right := 0, 0, 0
	for _, x := range g {
		for _, y := range p {
			if hit(x, y) {
				found++
				if x.relation == y.relation {
					related++
				}
				break
			}
		}
	}
	for _, y := range p {
		for _, x := range g {
			if hit(x, y) {
				right++
				break
			}
		}
	}
	pre, rec := share(right, len(p)), share(found, len(g))
	return []Figure{
		{"reuse.p", pre}, {"reuse.r", rec}, {"reuse.f1", harmonic(pre, rec)},
		{"reuse.relation", share(related, found)},
	}
}

// disputeFound is 0 when p does not find g, else how well the two agree on which
// sentence stands under which answer. Found means that sentences of two answers
// of g stand under two answers of p.
func disputeFound(g, p row) float64 {
	sides := func(d row) (out [][]sentenceKey, n int) {
		for _, a := range d.list("answers") {
			keys := keysOf(a.list("sentences"))
			out, n = append(out, keys), n+len(keys)
		}
		return out, n
	}
	gs, gn := sides(g)
	ps, pn := sides(p)
	type link struct{ i, j int }
	var links []link
	for i, a := range gs {
		for j, b := range ps {
			for _, x := range a {
				if nearAny(x, b) {
					links = append(links, link{i, j})
					break
				}
			}
		}
	}
	for _, x := range links {
		for _, y := range links {
			if x.i != y.i && x.j != y.j {
				score := float64(len(links)) / float64(gn+pn)
				if g.str("slot") == p.str("slot") {
					score++
				}
				return score
			}
		}
	}
	return 0
}

func scoreDisputes(gold, pred []row) []Figure {
	ok, related, right := 0, 0, 0
	for _, g := range gold {
		best, relation := 0.0, ""
		for _, p := range pred {
			if f := disputeFound(g, p); f > best {
				best, relation = f, p.str("relation")
			}
		}
		if best > 0 {
			ok++
			if relation == g.str("relation") {
				related++
			}
		}
	}
	for _, p := range pred {
		for _, g := range gold {
			if disputeFound(g, p) > 0 {
				right++
				break
			}
		}
	}
	pre, rec := share(right, len(pred)), share(ok, len(gold))
	return []Figure{
		{"disputes.p", pre}, {"disputes.r", rec}, {"disputes.f1", harmonic(pre, rec)},
		{"disputes.relation", share(related, ok)},
	}
}

// scoreIndependence holds each gold matter against the predicted one that shares
// most of its sentences; below a third (.34) it is not matched.
func scoreIndependence(gold, pred []row) []Figure {
	matched, right := 0, 0
	for _, g := range gold {
		gk := keysOf(g.list("sentences"))
		origins, best := -1, 0.0
		for _, p := range pred {
			pk := keysOf(p.list("sentences"))
			both := 0
			for _, x := range gk {
				if nearAny(x, pk) {
					both++
				}
			}
			if _, _, f := prf(both, len(pk), len(gk)); f > best {
				list, _ := p["origins"].([]any)
				origins, best = len(list), f
			}
		}
		if origins >= 0 && best >= 0.34 {
			matched++
			if n, _ := parseNumber(g.str("n_origins")); n == float64(origins) {
				right++
			}
		}
	}
	return []Figure{
		{"independence.matched", share(matched, len(gold))},
		{"independence.right", share(right, len(gold))},
	}
}

// scoreControl is the share of the gold's place-days on which a predicted holder
// is the gold's. An open end counts for 30 days; 400 days at most are taken.
func scoreControl(gold, pred []row) []Figure {
	type holding struct {
		place, holder string
		days          dayRange
	}
	var held []holding
	for _, p := range pred {
		if d, err := parseDays(openEnds(p)); err == nil {
			held = append(held, holding{p.str("place"), p.str("holder"), d})
		}
	}
	total, right := 0, 0
	for _, g := range gold {
		d, err := parseDays(openEnds(g))
		if err != nil {
			continue
		}
		from, to := d.from, d.to
		if !d.hasFrom {
			from = d.to - 30
		}
		if !d.hasTo {
			to = d.from + 30
		}
		for day := from; day <= min(to, from+400); day++ {
			total++
			for _, h := range held {
				if (!h.days.hasFrom || h.days.from <= day) && (!h.days.hasTo || day <= h.days.to) &&
					agree("place", g.str("place"), h.place) && agree("actor", g.str("holder"), h.holder) {
					right++
					break
				}
			}
		}
	}
	return []Figure{{"control.days", float64(total)}, {"control.right", share(right, total)}}
}

// openEnds is the interval from … to of a holding.
func openEnds(r row) string {
	from, to := r.str("from"), r.str("to")
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	return from + "/" + to
}

func parseNumber(s string) (float64, bool) {
	var f float64
	if _, err := fmt.Sscanf(s, "%g", &f); err != nil {
		return math.NaN(), false
	}
	return f, true
}
