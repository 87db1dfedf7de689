package number

import "stemma/internal/numeral"

// signs are the currency signs and words and the unit that a record keeps. Signs may
// stand before or behind the number, words behind it, codes on both sides.
var signs = map[string]string{
	"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₽": "roubles", "₴": "hryvnias", "₪": "shekels", "₺": "liras", "₹": "rupees", "₦": "nairas",
	"usd": "dollars", "eur": "euros", "gbp": "pounds", "rmb": "yuan", "jpy": "yen", "try": "liras", "rub": "roubles", "uah": "hryvnias", "syp": "syrian pounds", "ils": "shekels",
}

var currencies = map[string]string{
	"dollar": "dollars", "dollars": "dollars", "euro": "euros", "euros": "euros", "pound": "pounds", "yen": "yen", "yuan": "yuan",
	"rouble": "roubles", "roubles": "roubles", "ruble": "roubles", "rubles": "roubles", "hryvnia": "hryvnias", "hryvnias": "hryvnias",
	"shekel": "shekels", "shekels": "shekels", "lira": "liras", "liras": "liras", "rupee": "rupees", "rupees": "rupees", "dinar": "dinars", "dinars": "dinars",
	"dirham": "dirhams", "dirhams": "dirhams", "riyal": "riyals", "riyals": "riyals", "rial": "rials", "rials": "rials", "franc": "francs", "francs": "francs",
	"naira": "nairas", "kyat": "kyats", "kyats": "kyats", "birr": "birr", "cent": "cents", "cents": "cents", "peso": "pesos", "pesos": "pesos",
}

func isMoney(words []numeral.Word, m Mention) bool { return moneyUnit(words, m) != "" }

func moneyUnit(words []numeral.Word, m Mention) string {
	if u := signs[at(words, m.First-1)]; u != "" && (words[m.First-1].Shape == numeral.Mark || words[m.First-1].Caps) {
		return u
	}
	after := at(words, m.Last)
	if u := signs[after]; u != "" && (words[m.Last].Shape == numeral.Mark || words[m.Last].Caps) {
		return u
	}
	if u := currencies[after]; u != "" {
		return u
	}
	// "3 billion US dollars", "500 Syrian pounds"
	if m.Last < len(words) && words[m.Last].Shape == numeral.Letters && words[m.Last].Upper {
		if u := currencies[at(words, m.Last+1)]; u != "" {
			return u
		}
		if at(words, m.Last+1) == "pounds" {
			return after + " pounds"
		}
	}
	return ""
}

// money widens the mention over the sign or the word.
func (m *Mention) money(words []numeral.Word) {
	m.Unit = moneyUnit(words, *m)
	if signs[at(words, m.First-1)] != "" {
		m.First--
		return
	}
	if currencies[at(words, m.Last)] == "" && signs[at(words, m.Last)] == "" {
		m.Last++
	}
	m.Last++
}
