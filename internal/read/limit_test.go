package read

import (
	"strings"
	"testing"

	"stemma"
	"stemma/internal/text"
)

// TestSplitUpToALimit: a report longer than the limit is read up to the last sentence
// that lies before it as a whole, and says so.
func TestSplitUpToALimit(t *testing.T) {
	const body = "Shells fell on Karsa. Two men died. The bridge held.\nRain fell on Tolme."
	a := stemma.Report{ID: "a", Text: "Karsa hit\n" + body, Blocks: []stemma.Block{
		{Span: stemma.Span{Start: 0, End: 9}, Role: stemma.Heading},
		{Span: stemma.Span{Start: 10, End: 62}, Role: stemma.Body},
		{Span: stemma.Span{Start: 63, End: 82}, Role: stemma.Body},
	}}
	const heading, all = 9, 9 + 52 + 19
	for _, c := range []struct {
		name  string
		limit int
		want  string
		why   string
	}{
		{"all of it", all, "Karsa hit|Shells fell on Karsa.|Two men died.|The bridge held.|Rain fell on Tolme.", ""},
		{"within the last sentence", all - 1, "Karsa hit|Shells fell on Karsa.|Two men died.|The bridge held.", "read up to byte 62 of 82: no more than 0 KB of a report are"},
		{"within a block", heading + 40, "Karsa hit|Shells fell on Karsa.|Two men died.", "read up to byte 45 of 82: no more than 0 KB of a report are"},
		{"within the first sentence", heading + 5, "Karsa hit", "read up to byte 9 of 82: no more than 0 KB of a report are"},
		{"nothing", 3, "", "read up to byte 0 of 82: no more than 0 KB of a report are"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tokens, sentences, left := split(&a, c.limit)
			if got := lines(a.Text, sentences); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if n := len(sentences); n > 0 && sentences[n-1].Last != len(tokens) || n == 0 && len(tokens) > 0 {
				t.Errorf("%d tokens beside the sentences", len(tokens))
			}
			why := ""
			for _, r := range left {
				why += r.Why
			}
			if why != c.why {
				t.Errorf("says %q, want %q", why, c.why)
			}
		})
	}
}

func lines(s string, sentences []text.Sentence) string {
	var list []string
	for _, x := range sentences {
		list = append(list, x.Of(s))
	}
	return strings.Join(list, "|")
}

// TestReadALongReport: what stands behind the first megabyte of a report is not read, and
// the report says so; what stands before it is.
func TestReadALongReport(t *testing.T) {
	a := stemma.Report{ID: "long"}
	for _, s := range []string{
		"Shelling killed 12 people in Aleppo on 3 March 2025.",
		strings.Repeat(strings.Repeat("x", 200)+". ", longestRead/202+1),
		"Shelling killed 40 people in Homs on 4 March 2025.",
	} {
		from := len(a.Text)
		a.Text += s + "\n"
		a.Blocks = append(a.Blocks, stemma.Block{Span: stemma.Span{Start: from, End: from + len(s)}, Role: stemma.Body})
	}
	d := reader(t).Read(&a)
	var said []string
	for _, c := range d.Claims {
		said = append(said, c.Place.Name)
	}
	if got := strings.Join(said, " "); !strings.Contains(got, "Aleppo") || strings.Contains(got, "Homs") {
		t.Errorf("claims of %q, want those of Aleppo alone", got)
	}
	if len(d.Rejected) != 1 || d.Rejected[0].Stage != "read" || d.Rejected[0].Input != "long" {
		t.Errorf("rejected %v, want the rest of the report", d.Rejected)
	}
}

// TestReadAReportThatOpensWithAPlace: before the first word of a report there is none.
func TestReadAReportThatOpensWithAPlace(t *testing.T) {
	const head, body = "Republic of the Congo: Kivu Update No. 7", "Shells fell."
	reader(t).Read(&stemma.Report{ID: "update", Text: head + "\n\n" + body, Blocks: []stemma.Block{
		{Span: stemma.Span{End: len(head)}, Role: stemma.Heading}, {Span: stemma.Span{Start: len(head) + 2, End: len(head) + 2 + len(body)}, Role: stemma.Body},
	}})
}

// TestReadCutTexts reads what is left when sentences lose their beginning or their end, as crawls
// and captions do.
func TestReadCutTexts(t *testing.T) {
	r := reader(t)
	for _, s := range []string{
		"The Velm Monitor said on Wednesday that shelling by the army had killed at least 14 people and wounded 30 in the market of Halvesh.",
		"Rebels captured the town of Idlib on Monday, forcing 2,000 families to flee, a spokesman for the front, Dario Vesk, told reporters.",
		"Said Wednesday the strikes destroyed the bridge which the ministry says was used by terrorists, according to state media reports.",
		"\"We will not leave Aleppo,\" he added, but residents said the army, backed by warplanes, retook three villages overnight.",
		"In Khartoum the two sides agreed to a 24-hour truce mediated by the United Nations, state television reported, citing officials, the ministry said.",
		"The army said on Monday it had left the town, but",
		"Wednesday of being hit by shells as they fled from Tarn in apparent breach of the truce",
	} {
		words := strings.Fields(s)
		for i := range words {
			for _, cut := range []string{strings.Join(words[i:], " "), strings.Join(words[:i+1], " "), strings.Join(words[i:min(i+7, len(words))], " ")} {
				for _, text := range []string{cut, strings.ReplaceAll(cut, ",", ""), cut + "."} {
					d := r.Read(&stemma.Report{ID: "cut", Text: text, Blocks: []stemma.Block{{Span: stemma.Span{End: len(text)}, Role: stemma.Body}}})
					if len(d.Tokens) == 0 {
						t.Fatalf("nothing is read of %q", text)
					}
				}
			}
		}
	}
}
