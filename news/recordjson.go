package news

import "encoding/json"

// The encodings below are those of --format jsonl, described in
// docs/format.md. As in articles an absent value is null, and a list without
// entries is empty.

type wireIdentity struct {
	ID         string     `json:"id"`
	Name       *string    `json:"name"`
	Kind       *Kind      `json:"kind"`
	Country    *string    `json:"country"`
	Names      []wireSeen `json:"names"`
	Roles      []wireSeen `json:"roles"`
	First      *string    `json:"first"`
	Last       *string    `json:"last"`
	Articles   int        `json:"articles"`
	Statements int        `json:"statements"`
}

type wireSeen struct {
	Text   string  `json:"text"`
	First  *string `json:"first"`
	Last   *string `json:"last"`
	Count  int     `json:"count"`
	Former bool    `json:"former"`
}

// MarshalJSON writes an object with snake_case names.
func (i Identity) MarshalJSON() ([]byte, error) { return json.Marshal(i.wire()) }

func (i *Identity) wire() wireIdentity {
	return wireIdentity{
		ID: i.ID, Name: optional(i.Name), Kind: optional(i.Kind), Country: optional(i.Country),
		Names: each(i.Names, Seen.wire), Roles: each(i.Roles, Seen.wire),
		First: optional(i.First), Last: optional(i.Last), Articles: i.Articles, Statements: i.Statements,
	}
}

func (s Seen) wire() wireSeen {
	return wireSeen{s.Text, optional(s.First), optional(s.Last), s.Count, s.Former}
}

type wireCount struct {
	Key   *string `json:"key"`
	Label *string `json:"label"`
	N     int     `json:"n"`
}

// MarshalJSON writes an object with snake_case names.
func (c Count) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireCount{optional(c.Key), optional(c.Label), c.N})
}

type wireObserved struct {
	Key     string  `json:"key"`
	Article string  `json:"article"`
	Outlet  *string `json:"outlet"`
	Day     *string `json:"day"`
	Name    *string `json:"name"`
	Role    *string `json:"role"`
}

// MarshalJSON writes an object with snake_case names.
func (o Observed) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireObserved{o.Key, o.Article, optional(o.Outlet), optional(o.Day), optional(o.Name), optional(o.Role)})
}

type wireMerge struct {
	A     Observed `json:"a"`
	B     Observed `json:"b"`
	Rule  string   `json:"rule"`
	Score float64  `json:"score"`
}

type wireCandidate struct {
	wireIdentity
	Rule  string  `json:"rule"`
	Score float64 `json:"score"`
}

// MarshalJSON writes the identity with two fields more.
func (c Candidate) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireCandidate{c.wire(), c.Rule, c.Score})
}

type wireProfile struct {
	wireIdentity
	Months     []Count     `json:"months"`
	Outlets    []Count     `json:"outlets"`
	Through    []Count     `json:"through"`
	Speaks     []Count     `json:"speaks"`
	SpokenOf   []Count     `json:"spoken_of"`
	Latest     []Entry     `json:"latest"`
	About      []Entry     `json:"about"`
	Evidence   []wireMerge `json:"evidence"`
	Candidates []Candidate `json:"candidates"`
}

// MarshalJSON writes the identity with what is known of it.
func (p Profile) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireProfile{
		wireIdentity: p.wire(),
		Months:       list(p.Months), Outlets: list(p.Outlets), Through: list(p.Through),
		Speaks: list(p.Speaks), SpokenOf: list(p.SpokenOf), Latest: list(p.Latest), About: list(p.About),
		Evidence:   each(p.Evidence, func(m Merge) wireMerge { return wireMerge(m) }),
		Candidates: list(p.Candidates),
	})
}

type wireTimeline struct {
	Period  Period  `json:"period"`
	Points  []Count `json:"points"`
	Undated int     `json:"undated"`
	Total   int     `json:"total"`
}

// MarshalJSON writes an object with snake_case names.
func (t Timeline) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireTimeline{t.Period, list(t.Points), t.Undated, t.Total})
}

type wireSurvey struct {
	Surveyed int     `json:"surveyed"`
	More     bool    `json:"more"`
	Speakers []Count `json:"speakers"`
	Outlets  []Count `json:"outlets"`
	Forms    []Count `json:"forms"`
	Modes    []Count `json:"modes"`
	Kinds    []Count `json:"kinds"`
}

// MarshalJSON writes an object with snake_case names.
func (s Survey) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireSurvey{s.Surveyed, s.More, list(s.Speakers), list(s.Outlets), list(s.Forms), list(s.Modes), list(s.Kinds)})
}

type wireVersion struct {
	Number     int     `json:"number"`
	Seen       string  `json:"seen"`
	Published  *string `json:"published"`
	Title      *string `json:"title"`
	Hash       string  `json:"hash"`
	Model      *string `json:"model"`
	Statements int     `json:"statements"`
}

// MarshalJSON writes an object with snake_case names.
func (v Version) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireVersion{v.Number, v.Seen, optional(v.Published), optional(v.Title), v.Hash, optional(v.Model), v.Statements})
}

type wireStats struct {
	Place       string  `json:"place"`
	Articles    int     `json:"articles"`
	Versions    int     `json:"versions"`
	Copies      int     `json:"copies"`
	Statements  int     `json:"statements"`
	Identities  int     `json:"identities"`
	Outlets     int     `json:"outlets"`
	Corrections int     `json:"corrections"`
	Failures    int     `json:"failures"`
	Bytes       int64   `json:"bytes"`
	First       *string `json:"first"`
	Last        *string `json:"last"`
	Models      []Count `json:"models"`
	Languages   []Count `json:"languages"`
}

// MarshalJSON writes an object with snake_case names.
func (s Stats) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireStats{
		Place: s.Place, Articles: s.Articles, Versions: s.Versions, Copies: s.Copies, Statements: s.Statements,
		Identities: s.Identities, Outlets: s.Outlets, Corrections: s.Corrections, Failures: s.Failures, Bytes: s.Bytes,
		First: optional(s.First), Last: optional(s.Last), Models: list(s.Models), Languages: list(s.Languages),
	})
}

// list is all, but never nil, which JSON would write as null.
func list[T any](all []T) []T { return each(all, func(v T) T { return v }) }

func each[T, W any](all []T, wire func(T) W) []W {
	out := make([]W, 0, len(all))
	for _, v := range all {
		out = append(out, wire(v))
	}
	return out
}
