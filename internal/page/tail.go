package page

import "stemma"

// markTail takes notices, credits, links and signatures off the end of a running text.
func (m *marking) markTail(ws []word) {
	end := len(ws)
	if cut := m.tailCut(ws, end); cut < end {
		m.markClosing(ws, cut, end)
		end = cut
	}
	for range 4 {
		if open := photoBracket(ws, end); open < end {
			m.addCredit(spanOf(ws, open, end), stemma.Caption, "picture notice")
			end = open
			continue
		}
		cut := m.endMark(ws, end)
		if cut == end {
			cut = m.signature(ws, end)
		}
		if cut == end {
			return
		}
		m.addCredit(spanOf(ws, cut, end), stemma.Footer, "credit or signature at the end")
		end = cut
	}
}

// tailCut is the index of the first word from which on nothing is body.
func (m *marking) tailCut(ws []word, end int) int {
	cut, legal := end, end
	for i := end - 1; i >= max(end-tailWords, 0); i-- {
		if !ws[i].lower() && theFurniture().at("closer", ws, i) > i {
			legal = i // the first of the closing notices
		}
	}
	for i := max(end-tailWords, 0); i < end; i++ {
		if m.marked(ws[i].Span) || ws[i].lower() {
			continue
		}
		strong := theFurniture().at("closer", ws, i) > i || theFurniture().at("links", ws, i) > i && (allTail(ws, i) || legal > i && legal < end)
		opens := i == 0 || sentenceEnd(ws, i-1) || ws[i-1].is(")", "]", "\"", "”", "(", "[", "-", "–", "—", "…")
		if opens && ws[i].is("copyright", "©") && end-i < tailWords/2 && m.notice(ws, i) {
			return m.tailLinks(ws, i)
		}
		if strong && (opens || allTail(ws, i)) || opens && allTail(ws, i) && (m.notice(ws, i) || m.tailWord(ws, i)) {
			return m.tailLinks(ws, i)
		}
		if ellipsisCounter(ws, i) {
			return i
		}
	}
	return cut
}

// tailLinks moves the cut at i back over the bracket or dash before it, and over keywords
// and links whose list runs into it without a full stop.
func (m *marking) tailLinks(ws []word, i int) int {
	if i == 0 {
		return 0
	}
	if ws[i-1].is("(", "[") || ws[i-1].is("-", "–", "—") && !ws[i-1].glued {
		return i - 1
	}
	cut := i
	for k := i - 1; k > 0 && i-k < tailWords; k-- {
		if sentenceEnd(ws, k) && !ellipsisCounter(ws, k-2) {
			break
		}
		if ws[k].upper() && m.tailWord(ws, k) || ellipsisCounter(ws, k) {
			cut = k
		}
	}
	return cut
}

// ellipsisCounter reports whether a cut-off text with its counter stands at ws[i]: "... 014
// Related".
func ellipsisCounter(ws []word, i int) bool {
	return i >= 0 && i+3 < len(ws) && ws[i].is(".") && !ws[i].glued && ws[i+1].is(".") && ws[i+2].is(".") && ws[i+3].kind == digits &&
		(i+4 >= len(ws) || !ws[i+4].lower())
}

// notice reports whether a notice begins at ws[i]; one word alone must not go on like a
// sentence: "Source: agencies", not "Source of the fire".
func (m *marking) notice(ws []word, i int) bool {
	j := theFurniture().at("notice", ws, i)
	return j > i+1 || j == i+1 && (j == len(ws) || !ws[j].lower())
}

// tailWord reports whether keywords or links begin at ws[i] near the end.
func (m *marking) tailWord(ws []word, i int) bool {
	return theFurniture().at("tags", ws, i) > i || theFurniture().at("related", ws, i) > i && i+1 < len(ws) && ws[i+1].upper()
}

// allTail reports whether what follows ws[i] is short and has hardly a sentence.
func allTail(ws []word, i int) bool {
	if len(ws)-i > tailWords/2 {
		return false
	}
	n := 0
	for k := i; k < len(ws)-1; k++ {
		if sentenceEnd(ws, k) {
			n++
		}
	}
	return n <= 2
}

// markClosing marks what tailCut found; dates and keywords in it are told apart.
func (m *marking) markClosing(ws []word, from, end int) {
	role := stemma.Footer
	for i := from; i < end; i++ {
		if st, j, ok := stampAt(ws, i); ok && (st.label != noLabel || st.weekday >= 0) {
			m.dates = append(m.dates, found{stamp: st, where: "stamp"})
			i = j - 1
		}
	}
	links := from
	for links < end && !m.tailWord(ws, links) && !(max(theFurniture().at("closer", ws, links), theFurniture().at("links", ws, links)) > links && !ws[links].is("our")) {
		links++
	}
	why := "notices and links after the text"
	if links > from && links < end {
		m.put(part{Span: spanOf(ws, from, links), role: role, why: why, credit: true})
		m.put(part{Span: spanOf(ws, links, end), role: role, why: why})
		return
	}
	m.put(part{Span: spanOf(ws, from, end), role: role, why: why, credit: links > from})
}

// photoBracket is the index of the bracket that closes at end and speaks of pictures:
// "(Photos: smoke over Karsa, by AFP)"; end when there is none.
func photoBracket(ws []word, end int) int {
	if end < 3 || !ws[end-1].is(")") {
		return end
	}
	for i := end - 2; i >= 0 && end-i < 60; i-- {
		if ws[i].is("(") {
			if ws[i+1].is("photo", "photos", "picture", "pictures", "image") {
				return i
			}
			return end
		}
	}
	return end
}

// endMark is the index of the agency credit that ends at end: "--AFP", "(Reuters)", "-
// REUTERS", "(With AP and AFP)"; end when there is none.
func (m *marking) endMark(ws []word, end int) int {
	for i := max(0, end-16); i < end; i++ {
		j, ok := m.agencies(ws, i)
		if !ok {
			continue
		}
		bracket := j < end && ws[j].is(")", "]")
		if bracket {
			j++
		}
		for j < end && ws[j].is(".", ",") {
			j++
		}
		if j < end {
			continue
		}
		bracket = bracket || ws[j-1].is(")", "]")
		k := i
		for k > 0 && ws[k-1].is("with", "by", "source", ":", "from", "the", "via") {
			k--
		}
		for k > 0 && ws[k-1].is("-", "–", "—", "(", "[", "/", "|", "*") {
			k--
		}
		if k == i && !(i > 0 && sentenceEnd(ws, i-1)) {
			continue
		}
		if bracket && k > 0 && !ws[k].is("(", "[", "-", "–", "—") {
			continue
		}
		return k
	}
	return end
}

// signature is the index of the one to four words after the last full stop that are no
// sentence: a writer's name, initials, a code, a counter.
func (m *marking) signature(ws []word, end int) int {
	n, slashes := 0, 0
	for i := end - 1; i > 0 && end-i <= 24; i-- {
		if sentenceEnd(ws, i) || ws[i].is("\"", "”", ")") && i+1 < end && sentenceEnd(ws, i-1) {
			if n == 0 || n > 5 && (slashes == 0 || n > 5*(slashes+1)) {
				return end
			}
			return i + 1
		}
		switch {
		case ws[i].lower() && !ws[i].is("al", "an", "el", "bin", "abu", "de", "van", "von"):
			return end
		case ws[i].is("/"):
			slashes++
		case ws[i].kind != mark:
			n++
		}
	}
	return end
}
