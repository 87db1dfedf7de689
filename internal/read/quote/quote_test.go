package quote

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/text"
)

// tree builds a document of one body block from a tree drawn as words
// "form/lemma/UPOS/XPOS/head/relation", where head counts from 1 and 0 is the root.
// A word that ends in "_" has no space after it; "¶" opens a paragraph, "|" a
// sentence.
func tree(t *testing.T, drawn string, actors ...string) *text.Doc {
	t.Helper()
	var b strings.Builder
	d := &text.Doc{Report: &stemma.Report{}}
	first := 0
	flush := func() {
		if first < len(d.Tokens) {
			d.Sentences = append(d.Sentences, text.Sentence{
				Span:  stemma.Span{Start: d.Tokens[first].Start, End: d.Tokens[len(d.Tokens)-1].End},
				First: first, Last: len(d.Tokens),
			})
			first = len(d.Tokens)
		}
	}
	for _, w := range strings.Fields(drawn) {
		switch w {
		case "¶":
			flush()
			b.WriteString("\n")
			continue
		case "|":
			flush()
			continue
		}
		f := strings.Split(w, "/")
		if len(f) != 6 {
			t.Fatalf("word %q has %d parts", w, len(f))
		}
		form := strings.TrimSuffix(f[0], "_")
		head, err := strconv.Atoi(f[4])
		if err != nil {
			t.Fatal(err)
		}
		start := b.Len()
		b.WriteString(form)
		d.Tokens = append(d.Tokens, text.Token{Span: stemma.Span{Start: start, End: b.Len()}, SpaceAfter: form == f[0]})
		if form == f[0] {
			b.WriteString(" ")
		}
		lemma := f[1]
		if lemma == "" {
			lemma = strings.ToLower(form)
		}
		d.Tags = append(d.Tags, text.Tag{UPOS: f[2], XPOS: f[3], Lemma: lemma})
		d.Arcs = append(d.Arcs, text.Arc{Head: first + head - 1, Rel: f[5]})
		if head == 0 {
			d.Arcs[len(d.Arcs)-1].Head = -1
		}
	}
	flush()
	d.Report.Text = b.String()
	d.Report.Blocks = []stemma.Block{{Span: stemma.Span{End: b.Len()}, Role: stemma.Body}}
	for _, a := range actors { // "words=Canonical Name=kind"
		f := strings.Split(a, "=")
		at := strings.Index(d.Report.Text, f[0])
		if at < 0 {
			t.Fatalf("no %q in %q", f[0], d.Report.Text)
		}
		if f[2] == "place" {
			d.Places = append(d.Places, text.Place{Span: stemma.Span{Start: at, End: at + len(f[0])}, Antecedent: -1})
			continue
		}
		n := text.Actor{Span: stemma.Span{Start: at, End: at + len(f[0])}, Party: stemma.Party{Name: f[1], ID: f[1]}, Kind: f[2], Person: f[2] == "person", Antecedent: -1}
		n.Head = text.Covering(d.Tokens, at+len(f[0])-1)
		d.Actors = append(d.Actors, n)
	}
	return d
}

// lines draws statements: class, stance, speaker, go-betweens, source, cue, content.
func lines(d *text.Doc, statements []text.Statement) []string {
	var all []string
	for _, s := range statements {
		line := fmt.Sprintf("%s %s [%s", s.Class, s.Stance, s.Speaker)
		for _, v := range s.Via {
			line += " via " + v.Name
		}
		line += fmt.Sprintf("] %s | %s |", s.Source.Of(d.Text()), s.Cue.Of(d.Text()))
		for _, c := range s.Content {
			line += " " + c.Of(d.Text())
		}
		all = append(all, line)
	}
	return all
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, tree string
		actors     []string
		want       []string
	}{
		{
			name: "indirect",
			tree: `The//DET/DT/2/det army//NOUN/NN/3/nsubj said/say/VERB/VBD/0/root on//ADP/IN/5/case Sunday//PROPN/NNP/3/obl
				that//SCONJ/IN/8/mark rebels/rebel/NOUN/NNS/8/nsubj fled/flee/VERB/VBD/3/ccomp Velm_//PROPN/NNP/8/obj .//PUNCT/./3/punct`,
			actors: []string{"The army=Tarn army=state force"},
			want:   []string{"say asserted [Tarn army] The army | said | that rebels fled Velm"},
		},
		{
			name: "quotation, speaker with an apposition, continued",
			tree: `“_//PUNCT/“/4/punct The//DET/DT/3/det shelling//NOUN/NN/4/nsubj stopped_/stop/VERB/VBD/13/ccomp ,_//PUNCT/,/4/punct ”//PUNCT/”/4/punct
				Ann//PROPN/NNP/13/nsubj Vey_//PROPN/NNP/7/flat ,//PUNCT/,/11/punct a//DET/DT/11/det teacher_//NOUN/NN/7/appos ,//PUNCT/,/11/punct
				told/tell/VERB/VBD/0/root Orbis_//PROPN/NNP/13/obj .//PUNCT/./13/punct | “_//PUNCT/“/3/punct We/we/PRON/PRP/3/nsubj breathe_//VERB/VBP/0/root ._//PUNCT/./3/punct ”//PUNCT/”/3/punct`,
			actors: []string{"Ann Vey=Ann Vey=person", "Orbis=Orbis=agency"},
			want: []string{
				"say asserted [Ann Vey via Orbis] Ann Vey, a teacher | told | “The shelling stopped,”",
				"say asserted [Ann Vey via Orbis] Ann Vey, a teacher |  | “We breathe.”",
			},
		},
		{
			name: "quoted as saying",
			tree: `Orbis//PROPN/NNP/2/nsubj quoted/quote/VERB/VBD/0/root a//DET/DT/4/det source//NOUN/NN/2/obj in//ADP/IN/6/case Velm//PROPN/NNP/4/nmod
				as//SCONJ/IN/8/mark saying/say/VERB/VBG/2/advcl that//SCONJ/IN/12/mark 22//NUM/CD/11/nummod people//NOUN/NNS/12/nsubj died_/die/VERB/VBD/8/ccomp .//PUNCT/./2/punct`,
			actors: []string{"Orbis=Orbis=agency"},
			want:   []string{"say asserted [source in Velm via Orbis] a source in Velm | quoted | that 22 people died"},
		},
		{
			name: "a toll that is put at a number",
			tree: `The//DET/DT/2/det ministry//NOUN/NN/3/nsubj put//VERB/VBD/0/root the//DET/DT/5/det toll//NOUN/NN/3/obj
				at//ADP/IN/7/case 57_//NUM/CD/3/obl .//PUNCT/./3/punct`,
			actors: []string{"The ministry=Tarn ministry=state body"},
			want:   []string{"say asserted [Tarn ministry] The ministry | put | the toll at 57"},
		},
		{
			name: "what is put somewhere is not said",
			tree: `The//DET/DT/2/det army//NOUN/NN/3/nsubj put//VERB/VBD/0/root its//PRON/PRP$/5/nmod:poss tanks//NOUN/NNS/3/obj
				at//ADP/IN/8/case the//DET/DT/8/det gate_//NOUN/NN/3/obl .//PUNCT/./3/punct`,
			actors: []string{"The army=Tarn army=state force"},
		},
		{
			name: "of two subjects the one who can speak",
			tree: `Shells//NOUN/NNS/2/nsubj hit//VERB/VBD/7/ccomp Dorah//PROPN/NNP/2/obj a//DET/DT/5/det village//NOUN/NN/7/nsubj nearby//ADV/RB/5/advmod
				said/say/VERB/VBD/0/root Ann//PROPN/NNP/7/nsubj Vey//PROPN/NNP/8/flat of//ADP/IN/12/case the//DET/DT/12/det monitor_//NOUN/NN/8/nmod .//PUNCT/./7/punct`,
			actors: []string{"Ann Vey=Ann Vey=person"},
			want:   []string{"say asserted [Ann Vey of the monitor] Ann Vey of the monitor | said | Shells hit Dorah a village nearby"},
		},
		{
			name: "two speakers",
			tree: `A//DET/DT/2/det monitor//NOUN/NN/6/nsubj and//CCONJ/CC/5/cc the//DET/DT/5/det group//NOUN/NN/2/conj said/say/VERB/VBD/0/root
				Velm//PROPN/NNP/8/nsubj fell_/fall/VERB/VBD/6/ccomp .//PUNCT/./6/punct`,
			actors: []string{"A monitor=Velm Watch=monitor", "the group=Tarn Front=armed group"},
			want: []string{
				"say asserted [Velm Watch] A monitor | said | Velm fell",
				"say asserted [Tarn Front] the group | said | Velm fell",
			},
		},
		{
			name: "according to",
			tree: `Rebels/rebel/NOUN/NNS/2/nsubj fled_/flee/VERB/VBD/0/root ,//PUNCT/,/7/punct according//VERB/VBG/7/case to//ADP/IN/4/fixed the//DET/DT/7/det army_//NOUN/NN/2/obl .//PUNCT/./2/punct`,
			want: []string{"say asserted [army] the army | according to | Rebels fled"},
		},
		{
			name: "hearsay passive",
			tree: `Rebels/rebel/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass said/say/VERB/VBN/0/root to//PART/TO/6/mark have//AUX/VB/6/aux fled_/flee/VERB/VBN/3/xcomp .//PUNCT/./3/punct`,
			want: []string{"say disputed []  | said | Rebels to have fled"},
		},
		{
			name: "denial and demand",
			tree: `The//DET/DT/2/det army//NOUN/NN/3/nsubj denied/deny/VERB/VBD/0/root shelling/shell/VERB/VBG/3/xcomp Velm//PROPN/NNP/4/obj and//CCONJ/CC/7/cc
				called/call/VERB/VBD/3/conj for//ADP/IN/10/case a//DET/DT/10/det truce_//NOUN/NN/7/obl .//PUNCT/./3/punct`,
			want: []string{"demand called-for [army] The army | called | a truce", "deny denied [army] The army | denied | shelling Velm"},
		},
		{
			name: "so-called",
			tree: `The//DET/DT/5/det so_//ADV/RB/4/advmod -_//PUNCT/HYPH/4/punct called/call/VERB/VBN/5/amod Watch//PROPN/NNP/6/nsubj said/say/VERB/VBD/0/root Velm//PROPN/NNP/8/nsubj fell_/fall/VERB/VBD/6/ccomp .//PUNCT/./6/punct`,
			want: []string{"say disputed [so-called Watch] The so-called Watch | said | Velm fell"},
		},
		{
			name: "the past tense taken for a participle",
			tree: `The//DET/DT/2/det union//NOUN/NN/3/nsubj:pass called/call/VERB/VBN/0/root on//ADP/IN/5/case Tarn//PROPN/NNP/3/obl
				to//PART/TO/7/mark leave//VERB/VB/3/advcl Velm_//PROPN/NNP/7/obj .//PUNCT/./3/punct`,
			want: []string{"demand called-for [union] The union | called | Tarn to leave Velm"},
		},
		{
			name: "two subjects, the nearer speaks",
			tree: `Rules/rule/NOUN/NNS/10/nsubj called/call/VERB/VBD/1/acl for//ADP/IN/4/case rest//NOUN/NN/2/obl after//ADP/IN/7/case the//DET/DT/7/det raid_//NOUN/NN/2/obl
				,//PUNCT/,/2/punct sources/source/NOUN/NNS/10/nsubj said_/say/VERB/VBD/0/root .//PUNCT/./10/punct`,
			want: []string{"say asserted [sources] sources | said | Rules called for rest after the raid", "demand called-for [Rules via sources] Rules | called | rest"},
		},
		{
			name: "said, adding",
			tree: `“_//PUNCT/“/3/punct They/they/PRON/PRP/3/nsubj fled_/flee/VERB/VBD/7/ccomp ,_//PUNCT/,/3/punct ”//PUNCT/”/3/punct Vey//PROPN/NNP/7/nsubj said_/say/VERB/VBD/0/root
				,//PUNCT/,/9/punct adding/add/VERB/VBG/7/advcl that//SCONJ/IN/12/mark Velm//PROPN/NNP/12/nsubj fell_/fall/VERB/VBD/9/ccomp .//PUNCT/./7/punct
				| “_//PUNCT/“/3/punct It/it/PRON/PRP/3/nsubj burns_/burn/VERB/VBZ/0/root ._//PUNCT/./3/punct ”//PUNCT/”/3/punct`,
			want: []string{
				"say asserted [Vey] Vey | said | “They fled,”",
				"say asserted [Vey] Vey |  | “It burns.”",
				"say asserted [Vey] Vey | adding | that Velm fell",
			},
		},
		{
			name: "what is said goes on with and that",
			tree: `He/he/PRON/PRP/2/nsubj said/say/VERB/VBD/0/root Velm//PROPN/NNP/4/nsubj fell/fall/VERB/VBD/2/ccomp and//CCONJ/CC/8/cc that//SCONJ/IN/8/mark
				Orl//PROPN/NNP/8/nsubj holds_/hold/VERB/VBZ/2/conj .//PUNCT/./2/punct`,
			want: []string{"say asserted [He] He | said | Velm fell and that Orl holds"},
		},
		{
			name: "a lemma guessed wrong, and blows",
			tree: `He/he/PRON/PRP/2/nsubj joked/jok/VERB/VBD/0/root that//SCONJ/IN/5/mark Velm//PROPN/NNP/5/nsubj fell_/fall/VERB/VBD/2/ccomp .//PUNCT/./2/punct
				| He/he/PRON/PRP/2/nsubj attacked/attack/VERB/VBD/0/root the//DET/DT/4/det plan_//NOUN/NN/2/obj .//PUNCT/./2/punct
				| Rebels/rebel/NOUN/NNS/2/nsubj attacked/attack/VERB/VBD/0/root the//DET/DT/4/det plan_//NOUN/NN/2/obj .//PUNCT/./2/punct`,
			want: []string{"say asserted [He] He | joked | that Velm fell", "accuse asserted [He] He | attacked | the plan"},
		},
		{
			name:   "said without a comma, its speaker behind",
			tree:   `Velm//PROPN/NNP/3/nsubj is/be/AUX/VBZ/3/cop closed//ADJ/JJ/0/root said/say/VERB/VBD/3/conj Ann//PROPN/NNP/4/obj Vey_//PROPN/NNP/5/flat .//PUNCT/./3/punct`,
			actors: []string{"Ann Vey=Ann Vey=person"},
			want:   []string{"say asserted [Ann Vey] Ann Vey | said | Velm is closed"},
		},
		{
			name: "it is who spoke before",
			tree: `Watch//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root rebels/rebel/NOUN/NNS/4/nsubj fled_/flee/VERB/VBD/2/ccomp .//PUNCT/./2/punct
				| It/it/PRON/PRP/2/nsubj added/add/VERB/VBD/0/root that//SCONJ/IN/5/mark Velm//PROPN/NNP/5/nsubj fell_/fall/VERB/VBD/2/ccomp .//PUNCT/./2/punct`,
			actors: []string{"Watch=Velm Watch=monitor", "rebels=Tarn rebels=armed group", "It=Tarn rebels=armed group"},
			want:   []string{"say asserted [Velm Watch] Watch | said | rebels fled", "say asserted [Velm Watch] It | added | that Velm fell"},
		},
		{
			name:   "the source of an agency",
			tree:   `An//DET/DT/3/det Orbis//PROPN/NNP/3/compound source//NOUN/NN/4/nsubj said/say/VERB/VBD/0/root Velm//PROPN/NNP/6/nsubj fell_/fall/VERB/VBD/4/ccomp .//PUNCT/./4/punct`,
			actors: []string{"Orbis source=Orbis=agency"},
			want:   []string{"say asserted [source via Orbis] An Orbis source | said | Velm fell"},
		},
		{
			name: "reports given by somebody, and unsigned ones that somebody tells of",
			tree: `According//VERB/VBG/3/case to//ADP/IN/1/fixed reports/report/NOUN/NNS/8/obl given/give/VERB/VBN/3/acl by//ADP/IN/6/case medics_/medic/NOUN/NNS/4/obl:agent
				,//PUNCT/,/3/punct died/die/VERB/VBD/0/root ten_//NUM/CD/8/nsubj .//PUNCT/./8/punct
				| Watch//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root reports/report/NOUN/NNS/4/nsubj indicated/indicate/VERB/VBD/2/ccomp Velm//PROPN/NNP/6/nsubj fell_/fall/VERB/VBD/4/ccomp .//PUNCT/./2/punct`,
			actors: []string{"Watch=Velm Watch=monitor"},
			want: []string{
				"say asserted [medics] reports given by medics | According to | died ten",
				"say asserted [Velm Watch] Watch | said | reports indicated Velm fell",
				"show asserted [Velm Watch] reports | indicated | Velm fell",
			},
		},
		{
			name:   "a headline whose verb is tagged as a name",
			tree:   `Army//PROPN/NNP/0/root Denies//PROPN/NNP/1/flat Shelling//PROPN/NNP/1/flat Velm//PROPN/NNP/1/flat Market//PROPN/NNP/1/flat`,
			actors: []string{"Army=Tarn army=state force"},
			want:   []string{"deny denied [Tarn army] Army | Denies | Shelling Velm Market"},
		},
		{
			name: "what is wanted stands before",
			tree: `That/that/PRON/DT/2/nsubj is/be/VERB/VBZ/0/root what//PRON/WP/5/obj Tarn//PROPN/NNP/5/nsubj wants_/want/VERB/VBZ/2/acl:relcl .//PUNCT/./2/punct`,
			want: []string{"intention asserted [Tarn] Tarn | wants | what"},
		},
		{
			name: "a speaker between subject and verb",
			tree: `The//DET/DT/2/det bridge//NOUN/NN/5/nsubj ,//PUNCT/,/2/punct Vey//PROPN/NNP/5/nsubj said_/say/VERB/VBD/0/root ,//PUNCT/,/7/punct fell/fall/VERB/VBD/5/xcomp on//ADP/IN/9/case Monday_//PROPN/NNP/7/obl .//PUNCT/./5/punct`,
			want: []string{"say asserted [Vey] Vey | said | The bridge fell on Monday"},
		},
		{
			name: "what leads in is not said",
			tree: `When//SCONJ/WRB/3/advmod they//PRON/PRP/3/nsubj left_/leave/VERB/VBD/6/ccomp ,//PUNCT/,/3/punct Vey//PROPN/NNP/6/nsubj said/say/VERB/VBD/0/root
				that//SCONJ/IN/9/mark Velm//PROPN/NNP/9/nsubj fell_/fall/VERB/VBD/6/ccomp .//PUNCT/./6/punct`,
			want: []string{"say asserted [Vey] Vey | said | that Velm fell"},
		},
		{
			name: "the object in a relative clause, and where it was said",
			tree: `The//DET/DT/2/det envoy_//NOUN/NN/0/root ,//PUNCT/,/5/punct who//PRON/WP/5/nsubj denied/deny/VERB/VBD/2/acl:relcl the//DET/DT/7/det raid_//NOUN/NN/5/obj ,//PUNCT/,/5/punct left//VERB/VBD/2/dep .//PUNCT/./2/punct
				| Vey//PROPN/NNP/2/nsubj reported/report/VERB/VBD/0/root losses/loss/NOUN/NNS/2/obj on//ADP/IN/6/case his//PRON/PRP$/6/nmod:poss site_//NOUN/NN/2/obl .//PUNCT/./2/punct`,
			want: []string{"deny denied [envoy] who | denied | the raid", "report asserted [Vey] Vey | reported | losses on his site"},
		},
		{
			name: "a verb taken for a noun",
			tree: `The//DET/DT/2/det film//NOUN/NN/3/compound shows/show/NOUN/NNS/0/root that//SCONJ/IN/6/mark Velm//PROPN/NNP/6/nsubj fell_/fall/VERB/VBD/3/acl .//PUNCT/./3/punct`,
			want: []string{"show asserted [film] The film | shows | that Velm fell"},
		},
		{
			name: "what a speaker was asked",
			tree: `Asked/ask/VERB/VBD/7/ccomp about//ADP/IN/4/case the//DET/DT/4/det raid_//NOUN/NN/1/obl ,//PUNCT/,/1/punct Vey//PROPN/NNP/7/nsubj said/say/VERB/VBD/0/root
				Velm//PROPN/NNP/9/nsubj fell_/fall/VERB/VBD/7/ccomp .//PUNCT/./7/punct`,
			want: []string{"say asserted []  | Asked | the raid", "say asserted [Vey] Vey | said | Velm fell"},
		},
		{
			name: "a verb of no group with a clause of its own",
			tree: `They/they/PRON/PRP/3/nsubj:pass were/be/AUX/VBD/3/aux:pass incensed/incense/VERB/VBN/0/root that//SCONJ/IN/6/mark Velm//PROPN/NNP/6/nsubj fell_/fall/VERB/VBD/3/ccomp .//PUNCT/./3/punct`,
			want: []string{"belief asserted [They] They | incensed | that Velm fell"},
		},
		{
			name: "the statement that a body issued, behind its cue, is no one's introduction",
			tree: `According//VERB/VBG/3/case to//ADP/IN/1/fixed reports/report/NOUN/NNS/8/obl by//ADP/IN/6/case the//DET/DT/6/det group_//NOUN/NN/3/nmod ,//PUNCT/,/3/punct died/die/VERB/VBD/0/root ten_//NUM/CD/8/nsubj .//PUNCT/./8/punct`,
			want: []string{"say asserted [group] reports by the group | According to | died ten"},
		},
		{
			name: "a participle that opens, and what somebody else speaks of",
			tree: `Citing/cite/VERB/VBG/5/advcl losses_/loss/NOUN/NNS/1/obj ,//PUNCT/,/1/punct Vey//PROPN/NNP/5/nsubj said/say/VERB/VBD/0/root Orl//PROPN/NNP/7/nsubj fell_/fall/VERB/VBD/5/ccomp
				,//PUNCT/,/11/punct though//SCONJ/IN/11/mark he//PRON/PRP/11/nsubj noted/note/VERB/VBD/7/advcl that//SCONJ/IN/14/mark Velm//PROPN/NNP/14/nsubj held_/hold/VERB/VBD/11/ccomp .//PUNCT/./5/punct`,
			actors: []string{"Vey=Ann Vey=person", "he=Ann Vey=person"},
			want: []string{
				"say asserted [Ann Vey] Vey | Citing | losses",
				"say asserted [Ann Vey] Vey | said | Orl fell",
				"say asserted [Ann Vey] he | noted | that Velm held",
			},
		},
		{
			name: "another speaker behind and",
			tree: `Vey//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root troops/troop/NOUN/NNS/4/nsubj left/leave/VERB/VBD/2/ccomp Velm//PROPN/NNP/4/obj and//CCONJ/CC/7/cc rebels/rebel/NOUN/NNS/5/conj
				denied/deny/VERB/VBD/4/conj the//DET/DT/10/det raid_//NOUN/NN/8/obj .//PUNCT/./2/punct`,
			actors: []string{"rebels=Tarn rebels=armed group"},
			want:   []string{"say asserted [Vey] Vey | said | troops left Velm", "deny denied [Tarn rebels] rebels | denied | the raid"},
		},
		{
			name: "no place describes",
			tree: `Watch//PROPN/NNP/2/nsubj confirmed/confirm/VERB/VBD/0/root the//DET/DT/4/det raid//NOUN/NN/2/obj in//ADP/IN/6/case Velm//PROPN/NNP/7/nsubj describing/describe/VERB/VBG/2/advcl
				it//PRON/PRP/7/obj as//ADP/IN/11/case a//DET/DT/11/det crime_//NOUN/NN/7/obl .//PUNCT/./2/punct`,
			actors: []string{"Velm=Velm=place"},
			want:   []string{"say asserted [Watch] Watch | describing | it as a crime", "acknowledge asserted [Watch] Watch | confirmed | the raid"},
		},
		{
			name: "did not say",
			tree: `He//PRON/PRP/4/nsubj did/do/AUX/VBD/4/aux not//PART/RB/4/advmod say//VERB/VB/0/root who//PRON/WP/6/nsubj fled_/flee/VERB/VBD/4/ccomp .//PUNCT/./4/punct`,
			want: []string{"silence asserted [He] He | say | who fled"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tree(t, tt.tree, tt.actors...)
			_, got := Find(d)
			if diff := cmp.Diff(tt.want, lines(d, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestQuotations(t *testing.T) {
	for _, tt := range []struct {
		name, tree string
		want       []string
	}{
		{"nested", `“_//P/P/0/root He//P/P/1/x said_//P/P/1/x ,//P/P/1/x ‘_//P/P/1/x No_//P/P/1/x ._//P/P/1/x ’_//P/P/1/x ”//P/P/1/x`, []string{"“He said, ‘No.’”", "‘No.’"}},
		{"unclosed", `“_//P/P/0/root He//P/P/1/x fled_//P/P/1/x .//P/P/1/x ¶ They//P/P/0/root too//P/P/1/x`, []string{"“He fled."}},
		{"straight", `"_//P/P/0/root Go_//P/P/1/x ,_//P/P/1/x "//P/P/1/x he//P/P/1/x said_//P/P/1/x .//P/P/1/x "_//P/P/1/x Now_//P/P/1/x ._//P/P/1/x "//P/P/1/x`, []string{`"Go,"`, `"Now."`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := tree(t, tt.tree)
			quotations, _ := Find(d)
			var got []string
			for _, q := range quotations {
				got = append(got, q.Of(d.Text()))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzFind builds documents with any words and any trees and checks the layers.
func FuzzFind(f *testing.F) {
	f.Add("the army said that \" they fled , \" according to Vey . he denied it", []byte{1, 2, 0, 9, 7, 3})
	f.Add("“ no ” said Vey ― “ we quoted him as saying : who called for it", []byte{255, 0, 4, 4, 200, 17, 3})
	f.Add("VEY : we go \n ORLO : they reportedly say \n and added : \n nothing", []byte{3, 1, 8, 250, 6})
	rels := []string{"nsubj", "ccomp", "obj", "obl", "conj", "advcl", "parataxis", "xcomp", "nmod", "acl", "mark", "case", "aux", "punct", "nsubj:pass", "appos", "obl:agent", "det", "acl:relcl"}
	tags := []string{"VERB", "NOUN", "PROPN", "PRON", "ADP", "SCONJ", "DET", "PUNCT", "AUX", "ADV"}
	xpos := []string{"VBD", "VBN", "VBG", "VBZ", "NN", "IN", "WP", "VB"}
	f.Fuzz(func(t *testing.T, s string, b []byte) {
		if !utf8.ValidString(s) || len(b) == 0 {
			return
		}
		d := &text.Doc{Report: &stemma.Report{Text: s, Blocks: []stemma.Block{{Span: stemma.Span{End: len(s)}, Role: stemma.Body}}}}
		at, first := 0, 0
		for i, w := range strings.Fields(s) {
			start := at + strings.Index(s[at:], w)
			newline := i > 0 && (strings.Contains(s[at:start], "\n") || strings.HasSuffix(s[:at], "."))
			at = start + len(w)
			if newline {
				d.Sentences = append(d.Sentences, text.Sentence{Span: stemma.Span{Start: d.Tokens[first].Start, End: d.Tokens[i-1].End}, First: first, Last: i})
				first = i
			}
			x := int(b[i%len(b)]) + i
			head := -1
			if i > first {
				head = first + x%(i-first)
			}
			d.Tokens = append(d.Tokens, text.Token{Span: stemma.Span{Start: start, End: at}, SpaceAfter: true})
			d.Tags = append(d.Tags, text.Tag{UPOS: tags[x%len(tags)], XPOS: xpos[x%len(xpos)], Lemma: strings.TrimSuffix(strings.ToLower(w), "ed")})
			d.Arcs = append(d.Arcs, text.Arc{Head: head, Rel: rels[x%len(rels)]})
		}
		if n := len(d.Tokens); n > first {
			d.Sentences = append(d.Sentences, text.Sentence{Span: stemma.Span{Start: d.Tokens[first].Start, End: d.Tokens[n-1].End}, First: first, Last: n})
		}
		quotations, statements := Find(d)
		for i, q := range quotations {
			if !(stemma.Span{End: len(s)}).Contains(q.Span) || !q.Contains(q.Inner) || i > 0 && q.Start < quotations[i-1].Start {
				t.Fatalf("quotation %d %+v", i, q)
			}
		}
		for i, st := range statements {
			if len(st.Content) == 0 || st.Parent >= len(statements) || st.Continues >= len(statements) || st.Parent == i || st.Continues == i {
				t.Fatalf("statement %d %+v", i, st)
			}
			for n, c := range append([]stemma.Span{st.Source, st.Cue, st.Phrase}, st.Content...) {
				if c.Start < 0 || c.End > len(s) || c.End < c.Start || n >= 3 && c.Empty() {
					t.Fatalf("statement %d has span %v", i, c)
				}
			}
			for n := 1; n < len(st.Content); n++ {
				if st.Content[n].Start < st.Content[n-1].End {
					t.Fatalf("statement %d: content out of order %v", i, st.Content)
				}
			}
		}
	})
}
