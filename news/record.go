package news

// An Entry is one statement of a record.
type Entry struct {
	// ID is the statement's for good: later versions of the article and later
	// readings that find the same words leave it as it is.
	ID string
	// Article is where it stands: text and metadata of the version that the
	// spans speak of, without Statements and Speakers. Its ID is that of the
	// article in the record.
	Article *Article
	Version int // of the article, from 1
	Statement
	// Parent and Speaker.ID are, unlike in an article, those of the record:
	// an entry's ID, an identity's ID ("" for those who have none).
	Day       string // ISO 8601: when it was made, or else the day of the article; "" when unknown
	Variants  int    // how many other articles give it
	Copies    int    // in how many near-copies of the article it stands, too
	CopyOf    string // the entry of which this one is such a copy, or ""
	AlteredTo string // the entry that a later version has in its place, or ""
	AlteredOf string // the entry that an earlier version had in its place, or ""
	Withdrawn bool   // the latest version of the article does not have it
	Corrected bool   // by a person
}

// An Identity is one person or body across the articles of a record.
type Identity struct {
	ID         string
	Name       string // the one that most articles give, full ones first
	Kind       Kind
	Country    string // of a government or national body, in English
	Names      []Seen // most frequent first
	Roles      []Seen
	First      string // dates of publication
	Last       string
	Articles   int // that name it as a source or mention it
	Statements int // of its own; copies count once
}

// Seen is a name or role with the dates between which articles give it.
type Seen struct {
	Text        string
	First, Last string
	Count       int  // articles
	Former      bool // the article says that the office is no longer held
}

// A Merge is why two mentions of different articles are taken for the same.
type Merge struct {
	A, B  Observed
	Rule  string
	Score float64 // how sure the rule is; 1 for a person's decision
}

// Observed is somebody as one article names them.
type Observed struct {
	Key     string // by which corrections speak of it
	Article string // ID in the record
	Outlet  string
	Day     string
	Name    string
	Role    string
}

// A Candidate is an identity that another one might be, for want of evidence.
type Candidate struct {
	Identity
	Rule  string
	Score float64
}

// A Profile is what a record knows of one identity.
type Profile struct {
	Identity
	Months     []Count // own statements by month, those without one left out
	Outlets    []Count // in which they stand, most first
	Through    []Count // who passes them on, most first
	Speaks     []Count // whom they are about, most first
	SpokenOf   []Count // who speaks about this identity, most first
	Latest     []Entry // own statements
	About      []Entry // the latest ones about this identity by others
	Evidence   []Merge // what joins the names
	Candidates []Candidate
}

// A Count is how many statements something has. Key is a month ("2031-10"), an
// identity's ID, or what Label says.
type Count struct {
	Key   string
	Label string
	N     int
}

// A Timeline is how many statements were made when.
type Timeline struct {
	Period  Period
	Points  []Count // every period from the first statement to the last, also those without any
	Undated int
	Total   int
}

// Period is what a timeline counts by.
type Period string

// The periods of a timeline.
const (
	Daily   Period = "day"
	Monthly Period = "month"
	Yearly  Period = "year"
)

// A Survey is who and what is among the statements that a query finds.
type Survey struct {
	Surveyed int  // statements that were looked at: the newest ones
	More     bool // there are others
	Speakers []Count
	Outlets  []Count
	Forms    []Count
	Modes    []Count
	Kinds    []Count
}

// A Comparison lays what two speakers or two outlets say side by side.
type Comparison struct {
	A, B Side
	Rows []Row // in the order of their days
}

// A Side is one of the two that are compared: a speaker or an outlet.
type Side struct {
	Name     string
	Identity *Identity // nil for an outlet
	Count    int
	Months   []Count
}

// A Row has what one side says, or both where it is the same statement.
type Row struct {
	Day  string
	A, B *Entry
	// Variant is how the two relate; nil where there is one only.
	Variant *Variant
}

// A Version is one state of an article.
type Version struct {
	Number     int // from 1
	Seen       string
	Published  string
	Title      string
	Hash       string // SHA-256 of the text, hexadecimal
	Model      string // that read its statements
	Statements int
}

// Stats sum a record up.
type Stats struct {
	Place       string // of the record
	Articles    int
	Versions    int
	Copies      int // articles that are near-copies of others
	Statements  int
	Identities  int
	Outlets     int
	Corrections int
	Failures    int
	Bytes       int64
	First, Last string // days of statements
	Models      []Count
	Languages   []Count
}
