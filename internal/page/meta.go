package page

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"

	"stemma"
)

// pageMeta is what the head of a page and its JSON-LD say.
type pageMeta struct {
	title     string
	lang      string
	canonical string
	props     []metaProp
	ld        []string // ld is the JSON-LD scripts as they stand.

	scriptDate string // scriptDate is the first date in other scripts whose key says published.
}

// metaProp is one meta element.
type metaProp struct {
	name    string // name, property, itemprop or http-equiv, in lower case.
	content string
	src     stemma.Span
}

// rawMeta is the attributes of a meta, link, script or html element.
type rawMeta struct{ name, content, kind, rel, href, lang string }

func (m *rawMeta) set(key string, val []byte) {
	switch key {
	case "name", "property", "itemprop", "http-equiv":
		if m.name == "" {
			m.name = strings.ToLower(strings.TrimSpace(string(val)))
		}
	case "content":
		m.content = string(val)
	case "type":
		m.kind = string(val)
	case "rel":
		m.rel = strings.ToLower(string(val))
	case "href":
		m.href = string(val)
	case "lang", "xml:lang":
		m.lang = string(val)
	}
}

func (p *pageMeta) add(tag atom.Atom, m rawMeta, src stemma.Span) {
	switch {
	case tag == atom.Meta && m.name != "" && m.content != "":
		if len(p.props) < 1000 {
			p.props = append(p.props, metaProp{m.name, m.content, src})
		}
	case tag == atom.Link && m.rel == "canonical" && p.canonical == "":
		p.canonical = m.href
	case tag == atom.Html && p.lang == "":
		p.lang = m.lang
	}
}

// prop is the content of the first meta element with one of the names, in the order of
// the names.
func (p *pageMeta) prop(names ...string) string {
	for _, name := range names {
		for _, m := range p.props {
			if m.name == name && strings.TrimSpace(m.content) != "" {
				return strings.TrimSpace(m.content)
			}
		}
	}
	return ""
}

// article is what the JSON-LD of a page says of its article.
type article struct {
	headline, body, published, modified, author, publisher, agency string
	url                                                            string
}

// scriptKeys are the keys under which pages keep their date of publication in scripts.
var scriptKeys = []string{"datepublished", "publisheddate", "publishdate", "published_at", "publishedat", "publicationdate", "pubdate", "published_time", "firstpublished", "createdat", "created_at"}

// readScript looks for a date of publication in a script that is not JSON-LD.
func (p *pageMeta) readScript(src []byte) {
	if p.scriptDate != "" || !bytes.Contains(src, []byte("ate")) && !bytes.Contains(src, []byte("ublished")) {
		return
	}
	low := strings.ToLower(string(src[:min(len(src), 1<<20)]))
	for _, key := range scriptKeys {
		for at := 0; ; {
			i := strings.Index(low[at:], key)
			if i < 0 {
				break
			}
			at += i + len(key)
			rest := strings.TrimLeft(low[at:min(len(low), at+60)], `\"' :&quot;`)
			if len(rest) >= 10 && rest[4] == '-' && rest[7] == '-' {
				if w, err := ParseDate(rest[:10]); err == nil && w.Known() {
					p.scriptDate = rest[:10]
					return
				}
			}
		}
	}
}

// articleLD reads the JSON-LD scripts and returns the article that they describe; the
// zero article when there is none. Broken JSON is passed over.
func (p *pageMeta) articleLD() article {
	var best article
	for _, script := range p.ld {
		script = strings.TrimSpace(script)
		script = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(script, "<!--"), "//<![CDATA["), "-->")
		script = strings.TrimSuffix(strings.TrimSpace(script), "//]]>")
		var v any
		if err := json.Unmarshal([]byte(strings.Map(unbreak, script)), &v); err != nil {
			continue
		}
		walkLD(v, 0, func(o map[string]any) {
			a := articleOf(o)
			if !isArticle(o["@type"]) && best.published != "" {
				return
			}
			if best.published == "" && best.headline == "" || len(a.body) > len(best.body) {
				a.published = firstNonEmpty(a.published, best.published)
				best = a
			}
		})
	}
	return best
}

// unbreak makes control characters inside JSON strings blanks: many pages put raw line
// breaks there.
func unbreak(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// walkLD calls f for every object that describes an article.
func walkLD(v any, depth int, f func(map[string]any)) {
	if depth > 12 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			walkLD(x, depth+1, f)
		}
	case map[string]any:
		if isArticle(v["@type"]) || v["datePublished"] != nil {
			f(v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			if x, ok := v[key]; ok {
				walkLD(x, depth+1, f)
			}
		}
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.Contains(v, "Article") || strings.Contains(v, "Posting") || v == "WebPage" || v == "Report" || strings.Contains(v, "Review")
	case []any:
		for _, x := range v {
			if isArticle(x) {
				return true
			}
		}
	}
	return false
}

func articleOf(o map[string]any) article {
	return article{
		headline: clean(ldText(o["headline"])), body: ldText(o["articleBody"]),
		published: firstNonEmpty(ldText(o["datePublished"]), ldText(o["dateCreated"])), modified: ldText(o["dateModified"]),
		author: clean(ldText(o["author"])), publisher: clean(ldText(o["publisher"])),
		agency: clean(ldText(o["sourceOrganization"])), url: ldText(o["url"]),
	}
}

// ldText is a value as text: a string, the name of an object, the first of a list.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return firstNonEmpty(ldText(v["name"]), ldText(v["@value"]))
	case []any:
		for _, x := range v {
			if s := ldText(x); s != "" {
				return s
			}
		}
	}
	return ""
}
