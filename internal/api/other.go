package api

import (
	"time"

	"stemma/client"
	"stemma/internal/brief"
	"stemma/internal/store"
)

func (a *API) recordRoutes() {
	get(a, "/record", "getRecord", "How much there is, over which days, and whether it may be written", "record", a.getRecord)
}

func (a *API) getRecord(tx store.ReadTx, in *struct{ Moment }) (client.Record, error) {
	n, err := tx.Counts()
	out := client.Record{
		Reports: n.Reports, Claims: n.Claims, Matters: n.Matters, Disputes: n.Disputes, Stories: n.Stories, Holdings: n.Holdings,
		Tallies: n.Tallies, Rejected: n.Rejected, Writable: a.Token != "", Version: a.Version,
	}
	if err != nil {
		return out, err
	}
	first, last, err := tx.Span()
	if !first.IsZero() {
		out.First, out.Last = first.Format(time.DateOnly), last.Format(time.DateOnly)
	}
	return out, err
}

func (a *API) briefRoutes() {
	get(a, "/brief", "getBrief", "A sourced brief of the record, a place or a matter", "brief", a.getBrief)
}

type briefInput struct {
	Moment
	About string `query:"about" maxLength:"400" doc:"A place, or the id of a matter; all of the record when absent."`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"40" doc:"At most so many matters."`
}

func (a *API) getBrief(tx store.ReadTx, in *briefInput) (client.Brief, error) {
	o := brief.Options{Limit: in.Limit, Side: a.Record.Side}
	if in.About != "" {
		found, err := tx.Find(in.About, 1)
		if err != nil {
			return client.Brief{}, err
		}
		if len(found) > 0 && found[0].Noun == store.NounMatter && found[0].ID == in.About {
			o.Matter = in.About
		} else {
			o.Place = in.About
		}
	}
	b, err := brief.Of(tx, o)
	if err != nil {
		return client.Brief{}, err
	}
	if o.Place != "" && len(b.Entries) == 0 {
		if err := knownPlace(tx, o.Place); err != nil {
			return client.Brief{}, err
		}
	}
	return briefShape(b), nil
}

// knownPlace fails when no claim names a place.
func knownPlace(tx store.ReadTx, name string) error {
	for p, err := range tx.Places() {
		if err != nil {
			return err
		}
		if k := store.Key(name); store.Key(p.Name) == k || store.Key(p.In) == k {
			return nil
		}
	}
	return notFound("place", name)
}

func briefShape(b brief.Brief) client.Brief {
	return client.Brief{
		About: b.About, Reports: b.Reports, LeftOut: b.LeftOut,
		Cites: each(b.Cites, func(c brief.Cite) client.Quote {
			return client.Quote{Words: valid(c.Words), In: each(c.In, func(s brief.Stand) client.Stand {
				return client.Stand{Report: string(s.Report), Span: s.Span, Outlet: s.Outlet, Published: s.Published}
			})}
		}),
		Entries: each(b.Entries, func(e brief.Entry) client.BriefEntry {
			return client.BriefEntry{
				Matter: e.Matter, Question: e.Question, Support: brief.Support(e.Origins, e.Reports), Reports: e.Reports,
				Origins:  each(e.Origins, func(o brief.Origin) client.BriefOrigin { return client.BriefOrigin(o) }),
				Disputes: each(e.Disputes, func(d brief.Dispute) client.BriefDispute { return client.BriefDispute(d) }),
				Clauses: each(e.Clauses, func(c brief.Clause) client.BriefClause {
					return client.BriefClause{Text: valid(c.Text), Voices: each(c.Voices, func(v brief.Voice) client.BriefVoice {
						return client.BriefVoice{Text: valid(v.Text), Cites: some(v.Cites), Outlets: v.Outlets}
					})}
				}),
			}
		}),
	}
}
