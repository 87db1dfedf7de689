package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// seats are words for a place that belongs to a side.
	seats = words(`stronghold bastion redoubt fiefdom heartland`)
	// bygone are words that tell that a seat is one no longer.
	bygone = words(`former one-time onetime erstwhile once ex previous historic old then`)
	// ranks are words that say of what kind a seat is, and not whose.
	ranks = words(`main major key last only final key strategic important longtime long-time traditional remaining biggest largest
		de-facto facto local military political power urban rural northern southern eastern western central well-known known
		a an the another this that their its his her our both such`)
	// bodies follow the name of one without being a part of it: "the Islamic State group".
	bodies = words(`group militia movement militants fighters rebels army`)
)

// seated are the words for those whose stronghold a sentence says a place to be: "the rebel stronghold
// of Velm", "Velm, a militia stronghold", "Velm, a bastion of the Lions".
func seated(line, place string) []string {
	var out []string
	list := strings.Fields(line)
	for i, w := range list {
		if !seats[strings.ToLower(bareOf(w))] {
			continue
		}
		from := i // from is where what stands before the seat begins
		for from > 0 && i-from < 5 && !ends(list[from-1]) && !determiner(list[from-1]) {
			from--
		}
		before, behind := list[from:i], list[i+1:]
		if ends(w) {
			behind = nil
		}
		if slices.ContainsFunc(before, func(w string) bool { return bygone[strings.ToLower(w)] }) {
			continue
		}
		who := ""
		switch preposition := first(behind); {
		case (preposition == "of" || preposition == "in") && begins(behind[1:], place):
			who = ownerIn(before)
		case preposition == "of" && from > 0 && determiner(list[from-1]) && endsWith(list[:from-1], place):
			who = nameAt(behind[1:])
		case from > 0 && determiner(list[from-1]) && endsWith(list[:from-1], place):
			who = ownerIn(before)
		}
		if who != "" {
			out = append(out, who)
		}
	}
	return out
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// ends reports whether a word is the last before a mark.
func ends(w string) bool {
	last, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsPunct(last) && last != '\'' && last != '’' && last != '-'
}

func determiner(w string) bool {
	switch strings.ToLower(w) {
	case "a", "an", "the", "another":
		return true
	}
	return false
}

// bareOf is a word without the marks around it, and without "'s".
func bareOf(w string) string {
	w = strings.TrimFunc(w, func(r rune) bool { return unicode.IsPunct(r) })
	return strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
}

// begins reports whether words begin with a place, an article and the word for its kind aside.
func begins(list []string, place string) bool {
	for n := 0; n <= min(3, len(list)-1); n++ {
		if strings.HasPrefix(Plain(strings.Join(list[n:], " ")), place) {
			return true
		}
		if w := list[n]; capital(w) && !determiner(w) {
			return false
		}
	}
	return false
}

// endsWith reports whether words end with a place, and no other words lie behind it.
func endsWith(list []string, place string) bool {
	for n := 1; n <= min(5, len(list)); n++ {
		if Plain(strings.Join(list[len(list)-n:], " ")) == place {
			return true
		}
	}
	return false
}

// ownerIn is whose a seat is by the words before it: the name, or the last word, of "key Lion Front",
// "main rebel", "the Lions'".
func ownerIn(before []string) string {
	n := len(before)
	for n > 0 && ranks[strings.ToLower(before[n-1])] {
		n--
	}
	if n == 0 {
		return ""
	}
	from := n - 1
	for capital(before[n-1]) && from > 0 && capital(before[from-1]) {
		from--
	}
	who := bareOf(strings.Join(before[from:n], " "))
	if low := strings.ToLower(who); ranks[low] || empty[low] || bodies[low] || strings.Contains(who, "-") {
		return ""
	}
	return who
}

// nameAt is the name of a body at the beginning of words, or the one word for a side: of "the Lion
// Front in the north", "rebels"; what only one capitalised word before "group" says is none.
func nameAt(list []string) string {
	for len(list) > 0 && determiner(list[0]) {
		list = list[1:]
	}
	n := 0
	for n < len(list) && n < 5 && capital(list[n]) {
		n++
		if ends(list[n-1]) {
			return bareOf(strings.Join(list[:n], " "))
		}
	}
	behind := ""
	if n < len(list) {
		behind = strings.ToLower(bareOf(list[n]))
	}
	switch name := bareOf(strings.Join(list[:n], " ")); {
	case n > 1, n == 1 && (!bodies[behind] || name == strings.ToUpper(name)):
		return name
	case n == 0 && behind != "" && !empty[behind] && !bodies[behind] && !ranks[behind] && (ends(list[0]) || len(list) == 1 || empty[strings.ToLower(bareOf(list[1]))] || sides[behind]):
		return behind
	}
	return ""
}

// sides are words for a side of a war.
var sides = words(`rebels opposition government regime separatists insurgents jihadists islamists`)

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'‘("))
	return unicode.IsUpper(r)
}
