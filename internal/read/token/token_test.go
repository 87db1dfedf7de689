package token

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func body(s string) []stemma.Block {
	return []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}}
}

// drawn is what Split makes of s: words with "|" between them, a sentence a line.
func drawn(s string) []string {
	tokens, sentences := Split(s, body(s))
	var lines []string
	for _, st := range sentences {
		var ws []string
		for _, t := range tokens[st.First:st.Last] {
			ws = append(ws, t.Of(s))
		}
		lines = append(lines, strings.Join(ws, "|"))
	}
	return lines
}

func TestSplit(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"clitics", "They don't hold Velm's bridge, and we'll've seen.", []string{"They|do|n't|hold|Velm|'s|bridge|,|and|we|'ll|'ve|seen|."}},
		{"names with apostrophes", "Shi'ite fighters left Sana'a with O'Rourke.", []string{"Shi'ite|fighters|left|Sana'a|with|O'Rourke|."}},
		{"escaped apostrophe", `Velm\'s mayor and Tarn\’s guard`, []string{"Velm|'s|mayor|and|Tarn|’s|guard"}},
		{"damaged apostrophe", "Velm\ufffds mayor", []string{"Velm|\ufffds|mayor"}},
		{"lost letter", "Popay\ufffdn fell, Velm\ufffd too", []string{"Popay\ufffdn|fell|,|Velm|\ufffd|too"}},
		{"hyphens", "Tarn-backed anti-Velm non-aligned e-mail al-Dorah", []string{"Tarn|-|backed|anti-Velm|non-aligned|e-mail|al|-|Dorah"}},
		{"numbers", "10,000 people, 80pc of 2.2m, at 7pm on 12/11/2016, $200, 15km, 1990s, 20th.", []string{
			"10,000|people|,|80|pc|of|2.2|m|,|at|7|pm|on|12/11/2016|,|$|200|,|15|km|,|1990s|,|20th|."}},
		{"glued sentences", "They lost the campaign.The army left.“We stay.”He fled in 2015.Then it ended.", []string{
			"They|lost|the|campaign|.", "The|army|left|.", "“|We|stay|.|”", "He|fled|in|2015|.", "Then|it|ended|."}},
		{"titles and initials", "Gen. J. R. Orlo met Lt. Col. Ann Vey. Mr. Tarn did not.", []string{
			"Gen.|J.|R.|Orlo|met|Lt.|Col.|Ann|Vey|.", "Mr.|Tarn|did|not|."}},
		{"abbreviation at the end", "It was made in the U.S. The rest came later.", []string{"It|was|made|in|the|U.S|.", "The|rest|came|later|."}},
		{"abbreviation within", "The U.S. Embassy in Velm closed at 5 p.m. Sunday.", []string{"The|U.S.|Embassy|in|Velm|closed|at|5|p.m.|Sunday|."}},
		{"quotation", "\"We hold it. They fled,\" Vey said. \"Why?\" Orlo asked.", []string{
			"\"|We|hold|it|.", "They|fled|,|\"|Vey|said|.", "\"|Why|?|\"|Orlo|asked|."}},
		{"heading run in", "Raid on camp in Orlo Tarn The army said it left. He told the Orbis Daily They will stay.", []string{
			"Raid|on|camp|in|Orlo|Tarn", "The|army|said|it|left|.", "He|told|the|Orbis|Daily|They|will|stay|."}},
		{"dateline", "VELM/TARN: The army left.", []string{"VELM|/|TARN|:", "The|army|left|."}},
		{"dateline with agency", "VELM, Tarn (Orbis) — The army left.", []string{"VELM|,|Tarn|(|Orbis|)|—", "The|army|left|."}},
		{"dateline with a long country", "VELM, Free Republic of Tarn, May 4 (Orbis) - The army left.", []string{
			"VELM|,|Free|Republic|of|Tarn|,|May|4|(|Orbis|)|-", "The|army|left|."}},
		{"hour of a live page", "09.12 The army left.\n10:25 GMT — It came back.", []string{"09.12", "The|army|left|.", "10:25|GMT|—", "It|came|back|."}},
		{"a number is no hour", "10.25 tons fell.\n24.75 Bombs fell.", []string{"10.25|tons|fell|.", "24.75|Bombs|fell|."}},
		{"a heading before a number", "Attack hurts three in the countryside Three people were hurt.", []string{
			"Attack|hurts|three|in|the|countryside", "Three|people|were|hurt|."}},
		{"no dateline", "Velm: a long story.", []string{"Velm|:|a|long|story|."}},
		{"list", "1. Take the hill 2. Hold the dam", []string{"1|.|Take|the|hill", "2|.|Hold|the|dam"}},
		{"paragraphs", "No stop here\n\nAnother line", []string{"No|stop|here", "Another|line"}},
		{"lower-case names", "It fell. al-Dorah fell too.", []string{"It|fell|.", "al|-|Dorah|fell|too|."}},
		{"all capitals", "THE ARMY LEFT VELM. IT HAD LOST.", []string{"THE|ARMY|LEFT|VELM|.", "IT|HAD|LOST|."}},
		{"other scripts", "司空图。 مدينة؟ نعم", []string{"司|空|图|。", "مدينة|؟", "نعم"}},
		{"emoji", "Fine 👩‍🚒🏽 now", []string{"Fine|👩‍🚒🏽|now"}},
		{"addresses", "See https://velm.example/a?b=c. Write to a.b@velm.example, please.", []string{
			"See|https://velm.example/a?b=c|.", "Write|to|a.b@velm.example|,|please|."}},
		{"empty", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, drawn(tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// check reports what is wrong with the layers of s.
func check(t *testing.T, s string, blocks []stemma.Block) {
	t.Helper()
	tokens, sentences := Split(s, blocks)
	end, valid := 0, utf8.ValidString(s)
	for i, tok := range tokens {
		if tok.Start < end || tok.Empty() || tok.End > len(s) {
			t.Fatalf("token %d %v of %d bytes after %d", i, tok.Span, len(s), end)
		}
		end = tok.End
		if valid && (!utf8.RuneStart(s[tok.Start]) || tok.End < len(s) && !utf8.RuneStart(s[tok.End])) {
			t.Fatalf("token %d %v cuts a rune", i, tok.Span)
		}
	}
	next := 0
	for i, st := range sentences {
		if st.First != next || st.Last <= st.First || st.Last > len(tokens) ||
			st.Start != tokens[st.First].Start || st.End != tokens[st.Last-1].End {
			t.Fatalf("sentence %d %+v does not continue at token %d", i, st, next)
		}
		if b := blocks[st.Block].Span; !b.Contains(st.Span) {
			t.Fatalf("sentence %v outside its block %v", st.Span, b)
		}
		next = st.Last
	}
	if next != len(tokens) {
		t.Fatalf("sentences hold %d of %d tokens", next, len(tokens))
	}
}

func TestHostile(t *testing.T) {
	long := func(s string) string { return strings.Repeat(s, 2<<20/len(s)) }
	for name, s := range map[string]string{
		"no space": long("a"), "digits": long("1"), "dots": long("."), "quotes": long(`"`), "apostrophes": long("'"),
		"clitics": long("'s"), "abbreviations": long("etc. The "), "emoji": long("👩‍🚒"), "ideographs": long("图"),
		"hosts": long("a.com"), "numbers": long("1-2-"), "damage": long("\xff\x80"), "letters and stops": long("a."),
		"newlines": long("a\n"), "opening": long("("), "spaced dots": long(". "), "addresses": long("www.a@"), "closers": long(`."'`),
	} {
		t.Run(name, func(t *testing.T) { check(t, s, body(s)) })
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"Gen. Orlo said: \"No.\" It's U.S. The 1990's... 5pm", "a\\’s '70s #x @y :) 1) b 2) c", "\xff图👩‍🚒", "VELM/TARN: etc. The [6] . . . . End"} {
		f.Add(s, 3, 9)
	}
	f.Fuzz(func(t *testing.T, s string, a, b int) {
		if a < 0 || b < a || b > len(s) || a < len(s) && !utf8.RuneStart(s[a]) || b < len(s) && !utf8.RuneStart(s[b]) {
			a, b = 0, 0
		}
		check(t, s, []stemma.Block{
			{Span: stemma.Span{End: a}, Role: stemma.Heading}, {Span: stemma.Span{Start: a, End: b}, Role: stemma.Chrome},
			{Span: stemma.Span{Start: b, End: len(s)}, Role: stemma.Body},
		})
	})
}

func BenchmarkSplit(b *testing.B) {
	s := strings.Repeat("Government forces retook the town of Velm on Sunday, a war monitor said, killing at least 12 fighters. ", 5000)
	tokens := 0
	for b.Loop() {
		t, _ := Split(s, body(s))
		tokens += len(t)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}
