package eval

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"stemma"
	"stemma/internal/page"
)

// Articles takes intake.article.f1: how much of the gold bodies the pages give, over
// every data/article/*.json that maps a page to its body. As in that benchmark, texts
// are multisets of four \w+ tokens, precision and recall are means over pages, and F1
// is that of the two means.
func Articles(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "article", "*.json"))
	if err != nil {
		return nil, err
	}
	var precision, recall float64
	pages := 0
	for _, path := range paths {
		var gold map[string]struct {
			ArticleBody *string `json:"articleBody"`
			URL         string  `json:"url"`
		}
		if err := readJSON(path, &gold); err != nil {
			return nil, err
		}
		for id, g := range gold {
			src, err := readGzip(filepath.Join(filepath.Dir(path), "html", id+".html.gz"))
			if os.IsNotExist(err) || g.ArticleBody == nil {
				continue
			}
			if err != nil {
				return nil, err
			}
			p, r := shingleScore(*g.ArticleBody, articleText(src, g.URL))
			precision, recall, pages = precision+p, recall+r, pages+1
		}
	}
	if pages == 0 {
		return nil, nil
	}
	precision, recall = precision/float64(pages), recall/float64(pages)
	return []Figure{{"intake.article.f1", harmonic(precision, recall)}}, nil
}

// articleText is the body of a page with its subheads.
func articleText(src []byte, url string) string {
	text, _ := page.Decode(src, "")
	a, _ := page.FromHTML(text, page.Hints{URL: url})
	var b strings.Builder
	for _, block := range a.Blocks {
		if block.Role == stemma.Body || block.Role == stemma.Heading && block.Why == "subhead" {
			b.WriteString(block.Span.Of(a.Text))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// shingleScore is the precision and recall of the four-token shingles of got.
func shingleScore(want, got string) (precision, recall float64) {
	a, b := shinglesOf(want), shinglesOf(got)
	same, missed, extra := 0, 0, 0
	for s, n := range a {
		same += min(n, b[s])
		missed += max(0, n-b[s])
	}
	for s, n := range b {
		extra += max(0, n-a[s])
	}
	switch {
	case missed == 0 && extra == 0:
		return 1, 1
	case same == 0:
		return 0, 0
	}
	return float64(same) / float64(same+extra), float64(same) / float64(same+missed)
}

func shinglesOf(text string) map[string]int {
	ws := strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Nl, r) && !unicode.Is(unicode.No, r)
	})
	out := map[string]int{}
	for i := range max(1, len(ws)-3) {
		out[strings.Join(ws[i:min(len(ws), i+4)], " ")]++
	}
	return out
}

// Dates takes intake.date.f1 and intake.date.accuracy over every data/date/*.json that
// maps an address to its page and date: right, wrong, none found.
func Dates(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "date", "*.json"))
	if err != nil {
		return nil, err
	}
	right, wrong, none := 0.0, 0.0, 0.0
	for _, path := range paths {
		var gold map[string]struct {
			File string `json:"file"`
			Date string `json:"date"`
		}
		if err := readJSON(path, &gold); err != nil {
			return nil, err
		}
		for url, g := range gold {
			src, err := readGzip(filepath.Join(filepath.Dir(path), "html", g.File))
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			text, _ := page.Decode(src, "")
			a, _ := page.FromHTML(text, page.Hints{URL: url})
			switch w := a.Published.When; {
			case !w.Known():
				none++
			case w.From.Format("2006-01-02") == g.Date:
				right++
			default:
				wrong++
			}
		}
	}
	if right+wrong+none == 0 {
		return nil, nil
	}
	return []Figure{
		{"intake.date.f1", harmonic(right/max(1, right+wrong), right/max(1, right+none))},
		{"intake.date.accuracy", right / (right + wrong + none)},
	}, nil
}

// Agencies takes intake.agency.found and intake.agency.false over the reports of
// data/*/*.jsonl that have a title and text, an outlet and no URL: raw crawled
// reports. What they credit is told by wireCredits, which shares no code with the
// reader under test.
func Agencies(data string) ([]Figure, error) {
	paths, err := filepath.Glob(filepath.Join(data, "*", "reports.jsonl"))
	if err != nil {
		return nil, err
	}
	credited, found, wrong := 0.0, 0.0, 0.0
	for _, path := range paths {
		err := eachLine(path, func(line []byte) error {
			var row struct{ ID, Outlet, Title, Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return fmt.Errorf("read %s: %w", path, err)
			}
			if row.Text == "" {
				return nil
			}
			a, _ := page.FromText(row.Text, page.Hints{ID: stemma.ReportID(row.ID), Outlet: row.Outlet, Title: row.Title})
			edge, body := wireCredits(row.Title, row.Text)
			if len(edge) > 0 {
				credited++
				if !slices.ContainsFunc(edge, func(w string) bool { return !carries(a, w) }) {
					found++
				}
			}
			if slices.ContainsFunc(a.Agencies, func(c stemma.Credit) bool {
				return slices.Contains(wires, c.Agency) && !slices.Contains(edge, c.Agency) && !slices.Contains(body, c.Agency)
			}) {
				wrong++
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if credited == 0 {
		return nil, nil
	}
	return []Figure{{"intake.agency.found", found / credited}, {"intake.agency.false", wrong}}, nil
}

func carries(a stemma.Report, wire string) bool {
	return slices.ContainsFunc(a.Agencies, func(c stemma.Credit) bool { return c.Agency == wire })
}

func readJSON(path string, v any) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(src, v); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

func readGzip(path string) ([]byte, error) {
	fh, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer fh.Close()
	z, err := gzip.NewReader(fh)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	src, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return src, nil
}
