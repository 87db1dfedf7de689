// Package origin follows statements back through copies and go-betweens to those
// who asserted them.
//
//	claims ──atoms──► statements ──asserters──► origins
//
// An atom is one thing that a claim says, so that claims which say it can be put
// together: that X took P, that 44 died, that it was on the western side. Who
// asserts it is the named speaker, or the party behind a party's agency; what a
// newsroom says in its own voice rests on the speaker whom it names elsewhere in
// the report, else on the root of its text.
package origin

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/record/said"
)

// Of is the statements of one block (see matter.Blocks) that are said more than
// once, each with the origins behind it. Like a matter, a statement is owned by
// exactly one block.
func Of(block string, claims []said.Claim, copies said.Copies, w said.World) []stemma.Independence {
	claims = said.Sorted(said.Fill(claims, w))
	_, period, _ := strings.Cut(block, "|")
	k := newKin(copies, w)
	seen := map[string]bool{}
	type identified struct {
		stemma.Independence
		id string
	}
	var found []identified
	for _, s := range statements(claims, k, w) {
		if period == "past" || !s.ownedBy(period) || len(s.sentences()) < 2 {
			continue
		}
		in := s.independence(k, w)
		if id := identity(in); !seen[id] {
			seen[id] = true
			found = append(found, identified{in, id})
		}
	}
	slices.SortFunc(found, func(a, b identified) int { return cmp.Or(cmp.Compare(a.Claim, b.Claim), cmp.Compare(a.id, b.id)) })
	var out []stemma.Independence
	for _, f := range found {
		out = append(out, f.Independence)
	}
	return out
}

// Behind are, for each matter, the origins behind all its claims together, whatever
// they answer. Claims are sorted by said.Sort.
func Behind(matters []stemma.Matter, claims []said.Claim, copies said.Copies, w said.World) [][]stemma.Origin {
	k := newKin(copies, w)
	out := make([][]stemma.Origin, len(matters))
	for i, own := range said.Answering(matters, claims) {
		out[i], _ = origins(statement{claims: own}, k, w)
	}
	return out
}

// identity names a statement by its sentences: two atoms carried by the very same
// sentences are one statement.
func identity(in stemma.Independence) string {
	var b []byte
	for _, s := range in.Sentences {
		b = append(b, s.Report...)
		b = append(b, s.Span.String()...)
	}
	return string(b)
}

// statement is claims that say one atom.
type statement struct {
	atom   atom
	claims []*said.Claim
}

// member is an atom and the claim that says it.
type member struct {
	atom
	claim int
}

// statements puts claims that say the same together: one atom, overlapping times or
// sentences from one original.
func statements(claims []said.Claim, k kin, w said.World) []statement {
	byKey := map[string][]member{}
	var keys []string
	for i := range claims {
		c := &claims[i]
		for _, a := range slices.Concat(atoms(c, w), presupposed(c, claims, w), []atom{copyAtom(c)}) {
			if byKey[a.key] == nil {
				keys = append(keys, a.key)
			}
			byKey[a.key] = append(byKey[a.key], member{a, i})
		}
	}
	slices.SortFunc(keys, func(a, b string) int { // what was only copied comes last: the others say it better
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	times := make([]moment, len(claims))
	for i := range claims {
		times[i] = momentOf(&claims[i])
	}
	sentences := k.number(claims)
	var out []statement
	for _, key := range keys {
		members := byKey[key]
		for _, group := range alikes(members, times, sentences) {
			s := statement{atom: members[group[0]].atom}
			for _, i := range group {
				s.claims = append(s.claims, &claims[members[i].claim])
			}
			out = append(out, s)
		}
	}
	return out
}

// alikes are the groups of members that say the same.
func alikes(members []member, times []moment, sentences numbering) [][]int {
	set := newUnion(len(members))
	for i := range members {
		m := &members[i]
		if m.copied {
			continue
		}
		for j := i + 1; j < len(members); j++ {
			if together(times[m.claim], times[members[j].claim], m.slack) && m.says(members[j].atom) {
				set.join(i, j)
			}
		}
	}
	in := map[int][]int{} // members by the number of their sentence
	for i, m := range members {
		n := sentences.of[m.claim]
		in[n] = append(in[n], i)
	}
	for i, m := range members {
		for _, n := range sentences.linked[sentences.of[m.claim]] {
			for _, j := range in[n] {
				if i < j && m.says(members[j].atom) {
					set.join(i, j)
				}
			}
		}
	}
	return set.groups()
}

// moment is when a claim speaks of, as far as it matters to what it says.
type moment struct {
	days      said.Days
	ok        bool // ok means that the days are known.
	untimed   bool // untimed means that it is of the report, not of the words.
	ofControl bool
}

func momentOf(c *said.Claim) moment {
	d, ok := daysOf(c)
	return moment{d, ok, !c.When.Known(), c.Kind == stemma.Control}
}

// rank puts the atoms of copied sentences behind those that say what the sentences say.
func rank(key string) int {
	if strings.HasPrefix(key, copiedKey) {
		return 1
	}
	return 0
}

// together reports whether two claims speak of one time.
func together(x, y moment, slack int) bool {
	if x.untimed != y.untimed && x.ofControl {
		return false
	}
	return x.ok && y.ok && x.days.Overlaps(y.days, slack)
}

// openDays is how far back "until" a day without a start is taken to reach.
const openDays = 7

func daysOf(c *said.Claim) (said.Days, bool) {
	d, ok := said.DaysOf(c.When)
	if !ok {
		return c.Anchor()
	}
	if c.When.From.IsZero() {
		d.From -= openDays
	}
	return d, true
}

func (s statement) sentences() []stemma.SentenceRef {
	var out []stemma.SentenceRef
	for _, c := range s.claims {
		if !slices.Contains(out, c.Ref()) {
			out = append(out, c.Ref())
		}
	}
	return out
}

// ownedBy reports whether the block of a month owns the statement.
func (s statement) ownedBy(month string) bool {
	first := 0
	for i, c := range s.claims {
		if d, ok := c.Anchor(); ok && (i == 0 || d.From < first) {
			first = d.From
		}
	}
	return said.Date(first).Format("2006-01") == month
}

func (s statement) independence(k kin, w said.World) stemma.Independence {
	in := stemma.Independence{Claim: s.atom.line, Sentences: s.sentences()}
	for _, c := range s.claims {
		if !slices.Contains(in.Reports, c.Report) {
			in.Reports = append(in.Reports, c.Report)
		}
	}
	in.Origins, in.Reasons = origins(s, k, w)
	return in
}

// union is a set of sets.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) {
	a, b := u.find(i), u.find(j)
	u[max(a, b)] = min(a, b)
}

// groups are the sets, each in order, by their first member.
func (u union) groups() [][]int {
	at := map[int]int{}
	var out [][]int
	for i := range u {
		root := u.find(i)
		n, ok := at[root]
		if !ok {
			n = len(out)
			at[root] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], i)
	}
	return out
}

// numbering gives the sentences of claims numbers.
type numbering struct {
	of     []int         // of each claim the number of its sentence.
	linked map[int][]int // linked are, by number, the sentences from one original with it.
}

func (k kin) number(claims []said.Claim) numbering {
	at := map[said.Sentence]int{}
	n := numbering{of: make([]int, len(claims)), linked: map[int][]int{}}
	for i := range claims {
		c := &claims[i]
		p := c.At()
		number, ok := at[p]
		if !ok {
			number = len(at)
			at[p] = number
		}
		n.of[i] = number
	}
	for x, y := range k.copies.Pairs() {
		a, ok := at[x]
		b, known := at[y]
		if ok && known {
			n.linked[a] = append(n.linked[a], b)
			n.linked[b] = append(n.linked[b], a)
		}
	}
	return n
}
