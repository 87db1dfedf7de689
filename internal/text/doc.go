// Package text holds one report's text and the layers of facts that readers find
// in it: immutable once made, stand-off, in byte offsets.
package text

import "stemma"

// Doc is a report with its layers. Each reader returns one layer; read.Read puts
// them together. Slices are sorted by Start unless they say otherwise, and never
// change once the Doc is made.
type Doc struct {
	Report *stemma.Report

	Readers string // Readers are the versions of the readers that made the layers: "claim/3 when/2".

	Tokens     []Token     // Tokens of body and heading blocks; disjoint.
	Sentences  []Sentence  // Sentences partition Tokens.
	Tags       []Tag       // Tags[i] belongs to Tokens[i].
	Arcs       []Arc       // Arcs[i] belongs to Tokens[i].
	Names      []Name      // Names are disjoint.
	Times      []Time      // Times are disjoint.
	Numbers    []Number    // Numbers are disjoint; none lies inside a Time.
	Tolls      []Toll      // Tolls are sorted by Number.
	Places     []Place     // Places are disjoint.
	Actors     []Actor     // Actors are disjoint.
	Quotations []Quotation // Quotations may nest; outer first.
	Statements []Statement // Statements may nest: a quotation within a quotation.
	Claims     []stemma.Claim
	Rejected   []stemma.Rejected // Rejected parts: what of the report could not be read, and why.
}

// Token is a syntactic word in the sense of Universal Dependencies: punctuation
// stands alone and English clitics are split ("do|n't", "Syria|'s").
type Token struct {
	stemma.Span
	SpaceAfter bool // SpaceAfter reports whether white space follows.
}

// Sentence is a stretch of one block.
type Sentence struct {
	stemma.Span
	First, Last int // Tokens[First:Last] are its tokens.
	Block       int // Block is the index into Report.Blocks.
}

// Tag is a token's part of speech and dictionary form.
type Tag struct {
	UPOS  string // UPOS is the universal tag: NOUN, VERB, PROPN.
	XPOS  string // XPOS is the Penn Treebank tag: NNS, VBD.
	Lemma string // Lemma in lower case but for proper nouns: "retake".
}

// Arc is a token's place in the dependency tree of its sentence.
type Arc struct {
	Head int    // Head is an index into Doc.Tokens; -1 for the root.
	Rel  string // Rel is the UD relation with its subtype: nsubj, obl:tmod, acl:relcl.
}

// NameKind is what a name names.
type NameKind string

// The kinds of names.
const (
	Person    NameKind = "person"
	Body      NameKind = "body"
	PlaceName NameKind = "place"
	OtherName NameKind = "other"
)

// Name is a proper name.
type Name struct {
	stemma.Span
	First, Last int // Tokens[First:Last] carry it.
	Kind        NameKind
}

// Time is a time expression.
type Time struct {
	stemma.Span
	When     stemma.When // When is unknown where the expression could not be resolved.
	Duration float64     // Duration in days where it is a length ("10 months"); 0 otherwise.
	Set      bool        // Set is a repetition: "every Friday".
	Why      string      // Why is the rule and what it was resolved against.
}

// Number is a number with what it counts.
type Number struct {
	stemma.Span             // Span covers bound, value and magnitude: "more than 10,000".
	Value       stemma.Span // Value covers the figures alone: "10,000".
	Quantity    stemma.Quantity
	Noun        int // Noun is the token of the counted noun; -1 when there is none.
	Percent     bool
	Ordinal     bool
	Money       bool
	Why         string
}

// Toll is a number with the harm that befell those it counts, as the words beside it
// say: "150 houses destroyed"; of persons, too, who are told one by one ("a man and two
// boys were shot") or not at all ("a fatal shooting").
type Toll struct {
	Number   stemma.Span // Number covers the figures.
	Noun     stemma.Span // Noun is what is counted; zero when the words name nothing.
	Word     stemma.Span // Word says the harm: "destroyed".
	Kind     stemma.Kind
	Stance   stemma.Stance // Stance is expected for what may come; empty for what has.
	Quantity stemma.Quantity
	Hit      bool // Hit: shot or stabbed, and dead or not; the kind is wounded.
	One      bool // One: a single person without a numeral.
	Hint     bool // Hint: the word may tell a harm or not: "murder".
	Fresh    bool // Fresh: said to be others than those told before.
	Foreign  bool // Foreign: the sentence is not in English.
}

// Place is a mention of a place.
type Place struct {
	stemma.Span                 // Span covers the name with its part: "southeast Aleppo".
	First, Last int             // Tokens[First:Last] carry it.
	Toponym     stemma.Span     // Toponym covers the place's own name within Span: "Aleppo".
	Name        string          // Name as used, plain: "Palmyra", "east Aleppo".
	In          string          // In is the enclosing place, where the report or the gazetteer gives it.
	Relation    string          // Relation is how the event stands to it: "south of", "near", "two miles from"; empty for in.
	Geo         stemma.Geo      // Geo is zero when unresolved.
	Within      stemma.Geo      // Within is the Geo of the enclosing place, where Geo has no coordinates of its own.
	Country     string          // Country is ISO 3166-1 alpha-2; empty when unresolved.
	Demonym     bool            // Demonym is "Syrian", "Aleppan": it names a place without being one.
	Common      bool            // Common is a common noun that stands for a place named elsewhere: "the city".
	Antecedent  int             // Antecedent is the index into Places of what a common noun stands for; -1 for none.
	Reasons     []stemma.Reason // Reasons for the resolution.
}

// Actor is a mention of someone who can act or speak.
type Actor struct {
	stemma.Span              // Span covers the noun phrase up to its head: "Daesh Takfiri terrorists".
	Head        int          // Head is the token of the phrase's head.
	Party       stemma.Party // Party is canonical when resolved.
	Person      bool
	Kind        string       // Kind of the actor entry: armed group, state force, state, monitor, agency, outlet, humanitarian body, person …; empty when unresolved.
	For         stemma.Party // For is the body that a person speaks for: "Observatory head Rami Abdel Rahman".
	Rule        string       // Rule is how it was resolved: alias, name, coreference, context.
	Antecedent  int          // Antecedent is the index into Actors of what a pronoun or common noun stands for; -1 for none.
}

// Quotation is text between quotation marks. Span includes the marks; an unclosed
// one ends with its block.
type Quotation struct {
	stemma.Span
	Inner  stemma.Span // Inner is without the marks.
	Closed bool
}

// Statement is an attribution: somebody is said to have said something.
type Statement struct {
	Content   []stemma.Span // Content is what is said, without the attribution, in order; at least one.
	Source    stemma.Span   // Source is the words that name the speaker; zero when none ("reportedly").
	Cue       stemma.Span   // Cue is the word that attributes; zero where a statement continues without one.
	Phrase    stemma.Span   // Phrase is the cue with its auxiliaries and adverbs: "has repeatedly said"; zero without a cue.
	Class     CueClass      // Class of the cue; of the statement that it goes on from where there is no cue.
	Speaker   stemma.Speaker
	Via       []Via         // Via are the go-betweens, nearest the speaker first.
	Stance    stemma.Stance // Stance that the cue gives: asserted, denied, disputed, expected, called-for.
	Direct    bool          // Direct is a quotation in the speaker's words.
	Parent    int           // Parent is the index of the statement that this one stands in; -1 for none.
	Continues int           // Continues is the index of the statement that this one goes on from; -1 for none.
	Why       string
}

// CueClass is what a cue says about the speaker: that he said, denied, demanded
// something, or only that he thinks or wants it.
type CueClass string

// The classes of cues. Those up to Accuse put words into somebody's mouth; Praise and
// those after it tell what somebody thinks, wants or shows, and Silence that he did
// not say it: a record of claims reads them with care or not at all.
const (
	Say         CueClass = "say"         // said, told, wrote, according to
	Report      CueClass = "report"      // reported, published, reportedly
	Claimed     CueClass = "claim"       // claimed, alleged, insisted
	Acknowledge CueClass = "acknowledge" // acknowledged, confirmed, conceded
	Deny        CueClass = "deny"        // denied, rejected
	Expect      CueClass = "expect"      // expects, warned, predicted
	Demand      CueClass = "demand"      // called for, urged, demanded
	Accuse      CueClass = "accuse"      // accused, blamed, condemned
	Praise      CueClass = "praise"      // praised, welcomed, endorsed
	Show        CueClass = "show"        // a document or count shows, found, indicates
	Belief      CueClass = "belief"      // thinks, believes, fears
	Intention   CueClass = "intention"   // wants, plans, vowed, refused
	Topic       CueClass = "topic"       // discussed, focused on: it is named what the words are about, not what they say
	Silence     CueClass = "silence"     // did not say, declined to comment
)

// Via is one go-between.
type Via struct {
	Name string
	Span stemma.Span
}

// Text is the report's text.
func (d *Doc) Text() string { return d.Report.Text }

// Word is the text of token i.
func (d *Doc) Word(i int) string { return d.Tokens[i].Of(d.Report.Text) }

// SentenceOf is the index of the sentence that holds byte at, or -1.
func (d *Doc) SentenceOf(at int) int { return Covering(d.Sentences, at) }

// TokenAt is the index of the first token that ends after byte at, or len(Tokens).
func (d *Doc) TokenAt(at int) int {
	low, high := 0, len(d.Tokens)
	for low < high {
		if mid := int(uint(low+high) >> 1); d.Tokens[mid].End > at {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
