package invent

import (
	"bytes"
	"strconv"

	"quoth/news"
)

// tell writes one sentence that reports a saying, in its first wording or,
// where another article had it first, in one that may differ.
func (c *composer) tell(x *saying) {
	n := 0
	told := Telling{Saying: x.id}
	if x.wordings[0].used != "" {
		n = c.retell(x)
		told.Relation, told.Wording = news.WordForWord, n
		if n > 0 {
			told.Relation, told.Loose = x.wordings[n].relation, x.wordings[n].loose
		}
	}
	w := &x.wordings[n]
	r := c.reference(x.voice)
	p := c.choose(x, w, r)
	if w.used == "" {
		w.used = p.form()
	}
	c.word(p, w.phrase, r, told)
	c.last = r
}

// choose finds a pattern for a wording; one told again mostly keeps its form.
func (c *composer) choose(x *saying, w *wording, r *reference) *pattern {
	u := use{by: "person", form: w.form, plain: x.shared || x.source[0] != nil, to: x.to}
	if u.form == "" {
		u.form = w.used
	}
	if u.form == "" || w.form == "" && c.rnd.IntN(6) == 0 {
		u.form = [...]news.Form{news.Direct, news.Direct, news.Direct, news.Indirect, news.Indirect, news.Mixed}[c.rnd.IntN(6)]
	}
	switch {
	case x.to:
		u.form, u.plain = news.Indirect, false
	case x.nested:
		u.by, u.form = "nested", news.Indirect
	case r.speaker.Kind == news.Document:
		u.by, u.form = "document", news.Indirect
	case r.speaker.Kind == news.Anonymous:
		u.by = "vox"
	case x.voice.body != nil && c.rnd.IntN(2) == 0:
		u.by = "body"
	}
	from := c.lore.patterns[u]
	if len(from) == 0 { // such a body or passer-by is not quoted in parts
		u.form = news.Indirect
		from = c.lore.patterns[u]
	}
	p := &from[c.rnd.IntN(len(from))]
	if p.has(slotEnd) {
		if _, _, ok := w.halves(); !ok { // too short to be cut in two
			if u.form == news.Mixed {
				u.form = news.Indirect
			}
			p = &c.lore.patterns[use{by: "person", form: u.form, plain: true}][0]
		}
	}
	return p
}

// word fills a pattern and records the statement.
func (c *composer) word(p *pattern, content phrase, r *reference, told Telling) {
	c.sentence()
	st := news.Statement{Mode: p.mode, Polarity: p.polarity, Form: p.form(), Speaker: r.speaker}
	var outer *news.Statement
	if p.has(slotOuter) {
		outer = &news.Statement{Mode: news.Said, Polarity: news.Asserted, Form: news.Indirect}
	}
	var begin, end phrase
	if p.has(slotEnd) {
		begin, end, _ = content.halves()
	}
	for _, q := range p.parts {
		switch {
		case q.literal != "":
			c.put(q.literal)
		case q.cues != nil && q.outer:
			outer.Cue = c.part(c.put(pick(c.rnd, q.cues)))
		case q.cues != nil:
			st.Cue = c.part(c.put(pick(c.rnd, q.cues)))
		case q.slot == slotSource:
			c.opens = st.Cue == nil && !bytes.HasSuffix(c.text, []byte(" of "))
			st.Source = c.part(c.source(r))
		case q.slot == slotOuter:
			outer.Source = c.part(c.source(c.passesOn(outer)))
		case q.slot == slotOn:
			c.sayDay(&st)
		case q.slot == slotBegin:
			c.content(&st, &begin, q)
		case q.slot == slotEnd:
			c.content(&st, &end, q)
		default:
			c.content(&st, &content, q)
		}
	}
	c.comma = false
	if outer != nil {
		outer.Content = news.Part{{Start: min(st.Source[0].Start, st.Content[0].Start), End: st.Content[len(st.Content)-1].End}}
		outer.Figures = st.Figures
		st.Parent = c.add(*outer, Telling{Saying: c.sayingID(), PassesOn: told.Saying})
	}
	c.add(st, told)
}

// content writes what is said, with its quotation marks. What stands right
// behind other content is one span with it.
func (c *composer) content(st *news.Statement, p *phrase, q part) {
	if p.text == "" {
		return
	}
	at := len(c.text)
	if q.quoted {
		c.comma = false
		c.text = append(c.text, "“"...)
		c.start = st.Form == news.Direct && q.slot != slotEnd
	}
	span := c.put(p.text)
	by := span.Start
	if !q.quoted {
		at = span.Start
	}
	for _, f := range p.figures {
		f.Span.Start += by
		f.Span.End += by
		st.Figures = append(st.Figures, f)
	}
	if q.quoted {
		c.text = append(c.text, q.stop...)
		c.text = append(c.text, "”"...)
	}
	if n := len(st.Content); n > 0 && st.Content[n-1].End+1 == at && c.text[at-1] == ' ' {
		st.Content[n-1].End = len(c.text)
		return
	}
	if st.Content == nil {
		st.Content = c.part(news.Span{Start: at, End: len(c.text)})
		return
	}
	st.Content = append(st.Content, news.Span{Start: at, End: len(c.text)})
}

// part is a part of one span.
func (c *composer) part(s news.Span) news.Part {
	if len(c.spans) == cap(c.spans) {
		c.spans = make([]news.Span, 0, 48) // many small parts from one piece of memory
	}
	n := len(c.spans)
	c.spans = append(c.spans, s)
	return c.spans[n : n+1 : n+1]
}

// sayDay names the day of speaking in some sentences.
func (c *composer) sayDay(st *news.Statement) {
	if c.rnd.IntN(4) > 0 {
		return
	}
	c.put(pick(c.rnd, []string{" on ", " on ", " on ", " late on ", " early on "}))
	name := c.day.Weekday().String()
	st.SaidOn = &news.SaidOn{Text: name, Date: day(c.day), Span: c.put(name)}
}

// passesOn is another outlet or a body, by whose report something is known.
func (c *composer) passesOn(outer *news.Statement) *reference {
	if len(c.passers) == 0 || c.rnd.IntN(2) == 0 {
		o := pick(c.rnd, c.World.outlets)
		if o.name == c.outlet.name {
			o = c.World.outlets[0]
		}
		r := &reference{voice: &voice{truth: "O" + o.name}, speaker: &news.Speaker{Kind: news.Organisation, Name: o.name}, short: o.name, by: []naming{{text: o.name, name: true}}}
		for _, have := range c.passers {
			if have.speaker.Name == o.name {
				r = have
			}
		}
		if !r.named {
			c.passers, c.refs = append(c.passers, r), append(c.refs, r)
		}
		outer.Speaker = r.speaker
		return r
	}
	r := c.passers[0]
	outer.Speaker = r.speaker
	return r
}

// add numbers a statement and keeps it.
func (c *composer) add(st news.Statement, told Telling) string {
	a := &c.article
	st.ID = "s" + strconv.Itoa(len(a.Statements)+1)
	st.Confidence = float64(40+c.rnd.IntN(59)) / 100
	if st.Form == news.Direct {
		st.Confidence = float64(75+c.rnd.IntN(24)) / 100
	}
	a.Statements = append(a.Statements, st)
	a.Truth.Statements = append(a.Truth.Statements, told)
	return st.ID
}
