package page

import "strings"

// badWords are the words in class and id that name furniture. They are compared with the
// parts of a name between its dashes: "post-share-buttons" is bad, "shareholders" is not.
var badWords = wordSet("comment comments disqus sidebar footer related recommend recommended recommendations recirc promo promos promotion share sharing shares social sponsor sponsored sponsors advert adverts advertisement advertising ad ads banner popup modal newsletter newsletters subscribe subscription signup login breadcrumb breadcrumbs pagination pager navigation navbar nav menu outbrain taboola cookie cookies consent gdpr masthead toolbar trending timestamp metadata meta tags taglist keywords copyright disclaimer tooltip carousel slideshow gallery player caption captions credit credits toc donate donation poll quiz teaser teasers feedback reactions jp sharedaddy addtoany infobox factbox navbox reflist catlinks mbox hatnote byline dateline bio rating ratings hidden mostread mostpopular morefrom readmore readnext srcredit pullquote print skip widget widgets noprint sponsorship upsell paywall-prompt membership signin whatsapp facebook twitter follow tooltip bookmark")

// badPairs are neighbouring words that name furniture together.
var badPairs = wordSet("most-read most-popular latest-news read-more read-next more-stories more-from more-news also-like you-may author-bio author-box about-author author-info post-meta entry-meta article-meta story-meta article-info article-footer article-header entry-footer tag-list sign-up side-bar pull-quote screen-reader sr-only visually-hidden print-only skip-link fact-box video-player click-here email-form")

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// bad reports whether the class or id of n names furniture.
func (n *node) bad() bool {
	if n.attrs.class == "" {
		return false
	}
	if containsAny(n.attrs.class, bodyNames) {
		return false
	}
	for name := range strings.FieldsSeq(n.attrs.class) {
		if badName(name) {
			return true
		}
	}
	return false
}

// badName reports whether one name of an element names furniture: a bad word with no
// neutral one before it, or a bad pair.
func badName(name string) bool {
	last := ""
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' || r == ':' || r == '.' || r >= '0' && r <= '9' }) {
		if last != "" && badPairs[last+"-"+part] {
			return true
		}
		if badWords[part] && !layoutWords[last] {
			return true
		}
		if layoutWords[part] && last == "" && (part == "category" || part == "tag" || part == "type" || part == "status" || part == "format" || part == "elementor") {
			return false
		}
		last = part
	}
	return false
}

// layoutWords before a bad word say that the page has such furniture beside the element.
var layoutWords = wordSet("has with no without one two left right hide show enabled category tag type status format elementor")
