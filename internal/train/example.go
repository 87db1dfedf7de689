package train

import "stemma/internal/syntax"

// Example is a sentence with what is known of it; what is not is nil.
type Example struct {
	Words    []string
	Features []syntax.Features
	Small    []syntax.Features // Small are the features of the words in small letters,
	Capital  []syntax.Features // Capital in capitals,
	Title    []syntax.Features // Title in the capitals of a headline.
	Rare     []float32         // Rare is the added chance of each word to be taken for an unknown one.
	Tags     []int16           // Tags are indices of Network.Tags, -1 where the tag is too rare to have one.
	Heads    []int16           // Heads counted from 1; 0 is the root.
	Labels   []int16
	Weight   float32
	Names    []uint16 // Names are sets of tags of names, any of which is right.
}
