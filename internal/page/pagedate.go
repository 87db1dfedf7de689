package page

import (
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"stemma"
)

// pageDate is a date that a page offers, and where.
type pageDate struct {
	when  stemma.When
	place place
	said  string
	why   string // why says why it cannot be; empty when it can.
	node  int    // node is where it stood; -1 for the head.
}

// place is the kind of place of a date, in the order of trust: the first with a
// possible date wins. The order was set on 800 dated pages by the eval suite intake
// (date.f1); re-measure there.
type place uint8

const (
	placeLD       place = iota // placeLD is datePublished in JSON-LD.
	placeLabel                 // placeLabel is text that says published.
	placeMeta                  // placeMeta is a meta element that says published.
	placeItem                  // placeItem is an element whose itemprop or class says published.
	placeURL                   // placeURL is a day in the address.
	placeNamed                 // placeNamed is text in an element named for dates, behind the headline.
	placeTime                  // placeTime is a time element near the headline.
	placeMetaWeak              // placeMetaWeak is a meta element that says date or created: often that of the file.
	placeScript                // placeScript is a date in the page's scripts that says published.
	placeLDMod                 // placeLDMod is dateModified in JSON-LD.
	placeMetaMod               // placeMetaMod is a meta element that says modified.
	placeLabelMod              // placeLabelMod is text that says updated.
	placeBehind                // placeBehind is a date in the text behind the headline.
	placeOther                 // placeOther is a date elsewhere: above the headline, in links and comments.
	placeImage                 // placeImage is a day in the address of the page's picture.
	placeMonth                 // placeMonth is a month in the address.
	placeNone
)

// where is the name of the place in a DateCandidate.
func (p place) where() string {
	return [...]string{"json-ld", "published stamp", "meta", "item", "url", "stamp", "time element", "meta date", "script", "json-ld modified", "meta modified", "update stamp", "text", "text elsewhere", "picture", "url", ""}[p]
}

// metaPublished and metaModified are the names of meta elements, in lower case, in the
// order of trust.
var (
	metaPublished = wordSet("article:published_time article:published article:publicationdate og:article:published_time og:published_time og:pubdate og:publish_date datepublished date.published date_published datepublication parsely-pub-date sailthru.date dc.date dc.date.issued dc.date.created dc.created dcterms.created dcterms.date dcterms.issued dcterms.available dc.issued dcsext.articlefirstpublished citation_publication_date citation_date citation_online_date pubdate publishdate publish-date publish_date publish_time publication_date publicationdate publication-date published published_date published-date publisheddate published_time published_at date date_created date-created datecreated dc.date.publication originalpublicationdate rnews:datepublished cxenseparse:recs:publishtime cxenseparse:publishtime bt:pubdate article.published article.created article_date_original artikel_datum shareaholic:article_published_time analyticsattributes.articledate dateposted posted newsarticle:published firstpublished content_create_date created creation_date creation-date doc_date gentime doc.date pub_date ptime video:release_date release_date vr:published_time eprints.date prism.publicationdate prism.publication_date blog:published_time time rbpubdate revision_date eventdate issued wp.published")
	metaWeak      = wordSet("date dc.date dc.date.created dc.created dcterms.created dcterms.date created creation_date creation-date date_created date-created datecreated doc_date doc.date time revision_date gentime release_date content_create_date eventdate last-update issued dc.issued publication_date publish_date")
	metaModified  = wordSet("article:modified_time article:modified og:updated_time og:modified_time og:article:modified_time article:updated_time datemodified date_modified date-modified date.modified modified modified_time modificationdate modification_date modified_date lastmod last-modified last_modified last-update last_updated lastupdated lastmodified lastmodifieddate updated updatedate update_date update_time updated_time dcterms.modified dc.date.modified dc.modified rnews:datemodified cxenseparse:recs:modifiedtime parsely-modified-date revised utime")
)

// pageDates is every date that the page offers, in the order of the page.
func (t *tree) pageDates(a article, address string) []pageDate {
	var out []pageDate
	add := func(p place, said string, node int) {
		said = strings.Join(strings.Fields(said), " ")
		if said == "" || len(said) > 120 {
			return
		}
		w, err := ParseDate(said)
		d := pageDate{when: w, place: p, said: said, node: node}
		if err != nil {
			d.why = err.Error()
		}
		out = append(out, d)
	}
	add(placeLD, a.published, -1)
	add(placeLDMod, a.modified, -1)
	for _, m := range t.meta.props {
		switch name := strings.TrimSpace(m.name); {
		case metaWeak[name]:
			add(placeMetaWeak, m.content, -1)
		case metaPublished[name]:
			add(placeMeta, m.content, -1)
		case name == "og:image" || name == "twitter:image":
			if w, said, ok := addressDate(m.content); ok && w.Precision == stemma.Day {
				out = append(out, pageDate{when: w, place: placeImage, said: said, node: -1})
			}
		case metaModified[name]:
			add(placeMetaMod, m.content, -1)
		}
	}
	if w, said, ok := addressDate(address); ok {
		p := placeURL
		if w.Precision != stemma.Day {
			p = placeMonth
		}
		out = append(out, pageDate{when: w, place: p, said: said, node: -1})
	}
	if t.meta.scriptDate != "" {
		add(placeScript, t.meta.scriptDate, -1)
	}
	t.elementDates(add)
	out = append(out, t.textDates()...)
	settle(out)
	return out
}

// settle mends what one date alone cannot tell: an instant in UTC whose local day
// another place gives, and figures whose day and month could be the other way round.
func settle(ds []pageDate) {
	for i := range ds {
		d := &ds[i]
		if !d.when.Known() {
			continue
		}
		if local, ok := localDay(*d, ds); ok {
			d.when = local
		}
		if swapped, ok := swappable(*d); ok && !agrees(d.when, *d, ds) && agrees(swapped, *d, ds) {
			d.when = swapped
		}
	}
}

// localDay is the civil day of an instant in UTC when the address or a text without a
// zone names the day before or after it.
func localDay(d pageDate, ds []pageDate) (stemma.When, bool) {
	seen := false
	if d.when.Precision != stemma.Minute || !strings.HasSuffix(d.said, "Z") && !strings.Contains(d.said, "+00") {
		return stemma.When{}, false
	}
	for _, o := range ds {
		if same, ok := localInstant(d, o); ok {
			return same, true
		}
		if !seen && (o.place == placeNamed || o.place == placeLabel) { // the first is the one at the headline
			if seen = true; visibleDay(d, o) {
				return o.when, true
			}
		}
		if o.place != placeURL && !(o.place == placeMeta && o.when.Precision == stemma.Minute && !zoned(o.said)) {
			continue
		}
		apart := d.when.From.Sub(o.when.From).Hours()
		if o.when.Known() && !o.when.Overlaps(d.when) && (o.place == placeURL && apart > -24 && apart < 48 || apart > -15 && apart < 15) {
			return o.when, true
		}
	}
	return stemma.When{}, false
}

// localInstant is o's local time when o is the instant d in another zone than UTC.
func localInstant(d, o pageDate) (stemma.When, bool) {
	a, err := time.Parse(time.RFC3339, strings.Replace(d.said, "+0000", "+00:00", 1))
	b, err2 := parseZoned(o.said)
	if err != nil || err2 != nil {
		return stemma.When{}, false
	}
	if _, offset := b.Zone(); offset == 0 || a.Sub(b).Abs() > 10*time.Minute {
		return stemma.When{}, false
	}
	return o.when, true
}

func parseZoned(said string) (time.Time, error) {
	if t, err := time.Parse(time.RFC1123Z, said); err == nil {
		return t, nil
	}
	return time.Parse(time.RFC3339, said)
}

// visibleDay reports whether o is a day printed on the page on which the instant d, in
// UTC, fell at some place of the world: the evening before in the Americas, the morning
// after in Asia.
func visibleDay(d, o pageDate) bool {
	if !o.when.Known() || o.when.Overlaps(d.when) {
		return false
	}
	oy, om, od := o.when.From.Date()
	dy, dm, dd := d.when.From.Date()
	apart := time.Date(oy, om, od, 0, 0, 0, 0, time.UTC).Sub(time.Date(dy, dm, dd, 0, 0, 0, 0, time.UTC))
	hour := d.when.From.Hour()
	return apart == -24*time.Hour && hour < 10 || apart == 24*time.Hour && hour >= 12
}

func zoned(said string) bool {
	return strings.HasSuffix(said, "Z") || strings.Contains(said, "+") || strings.Contains(said, "GMT") || strings.Count(said, "-") > 2
}

// swappable is d's day with day and month the other way round when d is written in
// figures that allow it.
func swappable(d pageDate) (stemma.When, bool) {
	ws := words(d.said, stemma.Span{End: len(d.said)})
	for i := range ws {
		if st, _, ok := stampAt(ws, i); ok {
			return st.swapped(), st.mayswap
		}
	}
	return stemma.When{}, false
}

// agrees reports whether another date of the page, not in doubt itself, names the same day.
func agrees(w stemma.When, d pageDate, ds []pageDate) bool {
	for _, o := range ds {
		if _, doubtful := swappable(o); !doubtful && o.when.Overlaps(w) && o.node != d.node {
			return true
		}
	}
	return false
}

// elementDates offers the dates of elements that say in their attributes that they hold
// one.
func (t *tree) elementDates(add func(place, string, int)) {
	title := t.headline()
	seenTime := 0
	for i := range t.nodes {
		n := &t.nodes[i]
		if n.isText {
			continue
		}
		value := firstNonEmpty(n.attrs.datetime, n.attrs.content)
		switch {
		case strings.Contains(n.attrs.itemprop, "datepublished"), strings.Contains(n.attrs.itemprop, "datecreated"), strings.Contains(n.attrs.itemprop, "pubdate"):
			if t.teaser(i) || t.inComment(i) {
				continue
			}
			add(placeItem, firstNonEmpty(value, t.plain(i)), i)
		case strings.Contains(n.attrs.itemprop, "datemodified"):
			add(placeMetaMod, firstNonEmpty(value, t.plain(i)), i)
		case n.tag == atom.Abbr && n.attrs.title != "" && (strings.Contains(n.attrs.class, "publish") || strings.Contains(n.attrs.class, "date")):
			add(placeItem, n.attrs.title, i)
		case n.tag == atom.Time:
			seenTime++
			p := placeTime
			switch {
			case t.teaser(i) || t.inComment(i):
				p = placeOther
			case strings.Contains(n.attrs.class, "updated") && !strings.Contains(n.attrs.class, "published"), strings.Contains(n.attrs.class, "modified"):
				p = placeLabelMod
			case strings.Contains(n.attrs.class, "publish"), strings.Contains(n.attrs.class, "entry-date"):
				p = placeItem
			case title >= 0 && (i < title-200 || i > title+400) && seenTime > 1:
				p = placeOther
			}
			add(p, firstNonEmpty(value, t.plain(i)), i)
		}
	}
}

// headline is the node of the page's first h1, or -1.
func (t *tree) headline() int {
	for i := range t.nodes {
		if t.nodes[i].tag == atom.H1 && strings.TrimSpace(t.plain(i)) != "" {
			return i
		}
	}
	return -1
}

// teaser reports whether node i stands in a list of links, a side column or the like.
func (t *tree) teaser(i int) bool {
	for j := t.nodes[i].parent; j >= 0; j = t.nodes[j].parent {
		n := &t.nodes[j]
		switch n.tag {
		case atom.Body, atom.Html:
			return false
		case atom.Aside, atom.Li, atom.Nav, atom.Footer:
			if n.tag == atom.Footer && strings.Contains(n.attrs.class, "entry") || n.tag == atom.Li && strings.Contains(n.attrs.class, "date") || n.tag == atom.Li && t.nodes[j].end-j < 12 {
				continue
			}
			return true
		}
		for _, w := range []string{"sidebar", "related", "teaser", "recent", "latest", "popular", "widget", "promo", "recommend", "carousel", "slider", "most-"} {
			if strings.Contains(n.attrs.class, w) && !t.most(j) {
				return true
			}
		}
	}
	return false
}

func (t *tree) inComment(i int) bool {
	for j := t.nodes[i].parent; j >= 0; j = t.nodes[j].parent {
		if containsAny(t.nodes[j].attrs.class, []string{"comment", "forum", "reply", "kommentar", "message"}) && !t.most(j) {
			return true
		}
	}
	return false
}

// dateNames are parts of class and id of elements that hold the date of the page.
var dateNames = []string{"date", "datum", "fecha", "published", "pubdate", "publish", "time", "byline", "dateline", "meta", "posted", "entry-info", "post-info", "article-info", "submitted", "artikel-info", "info", "created", "autor", "author", "zeit", "detail"}

// longestStamped is the longest text, in runes, in which a date is taken for a stamp.
const longestStamped = 200

// textDates offers the dates in the page's own words.
func (t *tree) textDates() []pageDate {
	var out []pageDate
	title := t.headline()
	for _, p := range t.stampTexts() {
		ws := words(p.text, stemma.Span{End: len(p.text)})
		for i := 0; i < len(ws); i++ {
			st, j, ok := stampAt(ws, i)
			if !ok {
				continue
			}
			d := pageDate{when: st.When, place: placeOther, said: st.Of(p.text), node: p.node}
			if st.bad != "" {
				d.why = st.bad + " is out of range"
			}
			named := t.named(p.node)
			switch {
			case t.inComment(p.node) || t.teaser(p.node):
			case st.label == publishedLabel:
				d.place = placeLabel
			case st.label == updatedLabel:
				d.place = placeLabelMod
			case title >= 0 && p.node < title-60:
			case named && (title < 0 || p.node < title+600):
				d.place = placeNamed
			default:
				d.place = placeBehind
			}
			out = append(out, d)
			i = j - 1
		}
	}
	return out
}

// stampTexts is the short texts of the page, block by block, and the head of long ones.
func (t *tree) stampTexts() []passage {
	var out []passage
	var b strings.Builder
	block := -1
	flush := func() {
		text := strings.Join(strings.Fields(b.String()), " ")
		b.Reset()
		if text == "" || !strings.ContainsAny(text, "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹") {
			return
		}
		if utf8.RuneCountInString(text) > longestStamped {
			r := []rune(text)
			text = string(r[:longestStamped/2])
		}
		out = append(out, passage{text: text, node: block})
	}
	for i := range t.nodes {
		n := &t.nodes[i]
		if !n.isText {
			if blockTags[n.tag] {
				flush()
			}
			continue
		}
		if at := t.block(i); at != block {
			flush()
			block = at
		}
		b.WriteString(n.text)
		b.WriteByte(' ')
	}
	flush()
	return out
}

// named reports whether node i or one of the two elements around it, or an element
// directly in it, is named for dates.
func (t *tree) named(i int) bool {
	for j, n := i, 0; j >= 0 && n < 3; j, n = t.nodes[j].parent, n+1 {
		if t.nodes[j].tag == atom.Body {
			break
		}
		if containsAny(t.nodes[j].attrs.class, dateNames) {
			return true
		}
	}
	for j := i + 1; j < t.nodes[i].end && j < i+8; j++ {
		if containsAny(t.nodes[j].attrs.class, dateNames) {
			return true
		}
	}
	return false
}

// choosePageDate is the index of the date that says when the page was published, or -1.
func choosePageDate(ds []pageDate, possible func(stemma.When) string) int {
	best := -1
	for i := range ds {
		if ds[i].why == "" {
			ds[i].why = possible(ds[i].when)
		}
		if ds[i].why == "" && (best < 0 || ds[i].place < ds[best].place) {
			best = i
		}
	}
	if shown := shownDate(ds, best); shown >= 0 {
		ds[best].why = "first published then; the page shows the day of its last change as its date"
		return shown
	}
	return best
}

// shownDate is the index of the date that the page shows beside its headline when that is
// the day of its last change and not the one at best, or -1: the text is of the day
// that it shows.
func shownDate(ds []pageDate, best int) int {
	if best < 0 || ds[best].place > placeItem || ds[best].place == placeLabel {
		return -1
	}
	var modified stemma.When
	for _, d := range ds {
		if (d.place == placeLDMod || d.place == placeMetaMod) && d.why == "" {
			modified = d.when
			break
		}
	}
	for i, d := range ds {
		if d.why != "" || d.place != placeNamed && d.place != placeTime {
			continue
		}
		if sameDay(d.when, modified) && !sameDay(d.when, ds[best].when) {
			return i
		}
		return -1
	}
	return -1
}

func sameDay(a, b stemma.When) bool {
	return a.Known() && b.Known() && a.From.Format(time.DateOnly) == b.From.Format(time.DateOnly)
}
