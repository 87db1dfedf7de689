package client

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Client asks one server. It may be used by several goroutines at once.
type Client struct {
	Base  string       // Base is the server's address, "http://127.0.0.1:8080".
	Token string       // Token lets it add and correct; empty for one that only reads.
	HTTP  *http.Client // HTTP sends the requests; nil for [http.DefaultClient].
}

// New makes a client of the server at an address.
func New(base string) *Client { return &Client{Base: strings.TrimRight(base, "/")} }

// Problem is an error that the server answers with (RFC 9457).
type Problem struct {
	Status int     `json:"status"`
	Title  string  `json:"title"`
	Detail string  `json:"detail"`
	Errors []Fault `json:"errors"`
}

// Fault is one thing that is wrong with what was asked.
type Fault struct {
	Message  string `json:"message"`
	Location string `json:"location"` // Location names it: "query.limit".
}

func (p *Problem) Error() string {
	s := fmt.Sprintf("%s: %s", p.Title, p.Detail)
	for _, f := range p.Errors {
		if f.Message != p.Detail {
			s += fmt.Sprintf(" (%s: %s)", f.Location, f.Message)
		}
	}
	return s
}

// Query chooses what a list or a view shows. The zero Query chooses all, as it is now.
type Query struct {
	AsOf       string // AsOf shows the record as it was known at that time, ISO 8601.
	From, To   string
	Place      string
	Kinds      []string
	Actor      string
	Speaker    string
	Sides      []string
	Stances    []string
	MinOrigins int
	Q          string // Q are words that the text has.
	Cursor     string // Cursor is the Next of the page before.
	Limit      int    // Limit is the most items of a page; the server's own when zero.

	More url.Values // More are parameters that one list alone has: "sort", "relation".
}

func (q Query) values() url.Values {
	v := url.Values{}
	for name, list := range q.More {
		v[name] = list
	}
	for _, p := range []struct{ name, value string }{
		{"as_of", q.AsOf}, {"from", q.From}, {"to", q.To}, {"place", q.Place}, {"kind", strings.Join(q.Kinds, ",")}, {"actor", q.Actor}, {"speaker", q.Speaker},
		{"side", strings.Join(q.Sides, ",")}, {"stance", strings.Join(q.Stances, ",")}, {"q", q.Q}, {"cursor", q.Cursor},
	} {
		if p.value != "" {
			v.Set(p.name, p.value)
		}
	}
	if q.MinOrigins > 0 {
		v.Set("min_origins", strconv.Itoa(q.MinOrigins))
	}
	if q.Limit > 0 {
		v.Set("limit", strconv.Itoa(q.Limit))
	}
	return v
}

// send sends a request and gives the answer, which is none of the errors.
func (c *Client) send(ctx context.Context, method, path string, q url.Values, body any, header http.Header) (*http.Response, error) {
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		in = bytes.NewReader(b)
	}
	address := c.Base + path
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, method, address, in)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for name, values := range header {
		r.Header[name] = values
	}
	h := c.HTTP
	if h == nil {
		h = http.DefaultClient
	}
	answer, err := h.Do(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode < 300 {
		return answer, nil
	}
	defer answer.Body.Close()
	p := &Problem{Status: answer.StatusCode, Title: http.StatusText(answer.StatusCode)}
	b, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil || json.Unmarshal(b, p) != nil {
		p.Detail = "the server gave no reason"
	}
	return nil, p
}

// get asks for one thing.
func get[T any](ctx context.Context, c *Client, path string, q url.Values) (v T, err error) {
	answer, err := c.send(ctx, http.MethodGet, path, q, nil, nil)
	if err != nil {
		return v, fmt.Errorf("get %s: %w", path, err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&v); err != nil {
		return v, fmt.Errorf("get %s: %w", path, err)
	}
	return v, nil
}

func post[T any](ctx context.Context, c *Client, path string, body any) (v T, err error) {
	answer, err := c.send(ctx, http.MethodPost, path, nil, body, nil)
	if err != nil {
		return v, fmt.Errorf("post %s: %w", path, err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(&v); err != nil {
		return v, fmt.Errorf("post %s: %w", path, err)
	}
	return v, nil
}

// at is the time of a view as parameters.
func at(asOf string) url.Values { return Query{AsOf: asOf}.values() }

// each goes through a list page by page.
func each[T any](ctx context.Context, q Query, page func(context.Context, Query) (Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			p, err := page(ctx, q)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, v := range p.Items {
				if !yield(v, nil) {
					return
				}
			}
			if q.Cursor = p.Next; q.Cursor == "" {
				return
			}
		}
	}
}

// Record says how much there is.
func (c *Client) Record(ctx context.Context, asOf string) (Record, error) {
	return get[Record](ctx, c, "/record", at(asOf))
}

// Reports are a page of reports, the youngest first.
func (c *Client) Reports(ctx context.Context, q Query) (Page[ReportHead], error) {
	return get[Page[ReportHead]](ctx, c, "/reports", q.values())
}

// EachReport goes through all pages of Reports.
func (c *Client) EachReport(ctx context.Context, q Query) iter.Seq2[ReportHead, error] {
	return each(ctx, q, c.Reports)
}

// Report is a report with all that was read from it.
func (c *Client) Report(ctx context.Context, id, asOf string) (Report, error) {
	return get[Report](ctx, c, "/reports/"+url.PathEscape(id), at(asOf))
}

// AddReport adds a report. It needs a token.
func (c *Client) AddReport(ctx context.Context, r NewReport) (Added, error) {
	return post[Added](ctx, c, "/reports", r)
}

// Claims are a page of claims.
func (c *Client) Claims(ctx context.Context, q Query) (Page[Claim], error) {
	return get[Page[Claim]](ctx, c, "/claims", q.values())
}

// EachClaim goes through all pages of Claims.
func (c *Client) EachClaim(ctx context.Context, q Query) iter.Seq2[Claim, error] {
	return each(ctx, q, c.Claims)
}

// Claim is a claim with the chain of its reasons.
func (c *Client) Claim(ctx context.Context, id, asOf string) (ClaimDetail, error) {
	return get[ClaimDetail](ctx, c, "/claims/"+url.PathEscape(id), at(asOf))
}

// Matters are a page of matters, those that moved last first.
func (c *Client) Matters(ctx context.Context, q Query) (Page[MatterHead], error) {
	return get[Page[MatterHead]](ctx, c, "/matters", q.values())
}

// EachMatter goes through all pages of Matters.
func (c *Client) EachMatter(ctx context.Context, q Query) iter.Seq2[MatterHead, error] {
	return each(ctx, q, c.Matters)
}

// Matter is a matter with every answer.
func (c *Client) Matter(ctx context.Context, id, asOf string) (Matter, error) {
	return get[Matter](ctx, c, "/matters/"+url.PathEscape(id), at(asOf))
}

// Disputes are a page of disputes, by matter.
func (c *Client) Disputes(ctx context.Context, q Query) (Page[Dispute], error) {
	return get[Page[Dispute]](ctx, c, "/disputes", q.values())
}

// EachDispute goes through all pages of Disputes.
func (c *Client) EachDispute(ctx context.Context, q Query) iter.Seq2[Dispute, error] {
	return each(ctx, q, c.Disputes)
}

// Tallies are a page of tallies, by matter.
func (c *Client) Tallies(ctx context.Context, q Query) (Page[Tally], error) {
	return get[Page[Tally]](ctx, c, "/tallies", q.values())
}

// EachTally goes through all pages of Tallies.
func (c *Client) EachTally(ctx context.Context, q Query) iter.Seq2[Tally, error] {
	return each(ctx, q, c.Tallies)
}

// Independence are a page of statements with their origins.
func (c *Client) Independence(ctx context.Context, q Query) (Page[Independence], error) {
	return get[Page[Independence]](ctx, c, "/independence", q.values())
}

// Control are a page of who held what when, by place.
func (c *Client) Control(ctx context.Context, q Query) (Page[Stretch], error) {
	return get[Page[Stretch]](ctx, c, "/control", q.values())
}

// EachStretch goes through all pages of Control.
func (c *Client) EachStretch(ctx context.Context, q Query) iter.Seq2[Stretch, error] {
	return each(ctx, q, c.Control)
}

// Stories are a page of stories, those that end last first.
func (c *Client) Stories(ctx context.Context, q Query) (Page[Story], error) {
	return get[Page[Story]](ctx, c, "/stories", q.values())
}

// EachStory goes through all pages of Stories.
func (c *Client) EachStory(ctx context.Context, q Query) iter.Seq2[Story, error] {
	return each(ctx, q, c.Stories)
}

// Story is a story as a tree.
func (c *Client) Story(ctx context.Context, id, asOf string) (StoryTree, error) {
	return get[StoryTree](ctx, c, "/stories/"+url.PathEscape(id), at(asOf))
}

// Compare puts two reports side by side.
func (c *Client) Compare(ctx context.Context, a, b string) (Comparison, error) {
	return get[Comparison](ctx, c, "/compare", url.Values{"a": {a}, "b": {b}})
}

// Places are a page of places, by name.
func (c *Client) Places(ctx context.Context, q Query) (Page[PlaceHead], error) {
	return get[Page[PlaceHead]](ctx, c, "/places", q.values())
}

// EachPlace goes through all pages of Places.
func (c *Client) EachPlace(ctx context.Context, q Query) iter.Seq2[PlaceHead, error] {
	return each(ctx, q, c.Places)
}

// Place is what the record holds about a place.
func (c *Client) Place(ctx context.Context, name, asOf string) (Place, error) {
	return get[Place](ctx, c, "/places/"+url.PathEscape(name), at(asOf))
}

// Sources are a page of outlets, agencies and speakers.
func (c *Client) Sources(ctx context.Context, q Query) (Page[SourceHead], error) {
	return get[Page[SourceHead]](ctx, c, "/sources", q.values())
}

// EachSource goes through all pages of Sources.
func (c *Client) EachSource(ctx context.Context, q Query) iter.Seq2[SourceHead, error] {
	return each(ctx, q, c.Sources)
}

// Source is what an outlet, agency or body said, and how it fared.
func (c *Client) Source(ctx context.Context, name, asOf string) (Source, error) {
	return get[Source](ctx, c, "/sources/"+url.PathEscape(name), at(asOf))
}

// Search finds what has the words of q.Q.
func (c *Client) Search(ctx context.Context, q Query) (Page[Hit], error) {
	return get[Page[Hit]](ctx, c, "/search", q.values())
}

// Brief is a sourced brief about a place or a matter; of all for "".
func (c *Client) Brief(ctx context.Context, about string, limit int, asOf string) (Brief, error) {
	q := Query{AsOf: asOf, Limit: limit}.values()
	if about != "" {
		q.Set("about", about)
	}
	return get[Brief](ctx, c, "/brief", q)
}

// Corrections are a page of what persons decided, in the order in which they did.
func (c *Client) Corrections(ctx context.Context, q Query) (Page[Correction], error) {
	return get[Page[Correction]](ctx, c, "/corrections", q.values())
}

// Correct makes a decision. It needs a token.
func (c *Client) Correct(ctx context.Context, d NewCorrection) (Correction, error) {
	return post[Correction](ctx, c, "/corrections", d)
}

// Export writes a file of a format: "csv", "parquet", "acled" … Of a format that has
// several files, q.More may name one as "file"; else it is a zip of them.
func (c *Client) Export(ctx context.Context, format string, q Query, w io.Writer) error {
	answer, err := c.send(ctx, http.MethodGet, "/export/"+url.PathEscape(format), q.values(), nil, http.Header{"Accept": {"*/*"}})
	if err != nil {
		return fmt.Errorf("export %s: %w", format, err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(w, answer.Body); err != nil {
		return fmt.Errorf("export %s: %w", format, err)
	}
	return nil
}

// Events are changes of the record as they come, behind the event of that id; "" for
// from now on. It ends with an error when the stream breaks off: begin anew behind the
// last event.
func (c *Client) Events(ctx context.Context, after string) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		h := http.Header{"Accept": {"text/event-stream"}}
		if after != "" {
			h.Set("Last-Event-ID", after)
		}
		answer, err := c.send(ctx, http.MethodGet, "/events", nil, nil, h)
		if err != nil {
			yield(Event{}, fmt.Errorf("events: %w", err))
			return
		}
		defer answer.Body.Close()
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 4<<20)
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var e Event
			err := json.Unmarshal([]byte(data), &e)
			if !yield(e, err) || err != nil {
				return
			}
		}
		err = lines.Err()
		if err == nil {
			err = io.ErrUnexpectedEOF // a stream has no end of its own
		}
		yield(Event{}, fmt.Errorf("events: %w", err))
	}
}
