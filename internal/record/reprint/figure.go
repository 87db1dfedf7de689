package reprint

import (
	"slices"
	"strings"
)

// figure is a value in a sentence that a later version might change.
type figure struct {
	class string // class: number, month, weekday.
	value string // value as plain text: "4000", "march".
	bound string // bound of a number: "", "least", "most", "about".
}

// figures reads the numbers with their bounds, the months and the weekdays of a
// sentence. Ordinals and "one" are not figures.
func figures(sentence string) []figure {
	words, _ := split(sentence)
	return figuresAmong(words)
}

// figuresAmong are the figures of a sentence's words.
func figuresAmong(words []string) []figure {
	var out []figure
	for i, w := range words {
		switch {
		case w[0] >= '0' && w[0] <= '9':
			out = append(out, figure{"number", strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz"), boundBefore(words[:i])})
		case numberWords[w] != "":
			out = append(out, figure{"number", numberWords[w], boundBefore(words[:i])})
		case months[w] != "" && (w != "may" || monthMay(words, i)):
			out = append(out, figure{"month", months[w], ""})
		case weekdays[w]:
			out = append(out, figure{"weekday", w, ""})
		}
	}
	return out
}

// monthMay tells the month from the verb: "in May", "late May", "May 2016".
func monthMay(words []string, i int) bool {
	if i > 0 && slices.Contains([]string{"in", "since", "by", "until", "late", "early", "mid", "last", "this", "on", "of"}, words[i-1]) {
		return true
	}
	return i+1 < len(words) && words[i+1][0] >= '0' && words[i+1][0] <= '9'
}

// boundBefore reads the bound that stands before a number.
func boundBefore(before []string) string {
	tail := strings.Join(before[max(0, len(before)-3):], " ")
	for _, b := range bounds {
		if strings.HasSuffix(tail, b.words) {
			return b.bound
		}
	}
	return ""
}

// changed reports whether the two sentences give different figures for one thing:
// each has one that the other lacks, or one number stands under two bounds. A
// figure that is only left out or put in changes nothing.
func changed(a, b []figure) bool {
	for _, class := range []string{"number", "month", "weekday"} {
		onlyA, onlyB := without(a, b, class), without(b, a, class)
		if len(onlyA) > 0 && len(onlyB) > 0 {
			return true
		}
	}
	return false
}

// without is the figures of the class in a that b lacks.
func without(a, b []figure, class string) []figure {
	var out []figure
	for _, f := range a {
		if f.class == class && !slices.Contains(b, f) {
			out = append(out, f)
		}
	}
	return out
}

var bounds = []struct{ words, bound string }{
	{"at least", "least"}, {"more than", "least"}, {"no fewer than", "least"}, {"not less than", "least"}, {"over", "least"},
	{"fewer than", "most"}, {"less than", "most"}, {"up to", "most"}, {"as many as", "most"}, {"at most", "most"}, {"no more than", "most"},
	{"nearly", "about"}, {"almost", "about"}, {"about", "about"}, {"around", "about"}, {"some", "about"}, {"approximately", "about"},
	{"estimated", "about"}, {"roughly", "about"}, {"close to", "about"},
}

var numberWords = map[string]string{
	"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60",
	"seventy": "70", "eighty": "80", "ninety": "90", "dozens": "dozens", "scores": "scores", "hundreds": "hundreds",
	"thousands": "thousands", "half": "half",
}

var months = map[string]string{
	"january": "january", "jan": "january", "february": "february", "feb": "february", "march": "march", "april": "april", "apr": "april",
	"may": "may", "june": "june", "jun": "june", "july": "july", "jul": "july", "august": "august", "aug": "august",
	"september": "september", "sept": "september", "sep": "september", "october": "october", "oct": "october",
	"november": "november", "nov": "november", "december": "december", "dec": "december",
}

var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
}
