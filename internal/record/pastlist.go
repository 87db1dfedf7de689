package record

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"stemma"
	"stemma/internal/store"
)

// Report is a report that was known then.
func (p *past) Report(id stemma.ReportID) (stemma.Report, error) {
	if err := p.known(id); err != nil {
		return stemma.Report{}, err
	}
	return p.ReadTx.Report(id)
}

// Paper is the same without its blocks.
func (p *past) Paper(id stemma.ReportID) (stemma.Report, error) {
	if err := p.known(id); err != nil {
		return stemma.Report{}, err
	}
	return p.ReadTx.Paper(id)
}

// Heading is the same without its text and blocks.
func (p *past) Heading(id stemma.ReportID) (stemma.Report, error) {
	if err := p.known(id); err != nil {
		return stemma.Report{}, err
	}
	return p.ReadTx.Heading(id)
}

// Reports that were known then.
func (p *past) Reports(f store.ReportFilter) iter.Seq2[stemma.Report, error] {
	f.KnownBy = p.at
	if len(f.About.Sides) > 0 || f.About.Origins > 0 {
		f.About.KnownBy = p.at
		var err error
		if f.About.Backed, err = p.backedAnew(f.About); err != nil {
			return failing[stemma.Report](err)
		}
	}
	if f.About.Matter == "" {
		return p.ReadTx.Reports(f)
	}
	about, most := f.About, f.Limit
	f.About, f.Limit = store.ClaimFilter{}, 0
	about.After, about.Newest, about.Limit = store.ClaimPosition{}, false, 1
	return limited(kept(p.ReadTx.Reports(f), func(r stemma.Report) (bool, error) {
		about.Report = r.ID
		return some(p.Claims(about))
	}), most)
}

// backedAnew are the claims of straddling blocks that answer a matter with origins as f asks
// for them.
func (p *past) backedAnew(f store.ClaimFilter) (ids []stemma.ClaimID, err error) {
	blocks, err := p.straddlingOf(store.ClaimFilter{}, matterBlock)
	if err != nil {
		return nil, err
	}
	if err := p.deriveAll(blocks); err != nil {
		return nil, err
	}
	head := store.HeadFilter{Sides: f.Sides, MinOrigins: f.Origins}
	for _, b := range blocks {
		d, err := p.derived(b)
		if err != nil {
			return nil, err
		}
		for i, h := range d.Heads {
			if backed(h, head) {
				ids = append(ids, b.matters[i].Claims...)
			}
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// kept are those of a stream that pass a test.
func kept[T any](stream iter.Seq2[T, error], test func(T) (bool, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range stream {
			ok := true
			if err == nil {
				ok, err = test(v)
			}
			if (ok || err != nil) && !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// some reports whether a stream has anything.
func some[T any](stream iter.Seq2[T, error]) (bool, error) {
	for _, err := range stream {
		return err == nil, err
	}
	return false, nil
}

// Versions of a report that were known then.
func (p *past) Versions(id stemma.ReportID) ([]stemma.Report, error) {
	list, err := p.ReadTx.Versions(id)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(r stemma.Report) bool { return r.KnownSince().IsZero() || r.KnownSince().After(p.at) })
	if len(list) == 0 {
		return nil, fmt.Errorf("report %s: %w", id, stemma.ErrNotFound)
	}
	return list, nil
}

// Sentences of a report that was known then.
func (p *past) Sentences(id stemma.ReportID) ([]stemma.Span, error) {
	if err := p.known(id); err != nil {
		return nil, err
	}
	return p.ReadTx.Sentences(id)
}

// Entry is a report that was known then with what was read from it.
func (p *past) Entry(id stemma.ReportID) (store.Entry, error) {
	if err := p.known(id); err != nil {
		return store.Entry{}, err
	}
	return p.ReadTx.Entry(id)
}

// Claim of a report that was known then.
func (p *past) Claim(id stemma.ClaimID) (stemma.Claim, error) {
	c, err := p.ReadTx.Claim(id)
	if err == nil {
		err = p.known(c.Report)
	}
	if err != nil {
		return stemma.Claim{}, fmt.Errorf("claim %s: %w", id, err)
	}
	return c, nil
}

// Claims of reports that were known then.
func (p *past) Claims(f store.ClaimFilter) iter.Seq2[stemma.Claim, error] {
	f.KnownBy = p.at
	if len(f.Sides) > 0 || f.Origins > 0 {
		var err error
		if f.Backed, err = p.backedAnew(f); err != nil {
			return failing[stemma.Claim](err)
		}
	}
	if f.Matter == "" {
		return p.ReadTx.Claims(f)
	}
	return func(yield func(stemma.Claim, error) bool) {
		of := f
		of.Matter = ""
		for m, err := range p.Matters(store.MatterFilter{Matter: f.Matter}) {
			if err != nil {
				yield(stemma.Claim{}, err)
				return
			}
			of.IDs = append(of.IDs, m.Claims...)
		}
		if len(of.IDs) == 0 {
			return
		}
		for c, err := range p.ReadTx.Claims(of) {
			if len(f.IDs) > 0 && !slices.Contains(f.IDs, c.ID) && err == nil {
				continue
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// Reuses between reports that were known then.
func (p *past) Reuses(f store.PairFilter) iter.Seq2[stemma.Reuse, error] {
	held := bothKnown(p, p.ReadTx.Reuses(f), func(r stemma.Reuse) (a, b stemma.ReportID) { return r.A.Report, r.B.Report })
	return withMissing(p, f, held, func(pair store.Pair) []stemma.Reuse { return pair.Reuse },
		func(x, y stemma.Reuse) int {
			return cmp.Or(cmp.Compare(x.A.Report, y.A.Report), cmp.Compare(x.B.Report, y.B.Report),
				cmp.Compare(x.A.Span.Start, y.A.Span.Start), cmp.Compare(x.B.Span.Start, y.B.Span.Start))
		})
}

// Descents between reports that were known then.
func (p *past) Descents(f store.PairFilter) iter.Seq2[stemma.Descent, error] {
	held := bothKnown(p, p.ReadTx.Descents(f), func(d stemma.Descent) (a, b stemma.ReportID) { return d.A, d.B })
	return withMissing(p, f, held, func(pair store.Pair) []stemma.Descent {
		if pair.Descent == nil {
			return nil
		}
		return []stemma.Descent{*pair.Descent}
	}, compareDescents)
}

func compareDescents(x, y stemma.Descent) int {
	return cmp.Or(cmp.Compare(min(x.A, x.B), min(y.A, y.B)), cmp.Compare(max(x.A, x.B), max(y.A, y.B)))
}

// withMissing puts what the missing pairs have among what is held, in order.
func withMissing[T any](p *past, f store.PairFilter, held iter.Seq2[T, error], of func(store.Pair) []T, compare func(x, y T) int) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		pairs, err := p.missing(f)
		if err != nil {
			yield(none, err)
			return
		}
		var more []T
		for _, pair := range pairs {
			more = append(more, of(pair)...)
		}
		slices.SortStableFunc(more, compare)
		for v, err := range held {
			if err != nil {
				yield(none, err)
				return
			}
			for len(more) > 0 && compare(more[0], v) < 0 {
				if !yield(more[0], nil) {
					return
				}
				more = more[1:]
			}
			if !yield(v, nil) {
				return
			}
		}
		for _, v := range more {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// missing are the pairs that a filter chooses, that the record of then had and that of
// now does not hold.
func (p *past) missing(f store.PairFilter) ([]store.Pair, error) {
	if f.Report != "" {
		known, err := p.copies.known(f.Report)
		if err != nil || !known {
			if isMissing(err) {
				err = nil
			}
			return nil, err
		}
		return p.copies.missingOf(f.Report)
	}
	ids, err := p.knownOf(f.Among)
	if err != nil {
		return nil, err
	}
	have, err := p.ReadTx.Between(ids, func(stemma.ReportID, stemma.Span) bool { return false }) // only which pairs there are
	if err != nil {
		return nil, err
	}
	return p.copies.missingAmong(ids, have)
}

// knownOf are those of some reports that were known then; all that were for none.
func (p *past) knownOf(reports []stemma.ReportID) (ids []stemma.ReportID, err error) {
	if len(reports) > 0 {
		for _, id := range reports {
			known, err := p.copies.known(id)
			if err != nil {
				return nil, err
			}
			if known {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		return ids, nil
	}
	for r, err := range p.Reports(store.ReportFilter{}) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, r.ID)
	}
	return ids, nil
}

// bothKnown are those of a stream whose reports were known then.
func bothKnown[T any](p *past, stream iter.Seq2[T, error], ends func(T) (a, b stemma.ReportID)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range stream {
			if err == nil {
				a, b := ends(v)
				ok := false
				if ok, err = p.copies.known(a); ok && err == nil {
					ok, err = p.copies.known(b)
				}
				if err == nil && !ok {
					continue
				}
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// Sources of what was known then.
func (p *past) Sources() iter.Seq2[store.Source, error] { return p.SourcesBy(p.at) }

// Places of what was known then.
func (p *past) Places() iter.Seq2[store.PlaceCount, error] { return p.PlacesBy(p.at) }

// Counts of what was known then. All that straddles that time is derived for it.
func (p *past) Counts() (store.Counts, error) {
	c, err := p.CountsBy(p.at)
	if err != nil {
		return c, err
	}
	blocks, err := p.straddlingOf(store.ClaimFilter{}, "")
	if err != nil {
		return c, err
	}
	if err := p.deriveAll(blocks); err != nil {
		return c, err
	}
	for _, b := range blocks {
		d, err := p.derived(b)
		if err != nil {
			return c, err
		}
		c.Matters += len(d.Matters)
		c.Disputes += len(d.Disputes)
		c.Tallies += len(d.Tallies)
		c.Holdings += len(d.Holdings)
	}
	more, err := p.moreStories()
	c.Stories += more
	return c, err
}

// moreStories is how many stories there were beside those all of whose reports were known.
func (p *past) moreStories() (int, error) {
	grouped, err := p.grouped(nil)
	if err != nil {
		return 0, err
	}
	then, now := map[string]bool{}, map[string]bool{}
	for id, st := range grouped {
		then[st.ID] = true
		for st, err := range p.ReadTx.Stories(store.StoryFilter{Report: id}) {
			if err != nil {
				return 0, err
			}
			if _, met := now[st.ID]; met {
				break
			}
			if now[st.ID], err = p.allKnown(st.Reports); err != nil {
				return 0, err
			}
		}
	}
	n := len(then)
	for _, counted := range now {
		if counted { // as one that stands
			n--
		}
	}
	return n, nil
}

// allKnown reports whether all of some reports were known then.
func (p *past) allKnown(reports []stemma.ReportID) (bool, error) {
	for _, id := range reports {
		if known, err := p.copies.known(id); err != nil || !known {
			return false, err
		}
	}
	return true, nil
}

// Find is what was known then and has an id beginning with prefix.
func (p *past) Find(prefix string, limit int) ([]store.Found, error) {
	// What was not known then takes room in the list of now.
	const more = 64
	found, err := p.ReadTx.Find(prefix, limit+more)
	if err != nil {
		return nil, err
	}
	var out []store.Found
	for _, f := range found {
		err := p.knew(f)
		if err == nil {
			out = append(out, f)
		} else if !isMissing(err) {
			return nil, err
		}
	}
	addAnew := func() { // questions that have another beginning now
		for _, id := range p.moment.matters(prefix) {
			if f := (store.Found{Noun: store.NounMatter, ID: id}); !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	addAnew()
	if len(out) == 0 && prefix != "" {
		if _, err := p.blockOf(prefix); err != nil {
			return nil, err
		}
		addAnew()
	}
	slices.SortFunc(out, func(x, y store.Found) int {
		switch {
		case (x.ID == prefix) != (y.ID == prefix):
			if x.ID == prefix {
				return -1
			}
			return 1
		case x.ID != y.ID:
			return strings.Compare(x.ID, y.ID)
		}
		return strings.Compare(string(x.Noun), string(y.Noun))
	})
	return out[:min(limit, len(out))], nil
}

// knew fails for what was not known then.
func (p *past) knew(f store.Found) error {
	switch f.Noun {
	case store.NounReport:
		return p.known(stemma.ReportID(f.ID))
	case store.NounClaim:
		_, err := p.Claim(stemma.ClaimID(f.ID))
		return err
	case store.NounMatter:
		for _, err := range p.Matters(store.MatterFilter{Matter: f.ID}) {
			return err
		}
	case store.NounStory:
		for _, err := range p.Stories(store.StoryFilter{ID: f.ID}) {
			return err
		}
	}
	return stemma.ErrNotFound
}
