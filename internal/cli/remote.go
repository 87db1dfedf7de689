package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stemma"
	"stemma/client"
	"stemma/internal/brief"
	"stemma/internal/explain"
	"stemma/internal/export"
	"stemma/internal/feed"
	"stemma/internal/store"
)

// withServer lets views be asked of a running server: --server in place of --db.
func (a *app) withServer(views ...*cobra.Command) []*cobra.Command {
	for _, cmd := range views {
		local := cmd.RunE
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if a.server == "" {
				return local(cmd, args)
			}
			return a.remote(cmd, args)
		}
	}
	return views
}

// client is the server that --server names.
func (a *app) client() (*client.Client, error) {
	u, err := url.Parse(a.server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, usageError{fmt.Errorf("--server %q: want an address such as http://127.0.0.1:8080", a.server)}
	}
	c := client.New(a.server)
	c.Token = os.Getenv(tokenVariable)
	return c, nil
}

// remote shows what a view shows, as the server tells it.
func (a *app) remote(cmd *cobra.Command, args []string) error {
	c, err := a.client()
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	q, rest := a.query(cmd.Flags())
	if q.AsOf != "" {
		if _, err := moment(q.AsOf); err != nil {
			return usageError{fmt.Errorf("--as-of: %w", err)}
		}
	}
	about := strings.Join(args, "")
	switch cmd.Name() {
	case "brief":
		return a.remoteBrief(ctx, c, about, rest["limit"], q.AsOf)
	case "claims":
		return remoteList(a, c.EachClaim(ctx, q), a.remoteClaim)
	case "disputes":
		return remoteList(a, c.EachDispute(ctx, q), a.remoteDispute)
	case "control":
		q.Place = about
		return remoteList(a, c.EachStretch(ctx, q), a.remoteStretch)
	case "tally":
		if about != "" {
			q.More.Set("matter", about)
		}
		return remoteList(a, c.EachTally(ctx, q), func(t client.Tally) {
			a.printf("%s  %s (%s) %s: %s\n", t.Matter, t.Question, t.Unit, speakerName(t.Origin), remoteSeries(t.Series))
		})
	case "matters":
		return remoteList(a, c.EachMatter(ctx, q), func(m client.MatterHead) {
			a.printf("%s  %s\n          %s, %s, moved %s\n", m.ID, m.Question, count(m.Claims, "claim"), count(m.Origins, "origin"), explain.OrUnknown(m.Moved))
		})
	case "stories":
		return remoteList(a, c.EachStory(ctx, q), func(st client.Story) {
			a.printf("%s  %s\n          %s  %s  %s\n", st.ID, oneLine(st.Title), st.Time, strings.Join(st.Places, ", "), count(st.Reports, "report"))
		})
	case "reports":
		return remoteList(a, c.EachReport(ctx, q), func(r client.ReportHead) {
			a.printf("%s  %s  %s  %s\n", r.ID, explain.OrUnknown(r.Published), explain.OrUnknown(r.Outlet), oneLine(r.Title))
		})
	case "sources":
		return remoteList(a, c.EachSource(ctx, q), func(s client.SourceHead) {
			a.printf("%s  %s  %s  %s\n", s.Role, speakerName(s.Name), count(s.Reports, "report"), count(s.Claims, "claim"))
		})
	case "places":
		return remoteList(a, c.EachPlace(ctx, q), func(p client.PlaceHead) {
			a.printf("%s  %s  %s\n", p.Name, p.In, count(p.Claims, "claim"))
		})
	case "why":
		return a.remoteWhy(ctx, c, about, q.AsOf)
	case "export":
		return a.remoteExport(ctx, c, rest["format"], rest["out"], q)
	case "corrections":
		p, err := c.Corrections(ctx, client.Query{Limit: 500})
		return errors.Join(err, a.printAll(p.Items))
	}
	return fmt.Errorf("%s: not asked of a server", cmd.Name())
}

// query is what the flags of a view ask; what has no field of its own comes back by the
// flag's name.
func (a *app) query(flags *pflag.FlagSet) (client.Query, map[string]string) {
	q := client.Query{AsOf: a.asOf, More: url.Values{}, Limit: 500}
	rest := map[string]string{}
	flags.Visit(func(f *pflag.Flag) {
		value := f.Value.String()
		if list, ok := f.Value.(pflag.SliceValue); ok {
			value = strings.Join(list.GetSlice(), ",")
		}
		switch f.Name {
		case "from":
			q.From = value
		case "to":
			q.To = value
		case "place":
			q.Place = value
		case "actor":
			q.Actor = value
		case "speaker":
			q.Speaker = value
		case "kind":
			q.Kinds = strings.Split(value, ",")
		case "report", "outlet", "agency", "slot", "relation":
			q.More.Set(f.Name, value)
		default:
			rest[f.Name] = value
		}
	})
	if f := flags.Lookup("format"); f != nil {
		rest["format"] = f.Value.String()
	}
	return q, rest
}

// remoteList prints a list as it comes: as JSON, or by a function.
func remoteList[T any](a *app, list iter.Seq2[T, error], print func(T)) error {
	for v, err := range list {
		if err != nil {
			return remoteError(err)
		}
		if !a.json {
			print(v)
			continue
		}
		if err := a.printJSON(v); err != nil {
			return err
		}
	}
	return nil
}

// remoteError gives an error of the server the sentinel that it stands for.
func remoteError(err error) error {
	var p *client.Problem
	if errors.As(err, &p) && p.Status == 404 {
		return fmt.Errorf("%w: %w", err, stemma.ErrNotFound)
	}
	return err
}

func (a *app) printAll(list []client.Correction) error {
	for _, d := range list {
		if err := a.printJSON(d); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) remoteClaim(c client.Claim) {
	a.printf("%s %s — %s\n", explain.ShortID(c.ID), c.Says, speakerName(c.Speaker))
	a.printf("         %q\n         %s %d–%d  %s  %s\n", c.Words, c.Report, c.Span.Start, c.Span.End, c.Outlet, c.Published)
}

func (a *app) remoteQuotes(list []client.Quote, indent string) {
	for _, q := range list {
		a.printf("%s%q\n", indent, strings.TrimSpace(q.Words))
		for _, at := range q.In {
			a.printf("%s  %s %d–%d\n", indent, at.Report, at.Span.Start, at.Span.End)
		}
	}
}

func (a *app) remoteDispute(d client.Dispute) {
	a.printf("%s  %s\n  %s, matter %s\n", d.ID, d.Question, d.Relation, d.Matter)
	if d.Explanation != "" {
		a.printf("  %s\n", d.Explanation)
	}
	for _, x := range d.Answers {
		a.printf("  • %s — %s\n", x.Says, speakerName(x.Speaker))
		a.remoteQuotes(x.Quotes, "      ")
	}
	a.printf("\n")
}

func (a *app) remoteStretch(s client.Stretch) {
	a.printf("%s  %s  %s–%s  %s: %s\n", s.ID, explain.Where(stemma.Location{Name: s.Place, In: s.In}), s.From, s.To, s.Status, explain.OrUnknown(s.Holder))
	a.remoteQuotes(s.Quotes, "            ")
}

func remoteSeries(points []client.Point) string {
	var out []string
	for _, p := range points {
		out = append(out, fmt.Sprintf("%s %s%s", p.Published, signs[p.Bound], stemma.Number(p.Value)))
	}
	return strings.Join(out, " → ")
}

func (a *app) remoteBrief(ctx context.Context, c *client.Client, about, limit, asOf string) error {
	n := 0
	if limit != "" {
		if _, err := fmt.Sscan(limit, &n); err != nil {
			return usageError{fmt.Errorf("--limit: %w", err)}
		}
	}
	b, err := c.Brief(ctx, about, n, asOf)
	if err != nil {
		return remoteError(err)
	}
	if a.json {
		return a.printJSON(b)
	}
	return brief.Write(a.Out, briefOf(b))
}

// briefOf is a brief as it is printed.
func briefOf(b client.Brief) brief.Brief {
	out := brief.Brief{About: b.About, Reports: b.Reports, LeftOut: b.LeftOut}
	for _, e := range b.Entries {
		entry := brief.Entry{Matter: e.Matter, Question: e.Question, Reports: e.Reports}
		for _, o := range e.Origins {
			entry.Origins = append(entry.Origins, brief.Origin(o))
		}
		for _, d := range e.Disputes {
			entry.Disputes = append(entry.Disputes, brief.Dispute(d))
		}
		for _, x := range e.Clauses {
			clause := brief.Clause{Text: x.Text}
			for _, v := range x.Voices {
				clause.Voices = append(clause.Voices, brief.Voice{Text: v.Text, Cites: v.Cites, Outlets: v.Outlets})
			}
			entry.Clauses = append(entry.Clauses, clause)
		}
		out.Entries = append(out.Entries, entry)
	}
	for _, q := range b.Cites {
		cite := brief.Cite{Words: q.Words}
		for _, s := range q.In {
			cite.In = append(cite.In, brief.Stand{Report: stemma.ReportID(s.Report), Span: s.Span, Outlet: s.Outlet, Published: s.Published})
		}
		out.Cites = append(out.Cites, cite)
	}
	return out
}

func (a *app) remoteWhy(ctx context.Context, c *client.Client, id, asOf string) error {
	d, err := c.Claim(ctx, id, asOf)
	if err != nil {
		return remoteError(err)
	}
	if a.json {
		return a.printJSON(d.Why)
	}
	return explain.DrawReason(a.Out, reasonOf(d.Why))
}

func reasonOf(r client.Reason) stemma.Reason {
	out := stemma.Reason{Rule: r.Rule, Says: r.Says, Weight: r.Weight, Cites: r.Cites}
	for _, b := range r.Because {
		out.Because = append(out.Because, reasonOf(b))
	}
	return out
}

// remoteExport fetches the files of a format into a folder.
func (a *app) remoteExport(ctx context.Context, c *client.Client, format, dir string, q client.Query) error {
	files := export.Files(export.Format(format))
	if files == nil {
		return usageError{fmt.Errorf("no format %q; there are %s", format, formats())}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for _, name := range files {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		q := client.Query{AsOf: q.AsOf, More: url.Values{"file": {name}}}
		if err := errors.Join(c.Export(ctx, format, q, f), f.Close()); err != nil {
			return remoteError(err)
		}
	}
	return nil
}

// remoteAdd sends reports to the server one by one. What it refuses is told and
// counted, and the rest goes on.
func (a *app) remoteAdd(ctx context.Context, paths []string) (sum summary, err error) {
	c, err := a.client()
	if err != nil {
		return sum, err
	}
	list, err := a.outlets()
	if err != nil {
		return sum, err
	}
	refused := func(input, why string) {
		sum.Rejected++
		a.notef("rejected %s: %s\n", oneLine(input), oneLine(why))
	}
	for r, err := range feed.Read(ctx, paths, feed.Options{Stdin: a.In, Outlets: list}) {
		if why, ok := feed.AsRejected(err); ok {
			refused(why.Input, why.Stage+": "+why.Why)
			continue
		}
		if err != nil {
			return sum, err
		}
		added, err := c.AddReport(ctx, posted(r))
		var p *client.Problem
		switch {
		case errors.As(err, &p) && (p.Status == 413 || p.Status == 422):
			refused(string(r.ID), p.Error())
		case err != nil:
			return sum, err
		case added.Status == "added":
			sum.Added++
		case added.Status == "unchanged":
			sum.Unchanged++
		default:
			sum.NewVersion++
		}
	}
	return sum, ctx.Err()
}

// posted is a report as it is sent: what its text does not say itself goes with it.
func posted(r *stemma.Report) client.NewReport {
	out := client.NewReport{ID: string(r.ID), Text: r.Text, URL: r.URL, Outlet: r.Outlet, Title: r.Title, Language: r.Language}
	if len(r.Agencies) > 0 {
		out.Agency = r.Agencies[0].Agency
	}
	if w := r.Published.When; w.Known() {
		out.Published = w.ISO()
		if w.Precision == stemma.Minute {
			out.Published = w.From.Format("2006-01-02T15:04")
		}
	}
	return out
}

// remoteCorrect makes a decision on the server. It takes whole ids.
func (a *app) remoteCorrect(ctx context.Context, d store.Correction) error {
	c, err := a.client()
	if err != nil {
		return err
	}
	made, err := c.Correct(ctx, client.NewCorrection{
		Verb: string(d.Verb), Subjects: d.Subjects, Field: string(d.Field), Value: d.Value, Who: d.Who, Why: d.Why,
	})
	if err != nil {
		return remoteError(err)
	}
	if a.json {
		return a.printJSON(made)
	}
	d.ID = made.ID
	return a.decision(d)
}
