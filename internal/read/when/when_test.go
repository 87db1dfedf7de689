package when_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/internal/read/when"
	"stemma/internal/text"
)

// split makes one sentence of every line, and a token of every run between spaces.
func split(s string) ([]text.Token, []text.Sentence) {
	var tokens []text.Token
	var sentences []text.Sentence
	start := 0
	for line := range strings.Lines(s) {
		end := start + len(strings.TrimRight(line, "\n"))
		first := len(tokens)
		for at := start; at < end; {
			if s[at] == ' ' {
				at++
				continue
			}
			to := at + 1
			for to < end && s[to] != ' ' {
				to++
			}
			tokens = append(tokens, text.Token{Span: stemma.Span{Start: at, End: to}})
			at = to
		}
		sentences = append(sentences, text.Sentence{Span: stemma.Span{Start: start, End: end}, First: first, Last: len(tokens)})
		start += len(line)
	}
	return tokens, sentences
}

func show(s string, published stemma.When) []string {
	tokens, sentences := split(s)
	var out []string
	for _, t := range when.Find(s, tokens, sentences, nil, nil, published) {
		line := t.Of(s) + ": " + t.When.ISO()
		if t.Duration > 0 {
			line += "length"
		}
		if t.Set {
			line += "set"
		}
		out = append(out, line)
	}
	return out
}

// TestFind reads news published on a Sunday.
func TestFind(t *testing.T) {
	published := stemma.DayOf(2021, time.October, 17)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"They took Tarsa on Sunday.", []string{"Sunday: 2021-10-17"}},
		{"They took Tarsa on Thursday.", []string{"Thursday: 2021-10-14"}},
		{"Talks will begin on Thursday.", []string{"Thursday: 2021-10-21"}},
		{"They fled last Thursday.", []string{"last Thursday: 2021-10-14"}},
		{"Shelling went on overnight.", []string{"overnight: 2021-10-16/2021-10-17"}},
		{"It hit the port overnight into Sunday.", []string{"overnight into Sunday: 2021-10-16/2021-10-17"}},
		{"Raids since last night killed ten.", []string{"since last night: 2021-10-16/2021-10-17"}},
		{"More than 500 fled since midnight.", []string{"since midnight: 2021-10-17"}},
		{"Since late September they have fled.", []string{"Since late September: 2021-09-21/2021-10-17"}},
		{"They have fought since mid-September.", []string{"since mid-September: 2021-09-11/2021-10-17"}},
		{"The town fell in March.", []string{"March: 2021-03"}},
		{"The vote will be held in March.", []string{"March: 2022-03"}},
		{"The town fell nine months ago.", []string{"nine months ago: 2021-01"}},
		{"It began three weeks ago.", []string{"three weeks ago: 2021-09-26"}},
		{"It began last year.", []string{"last year: 2020"}},
		{"They advanced in the past 24 hours.", []string{"the past 24 hours: 2021-10-16/2021-10-17"}},
		{"It went on over the past week.", []string{"the past week: 2021-10-10/2021-10-17"}},
		{"It fell in the last few days.", []string{"the last few days: ../2021-10-17"}},
		{"They held it for 10 months.", []string{"10 months: length"}},
		{"A 2-1/2 year war.", []string{"2-1/2 year: length"}},
		{"It struck every Friday and daily.", []string{"every Friday: set", "daily: set"}},
		{"By Sunday evening they had left.", []string{"By Sunday evening: 2021-10-17"}},
		{"It must end before the end of the month.", []string{"before the end of the month: 2021-10-17/2021-10-31"}},
		{"It lasted from 3 to 5 May.", []string{"from 3 to 5 May: 2021-05-03/2021-05-05"}},
		{"On 3 May 2019 it began.\nThe next day it ended.\nTwo weeks later they met.", []string{"3 May 2019: 2019-05-03", "The next day: 2019-05-04", "Two weeks later: 2019-05-18"}},
		{"In the war of 1980–88 and the 1990s.", []string{"1980–88: 1980/1988", "the 1990s: 1990/1999"}},
		{"The 19th century ended on 11.12.1900.", []string{"The 19th century: 1800/1899", "11.12.1900: 1900-12-11"}},
		{"It may march on; the sun set and they sat.", nil},
		{"Easter 2021 and Ramadan passed.", []string{"Easter 2021: 2021-04-04", "Ramadan: 2021-04-12/2021-05-11"}},
		{"Earlier this month they met.", []string{"Earlier this month: 2021-10-01/2021-10-17"}},
		{"It hit early Sunday morning, at 05:30.", []string{"early Sunday morning, at 05:30: 2021-10-17"}},
		{"He died on Saturday, 7 December.", []string{"Saturday, 7 December: 2019-12-07"}},
		{"It was built a few days ago, in the last few hours.", []string{"a few days ago: ../2021-10-16", "the last few hours: 2021-10-17"}},
		{"They have been under siege for more than two years.", []string{"more than two years: ../2021-10-17length"}},
		{"At least 80 have died since the offensive began on 3 October.", []string{"3 October: 2021-10-03/2021-10-17"}},
		{"TARSA, 4 FEB 90 (XYZ) -- REBELS MAY MARCH AT 0300 TODAY.", []string{"4 FEB 90: 1990-02-04", "0300 TODAY: 2021-10-17"}},
		{"They announced a deal Saturday that would end it.", []string{"Saturday: 2021-10-16"}},
		{"They stayed for three days from Monday.", []string{"for three days from Monday: 2021-10-11/2021-10-13"}},
		{"Rebels lost Tarsa in March after 10 months of siege.\nIn those months many died.", []string{"March: 2021-03", "10 months: length", "those months: 2020-05/2021-03"}},
		{"They held it for some 10 months, before its fall in March.", []string{"some 10 months: length", "March: 2021-03"}},
		{"No deal was made so far.", []string{"so far: ../2021-10-17"}},
		{"They met in the summer of 2019.", []string{"the summer of 2019: 2019-06/2019-08"}},
	} {
		if diff := cmp.Diff(c.want, show(c.text, published)); diff != "" {
			t.Errorf("%s\n%s", c.text, diff)
		}
	}
}

func TestFindWithoutPublication(t *testing.T) {
	got := show("They fled on Sunday. It fell on 5 May 2019 and in June.", stemma.When{})
	want := []string{"Sunday: ", "5 May 2019: 2019-05-05", "June: 2019-06"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("They fled on Sunday, 5 May 2016, at 10:30 pm, two days after 3-5 June ’44.")
	f.Add("the 470s BC … “next\u00a0week” 31/02/2016 99999999999999999999 days ago")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		tokens, sentences := split(s)
		last := 0
		for _, x := range when.Find(s, tokens, sentences, nil, nil, stemma.DayOf(2021, time.October, 17)) {
			if x.Start < last || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("span %v after %d in %q", x.Span, last, s)
			}
			last = x.End
		}
	})
}
