package eval

import (
	"regexp"
	"strings"
)

// wires are the agencies whose credits the figure counts.
var wires = []string{"AFP", "Reuters", "AP", "dpa", "Xinhua", "SANA", "TASS", "Sputnik", "Anadolu Agency", "RIA Novosti", "Interfax"}

// wireForms is how reports write each of the wires.
var wireForms = map[string]string{
	"AFP": `(?:AFP|Agence France[- ]Presse)`, "Reuters": `(?:Reuters|REUTERS)`, "AP": `(?:AP|(?:[Tt]he )?Associated Press)`, "dpa": `(?:dpa|DPA)`,
	"Xinhua": `Xinhua`, "SANA": `SANA`, "TASS": `(?:TASS|Itar-Tass|ITAR-TASS)`, "Sputnik": `Sputnik`, "Anadolu Agency": `(?:Anadolu Agency|Anadolu|AA)`,
	"RIA Novosti": `RIA Novosti`, "Interfax": `Interfax`,
}

// wirePatterns recognise a wire's credit; %s stands for its form.
type wirePatterns struct{ head, tail, caption, body *regexp.Regexp }

var wireCredit = func() map[string]wirePatterns {
	m := map[string]wirePatterns{}
	for wire, form := range wireForms {
		m[wire] = wirePatterns{
			// "BEIRUT (AFP) -", "Aleppo, SANA –", "… state TV AFP Thursday 2 Jul 2016", "AFP Print Tweet"
			head: regexp.MustCompile(`[^y] \(` + form + `\)|(?:19|20)\d\d ` + form + ` [A-Z]|\b` + form + ` ?[-–—] ?[A-Z"]|\b` + form + ` (?:[A-Z][a-z]+ [A-Z][a-z]+ Middle East|Social Media|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2} [A-Z][a-z]{2}|Print Tweet)`),
			// "--AFP", "- REUTERS", "(With AFP and Reuters)", "Thomson Reuters Trust Principles."
			tail: regexp.MustCompile(`(?:[-–—] ?|\(|\. )` + form + `[.)]?\s*$|\((?:[Ww]ith|[Ss]ource:?|Photos?) [^()]*\b` + form + `\b[^()]*\)|Thomson ` + form + ` Trust`),
			// "(AFP Photo/…)", "[Reuters]", "DHA Photo"
			caption: regexp.MustCompile(`[^y] \((?:Photo:? )?` + form + `(?: Photo| PHOTO| [Aa]rchives?| [Ff]ile|/|\))[^()]*|\[` + form + `\]|\b` + form + ` (?:Photo|PHOTO)\b`),
			// "an AFP correspondent", "told Reuters"
			body: regexp.MustCompile(`\b` + form + `(?:'|’)?s? (?:\w+ )?(?:correspondent|reporter|journalist|photographer|witness|cameraman)|told (?:[Tt]he )?` + form + `s?\b`),
		}
	}
	return m
}()

// The head of a report, in bytes, in which a byline or dateline stands; its tail.
const (
	headBytes = 420
	tailBytes = 220
)

// wireCredits is the wires that a report credits in its head, tail or captions, and those
// that its body speaks for.
func wireCredits(title, text string) (edge, body []string) {
	head, tail := text[:min(len(text), headBytes)], text[max(0, len(text)-tailBytes):]
	for _, wire := range wires {
		p := wireCredit[wire]
		switch {
		case p.head.MatchString(head), bylined(title, head, wire), p.tail.MatchString(tail), p.caption.MatchString(text):
			edge = append(edge, wire)
		}
		if p.body.MatchString(text) {
			body = append(body, wire)
		}
	}
	return edge, body
}

// bylined reports whether the wire's name stands right behind the headline, before a
// capital or a figure: "Bridge closed Reuters The bridge …".
func bylined(title, head, wire string) bool {
	at := strings.LastIndex(head, title)
	if title == "" || at < 0 {
		return false
	}
	return regexp.MustCompile(`^[ .]*` + wireForms[wire] + ` ["A-Z0-9]`).MatchString(head[at+len(title):])
}
